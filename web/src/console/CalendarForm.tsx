/** An office's own working week, hours and closures. */
import { useState } from 'preact/hooks';
import { LineBox, TickBox } from '../components/controls';
import { fill } from '../i18n/fill';
import { admin, rules as texts } from '../i18n/texts';
import { ActionForm } from './ActionForm';
import { type AgencyRules, type Closure, type OwnCalendar, saveRules } from './rulesApi';
import { useSending } from './useSending';

/** What an office without a calendar of its own keeps. */
export const USUAL: OwnCalendar = {
  week: [1, 2, 3, 4, 5],
  opens: '08:00',
  closes: '16:00',
  works_joint_leave: false,
  closures: [],
};

interface Props {
  rules: AgencyRules;
  done: (saved: AgencyRules) => void;
  cancel: () => void;
}

function Closures({
  closures,
  change,
  error,
}: {
  closures: Closure[];
  change: (closures: Closure[]) => void;
  error?: string;
}) {
  const set = (at: number, changed: Partial<Closure>) =>
    change(closures.map((closure, n) => (n === at ? { ...closure, ...changed } : closure)));
  return (
    <fieldset class="govuk-fieldset closures" id="closures" tabIndex={-1}>
      <legend class="govuk-fieldset__legend govuk-fieldset__legend--s">{texts.closures}</legend>
      {error && <p class="govuk-error-message">{error}</p>}
      {closures.map((closure, n) => (
        <div class="closures__row" key={n}>
          <LineBox
            id={`closure-from-${n}`}
            label={texts.from}
            type="date"
            value={closure.from}
            onChange={(from) => set(n, { from })}
          />
          <LineBox
            id={`closure-to-${n}`}
            label={texts.to}
            type="date"
            value={closure.to}
            onChange={(to) => set(n, { to })}
          />
          <LineBox
            id={`closure-name-${n}`}
            label={texts.why}
            value={closure.name}
            onChange={(name) => set(n, { name })}
          />
          <button
            type="button"
            class="link-button"
            aria-label={fill(texts.remove_n, { n: n + 1 })}
            onClick={() => change(closures.filter((_, other) => other !== n))}
          >
            {texts.remove}
          </button>
        </div>
      ))}
      <button
        type="button"
        class="govuk-button govuk-button--secondary"
        onClick={() => change([...closures, { from: '', to: '', name: '' }])}
      >
        {texts.add_closure}
      </button>
    </fieldset>
  );
}

export function CalendarForm({ rules, done, cancel }: Props) {
  const [value, setValue] = useState(rules.calendar ?? USUAL);
  const sending = useSending('week');
  const set = (changed: Partial<OwnCalendar>) => setValue({ ...value, ...changed });
  const toggle = (day: number, on: boolean) =>
    set({ week: on ? [...value.week, day].sort() : value.week.filter((other) => other !== day) });
  return (
    <ActionForm
      id="calendar"
      title={fill(texts.calendar_of, { agency: rules.agency_name })}
      lead={texts.calendar_lead}
      button={admin.save}
      sending={sending}
      submit={() =>
        void sending.send({}, async () =>
          done(await saveRules('calendar', { agency: rules.agency, ...value })),
        )
      }
      cancel={cancel}
    >
      <fieldset class="govuk-fieldset week" id="week" tabIndex={-1}>
        <legend class="govuk-fieldset__legend govuk-fieldset__legend--s">{texts.week}</legend>
        {sending.errors.week && <p class="govuk-error-message">{sending.errors.week}</p>}
        <div class="week__days">
          {texts.days.map((name, n) => (
            <TickBox
              key={name}
              id={`day-${n + 1}`}
              label={name}
              value={value.week.includes(n + 1)}
              onChange={(on) => toggle(n + 1, on)}
            />
          ))}
        </div>
      </fieldset>
      <div class="hours">
        <LineBox
          id="opens"
          label={texts.opens}
          value={value.opens}
          onChange={(opens) => set({ opens })}
          error={sending.errors.opens}
        />
        <LineBox
          id="closes"
          label={texts.closes}
          value={value.closes}
          onChange={(closes) => set({ closes })}
          error={sending.errors.closes}
        />
      </div>
      <TickBox
        id="works_joint_leave"
        label={texts.works_joint_leave}
        value={value.works_joint_leave}
        onChange={(on) => set({ works_joint_leave: on })}
      />
      <Closures
        closures={value.closures}
        change={(closures) => set({ closures })}
        error={sending.errors.closures}
      />
    </ActionForm>
  );
}

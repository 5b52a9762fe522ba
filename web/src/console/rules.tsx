/** Calendars and deadlines: what binds an agency, and its own that may be tighter. */
import { useEffect, useState } from 'preact/hooks';
import { Facts } from '../components/Facts';
import { useLoaded } from '../components/hooks';
import { Rows } from '../components/Rows';
import { Failed, Loading } from '../components/Status';
import { plainDay } from '../i18n/dates';
import { fill, word } from '../i18n/fill';
import { admin, limitNames, places, roles, rules as texts } from '../i18n/texts';
import { Done } from './ActionForm';
import { AgencyChooser } from './AgencyChooser';
import { CalendarForm, USUAL } from './CalendarForm';
import { LimitsForm, TIGHTER } from './LimitsForm';
import { type AgencyRules, gapsOf, type Holiday, rulesOf } from './rulesApi';
import { officer } from './session';
import { startDesk } from './startDesk';

const FIRST = '32.73';
const AGAIN = 5000;

function Calendar({ rules }: { rules: AgencyRules }) {
  const shown = rules.calendar ?? USUAL;
  const { closures } = shown;
  const week = shown.week.map((day) => texts.days[day - 1]).join(', ');
  return (
    <>
      <Facts
        rows={[
          [texts.week, week],
          [texts.hours, `${shown.opens}–${shown.closes}`],
          [texts.joint_leave, shown.works_joint_leave ? texts.works : texts.off],
        ]}
      />
      {closures.length > 0 && (
        <ul class="govuk-list govuk-list--bullet">
          {closures.map(({ from, to, name }) => (
            <li key={from}>
              {plainDay(from)}
              {from !== to && ` – ${plainDay(to)}`}: {name}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function Limits({ rules }: { rules: AgencyRules }) {
  const own = rules.limits?.days ?? {};
  return (
    <>
      <Rows id="limits" caption={texts.limits} columns={[texts.limit, texts.nation, texts.here]}>
        {TIGHTER.map((name) => (
          <tr key={name}>
            <th scope="row">{word(limitNames, name)}</th>
            <td data-label={texts.nation}>
              {fill(texts.days_n, { n: rules.nation.limits[name]?.days ?? 0 })}
            </td>
            <td data-label={texts.here}>
              {own[name] ? fill(texts.days_n, { n: own[name] }) : texts.same}
            </td>
          </tr>
        ))}
      </Rows>
      {rules.limits && <p>{fill(texts.since, { date: plainDay(rules.limits.valid_from) })}</p>}
    </>
  );
}

function placeOf(audience: string): string {
  return audience in places ? word(places, audience) : word(roles, audience);
}

function Ladder({ rules }: { rules: AgencyRules }) {
  const { share, rungs } = rules.nation.ladder;
  return (
    <>
      <p>{fill(texts.share, { n: Math.round(Number(share) * 100) })}</p>
      <Rows id="ladder" caption={texts.ladder} columns={[texts.when, texts.told, texts.otherwise]}>
        {rungs.map(({ level, days, to, instead }) => (
          <tr key={level}>
            <th scope="row">{days === 0 ? texts.at_once : fill(texts.after, { n: days })}</th>
            <td data-label={texts.told}>{to.map(placeOf).join(', ')}</td>
            <td data-label={texts.otherwise}>{instead ? placeOf(instead) : '–'}</td>
          </tr>
        ))}
      </Rows>
    </>
  );
}

function Year({ year, days }: { year: string; days: Holiday[] }) {
  return (
    <details class="govuk-details">
      <summary class="govuk-details__summary">
        <span class="govuk-details__summary-text">
          {fill(texts.year, { year, n: days.length })}
        </span>
      </summary>
      <ul class="govuk-list">
        {days.map(({ date, name }) => (
          <li key={date}>
            {plainDay(date)}: {name}
          </li>
        ))}
      </ul>
    </details>
  );
}

/** Agencies on whose ladder somebody is missing: what the registrar has to mend. */
function Gaps() {
  const { content, problem, reload } = useLoaded('gaps', gapsOf);
  if (problem) return <Failed problem={problem} retry={reload} />;
  if (!content) return <Loading />;
  const { items } = content;
  return (
    <section>
      <h2 class="govuk-heading-m">{texts.gaps}</h2>
      <p>{items.length > 0 ? texts.gaps_lead : texts.no_gaps}</p>
      {/* Hundreds of agencies in a new country. */}
      {items.length > 0 && (
        <details class="govuk-details">
          <summary class="govuk-details__summary">
            <span class="govuk-details__summary-text">
              {fill(texts.gaps_n, { n: items.length })}
            </span>
          </summary>
          <Rows id="gaps" caption={texts.gaps} columns={[admin.agency, texts.empty]}>
            {items.map(({ agency, name, empty }) => (
              <tr key={agency}>
                <th scope="row">{name}</th>
                <td data-label={texts.empty}>{empty.map(placeOf).join(', ')}</td>
              </tr>
            ))}
          </Rows>
        </details>
      )}
    </section>
  );
}

/** How far the deadlines of open reports are counted anew; it asks again until all are. */
function Progress({ rules, reload }: { rules: AgencyRules; reload: () => void }) {
  const { job } = rules;
  const running = job !== null && job.done < job.total;
  useEffect(() => {
    if (!running) return;
    const timer = setTimeout(reload, AGAIN);
    return () => clearTimeout(timer);
  });
  if (!job || job.total === 0) return null;
  return (
    <p class="notice" role="status">
      {fill(running ? texts.counting : texts.counted, { done: job.done, total: job.total })}
      {running && <progress max={job.total} value={job.done} aria-label={texts.progress} />}
    </p>
  );
}

function Heading({ name, open }: { name: string; open: (() => void) | null }) {
  return (
    <div class="rules__head">
      <h2 class="govuk-heading-m">{name}</h2>
      {open && (
        <button
          type="button"
          class="link-button"
          aria-label={`${texts.edit}: ${name}`}
          onClick={open}
        >
          {texts.edit}
        </button>
      )}
    </div>
  );
}

function RulesOf({ chooses }: { chooses: boolean }) {
  const own = officer()?.agency;
  const [agency, setAgency] = useState(chooses || !own ? FIRST : own);
  const [open, setOpen] = useState<'calendar' | 'limits' | null>(null);
  const [message, setMessage] = useState('');
  const { content, problem, reload, replace } = useLoaded(agency, () => rulesOf(agency));
  const show = (next: typeof open) => {
    setMessage('');
    setOpen(next);
  };
  const form = content && {
    rules: content,
    done(saved: AgencyRules) {
      setOpen(null);
      setMessage(texts.saved);
      replace(saved);
    },
    cancel: () => show(null),
  };
  const opener = (what: 'calendar' | 'limits') =>
    content?.may.includes(`edit_${what}`) && open !== what ? () => show(what) : null;

  return (
    <>
      {chooses && (
        <AgencyChooser
          agency={agency}
          choose={(chosen) => {
            show(null);
            setAgency(chosen);
          }}
        />
      )}
      <Done message={message} />
      {problem && !content && <Failed problem={problem} retry={reload} />}
      {!content && !problem && <Loading />}
      {content && form && (
        <>
          <Progress rules={content} reload={reload} />
          <section>
            <Heading name={texts.calendar} open={opener('calendar')} />
            {open === 'calendar' ? <CalendarForm {...form} /> : <Calendar rules={content} />}
          </section>
          <section>
            <Heading name={texts.limits} open={opener('limits')} />
            {open === 'limits' ? <LimitsForm {...form} /> : <Limits rules={content} />}
          </section>
          <section>
            <Heading name={texts.ladder} open={null} />
            <Ladder rules={content} />
          </section>
          <section>
            <Heading name={texts.holidays} open={null} />
            {Object.entries(content.nation.years)
              .sort()
              .map(([year, days]) => (
                <Year key={year} year={year} days={days} />
              ))}
          </section>
        </>
      )}
    </>
  );
}

startDesk(() => {
  const role = officer()?.role;
  return (
    <>
      <h1 class="govuk-heading-l">{admin.rules}</h1>
      <p>{texts.lead}</p>
      <RulesOf chooses={role === 'national' || role === 'registrar'} />
      {role === 'registrar' && <Gaps />}
    </>
  );
});

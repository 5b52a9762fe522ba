/** Limits of an agency's own: tighter than the nation's, or none. */
import { useState } from 'preact/hooks';
import { LineBox } from '../components/controls';
import { fill, word } from '../i18n/fill';
import { admin, limitNames, rules as texts } from '../i18n/texts';
import { ActionForm } from './ActionForm';
import { type AgencyRules, saveRules } from './rulesApi';
import { required, useSending } from './useSending';

/** What an office may promise earlier; the others belong to the reporter or to the law. */
export const TIGHTER = [
  'verification',
  'first_follow_up',
  'answer',
  'resolution.information',
  'resolution.aspiration',
  'resolution.complaint',
  'resolution.complaint_supervised',
];

interface Props {
  rules: AgencyRules;
  done: (saved: AgencyRules) => void;
  cancel: () => void;
}

const today = () => new Date().toISOString().slice(0, 10);

export function LimitsForm({ rules, done, cancel }: Props) {
  const own = rules.limits?.days ?? {};
  const [days, setDays] = useState<Record<string, string>>(
    Object.fromEntries(Object.entries(own).map(([name, count]) => [name, String(count)])),
  );
  const [from, setFrom] = useState(rules.limits?.valid_from ?? today());
  const sending = useSending('valid_from');

  async function submit(): Promise<void> {
    const set = Object.entries(days).filter(([, count]) => count.trim() !== '');
    const wrong = Object.fromEntries(
      set
        .filter(([, count]) => !/^\d{1,3}$/.test(count.trim()))
        .map(([name]) => [name, fill(texts.not_a_number, { field: word(limitNames, name) })]),
    );
    if (!from) wrong.valid_from = required(texts.valid_from);
    const body = {
      of: 'agency',
      id: rules.agency,
      valid_from: from,
      days: Object.fromEntries(set.map(([name, count]) => [name, Number(count)])),
    };
    await sending.send(wrong, async () => done(await saveRules('limits', body)));
  }

  return (
    <ActionForm
      id="limits"
      title={fill(texts.limits_of, { agency: rules.agency_name })}
      lead={texts.limits_lead}
      button={admin.save}
      sending={sending}
      submit={() => void submit()}
      cancel={cancel}
    >
      {TIGHTER.map((name) => (
        <LineBox
          key={name}
          id={name}
          label={word(limitNames, name)}
          hint={fill(texts.nation_days, { n: rules.nation.limits[name]?.days ?? 0 })}
          inputMode="numeric"
          value={days[name] ?? ''}
          onChange={(count) => setDays({ ...days, [name]: count })}
          error={sending.errors[name] ?? (name === TIGHTER[0] ? sending.errors.days : undefined)}
        />
      ))}
      <LineBox
        id="valid_from"
        label={texts.valid_from}
        hint={texts.valid_from_hint}
        type="date"
        value={from}
        onChange={setFrom}
        error={sending.errors.valid_from}
      />
    </ActionForm>
  );
}

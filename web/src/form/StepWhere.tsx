/** Section 2: where and when, and to whom the report should go. */
import { DateParts } from '../components/DateParts';
import { Select } from '../components/Select';
import { TextInput } from '../components/TextInput';
import { form } from '../i18n/texts';
import type { Filling } from './filling';
import type { Registers } from './registers';

const GROUPS = [
  { kind: 'ministry', label: form.agency_ministry },
  { kind: 'body', label: form.agency_body },
];

export function StepWhere({ filling, registers }: { filling: Filling; registers: Registers }) {
  const { provinces, regencies, agencies } = registers;
  return (
    <>
      <DateParts id="occurred_day" label={form.date} hint={form.date_hint} filling={filling} />
      <Select id="province" label={form.province} empty={form.province_choose} filling={filling}>
        {provinces.map(({ code, name }) => (
          <option key={code} value={code}>
            {name}
          </option>
        ))}
      </Select>
      <Select id="regency" label={form.regency} empty={form.regency_choose} filling={filling}>
        {provinces.map((province) => (
          <optgroup key={province.code} label={province.name}>
            {regencies
              .filter(({ code }) => code.startsWith(`${province.code}.`))
              .map(({ code, name }) => (
                <option key={code} value={code}>
                  {name}
                </option>
              ))}
          </optgroup>
        ))}
      </Select>
      <TextInput
        id="address"
        label={form.address}
        hint={form.address_hint}
        optional
        filling={filling}
      />
      <Select
        id="agency"
        label={form.agency}
        hint={form.agency_hint}
        optional
        empty={form.agency_unknown}
        filling={filling}
      >
        {GROUPS.map(({ kind, label }) => (
          <optgroup key={kind} label={label}>
            {agencies
              .filter((agency) => agency.kind === kind)
              .map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
          </optgroup>
        ))}
      </Select>
    </>
  );
}

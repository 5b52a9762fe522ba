/** To whom a verified report goes, and how it is filed. */
import provinces from 'virtual:provinces';
import { agenciesIn, shardOf } from '../api/registers';
import { LineBox, ListBox, TickBox } from '../components/controls';
import { useRegister } from '../components/useRegister';
import { TopicOptions } from '../form/StepWhat';
import { classes, desk, form } from '../i18n/texts';
import type { FieldsProps } from './moves';
import { unitsOf } from './officesApi';
import { officer } from './session';

const CLASSES = Object.entries(classes).map(([id, name]) => ({ id, name }));

/** Any agency, found by its region; the place of the report comes first. */
function AgencyFields({ report, kept, errors }: FieldsProps) {
  const agency = kept.text('agency');
  const region = kept.text('region') || shardOf(agency || report.place.province);
  const agencies = useRegister(region, agenciesIn);
  return (
    <>
      <ListBox
        id="region"
        label={desk.region}
        value={region}
        onChange={(value) => kept.set({ region: value, agency: '', unit: '' })}
      >
        <option value="national">{desk.region_national}</option>
        {provinces.map(({ code, name }) => (
          <option key={code} value={code}>
            {name}
          </option>
        ))}
      </ListBox>
      <ListBox
        id="agency"
        label={desk.agency}
        empty={desk.choose_agency}
        value={agencies.length > 0 ? agency : ''}
        onChange={(value) => kept.set({ agency: value, unit: '' })}
        error={errors.agency}
        options={agencies}
      />
    </>
  );
}

/** An agency's own admin verifies for that agency; anything else is a return. */
function OwnAgency() {
  return (
    <p>
      <strong>{desk.agency}</strong>
      <br />
      {officer()?.agency_name}
    </p>
  );
}

export function VerifyFields(props: FieldsProps) {
  const { kept, errors } = props;
  const units = useRegister(kept.text('agency'), unitsOf);
  return (
    <>
      {officer()?.role === 'agency' ? <OwnAgency /> : <AgencyFields {...props} />}
      <ListBox
        id="unit"
        label={desk.unit}
        optional
        empty={desk.unit_any}
        value={units.length > 0 ? kept.text('unit') : ''}
        onChange={(unit) => kept.set({ unit })}
        error={errors.unit}
        options={units}
      />
      <ListBox
        id="class"
        label={desk.class}
        value={kept.text('class')}
        onChange={(value) => kept.set({ class: value })}
        error={errors.class}
        options={CLASSES}
      />
      <ListBox
        id="category"
        label={desk.category}
        optional
        empty={form.category_unknown}
        value={kept.text('category')}
        onChange={(category) => kept.set({ category })}
        error={errors.category}
      >
        <TopicOptions />
      </ListBox>
      <LineBox
        id="title"
        label={desk.title}
        hint={desk.title_hint}
        value={kept.text('title')}
        onChange={(title) => kept.set({ title })}
        error={errors.title}
      />
      <TickBox
        id="supervised"
        label={desk.supervised}
        value={kept.typed.supervised === true}
        onChange={(supervised) => kept.set({ supervised })}
      />
    </>
  );
}

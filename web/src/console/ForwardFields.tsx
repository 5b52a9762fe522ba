/** To which unit of the same agency a report goes. */
import { ListBox } from '../components/controls';
import { useRegister } from '../components/useRegister';
import { desk } from '../i18n/texts';
import type { FieldsProps } from './moves';
import { unitsOf } from './officesApi';

export function ForwardFields({ report, kept, errors }: FieldsProps) {
  const units = useRegister(report.agency ?? '', unitsOf);
  return (
    <ListBox
      id="unit"
      label={desk.unit}
      empty={desk.choose_unit}
      value={kept.text('unit')}
      onChange={(unit) => kept.set({ unit })}
      error={errors.unit}
      options={units.filter(({ id }) => id !== report.unit)}
    />
  );
}

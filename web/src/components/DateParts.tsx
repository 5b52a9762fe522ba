/** A date in three boxes: native date inputs speak the browser's language, not the page's. */
import { form } from '../i18n/texts';
import { FieldSet, type FieldProps } from './Field';

const PARTS = [
  { name: 'occurred_day', label: form.day, width: 2 },
  { name: 'occurred_month', label: form.month, width: 2 },
  { name: 'occurred_year', label: form.year, width: 4 },
];

export function DateParts(field: FieldProps) {
  const { id, filling } = field;
  return (
    <FieldSet {...field}>
      <div class="govuk-date-input">
        {PARTS.map(({ name, label, width }) => {
          return (
            <div class="govuk-date-input__item" key={name}>
              <label class="govuk-label govuk-date-input__label" for={name}>
                {label}
              </label>
              <input
                class={`govuk-input govuk-date-input__input govuk-input--width-${width}${filling.ifError(id, ' govuk-input--error')}`}
                id={name}
                name={name}
                type="text"
                inputmode="numeric"
                value={filling.value(name) || undefined}
              />
            </div>
          );
        })}
        <div class="date-shortcuts" data-js hidden>
          <button type="button" class="chip" data-day="0">
            {form.today}
          </button>
          <button type="button" class="chip" data-day="1">
            {form.yesterday}
          </button>
        </div>
      </div>
    </FieldSet>
  );
}

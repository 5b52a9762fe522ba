/** A question with a few answers of which one is chosen; the first has the question's id. */
import { FieldSet, type FieldProps } from './Field';

export interface Choice {
  value: string;
  label: string;
  hint?: string;
}

export function Radios({ choices, ...field }: FieldProps & { choices: Choice[] }) {
  return (
    <FieldSet {...field}>
      <div class="govuk-radios">
        {choices.map((choice, index) => (
          <RadioItem key={choice.value} {...choice} index={index} field={field} />
        ))}
      </div>
    </FieldSet>
  );
}

function RadioItem({
  value,
  label,
  hint,
  index,
  field,
}: Choice & { index: number; field: FieldProps }) {
  const id = index === 0 ? field.id : `${field.id}-${value}`;
  return (
    <div class="govuk-radios__item">
      <input
        class="govuk-radios__input"
        id={id}
        name={field.id}
        type="radio"
        value={value}
        aria-describedby={hint ? `${id}-item-hint` : undefined}
        {...field.filling.chosen(field.id, value)}
      />
      <label class="govuk-label govuk-radios__label" for={id}>
        {label}
      </label>
      {hint && (
        <div id={`${id}-item-hint`} class="govuk-hint govuk-radios__hint">
          {hint}
        </div>
      )}
    </div>
  );
}

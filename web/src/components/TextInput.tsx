/** A question answered on one line. */
import { describedBy, Field, type FieldProps } from './Field';

interface Props extends FieldProps {
  type?: 'text' | 'tel' | 'email';
  autocomplete?: 'name' | 'tel' | 'email';
}

export function TextInput({ type = 'text', autocomplete, ...field }: Props) {
  const { id, filling } = field;
  return (
    <Field {...field}>
      <input
        class={`govuk-input${filling.ifError(id, ' govuk-input--error')}`}
        id={id}
        name={id}
        // Preact's types know only literal input types.
        type={type as 'text'}
        autocomplete={autocomplete}
        value={filling.value(id) || undefined}
        aria-describedby={describedBy(field)}
      />
    </Field>
  );
}

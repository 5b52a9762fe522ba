/** A question answered from a list. */
import type { ComponentChildren } from 'preact';
import { describedBy, Field, type FieldProps } from './Field';

interface Props extends FieldProps {
  empty: string;
  children: ComponentChildren;
}

export function Select({ empty, children, ...field }: Props) {
  const { id, filling } = field;
  return (
    <Field {...field}>
      <select
        class={`govuk-select${filling.ifError(id, ' govuk-select--error')}`}
        id={id}
        name={id}
        aria-describedby={describedBy(field)}
      >
        <option value="">{empty}</option>
        {filling.chosenOption(id)}
        {children}
      </select>
    </Field>
  );
}

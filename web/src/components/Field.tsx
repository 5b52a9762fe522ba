/** One question of the report form: label, hint, error and the control itself. */
import type { ComponentChildren } from 'preact';
import type { Filling } from '../form/filling';
import { common } from '../i18n/texts';

export interface FieldProps {
  id: string;
  label: string;
  hint?: string;
  optional?: boolean;
  filling: Filling;
}

/** Ids that describe a control, for `aria-describedby`; undefined when there are none. */
export function describedBy({ id, hint, filling }: FieldProps): string | undefined {
  const ids = `${hint ? `${id}-hint` : ''}${filling.ifError(id, ` ${id}-error`)}`.trim();
  return ids || undefined;
}

/** Words of a label; an optional question says so. */
export function Words({ label, optional }: Pick<FieldProps, 'label' | 'optional'>) {
  return (
    <>
      {label}
      {optional && <span class="optional"> {common.optional}</span>}
    </>
  );
}

export function Hint({ id, hint }: { id: string; hint?: string }) {
  if (!hint) return null;
  return (
    <div id={`${id}-hint`} class="govuk-hint">
      {hint}
    </div>
  );
}

export function FieldError({ id, filling }: { id: string; filling: Filling }) {
  return (
    <p id={`${id}-error`} class="govuk-error-message" {...filling.hidden(id)}>
      <span class="govuk-visually-hidden">{common.error_prefix} </span>
      <span data-error>{filling.error(id)}</span>
    </p>
  );
}

/** The box around a question; `data-field` is how scripts find it. */
export function Group({
  id,
  filling,
  extra = '',
  children,
}: {
  id: string;
  filling: Filling;
  extra?: string;
  children: ComponentChildren;
}) {
  const marked = filling.ifError(id, ' govuk-form-group--error');
  return (
    <div class={`govuk-form-group${extra}${marked}`} data-field={id}>
      {children}
    </div>
  );
}

/** A question with one control under one label. */
export function Field(props: FieldProps & { children: ComponentChildren; extra?: string }) {
  return (
    <Group id={props.id} filling={props.filling} extra={props.extra}>
      <label class="govuk-label govuk-label--s" for={props.id}>
        <Words {...props} />
      </label>
      <Hint {...props} />
      <FieldError {...props} />
      {props.children}
    </Group>
  );
}

/** A question whose answer is made of several controls. */
export function FieldSet(props: FieldProps & { children: ComponentChildren }) {
  return (
    <Group id={props.id} filling={props.filling}>
      <fieldset class="govuk-fieldset" aria-describedby={describedBy(props)}>
        <legend class="govuk-fieldset__legend govuk-fieldset__legend--s">
          <Words {...props} />
        </legend>
        <Hint {...props} />
        <FieldError {...props} />
        {props.children}
      </fieldset>
    </Group>
  );
}

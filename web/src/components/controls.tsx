/** Form controls of the drawn pages: values live in the form, errors come from its parent. */
import type { ComponentChildren } from 'preact';
import { common } from '../i18n/texts';

interface Base {
  id: string;
  label: string;
  hint?: string;
  optional?: boolean;
  error?: string;
}

const ids = ({ id, hint, error }: Base) =>
  [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ') || undefined;

function Group({
  id,
  label,
  hint,
  optional,
  error,
  children,
}: Base & { children: ComponentChildren }) {
  return (
    <div class={`govuk-form-group${error ? ' govuk-form-group--error' : ''}`}>
      <label class="govuk-label govuk-label--s" for={id}>
        {label}
        {optional && <span class="optional"> {common.optional}</span>}
      </label>
      {hint && (
        <div class="govuk-hint" id={`${id}-hint`}>
          {hint}
        </div>
      )}
      <Wrong id={id} error={error} />
      {children}
    </div>
  );
}

function Wrong({ id, error }: Pick<Base, 'id' | 'error'>) {
  if (!error) return null;
  return (
    <p class="govuk-error-message" id={`${id}-error`}>
      <span class="govuk-visually-hidden">{common.error_prefix} </span>
      {error}
    </p>
  );
}

interface Typed extends Base {
  value: string;
  onChange: (value: string) => void;
}

export function LineBox({
  value,
  onChange,
  type = 'text',
  autocomplete = 'off',
  inputMode,
  ...base
}: Typed & {
  type?: 'text' | 'password' | 'email' | 'tel' | 'date';
  autocomplete?:
    'off' | 'username' | 'current-password' | 'new-password' | 'one-time-code' | 'email' | 'tel';
  inputMode?: 'numeric';
}) {
  return (
    <Group {...base}>
      <input
        class={`govuk-input${base.error ? ' govuk-input--error' : ''}`}
        id={base.id}
        name={base.id}
        // Preact's types know only literal input types.
        type={type as 'text'}
        autocomplete={autocomplete}
        inputMode={inputMode}
        autocapitalize="off"
        spellcheck={false}
        value={value}
        aria-describedby={ids(base)}
        onInput={(event) => onChange(event.currentTarget.value)}
      />
    </Group>
  );
}

export function TextBox({
  value,
  onChange,
  rows = 5,
  max = 4000,
  ...base
}: Typed & { rows?: number; max?: number }) {
  return (
    <Group {...base}>
      <textarea
        class={`govuk-textarea${base.error ? ' govuk-textarea--error' : ''}`}
        id={base.id}
        name={base.id}
        rows={rows}
        maxLength={max}
        value={value}
        aria-describedby={ids(base)}
        onInput={(event) => onChange(event.currentTarget.value)}
      />
    </Group>
  );
}

export interface Option {
  id: string;
  name: string;
}

export function ListBox({
  value,
  onChange,
  empty,
  options,
  children,
  ...base
}: Typed & { empty?: string; options?: Option[]; children?: ComponentChildren }) {
  return (
    <Group {...base}>
      <select
        class={`govuk-select${base.error ? ' govuk-select--error' : ''}`}
        id={base.id}
        name={base.id}
        value={value}
        aria-describedby={ids(base)}
        onChange={(event) => onChange(event.currentTarget.value)}
      >
        {empty !== undefined && <option value="">{empty}</option>}
        {options?.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
        {children}
      </select>
    </Group>
  );
}

export function ChoiceBox({ value, onChange, options, ...base }: Typed & { options: Option[] }) {
  return (
    <div class={`govuk-form-group${base.error ? ' govuk-form-group--error' : ''}`}>
      <fieldset class="govuk-fieldset" aria-describedby={ids(base)}>
        <legend class="govuk-fieldset__legend govuk-fieldset__legend--s">
          {base.label}
          {base.optional && <span class="optional"> {common.optional}</span>}
        </legend>
        <Wrong id={base.id} error={base.error} />
        <div class="govuk-radios govuk-radios--small">
          {options.map(({ id, name }, index) => {
            const inputId = index === 0 ? base.id : `${base.id}-${id}`;
            return (
              <div class="govuk-radios__item" key={id}>
                <input
                  class="govuk-radios__input"
                  id={inputId}
                  name={base.id}
                  type="radio"
                  value={id}
                  checked={value === id}
                  onChange={() => onChange(id)}
                />
                <label class="govuk-label govuk-radios__label" for={inputId}>
                  {name}
                </label>
              </div>
            );
          })}
        </div>
      </fieldset>
    </div>
  );
}

export function TickBox({
  id,
  label,
  value,
  onChange,
  error,
}: Omit<Typed, 'value' | 'onChange'> & {
  value: boolean;
  onChange: (value: boolean) => void;
}) {
  return (
    <div class={`govuk-form-group${error ? ' govuk-form-group--error' : ''}`}>
      <Wrong id={id} error={error} />
      <div class="govuk-checkboxes govuk-checkboxes--small">
        <div class="govuk-checkboxes__item">
          <input
            class="govuk-checkboxes__input"
            id={id}
            name={id}
            type="checkbox"
            checked={value}
            aria-describedby={ids({ id, label, error })}
            onChange={(event) => onChange(event.currentTarget.checked)}
          />
          <label class="govuk-label govuk-checkboxes__label" for={id}>
            {label}
          </label>
        </div>
      </div>
    </div>
  );
}

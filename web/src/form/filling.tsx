/**
 * Where a field's value, mark and error come from, so that the form's markup exists once.
 *
 * `blank` renders the static page, which scripts fill in; `jinja` renders the template that the
 * `form` function fills in for readers without JavaScript.
 */
import type { ComponentChildren, JSX } from 'preact';

type Attributes = Record<string, string | boolean>;

export interface Filling {
  /** What was typed into a text field. */
  value(name: string): string;
  /** Attributes of a radio button that is chosen when the field has this value. */
  chosen(name: string, option: string): Attributes;
  /** The option that was chosen in a long list; stands before the others. */
  chosenOption(name: string): JSX.Element | null;
  /** Text that is only there when the field has an error. */
  ifError(id: string, text: string): string;
  /** The error's words. */
  error(id: string): string;
  /** Attributes that hide the error's place while there is none. */
  hidden(id: string): Attributes;
  /** A value that is known once the report is in. */
  slot(name: string): JSX.Element;
}

export const blank: Filling = {
  value: () => '',
  chosen: () => ({}),
  chosenOption: () => null,
  ifError: () => '',
  error: () => '',
  hidden: () => ({ hidden: true }),
  slot: (name) => <span data-slot={name} />,
};

export const jinja: Filling = {
  value: (name) => `{{ v.${name} }}`,
  chosen: (name, option) => ({ 'data-jinja': `v.${name} == '${option}'::checked` }),
  chosenOption: (name) => (
    <If test={`v.${name} in names.${name}`}>
      <option value={`{{ v.${name} }}`} selected>
        {`{{ names.${name}[v.${name}] }}`}
      </option>
    </If>
  ),
  ifError: (id, text) => `{% if '${id}' in e %}${text}{% endif %}`,
  error: (id) => `{{ e.get('${id}', '') }}`,
  hidden: (id) => ({ 'data-jinja': `'${id}' not in e::hidden` }),
  slot: (name) => <span>{`{{ ${name} }}`}</span>,
};

interface Block {
  test?: string;
  each?: string;
  children?: ComponentChildren;
}

const Tag = (name: string) => name as unknown as (props: Block) => JSX.Element;
const IfTag = Tag('jinja-if');
const ForTag = Tag('jinja-for');

/** A part of a template that is only there when an expression is true. */
export const If = (props: { test: string; children: ComponentChildren }) => <IfTag {...props} />;

/** A part of a template that is repeated: `each="row in rows"`. */
export const For = (props: { each: string; children: ComponentChildren }) => <ForTag {...props} />;

/** Turns rendered markup into a Jinja2 template. */
export function toJinja(html: string): string {
  return html
    .replace(/ data-jinja="([^"]*?)::([^"]*)"/g, '{% if $1 %} $2{% endif %}')
    .replace(/<jinja-if test="([^"]*)">/g, '{% if $1 %}')
    .replace(/<\/jinja-if>/g, '{% endif %}')
    .replace(/<jinja-for each="([^"]*)">/g, '{% for $1 %}')
    .replace(/<\/jinja-for>/g, '{% endfor %}');
}

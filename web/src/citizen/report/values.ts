/** The form's answers, as typed, and as the API takes them. */
import { lang } from '../../i18n/texts';

export const FIELDS = [
  'class',
  'title',
  'body',
  'category',
  'occurred_day',
  'occurred_month',
  'occurred_year',
  'province',
  'regency',
  'address',
  'agency',
  'visibility',
  'name',
  'phone',
  'email',
  'notify',
] as const;

export type FieldName = (typeof FIELDS)[number];
export type Values = Record<FieldName, string>;

type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement | RadioNodeList;

const control = (form: HTMLFormElement, name: FieldName) =>
  form.elements.namedItem(name) as Control | null;

export function readValues(form: HTMLFormElement): Values {
  const entries = FIELDS.map((name) => [name, (control(form, name)?.value ?? '').trim()]);
  return Object.fromEntries(entries) as Values;
}

/** Fills empty fields only: what a person typed while scripts were loading stays. */
export function fillEmpty(form: HTMLFormElement, values: Partial<Values>): void {
  for (const name of FIELDS) {
    const field = control(form, name);
    const value = values[name];
    if (field && value && !field.value) field.value = value;
  }
}

export const isConfidential = ({ visibility }: Values): boolean =>
  visibility === 'confidential' || visibility === 'anonymous_confidential';

export const isAnonymous = ({ visibility }: Values): boolean =>
  visibility === 'anonymous' || visibility === 'anonymous_confidential';

const padded = (digits: string, width: number) => digits.padStart(width, '0');

/** `2026-03-27` from the three boxes. */
export const occurredOn = (values: Values): string =>
  [
    padded(values.occurred_year, 4),
    padded(values.occurred_month, 2),
    padded(values.occurred_day, 2),
  ].join('-');

function reporterOf(values: Values) {
  const { name, phone, email } = values;
  if (isAnonymous(values) && !name && !phone && !email) return null;
  return {
    name: name || null,
    phone: phone || null,
    email: email || null,
    notify: values.notify || 'none',
    language: lang,
  };
}

/** The body of `POST /api/reports`. */
export function bodyOf(values: Values) {
  return {
    class: values.class,
    title: values.title,
    body: values.body,
    occurred_on: occurredOn(values),
    place: { province: values.province, regency: values.regency, address: values.address },
    agency: values.agency || null,
    category: values.category || null,
    anonymous: isAnonymous(values),
    confidential: isConfidential(values),
    reporter: reporterOf(values),
  };
}

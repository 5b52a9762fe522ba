/** From an error's field and code to the sentence beside the field. */
import { fieldAt } from '../../api/messages';
import type { FieldError } from '../../api/types';
import { fill } from '../../i18n/fill';
import { form, problems } from '../../i18n/texts';
import type { Wrong } from './rules';

const FIELD_OF: Record<string, string> = {
  '/occurred_on': 'occurred_day',
  '/place': 'province',
  '/place/province': 'province',
  '/place/regency': 'regency',
  '/place/address': 'address',
  '/anonymous': 'visibility',
  '/confidential': 'visibility',
  '/reporter': 'name',
  '/reporter/name': 'name',
  '/reporter/phone': 'phone',
  '/reporter/email': 'email',
  '/reporter/notify': 'notify',
};

/** Field that must be filled in for a channel, though the server points at the channel. */
const FIELD_OF_CODE: Record<string, string> = {
  needed_for_sms: 'phone',
  needed_for_email: 'email',
};

/** Id of the field that a server's pointer means. */
export const fieldOf = ({ pointer, code }: FieldError): string =>
  FIELD_OF_CODE[code] ?? FIELD_OF[pointer] ?? fieldAt(pointer);

/**
 * The sentence for a wrong field: this form's own words, else the server's. The general words of
 * errors stay out of this page's script: the form has its own for all that it checks itself.
 */
export function messageOf({ field, code, params }: Wrong, detail?: string): string {
  const own: Record<string, string> = form.errors;
  const text = own[`${field}.${code}`];
  return text ? fill(text, params ?? {}) : (detail ?? problems.validation);
}

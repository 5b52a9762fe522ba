/** From an error's code to its sentence, in the general words that the API uses too. */
import { fill } from '../i18n/fill';
import { errorWords, fieldNames } from '../i18n/texts';
import type { FieldError } from './types';

/** The sentence for a wrong field: the server's own where it sent one. */
export function messageOf(
  field: string,
  { code, params, detail }: Omit<FieldError, 'pointer'>,
): string {
  const words: Record<string, string> = errorWords;
  const names: Record<string, string> = fieldNames;
  return detail || fill(words[code] ?? code, { field: names[field] ?? field, ...params });
}

/** Field of a flat body that a pointer means: `/text` gives `text`. */
export const fieldAt = (pointer: string): string => pointer.replace(/^\//, '').split('/')[0] ?? '';

/** Sentences by field, for bodies without nesting. */
export function sentencesOf(errors: FieldError[], otherwise: string): Record<string, string> {
  return Object.fromEntries(
    errors.map((error) => {
      const field = fieldAt(error.pointer) || otherwise;
      return [field, messageOf(field, error)];
    }),
  );
}

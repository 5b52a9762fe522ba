/** What an audit row says, in plain words: no codes, no ids of the machine. */
import { dashed } from '../api/number';
import { dateTime } from '../i18n/dates';
import { fill, word } from '../i18n/fill';
import { reasonName } from '../i18n/reasons';
import { events, fieldNames, key, no, rights, roles, trail, yes } from '../i18n/texts';

export interface Entry {
  id: string;
  /** When it was done; of reads, the day's first. */
  at: string;
  kind: string;
  by: { role: string; id: string; agency?: string | null };
  /** What was touched: `report#<number>`, `officer#<user>`, `key#<id>`, `office#<code>`. */
  subject: string;
  data: Record<string, unknown>;
}

/** Gives an agency's or a unit's name for its code, or the code where no list knows it. */
export type NameOf = (code: string) => string;

/** Audit rows are kept by days of the universal clock; their moments are told in Jakarta's. */
export const ZONE = 'Asia/Jakarta';

const named: Record<string, string> = { ...trail.fact, unit: fieldNames.unit };
const parts: Record<string, string> = { ...fieldNames, ...trail.part };
const scopes: Record<string, string> = { read: key.read, submit: key.submit };

const WORDS: Record<string, (value: string, nameOf: NameOf) => string> = {
  agency: (code, nameOf) => nameOf(code),
  unit: (code, nameOf) => nameOf(code),
  role: (code) => word(roles, code),
  was: (code) => word(roles, code),
  event: (code) => word(events, code),
  right: (code) => word(rights, code),
  reason: (code) => reasonName(code),
  fields: (code) => small(word(parts, code)),
  scopes: (code) => small(word(scopes, code)),
  days: (n) => fill(key.days_n, { n }),
  until: (at) => dateTime(at, ZONE),
};

/** Within a list; a name that is written large, as HP, stays so. */
const small = (words: string): string => words.charAt(0).toLowerCase() + words.slice(1);

const codesOf = (value: unknown): string[] =>
  (Array.isArray(value) ? value : [value])
    .filter((one) => one !== null && one !== undefined && one !== '')
    .map((one) => (typeof one === 'boolean' ? (one ? yes : no) : String(one)));

/** The small facts of a row as name and words; what is empty is left out. */
export function factsOf({ data }: Entry, nameOf: NameOf): [name: string, words: string][] {
  return Object.entries(data)
    .map(([name, value]): [string, string[]] => [name, codesOf(value)])
    .filter(([, codes]) => codes.length > 0)
    .map(([name, codes]) => [
      word({ ...fieldNames, ...named }, name),
      codes.map((code) => WORDS[name]?.(code, nameOf) ?? code).join(', '),
    ]);
}

/** What a row is about, in words, and the number where it is a report. */
export function subjectOf(
  { subject }: Entry,
  nameOf: NameOf,
): { words: string; number: string | null } {
  const [kind = '', ...rest] = subject.split('#');
  const id = rest.join('#');
  switch (kind) {
    case 'report':
      return { words: fill(trail.of_report, { number: dashed(id) }), number: dashed(id) };
    case 'officer':
      return { words: fill(trail.of_officer, { name: id }), number: null };
    case 'key':
      return { words: fill(trail.of_key, { id: `lapor_${id}_…` }), number: null };
    case 'office':
      return { words: nameOf(id), number: null };
    default:
      return { words: id || kind, number: null };
  }
}

/** Every code of an agency or a unit that rows name. */
export function placesIn(entries: readonly Entry[]): string[] {
  const found = entries.flatMap(({ by, subject, data }) => [
    by.agency,
    data.agency,
    data.unit,
    subject.startsWith('office#') && subject.slice('office#'.length),
  ]);
  return [...new Set(found.filter((code): code is string => typeof code === 'string' && !!code))];
}

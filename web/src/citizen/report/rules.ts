/**
 * What the page can tell before sending. The server decides; these rules only save a round trip,
 * and use its error codes.
 */
import { isAnonymous, occurredOn, type Values } from './values';

export interface Wrong {
  /** Id of the field. */
  field: string;
  code: string;
  params?: Record<string, unknown>;
}

/** Years back that a report may reach; the server's own limit. */
const OLDEST = 10;

const length = (text: string): number => Array.from(text).length;

type Rule = (values: Values, today: Date) => Omit<Wrong, 'field'> | null;

const wrong = (code: string, params?: Record<string, unknown>) => ({ code, params });

const needed =
  (name: keyof Values): Rule =>
  (values) =>
    values[name] ? null : wrong('missing');

function lengthWithin(name: keyof Values, min: number, max: number): Rule {
  return (values) => {
    const count = length(values[name]);
    if (count === 0) return wrong('missing');
    if (count < min) return wrong('too_short', { min });
    return count > max ? wrong('too_long', { max }) : null;
  };
}

function missingPart({ occurred_day, occurred_month, occurred_year }: Values): string | null {
  if (!occurred_day && !occurred_month && !occurred_year) return 'missing';
  if (!occurred_day) return 'no_day';
  if (!occurred_month) return 'no_month';
  return occurred_year ? null : 'no_year';
}

const happened: Rule = (values, today) => {
  const missing = missingPart(values);
  if (missing) return wrong(missing);
  const day = occurredOn(values);
  const date = new Date(`${day}T00:00:00`);
  const isReal =
    /^\d{4}-\d\d-\d\d$/.test(day) &&
    date.getDate() === Number(values.occurred_day) &&
    date.getMonth() + 1 === Number(values.occurred_month);
  if (!isReal) return wrong('bad_format');
  if (date > today) return wrong('future_date');
  const year = today.getFullYear() - OLDEST;
  return date.getFullYear() < year ? wrong('too_old', { year }) : null;
};

const name: Rule = (values) => {
  if (!values.name) return isAnonymous(values) ? null : wrong('missing');
  return length(values.name) < 2 ? wrong('too_short', { min: 2 }) : null;
};

const MOBILE = /^(\+?62|0)8[1-35789]\d{7,10}$/;
const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]{2,}$/;

const phone: Rule = (values) => {
  if (!values.phone) return values.notify === 'sms' ? wrong('needed_for_sms') : null;
  return MOBILE.test(values.phone.replace(/[\s().-]/g, '')) ? null : wrong('bad_format');
};

const email: Rule = (values) => {
  if (!values.email) return values.notify === 'email' ? wrong('needed_for_email') : null;
  return EMAIL.test(values.email) ? null : wrong('bad_format');
};

const upTo =
  (name: keyof Values, max: number): Rule =>
  (values) =>
    length(values[name]) > max ? wrong('too_long', { max }) : null;

/** Rules by section and field, in the order of the page. */
const SECTIONS: Record<number, [field: string, rule: Rule][]> = {
  1: [
    ['class', needed('class')],
    ['title', lengthWithin('title', 5, 120)],
    ['body', lengthWithin('body', 20, 4000)],
  ],
  2: [
    ['occurred_day', happened],
    ['province', needed('province')],
    ['regency', needed('regency')],
    ['address', upTo('address', 300)],
  ],
  3: [
    ['visibility', needed('visibility')],
    ['name', name],
    ['phone', phone],
    ['email', email],
  ],
};

/** Checks one section; `today` is the reader's calendar day. */
export function check(section: number, values: Values, today: Date): Wrong[] {
  return (SECTIONS[section] ?? []).flatMap(([field, rule]) => {
    const found = rule(values, today);
    return found ? [{ field, ...found }] : [];
  });
}

/** Section in which a field stands. */
export function sectionOf(field: string): number {
  const match = Object.entries(SECTIONS).find(([, rules]) => rules.some(([id]) => id === field));
  const others: Record<string, number> = { category: 1, agency: 2, notify: 3 };
  return match ? Number(match[0]) : (others[field] ?? 1);
}

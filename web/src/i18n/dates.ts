/** Dates as people read them, in the zone of the place that a report is about. */
import zones from 'virtual:zones';
import type { Listed } from '../api/types';
import { lang } from './texts';

const LOCALE = lang === 'en' ? 'en-GB' : 'id-ID';
const SHORT: Record<string, string> = {
  'Asia/Jakarta': 'WIB',
  'Asia/Makassar': 'WITA',
  'Asia/Jayapura': 'WIT',
};

/** Zone (IANA) of a province or regency code; Jakarta's when there is no place. */
export function zoneOf(place: string | null | undefined): string {
  return zones[(place ?? '').slice(0, 2)] ?? 'Asia/Jakarta';
}

/** Zone in which a deadline ends: the agency's, else that of the place. */
export function zoneOfDeadline(report: Pick<Listed, 'agency' | 'place'>): string {
  return zoneOf(report.agency ?? report.place.province);
}

/** `24 November 2026`. */
export function longDate(iso: string, zone: string): string {
  return new Intl.DateTimeFormat(LOCALE, { dateStyle: 'long', timeZone: zone }).format(
    new Date(iso),
  );
}

/** `24 Nov 2026`, for narrow columns. */
export function shortDate(iso: string, zone: string): string {
  return new Intl.DateTimeFormat(LOCALE, { dateStyle: 'medium', timeZone: zone }).format(
    new Date(iso),
  );
}

/** `24 Nov 2026, 09.15 WIB`. */
export function dateTime(iso: string, zone: string): string {
  const time = new Intl.DateTimeFormat(LOCALE, { timeStyle: 'short', timeZone: zone }).format(
    new Date(iso),
  );
  return `${shortDate(iso, zone)}, ${time} ${SHORT[zone] ?? ''}`.trim();
}

/** `2026-11-24`, the calendar day of an instant in a zone. */
export function dayIn(at: Date, zone: string): string {
  return new Intl.DateTimeFormat('en-CA', { dateStyle: 'short', timeZone: zone }).format(at);
}

/** A plain calendar day (`2026-11-24`) in words. */
export function plainDay(day: string): string {
  return longDate(`${day}T12:00:00Z`, 'UTC');
}

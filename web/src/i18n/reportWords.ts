/** A report's facts in words, for lists and headings. */
import topics from 'virtual:topics';
import type { Listed, State } from '../api/types';
import { word } from './fill';
import { classes, closedHow, lang, states } from './texts';

const names = new Map(
  topics.flatMap((top) => [top, ...top.children]).map((topic) => [topic.id, topic.name]),
);

/** A topic's name; null when the report has none. */
export const topicName = (id: string | null): string | null => (id ? (names.get(id) ?? id) : null);

/** `Pengaduan · Jalan rusak · Pemerintah Kota Bandung · Kota Bandung`. */
export function oneLine(report: Listed): string {
  return [
    word(classes, report.class),
    topicName(report.category),
    report.agency_name,
    report.place.name,
  ]
    .filter(Boolean)
    .join(' · ');
}

/** A report that ended says how: without a reply is never shown as solved. */
export function stateWords(state: State, how: string | null): string {
  return how ? word(closedHow, how) : word(states, state);
}

/** Public page of a report. */
export const detailUrl = (number: string): string =>
  `/${lang}/laporan/detail/?n=${encodeURIComponent(number)}`;

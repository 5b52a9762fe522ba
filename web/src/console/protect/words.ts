/** Which of a report's words the public may read at all: what an officer can hide from it. */
import type { Report, ReportEvent, TextPart } from '../../api/types';
import type { Span } from './spans';

/** As the API decides: questions, notes and what reporters answer stay with the offices. */
const PUBLIC = ['submitted', 'verified', 'followed_up', 'archived', 'returned'];

/** The part of an event's words that its `text` is; null when the public reads none of it. */
export function publicPart({ kind, text }: ReportEvent): TextPart | null {
  if (!text || !PUBLIC.includes(kind)) return null;
  return kind === 'submitted' ? 'body' : 'text';
}

/** The event that the report's title comes from: the last verification that set one, or filing. */
export function titleEvent({ events }: Report): ReportEvent | undefined {
  const verified = events.filter(({ kind, data }) => kind === 'verified' && data.title);
  return verified[verified.length - 1] ?? events[0];
}

/** What the public does not read of a part of an event's words. */
export function hiddenIn(event: ReportEvent | undefined, part: TextPart): Span[] {
  return (event?.hidden?.[part] ?? []).map(([start, end]) => [start, end]);
}

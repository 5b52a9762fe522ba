/** What happened to a report, in plain words; people's text stays text. */
import reasons from 'virtual:reasons';
import type { ReportEvent } from '../api/types';
import { dateTime } from '../i18n/dates';
import { fill, word } from '../i18n/fill';
import { clocks, events as kinds, report, rights, roles } from '../i18n/texts';
import { Icon } from './Icon';

const text = (value: unknown): string | null => (typeof value === 'string' && value ? value : null);

function reasonName(id: string): string {
  const all = Object.values(reasons).flat();
  return all.find((reason) => reason.id === id)?.name ?? id;
}

const NAMES_A_RECEIVER = ['routed', 'verified', 'forwarded'];

/** The small facts of an event, one line each. */
export function factsOf({ kind, data }: ReportEvent): string[] {
  const lines: string[] = [];
  const receiver = [text(data.agency_name), text(data.unit_name)].filter(Boolean).join(', ');
  if (NAMES_A_RECEIVER.includes(kind) && receiver) lines.push(fill(report.to, { name: receiver }));
  const reason = text(data.reason);
  if (reason) lines.push(fill(report.reason, { reason: reasonName(reason) }));
  const clock = text(data.clock);
  if (clock) lines.push(`${report.due}: ${word(clocks, clock)}`);
  const level = text(data.to);
  if (level) lines.push(fill(report.to, { name: word(roles, level) }));
  if (typeof data.rating === 'number') lines.push(fill(report.rating, { n: data.rating }));
  if (data.solved === true) lines.push(report.solved);
  if (data.solved === false) lines.push(report.not_solved);
  const right = text(data.right);
  if (right) lines.push(word(rights, right));
  if (kind === 'followed_up' && data.done === true) lines.push(report.done);
  return lines;
}

function Entry({ event, zone }: { event: ReportEvent; zone: string }) {
  const internal = event.kind === 'noted';
  return (
    <li class={`event event--${event.by}${internal ? ' event--internal' : ''}`}>
      <h3 class="event__kind">{word(kinds, event.kind)}</h3>
      {internal && (
        <span class="tag tag--grey">
          <Icon name="lock" /> {report.internal}
        </span>
      )}
      <p class="event__meta">
        {word(roles, event.by)} · <time dateTime={event.at}>{dateTime(event.at, zone)}</time>
      </p>
      {factsOf(event).map((line) => (
        <p key={line} class="event__fact">
          {line}
        </p>
      ))}
      {event.redacted && <p class="event__fact">{report.words_gone}</p>}
      {event.text && <p class="event__text">{event.text}</p>}
    </li>
  );
}

/** `withoutFirstText` where the page shows the reporter's text already. */
export function Timeline({
  events,
  zone,
  withoutFirstText = false,
}: {
  events: ReportEvent[];
  zone: string;
  withoutFirstText?: boolean;
}) {
  if (events.length === 0) return <p>{report.no_events}</p>;
  return (
    <ol class="timeline">
      {[...events].reverse().map((event) => (
        <Entry
          key={event.seq}
          event={withoutFirstText && event.seq === 1 ? { ...event, text: null } : event}
          zone={zone}
        />
      ))}
    </ol>
  );
}

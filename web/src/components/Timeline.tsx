/** What happened to a report, in plain words; people's text stays text. */
import type { ComponentChildren } from 'preact';
import type { ReportEvent } from '../api/types';
import { dateTime } from '../i18n/dates';
import { fill, word } from '../i18n/fill';
import { reasonName } from '../i18n/reasons';
import { clocks, events as kinds, report, rights, roles } from '../i18n/texts';
import { fileName } from '../files/naming';
import { Icon } from './Icon';
import { Removed } from './Removed';

const text = (value: unknown): string | null => (typeof value === 'string' && value ? value : null);

const NAMES_A_RECEIVER = ['routed', 'verified', 'forwarded'];
const INTERNAL = ['noted', 'masked', 'unmasked', 'proposed', 'declined'];
/** Between the reporter and the offices: no business of the public. */
const BETWEEN_US = ['reveal_asked', 'reveal_granted', 'reveal_refused', 'revealed'];

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

/** Facts that are moments, which are told in the zone of the place. */
const momentsOf = ({ data }: ReportEvent, zone: string): string[] =>
  text(data.until) ? [fill(report.until, { date: dateTime(String(data.until), zone) })] : [];

/** The entry that an event is about, when it is about another one. */
function about({ data }: ReportEvent, { events, zone }: Props): string | null {
  const other = events.find(({ seq }) => seq === data.of);
  if (!other) return null;
  return fill(report.about, { event: word(kinds, other.kind), date: dateTime(other.at, zone) });
}

function Entry({ event, ...props }: Props & { event: ReportEvent }) {
  const { events, zone, withoutFirstText, words } = props;
  const internal = INTERNAL.includes(event.kind);
  const elsewhere = withoutFirstText && event.seq === 1;
  return (
    <li class={`event event--${event.by}${internal ? ' event--internal' : ''}`}>
      <h3 class="event__kind">{word(kinds, event.kind)}</h3>
      {internal && (
        <span class="tag tag--grey">
          <Icon name="lock" /> {report.internal}
        </span>
      )}
      {BETWEEN_US.includes(event.kind) && (
        <span class="tag tag--grey">
          <Icon name="lock" /> {report.between_us}
        </span>
      )}
      <p class="event__meta">
        {word(roles, event.by)}
        {event.officer && ` (${event.officer})`} ·{' '}
        <time dateTime={event.at}>{dateTime(event.at, zone)}</time>
      </p>
      {[
        event.file && fileName(event.file),
        about(event, props),
        ...factsOf(event),
        ...momentsOf(event, zone),
      ]
        .filter(Boolean)
        .map((line) => (
          <p key={line} class="event__fact">
            {line}
          </p>
        ))}
      {event.redacted && !elsewhere && <Removed event={event} events={events} />}
      {event.text && !elsewhere && (words?.(event) ?? <p class="event__text">{event.text}</p>)}
    </li>
  );
}

interface Props {
  events: ReportEvent[];
  zone: string;
  /** The page shows the reporter's text already. */
  withoutFirstText?: boolean;
  /** Shows an event's words in another way; null for the usual one. */
  words?: (event: ReportEvent) => ComponentChildren;
}

export function Timeline(props: Props) {
  const { events } = props;
  if (events.length === 0) return <p>{report.no_events}</p>;
  return (
    <ol class="timeline">
      {[...events].reverse().map((event) => (
        <Entry key={event.seq} event={event} {...props} />
      ))}
    </ol>
  );
}

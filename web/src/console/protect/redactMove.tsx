/** Removing the words of one event for good: which, why, and that it is meant. */
import type { Report, ReportEvent } from '../../api/types';
import { ListBox, TickBox } from '../../components/controls';
import { dateTime, zoneOf } from '../../i18n/dates';
import { word } from '../../i18n/fill';
import { desk, events as kinds, protect } from '../../i18n/texts';
import type { FieldsProps, Move } from '../moves';
import { ReasonBox } from './reasonFields';
import { titleEvent } from './words';

/** Everything that goes with an event: title, text and address. */
const wordsOf = (event: ReportEvent, report: Report): string[] =>
  [
    titleEvent(report)?.seq === event.seq ? report.title : event.data.title,
    event.text,
    event.data.address,
  ].filter((value): value is string => typeof value === 'string' && value !== '');

/** Whether the heading keeps a title that an office wrote, when the reporter's words go. */
const titleStays = ({ seq }: ReportEvent, report: Report): boolean =>
  seq === 1 && Boolean(report.title) && titleEvent(report)?.seq !== 1;

const removable = (report: Report): ReportEvent[] =>
  report.events.filter((one) => !one.redacted && (one.text || one.data.title || one.data.address));

function EventBox({ report, kept, errors }: FieldsProps) {
  const zone = zoneOf(report.place.province);
  return (
    <ListBox
      id="of"
      label={protect.redact_of}
      empty={protect.choose_event}
      value={kept.text('of')}
      onChange={(of) => kept.set({ of, sure: '' })}
      error={errors.of}
      options={removable(report).map(({ seq, kind, at }) => ({
        id: String(seq),
        name: `${word(kinds, kind)}, ${dateTime(at, zone)}`,
      }))}
    />
  );
}

function RedactFields(props: FieldsProps) {
  const { report, kept, errors } = props;
  const chosen = removable(report).find(({ seq }) => String(seq) === kept.text('of'));
  return (
    <>
      <p class="notice notice--error">{protect.redact_warning}</p>
      <EventBox {...props} />
      {chosen && (
        <figure class="doomed">
          <figcaption>{protect.redact_these}</figcaption>
          <blockquote>
            {wordsOf(chosen, report).map((words) => (
              <p key={words}>{words}</p>
            ))}
          </blockquote>
          {titleStays(chosen, report) && <p id="title-stays">{protect.title_stays}</p>}
        </figure>
      )}
      <ReasonBox {...props} list="redact" />
      <TickBox
        id="sure"
        label={protect.redact_sure}
        value={kept.text('sure') === 'yes'}
        onChange={(sure) => kept.set({ sure: sure ? 'yes' : '' })}
        error={errors.sure}
      />
    </>
  );
}

export const REDACT_MOVE: Move = {
  Fields: RedactFields,
  needed: {
    of: protect.event_missing,
    reason: desk.reason_missing,
    sure: protect.sure_missing,
  },
  body: ({ of, reason }) => ({ of: Number(of), reason }),
  send: protect.redact_send,
};

/** The leader's decision on a proposed answer, and what the others are told of it. */
import type { Report, ReportEvent } from '../api/types';
import { TextBox } from '../components/controls';
import { dateTime, zoneOf } from '../i18n/dates';
import { fill } from '../i18n/fill';
import { desk } from '../i18n/texts';
import type { FieldsProps, Move } from './moves';

/** The proposed answer that waits. */
const proposed = ({ proposal, events }: Report): ReportEvent | undefined =>
  proposal ? events.find(({ seq }) => seq === proposal.of) : undefined;

/** What the leader gave back, until there is another answer. */
export function declined({ events }: Pick<Report, 'events'>): ReportEvent | null {
  const ends = ['declined', 'proposed', 'followed_up', 'forwarded', 'returned'];
  const last = events.filter(({ kind }) => ends.includes(kind)).pop();
  return last?.kind === 'declined' ? last : null;
}

export function Waiting({ report }: { report: Report }) {
  const back = declined(report);
  const date = report.proposal && dateTime(report.proposal.at, zoneOf(report.place.province));
  return (
    <>
      {date && (
        <p class="notice" id="proposed">
          {fill(desk.proposed, { date })}
        </p>
      )}
      {back && (
        <div class="notice notice--warning" id="declined">
          <p>{desk.declined}</p>
          <p class="event__text">{back.text}</p>
        </div>
      )}
    </>
  );
}

function ApproveFields({ report }: FieldsProps) {
  return (
    <>
      <p>{desk.approve}</p>
      <blockquote class="proposal" id="proposal">
        {proposed(report)?.text}
      </blockquote>
    </>
  );
}

function DeclineFields({ kept, errors }: FieldsProps) {
  return (
    <TextBox
      id="text"
      label={desk.decline}
      hint={desk.decline_hint}
      value={kept.text('text')}
      onChange={(text) => kept.set({ text })}
      error={errors.text}
    />
  );
}

export const APPROVAL: Record<string, Move> = {
  approve: {
    Fields: ApproveFields,
    needed: {},
    // The words that this form shows, and no others.
    body: (_, { proposal }) => ({ of: proposal?.of }),
    send: desk.approve_send,
  },
  decline: {
    Fields: DeclineFields,
    needed: { text: desk.text_missing },
    body: ({ text }) => ({ text }),
  },
};

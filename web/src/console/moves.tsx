/** The officers' moves: which fields each one asks, and what it sends. */
import type { ComponentType } from 'preact';
import reasons from 'virtual:reasons';
import type { Report } from '../api/types';
import { ListBox, TextBox, TickBox } from '../components/controls';
import { desk } from '../i18n/texts';
import type { Kept, Typed } from './kept';
import { ForwardFields } from './ForwardFields';
import { REDACT_MOVE } from './protect/redactMove';
import { REVEAL_MOVES } from './protect/revealMoves';
import { APPROVAL } from './approval';
import { LETTERS } from './letters';
import { VerifyFields } from './VerifyFields';

export interface FieldsProps {
  report: Report;
  kept: Kept;
  errors: Record<string, string>;
}

export interface Move {
  Fields: ComponentType<FieldsProps>;
  /** Fields that must not be empty, with what to say when they are. */
  needed: Record<string, string>;
  /** Values before anything is typed. */
  first?: (report: Report) => Typed;
  body: (typed: Typed, report: Report) => Record<string, unknown>;
  /** What the button says, where "save" is not enough. */
  send?: string;
}

const orNull = (value: unknown): unknown => (value === '' ? null : value);

/** Only what was filled in: the API treats a missing field as unchanged. */
const filled = (typed: Typed, names: string[]): Record<string, unknown> =>
  Object.fromEntries(
    names
      .filter((name) => typed[name] !== '' && typed[name] !== undefined)
      .map((n) => [n, typed[n]]),
  );

function words(name: string, label: string, hint?: string, optional = false) {
  return function Words({ kept, errors }: FieldsProps) {
    return (
      <TextBox
        id={name}
        label={label}
        hint={hint}
        optional={optional}
        value={kept.text(name)}
        onChange={(value) => kept.set({ [name]: value })}
        error={errors[name]}
      />
    );
  };
}

/** A question; the register's usual ones can be put in and changed. */
function QuestionFields(props: FieldsProps) {
  const { kept } = props;
  const Words = QUESTION;
  return (
    <>
      <ListBox
        id="usual"
        label={desk.usual}
        optional
        empty={desk.usual_none}
        value=""
        onChange={(id) => {
          const usual = reasons.hold?.find((reason) => reason.id === id)?.name;
          if (usual)
            kept.set({ question: [kept.text('question'), usual].filter(Boolean).join('\n') });
        }}
        options={reasons.hold}
      />
      <Words {...props} />
    </>
  );
}

const QUESTION = words('question', desk.question, desk.question_hint);

function withReason(
  move: 'return' | 'archive' | 'spam' | 'block',
  { optional = false, lead }: { optional?: boolean; lead?: string } = {},
) {
  const Words = words('text', desk.text, undefined, optional);
  return function ReasonFields(props: FieldsProps) {
    const { kept, errors } = props;
    return (
      <>
        {lead && <p>{lead}</p>}
        <ListBox
          id="reason"
          label={desk.reason}
          empty={desk.choose_reason}
          value={kept.text('reason')}
          onChange={(reason) => kept.set({ reason })}
          error={errors.reason}
          options={reasons[move]}
        />
        <Words {...props} />
      </>
    );
  };
}

const FOLLOW_UP = words('text', desk.follow_up, desk.follow_up_hint);

function FollowUpFields(props: FieldsProps) {
  return (
    <>
      <FOLLOW_UP {...props} />
      <TickBox
        id="done"
        label={desk.done}
        value={props.kept.typed.done === true}
        onChange={(done) => props.kept.set({ done })}
      />
      {props.report.approves && props.kept.typed.done === true && (
        <p class="notice" id="approves">
          {desk.approves}
        </p>
      )}
    </>
  );
}

/** What switching a protection on does; there is nothing to fill in. */
function protection(what: string) {
  return function Protection() {
    return (
      <>
        <p>{what}</p>
        <p>{desk.protection_stays}</p>
      </>
    );
  };
}

export const MOVES: Record<string, Move> = {
  verify: {
    Fields: VerifyFields,
    needed: { agency: desk.agency_missing },
    first: (report) => ({
      agency: report.agency ?? '',
      unit: report.unit ?? report.suggested_unit ?? '',
      class: report.class,
      category: report.category ?? '',
      title: report.title ?? '',
      supervised: report.supervised,
    }),
    // A title that was not changed stays the reporter's, with its hidden words, and goes with theirs.
    body: (typed, { title }) => ({
      ...filled(typed, ['agency', 'class', 'category', 'supervised']),
      ...(typed.title === title ? {} : filled(typed, ['title'])),
      unit: orNull(typed.unit),
    }),
  },
  hold: {
    Fields: QuestionFields,
    needed: { question: desk.text_missing },
    body: (typed) => filled(typed, ['question']),
  },
  ask: {
    Fields: QuestionFields,
    needed: { question: desk.text_missing },
    body: (typed) => filled(typed, ['question']),
  },
  return: {
    Fields: withReason('return', { optional: true }),
    needed: { reason: desk.reason_missing },
    body: (typed) => filled(typed, ['reason', 'text']),
  },
  archive: {
    Fields: withReason('archive'),
    needed: { reason: desk.reason_missing, text: desk.text_missing },
    body: (typed) => filled(typed, ['reason', 'text']),
  },
  spam: {
    Fields: withReason('spam', { lead: desk.spam }),
    needed: { reason: desk.reason_missing, text: desk.text_missing },
    body: (typed) => filled(typed, ['reason', 'text']),
  },
  block: {
    Fields: withReason('block', { lead: desk.block }),
    needed: { reason: desk.reason_missing, text: desk.text_missing },
    body: (typed) => filled(typed, ['reason', 'text']),
  },
  unblock: {
    Fields: words('text', desk.text),
    needed: { text: desk.text_missing },
    body: (typed) => filled(typed, ['text']),
  },
  'follow-up': {
    Fields: FollowUpFields,
    needed: { text: desk.text_missing },
    body: (typed) => ({ text: typed.text, done: typed.done === true }),
  },
  forward: {
    Fields: ForwardFields,
    needed: { unit: desk.unit_missing },
    body: (typed) => filled(typed, ['unit']),
  },
  note: {
    Fields: words('text', desk.note, desk.note_hint),
    needed: { text: desk.text_missing },
    body: (typed) => filled(typed, ['text']),
  },
  anonymise: { Fields: protection(desk.anonymise), needed: {}, body: () => ({}) },
  conceal: { Fields: protection(desk.conceal), needed: {}, body: () => ({}) },
  redact: REDACT_MOVE,
  ...REVEAL_MOVES,
  ...APPROVAL,
  ...LETTERS,
  refer: {
    Fields: words('text', desk.refer_text, undefined, true),
    needed: {},
    body: (typed) => filled(typed, ['text']),
  },
};

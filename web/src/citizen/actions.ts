/** The reporter's actions: what each asks, needs and sends. */
import { common, moves, track } from '../i18n/texts';

export interface Action {
  name: string;
  /** What follows from it. */
  intro?: string;
  /** What becomes visible to whom, one sentence each; to be confirmed with a tick. */
  points?: string[];
  hint?: string;
  send: string;
  /** Label of the text box; none when the action takes no words. */
  text?: string;
  textNeeded?: boolean;
  /** Whether a rating is asked: needed, or welcome. */
  rating?: 'needed' | 'optional';
}

export const ACTIONS: Record<string, Action> = {
  reply: {
    name: moves.reply,
    hint: track.reply_hint,
    send: track.reply_send,
    text: track.reply,
    textNeeded: true,
  },
  close: {
    name: moves.close,
    intro: track.close_hint,
    send: track.close_send,
    text: track.comment,
    rating: 'optional',
  },
  rate: { name: moves.rate, send: track.rate_send, text: track.comment, rating: 'needed' },
  reopen: {
    name: moves.reopen,
    send: track.reopen_send,
    text: track.reopen_text,
    textNeeded: true,
  },
  appeal: {
    name: moves.appeal,
    intro: track.appeal_hint,
    send: track.appeal_send,
    text: track.appeal_text,
    textNeeded: true,
  },
  withdraw: {
    name: moves.withdraw,
    intro: track.withdraw_hint,
    send: track.withdraw_send,
    text: track.withdraw_text,
  },
  consent: { name: moves.consent, intro: track.consent_hint, send: track.consent_send },
  unanonymise: {
    name: moves.unanonymise,
    intro: track.unanonymise,
    points: [track.unanonymise_1, track.unanonymise_2, track.unanonymise_3, track.lifted_for_good],
    send: track.unanonymise_send,
  },
  unconceal: {
    name: moves.unconceal,
    intro: track.unconceal,
    points: [
      track.unconceal_1,
      track.unconceal_2,
      track.unconceal_3,
      track.unconceal_4,
      track.lifted_for_good,
    ],
    send: track.unconceal_send,
  },
};

const RATINGS = [track.rating_1, track.rating_2, track.rating_3, track.rating_4, track.rating_5];
export const RATING_OPTIONS = RATINGS.map((name, index) => ({ id: String(index + 1), name }));
export const SOLVED_OPTIONS = [
  { id: 'yes', name: common.yes },
  { id: 'no', name: common.no },
];

export interface Answers {
  text: string;
  rating: string;
  solved: string;
  understood: boolean;
}

export const EMPTY: Answers = { text: '', rating: '', solved: '', understood: false };

/** What is missing, by field. */
export function missing(
  { textNeeded, rating, points }: Action,
  answers: Answers,
): Record<string, string> {
  const wrong: Record<string, string> = {};
  if (rating === 'needed' && !answers.rating) wrong.rating = track.rating_missing;
  if (rating === 'needed' && !answers.solved) wrong.solved = track.solved_missing;
  if (textNeeded && !answers.text.trim()) wrong.text = track.text_missing;
  if (points && !answers.understood) wrong.understood = track.understood_missing;
  return wrong;
}

/** The call's body: only what was answered. */
export function bodyOf(action: Action, answers: Answers): Record<string, unknown> {
  const body: Record<string, unknown> = {};
  if (action.text && answers.text.trim()) body.text = answers.text.trim();
  if (action.rating && answers.rating) body.rating = Number(answers.rating);
  if (action.rating && answers.solved) body.solved = answers.solved === 'yes';
  return body;
}

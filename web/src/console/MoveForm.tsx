/** The form of one move: checks, sends with the version that was read, keeps what was typed. */
import { useState } from 'preact/hooks';
import type { Problem } from '../api/client';
import { sentencesOf } from '../api/messages';
import type { Report } from '../api/types';
import { asProblem } from '../components/hooks';
import { Problems } from '../components/Problems';
import { Failed } from '../components/Status';
import { fill, word } from '../i18n/fill';
import { desk, moves } from '../i18n/texts';
import { type Kept, useKept } from './kept';
import { MOVES } from './moves';
import { officerCall } from './session';

interface Props {
  move: string;
  report: Report;
  disabled: boolean;
  done: (report: Report) => void;
  /** Called when somebody was faster; rejects when the newer report cannot be loaded. */
  conflicted: (failure: Problem) => Promise<void>;
  cancel: () => void;
}

function missing(needed: Record<string, string>, kept: Kept): Record<string, string> {
  return Object.fromEntries(Object.entries(needed).filter(([name]) => !kept.text(name).trim()));
}

/** Somebody was faster, or the state forbids it; other refusals are told beside the button. */
const isConflict = ({ code }: Problem): boolean => code === 'changed' || code === 'not_allowed';

export function MoveForm({ move, report, disabled, done, conflicted, cancel }: Props) {
  const { Fields, needed, first, body, send } = MOVES[move] as (typeof MOVES)[string];
  const kept = useKept(report.number, move, first?.(report) ?? {});
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [problem, setProblem] = useState<Problem | null>(null);
  const [sending, setSending] = useState(false);

  async function refused(failure: Problem): Promise<void> {
    if (failure.status === 422) setErrors(sentencesOf(failure.errors, 'text'));
    else if (isConflict(failure)) await conflicted(failure);
    else setProblem(failure);
  }

  async function submit(event: Event): Promise<void> {
    event.preventDefault();
    if (sending || disabled) return;
    const wrong = missing(needed, kept);
    setErrors(wrong);
    setProblem(null);
    if (Object.keys(wrong).length > 0) return;
    setSending(true);
    try {
      const after = await officerCall<Report>(`/api/desk/${report.number}/${move}`, {
        body: body(kept.typed, report),
        headers: { 'If-Match': `"${report.version}"` },
      });
      done(after);
    } catch (failure) {
      await refused(asProblem(failure)).catch((second: unknown) => setProblem(asProblem(second)));
    } finally {
      setSending(false);
    }
  }

  return (
    <form id={`form-${move}`} onSubmit={(event) => void submit(event)} noValidate>
      <Problems errors={errors} />
      <Fields report={report} kept={kept} errors={errors} />
      {problem && <Failed problem={problem} />}
      <div class="govuk-button-group">
        <button type="submit" class="govuk-button" aria-disabled={sending || disabled}>
          {send ?? fill(desk.submit, { move: word(moves, move) })}
        </button>
        <button type="button" class="link-button" onClick={cancel}>
          {desk.cancel}
        </button>
      </div>
    </form>
  );
}

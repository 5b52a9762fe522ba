/** What a reporter may do now: reply, confirm, rate, reopen, appeal, withdraw, consent, lift. */
import { useState } from 'preact/hooks';
import { call, Problem } from '../api/client';
import { sentencesOf } from '../api/messages';
import type { Report } from '../api/types';
import { ActionChooser } from '../components/ActionChooser';
import { ChoiceBox, TextBox, TickBox } from '../components/controls';
import { asProblem } from '../components/hooks';
import { Problems } from '../components/Problems';
import { Failed } from '../components/Status';

import { longDate, zoneOf } from '../i18n/dates';
import { fill } from '../i18n/fill';
import { mine, track } from '../i18n/texts';
import {
  type Action,
  ACTIONS,
  type Answers,
  bodyOf,
  EMPTY,
  missing,
  RATING_OPTIONS,
  SOLVED_OPTIONS,
} from './actions';
import { isPass } from './codes';

function Rating({ action, answers, set, errors }: FormProps) {
  const optional = action.rating === 'optional';
  return (
    <>
      <ChoiceBox
        id="rating"
        label={track.rating}
        optional={optional}
        options={RATING_OPTIONS}
        value={answers.rating}
        onChange={(rating) => set({ rating })}
        error={errors.rating}
      />
      <ChoiceBox
        id="solved"
        label={track.solved}
        optional={optional}
        options={SOLVED_OPTIONS}
        value={answers.solved}
        onChange={(solved) => set({ solved })}
        error={errors.solved}
      />
    </>
  );
}

interface FormProps {
  action: Action;
  answers: Answers;
  set: (changed: Partial<Answers>) => void;
  errors: Record<string, string>;
}

function ActionFields(props: FormProps) {
  const { action, answers, set, errors } = props;
  return (
    <>
      {action.intro && <p>{action.intro}</p>}
      {action.points && (
        <>
          <ul class="govuk-list govuk-list--bullet">
            {action.points.map((point) => (
              <li key={point}>{point}</li>
            ))}
          </ul>
          <TickBox
            id="understood"
            label={track.understood}
            value={answers.understood}
            onChange={(understood) => set({ understood })}
            error={errors.understood}
          />
        </>
      )}
      {action.rating && <Rating {...props} />}
      {action.text && (
        <TextBox
          id="text"
          label={action.text}
          hint={action.hint}
          optional={!action.textNeeded}
          value={answers.text}
          onChange={(text) => set({ text })}
          error={errors.text}
        />
      )}
    </>
  );
}

/** Until when something may be done; the clock runs in the zone of the place. */
function Deadlines({ report }: { report: Report }) {
  const zone = zoneOf(report.place.province);
  const lines = [
    report.reply_by && fill(track.reply_by, { date: longDate(report.reply_by, zone) }),
    report.reopen_until && fill(track.reopen_until, { date: longDate(report.reopen_until, zone) }),
    report.appeal_until && fill(track.appeal_until, { date: longDate(report.appeal_until, zone) }),
    report.blocked_until &&
      fill(track.blocked_until, { date: longDate(report.blocked_until, zone) }),
  ].filter(Boolean);
  return (
    <>
      {lines.map((line) => (
        <p key={line}>{line}</p>
      ))}
    </>
  );
}

interface Props {
  report: Report;
  code: string;
  replace: (report: Report) => void;
}

export function ReporterActions({ report, code, replace }: Props) {
  // In our order, not the API's: what most people came for stands first.
  const may = Object.keys(ACTIONS).filter((id) => report.may.includes(id));
  const [chosen, setChosen] = useState<string | null>(null);
  const [answers, setAnswers] = useState(EMPTY);
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [problem, setProblem] = useState<Problem | null>(null);
  const [sending, setSending] = useState(false);
  const [done, setDone] = useState(false);
  const action = chosen && may.includes(chosen) ? ACTIONS[chosen] : undefined;

  async function submit(event: Event): Promise<void> {
    event.preventDefault();
    if (!action || sending) return;
    const wrong = missing(action, answers);
    setErrors(wrong);
    if (Object.keys(wrong).length > 0) return;
    setSending(true);
    setProblem(null);
    try {
      const path = `/api/reports/${report.number}/${chosen ?? ''}`;
      replace(
        await call(path, { body: bodyOf(action, answers), headers: { 'Access-Code': code } }),
      );
      setChosen(null);
      setAnswers(EMPTY);
      setDone(true);
    } catch (failure) {
      const refused = asProblem(failure);
      const ended = refused.status === 404 && isPass(code);
      if (refused.status === 422) setErrors(sentencesOf(refused.errors, 'text'));
      else setProblem(ended ? new Problem(401, 'session_over', mine.pass_over) : refused);
    } finally {
      setSending(false);
    }
  }

  return (
    <section aria-labelledby="actions">
      <h2 class="govuk-heading-m" id="actions">
        {track.actions}
      </h2>
      <p role="status" class={done ? 'notice notice--ok' : ''}>
        {done && track.done}
      </p>
      {may.length === 0 && <p>{track.no_action}</p>}
      <Deadlines report={report} />
      <ActionChooser
        actions={may.map((id) => ({ id, name: ACTIONS[id]?.name ?? id }))}
        chosen={action ? chosen : null}
        choose={(id) => {
          setChosen(id);
          setAnswers((last) => ({ ...last, understood: false }));
          setErrors({});
          setProblem(null);
          setDone(false);
        }}
      >
        {action && (
          <form onSubmit={(event) => void submit(event)} noValidate>
            <Problems errors={errors} />
            <ActionFields
              action={action}
              answers={answers}
              set={(changed) => setAnswers((last) => ({ ...last, ...changed }))}
              errors={errors}
            />
            {problem && <Failed problem={problem} />}
            <button type="submit" class="govuk-button" aria-disabled={sending}>
              {action.send}
            </button>
          </form>
        )}
      </ActionChooser>
    </section>
  );
}

/** Typing the code that was sent, or asking for another one. */
import { useEffect, useState } from 'preact/hooks';
import type { Problem } from '../api/client';
import { sentencesOf } from '../api/messages';
import { LineBox } from '../components/controls';
import { asProblem, useCountdown } from '../components/hooks';
import { Problems } from '../components/Problems';
import { Failed } from '../components/Status';
import { fill } from '../i18n/fill';
import { codes } from '../i18n/texts';
import { WORDS } from './codeRequest';
import type { Doing } from './work';

/** Seconds before a person may ask again: mails take a while. */
const WAIT = 60;
const DIGITS = 6;

function wrongCode(typed: string): string | undefined {
  if (!typed) return codes.missing;
  return /^\d+$/.test(typed) && typed.length === DIGITS ? undefined : codes.bad;
}

/** Asks for another code, and says what it does meanwhile; throws `Problem`. */
type AskAgain = (say: (doing: Doing) => void) => Promise<void>;

interface AgainProps {
  again: AskAgain;
  failed: (problem: Problem | null) => void;
}

function Again({ again, failed }: AgainProps) {
  const [round, setRound] = useState(0);
  const [doing, setDoing] = useState<Doing | null>(null);
  const left = useCountdown(WAIT, round);

  async function ask(): Promise<void> {
    if (left > 0 || doing) return;
    failed(null);
    setDoing('sending');
    try {
      await again(setDoing);
      setRound((last) => last + 1);
    } catch (failure) {
      failed(asProblem(failure));
    } finally {
      setDoing(null);
    }
  }

  return (
    <>
      <button
        type="button"
        class="link-button"
        id="again"
        aria-disabled={left > 0 || doing !== null}
        onClick={() => void ask()}
      >
        {left > 0 ? fill(codes.again_wait, { n: left }) : codes.again}
      </button>
      <p role="status">{doing ? WORDS[doing] : round > 0 && codes.again_done}</p>
    </>
  );
}

interface Props {
  /** Where the code went, said above the box. */
  sent: string;
  button: string;
  /** Sends what was typed; throws `Problem`. */
  enter: (code: string) => Promise<void>;
  again: AskAgain;
}

export function CodeEntry({ sent, button, enter, again }: Props) {
  const [code, setCode] = useState('');
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [problem, setProblem] = useState<Problem | null>(null);
  const [busy, setBusy] = useState(false);
  useEffect(() => document.getElementById('code')?.focus(), []);

  async function submit(event: Event): Promise<void> {
    event.preventDefault();
    if (busy) return;
    const typed = code.replace(/[\s-]/g, '');
    const wrong = wrongCode(typed);
    setErrors(wrong ? { code: wrong } : {});
    setProblem(null);
    if (wrong) return;
    setBusy(true);
    try {
      await enter(typed);
    } catch (failure) {
      const refused = asProblem(failure);
      if (refused.status === 422) setErrors(sentencesOf(refused.errors, 'code'));
      else setProblem(refused);
    } finally {
      setBusy(false);
    }
  }

  return (
    <form class="code-entry" onSubmit={(event) => void submit(event)} noValidate>
      <Problems errors={errors} />
      <LineBox
        id="code"
        label={codes.label}
        hint={sent}
        autocomplete="one-time-code"
        inputMode="numeric"
        value={code}
        onChange={setCode}
        error={errors.code}
      />
      {problem && <Failed problem={problem} />}
      <button type="submit" class="govuk-button" id="enter-code-button" aria-disabled={busy}>
        {button}
      </button>
      <Again again={again} failed={setProblem} />
    </form>
  );
}

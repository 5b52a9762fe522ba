/** The states of a form that is sent: what is wrong, what went wrong, whether it is on its way. */
import { useState } from 'preact/hooks';
import type { Problem } from '../api/client';
import { sentencesOf } from '../api/messages';
import { asProblem } from '../components/hooks';
import { fill } from '../i18n/fill';
import { errorWords } from '../i18n/texts';

type Errors = Record<string, string>;

export interface Sending {
  errors: Errors;
  problem: Problem | null;
  sending: boolean;
  /** Sends unless fields are wrong; says whether it was done. */
  send: (wrong: Errors, work: () => Promise<unknown>) => Promise<boolean>;
}

/** `otherwise` is the field that takes errors without one of their own. */
export function useSending(otherwise: string): Sending {
  const [errors, setErrors] = useState<Errors>({});
  const [problem, setProblem] = useState<Problem | null>(null);
  const [sending, setSending] = useState(false);

  async function send(wrong: Errors, work: () => Promise<unknown>): Promise<boolean> {
    if (sending) return false;
    setErrors(wrong);
    setProblem(null);
    if (Object.keys(wrong).length > 0) return false;
    setSending(true);
    try {
      await work();
      return true;
    } catch (failure) {
      const found = asProblem(failure);
      if (found.status === 422) setErrors(sentencesOf(found.errors, otherwise));
      else setProblem(found);
      return false;
    } finally {
      setSending(false);
    }
  }

  return { errors, problem, sending, send };
}

/** What to say of a field that is empty and must not be. */
export const required = (field: string): string => fill(errorWords.missing, { field });

/** Fields that are empty, with what to say of each. */
export function missing(values: Record<string, string>, words: Record<string, string>): Errors {
  return Object.fromEntries(Object.entries(words).filter(([name]) => !values[name]?.trim()));
}

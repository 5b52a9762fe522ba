/** What the drawn pages share: a call with its states, and the present minute. */
import type { RefObject } from 'preact';
import { useCallback, useEffect, useState } from 'preact/hooks';
import { Problem } from '../api/client';

export interface Loaded<Content> {
  content: Content | null;
  problem: Problem | null;
  loading: boolean;
  reload: () => void;
  /** Puts a newer version in place of what was loaded. */
  replace: (content: Content) => void;
}

/** Makes any failure a `Problem`; a fault of our own code is not hidden. */
export function asProblem(failure: unknown): Problem {
  if (failure instanceof Problem) return failure;
  throw failure;
}

/** Loads once for each `key`; an answer to an older key is dropped. */
export function useLoaded<Content>(key: string, load: () => Promise<Content>): Loaded<Content> {
  const [content, setContent] = useState<Content | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [loading, setLoading] = useState(true);
  const [round, setRound] = useState(0);
  useEffect(() => {
    let wanted = true;
    setLoading(true);
    setProblem(null);
    load()
      .then((loaded) => wanted && setContent(loaded))
      .catch((failure: unknown) => wanted && setProblem(asProblem(failure)))
      .finally(() => wanted && setLoading(false));
    return () => {
      wanted = false;
    };
  }, [key, round]);
  const reload = useCallback(() => setRound((last) => last + 1), []);
  return { content, problem, loading, reload, replace: setContent };
}

const MINUTE = 60_000;

/** The present moment, anew each minute, for badges that count down. */
export function useNow(): Date {
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), MINUTE);
    return () => clearInterval(timer);
  }, []);
  return now;
}

const SECOND = 1000;

/** Counts down to 0 from so many seconds, anew for each `round`. */
export function useCountdown(from: number, round: number): number {
  const [left, setLeft] = useState(from);
  useEffect(() => {
    setLeft(from);
    const timer = setInterval(() => setLeft((last) => Math.max(0, last - 1)), SECOND);
    return () => clearInterval(timer);
  }, [from, round]);
  return left;
}

/** Moves the focus to an element each time `when` changes to something true. */
export function useFocusWhen(element: RefObject<HTMLElement | null>, when: unknown): void {
  useEffect(() => {
    if (when) element.current?.focus();
  }, [when]);
}

/** What an officer typed, kept in this tab until it is saved: a new sign-in does not lose it. */
import { useState } from 'preact/hooks';

export type Typed = Record<string, string | boolean>;

const keyOf = (number: string, move: string): string => `lapor-typed:${number}:${move}`;

function stored(number: string, move: string): Typed {
  return JSON.parse(sessionStorage.getItem(keyOf(number, move)) ?? '{}') as Typed;
}

/** The move whose form was open when the page was left. */
export function moveTyped(number: string, may: string[]): string | null {
  return may.find((move) => sessionStorage.getItem(keyOf(number, move)) !== null) ?? null;
}

export function forgetTyped(number: string, move: string): void {
  sessionStorage.removeItem(keyOf(number, move));
}

export interface Kept {
  typed: Typed;
  set: (changed: Typed) => void;
  /** A text that was typed; empty when none was. */
  text: (name: string) => string;
}

/** State of a form that survives leaving the page. */
export function useKept(number: string, move: string, first: Typed): Kept {
  const [typed, setTyped] = useState<Typed>({ ...first, ...stored(number, move) });
  return {
    typed,
    set(changed) {
      const next = { ...typed, ...changed };
      setTyped(next);
      sessionStorage.setItem(keyOf(number, move), JSON.stringify(next));
    },
    text: (name) => (typeof typed[name] === 'string' ? typed[name] : ''),
  };
}

/** The session in which a citizen sees all their reports; it lives in this tab only. */
import { forgetPasses } from './codes';

const KEY = 'lapor-mine';

export interface MineSession {
  session: string;
  ends_at: string;
}

export function keptSession(): MineSession | null {
  return JSON.parse(sessionStorage.getItem(KEY) ?? 'null') as MineSession | null;
}

export function keepSession(session: MineSession): void {
  sessionStorage.setItem(KEY, JSON.stringify(session));
}

/** Leaves nothing behind in this tab. */
export function endSession(): void {
  sessionStorage.removeItem(KEY);
  forgetPasses();
}

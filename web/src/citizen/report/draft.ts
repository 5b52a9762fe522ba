/** The draft on this device: text only, kept for 30 days, deleted when the report is in. */
import { toHex } from './hex';
import type { Values } from './values';

const KEY = 'lapor-draft';
/** Marks the tab that is working on the draft, so that a reload goes on without asking. */
const TAB = 'lapor-draft-open';
const KEPT = 30 * 24 * 3_600_000;

export interface Draft {
  /** Idempotency key: made once per draft, so that a repeated sending meets the first one. */
  key: string;
  values: Values;
  savedAt: number;
}

/** Storage may be full or forbidden; a draft is a comfort, never a condition. */
function quietly<Result>(work: () => Result): Result | null {
  try {
    return work();
  } catch {
    return null;
  }
}

export function loadDraft(now: number): Draft | null {
  const draft = quietly(() => JSON.parse(localStorage.getItem(KEY) ?? 'null') as Draft | null);
  if (!draft || typeof draft.key !== 'string' || !draft.values) return null;
  if (now - draft.savedAt > KEPT) {
    deleteDraft();
    return null;
  }
  return draft;
}

/** Says whether the draft could be stored. */
export function saveDraft(draft: Draft): boolean {
  return (
    quietly(() => {
      localStorage.setItem(KEY, JSON.stringify(draft));
      sessionStorage.setItem(TAB, draft.key);
      return true;
    }) ?? false
  );
}

export function deleteDraft(): void {
  quietly(() => localStorage.removeItem(KEY));
  quietly(() => sessionStorage.removeItem(TAB));
}

/** Says whether this tab was already working on the draft. */
export const isOpenHere = (draft: Draft): boolean =>
  quietly(() => sessionStorage.getItem(TAB)) === draft.key;

/** A random UUID also where `crypto.randomUUID` is missing (Chrome before 92, plain http). */
export function newKey(): string {
  if (typeof crypto.randomUUID === 'function') return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  return toHex(bytes).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** Has a one-time code sent to a contact; the browser works first, so that a flood costs its sender. */
import { call, Problem } from '../api/client';
import { codes } from '../i18n/texts';
import { newKey } from './report/draft';
import { canProve, type Doing, withProof } from './work';

/** What goes on, in words. */
export const WORDS: Record<Doing, string> = { proving: codes.proving, sending: codes.sending };

export type Contact = { email: string } | { phone: string };

/** Says what it does meanwhile. Throws `Problem`. */
export async function askForCode(contact: Contact, say: (doing: Doing) => void): Promise<void> {
  if (!canProve) throw new Problem(0, 'cannot_prove', codes.cannot_prove);
  const key = newKey();
  const aim = `${key}\n${Object.values(contact).join('')}`;
  await withProof(aim, say, (proof) =>
    call('/api/me/codes', { body: contact, headers: { 'Idempotency-Key': key, Proof: proof } }),
  );
}

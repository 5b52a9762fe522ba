/**
 * Work that the browser does before it may file, so that a flood costs its sender: a challenge of
 * ALTCHA (protocol 2, PBKDF2), bound to the draft's key. The browser derives keys on threads of its
 * own, so that the page stays alive on an old phone without a worker.
 */
import { call } from '../../api/client';
import { fromHex, toHex } from './hex';

interface Challenge {
  parameters: { nonce: string; salt: string; cost: number; keyLength: number; keyPrefix: string };
}

/** Counts up to the key that begins as asked. */
async function solve(challenge: Challenge): Promise<string> {
  const { nonce, salt, cost, keyLength, keyPrefix } = challenge.parameters;
  const head = fromHex(nonce);
  const password = Uint8Array.from([...head, 0, 0, 0, 0]);
  const rule = {
    name: 'PBKDF2',
    hash: 'SHA-256',
    salt: Uint8Array.from(fromHex(salt)),
    iterations: cost,
  };
  for (let counter = 0; ; counter += 1) {
    new DataView(password.buffer).setUint32(head.length, counter);
    const key = await crypto.subtle.importKey('raw', password, rule.name, false, ['deriveBits']);
    const bits = await crypto.subtle.deriveBits(rule, key, keyLength * 8);
    const derivedKey = toHex(new Uint8Array(bits));
    if (derivedKey.startsWith(keyPrefix)) {
      return btoa(JSON.stringify({ challenge, solution: { counter, derivedKey } }));
    }
  }
}

async function prove(key: string): Promise<string> {
  const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(key));
  return solve(await call<Challenge>(`/api/challenge?for=${toHex(new Uint8Array(hash))}`));
}

let kept: { key: string; proof: Promise<string> } | null = null;

/** The proof for a key, begun once; one that failed is begun anew when it is asked for again. */
export function proofFor(key: string): Promise<string> {
  if (kept?.key !== key) {
    const begun = { key, proof: prove(key) };
    kept = begun;
    begun.proof.catch(() => {
      if (kept === begun) kept = null;
    });
  }
  return kept.proof;
}

/** Lets the next call begin anew: the server no longer takes the proof. */
export function forgetProof(): void {
  kept = null;
}

/** Browsers without it (plain http) file as those without scripts do. */
export const canProve = 'subtle' in crypto;

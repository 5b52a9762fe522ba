/**
 * Work that the browser does before it may file a report or have a code sent, so that a flood costs
 * its sender: a challenge of ALTCHA (protocol 2, PBKDF2), bound to what it is for. The browser
 * derives keys on threads of its own, so that the page stays alive on an old phone without a worker.
 */
import { call, Problem } from '../api/client';
import { fromHex, toHex } from './report/hex';

/** What goes on, to be said on the page. */
export type Doing = 'proving' | 'sending';

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

async function prove(aim: string): Promise<string> {
  const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(aim));
  return solve(await call<Challenge>(`/api/challenge?for=${toHex(new Uint8Array(hash))}`));
}

let kept: { aim: string; proof: Promise<string> } | null = null;

/**
 * The proof for an aim (a draft's key, or a key and a contact), begun once; one that failed is begun
 * anew when it is asked for again.
 */
export function proofFor(aim: string): Promise<string> {
  if (kept?.aim !== aim) {
    const begun = { aim, proof: prove(aim) };
    kept = begun;
    begun.proof.catch(() => {
      if (kept === begun) kept = null;
    });
  }
  return kept.proof;
}

/** Sends with the proof for an aim; one that the server no longer takes is made anew, once. */
export async function withProof<Answer>(
  aim: string,
  say: (doing: Doing) => void,
  send: (proof: string) => Promise<Answer>,
  again = true,
): Promise<Answer> {
  say('proving');
  const proof = await proofFor(aim);
  say('sending');
  try {
    return await send(proof);
  } catch (problem) {
    if (!again || !(problem instanceof Problem && problem.code.startsWith('proof_'))) throw problem;
    kept = null;
    return withProof(aim, say, send, false);
  }
}

/** Browsers without it (plain http) file as those without scripts do, and get no code. */
export const canProve = 'subtle' in crypto;

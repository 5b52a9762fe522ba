/** Recomputes a report's proof in the browser: `lapor/domain/proof.py` does the same. */
import { plain } from '../api/number';
import { type Fault, faultsOf, FURTHER, type Link } from './chain';
import { bodyDigest, climbed, digestOf, type Json, link } from './hashing';

export interface Body {
  [name: string]: Json;
  report: string;
  seq: number;
  kind: string;
  at: string;
  by: string;
  words: string | null;
}

export interface Entry {
  seq: number;
  prev: string;
  hash: string;
  body?: Body;
  text?: Record<string, string>;
  salt?: string;
  digest?: string;
  unprovable?: true;
}

export interface Sealed {
  day: string;
  seq: number;
  root: string;
  path: [side: string, hash: string][];
}

export interface Proof {
  v: 1;
  number: string;
  first: string;
  head: string;
  events: Entry[];
  /** The last event that the desk, a table of its own, has seen. */
  last?: { seq: number; head: string } | null;
  sealed?: Sealed | null;
}

/** Each list holds numbers of events; `sealed` is the day of the root, null when there is none. */
export interface Finding {
  faults: Fault[];
  length: number;
  hidden: number[];
  redacted: number[];
  unprovable: number[];
  sealed: string | null;
}

/** What the reader has from elsewhere. */
export interface Known {
  /** The receipt's hash. */
  first?: string;
  /** The published root of the day that the proof names. */
  root?: string;
  /** A proof that was saved earlier. */
  earlier?: Proof;
}

export class Unreadable extends Error {}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isHash = (value: unknown) => typeof value === 'string' && /^[0-9a-f]{64}$/.test(value);

function isEntry(value: unknown): boolean {
  if (!isRecord(value)) return false;
  const { seq, prev, hash, body, text, salt, digest, unprovable } = value;
  const content = isRecord(body) || isHash(digest) || unprovable === true;
  const words = text === undefined || (isRecord(text) && typeof salt === 'string');
  return Number.isInteger(seq) && isHash(prev) && isHash(hash) && content && words;
}

function isSealed(value: unknown): boolean {
  if (!isRecord(value)) return false;
  const { day, seq, root, path } = value;
  const steps =
    Array.isArray(path) && path.every((step: unknown) => Array.isArray(step) && isHash(step[1]));
  return typeof day === 'string' && Number.isInteger(seq) && isHash(root) && steps;
}

/** Reads what was saved or sent; throws `Unreadable`. */
export function asProof(value: unknown): Proof {
  const proof = isRecord(value) ? value : {};
  const { v, number, head, events, last, sealed } = proof;
  const whole = v === 1 && typeof number === 'string' && typeof head === 'string';
  const known = whole && Array.isArray(events) && events.every(isEntry);
  const isLast = !last || (isRecord(last) && Number.isInteger(last.seq) && isHash(last.head));
  if (!known || !isLast || !(sealed === undefined || sealed === null || isSealed(sealed)))
    throw new Unreadable();
  return value as Proof;
}

async function linkOf(entry: Entry, count: number): Promise<Link> {
  const { seq, prev, hash, body, text, salt, digest } = entry;
  const one = { seq, prev, hash, sealedAs: seq, words: true };
  if (entry.unprovable) return one;
  if (digest !== undefined) {
    return { ...one, sealedAs: (await link(prev, digest)) === hash ? seq : null };
  }
  const words = !text || (await digestOf(text, salt ?? '')) === body?.words;
  const fits = async (n: number) =>
    (await link(prev, await bodyDigest({ ...body, seq: n } as Json))) === hash;
  if (await fits(seq)) return { ...one, words };
  for (let n = 1; n <= count + FURTHER; n++) {
    if (await fits(n)) return { ...one, words, sealedAs: n };
  }
  return { ...one, words, sealedAs: null };
}

/** Recomputes a proof and names what is wrong with it. */
export async function verified(proof: Proof, known: Known = {}): Promise<Finding> {
  const { events, sealed } = proof;
  const number = plain(proof.number);
  const links = await Promise.all(events.map((entry) => linkOf(entry, events.length)));
  const kept = new Map<number, string>();
  if (proof.last) kept.set(proof.last.seq, proof.last.head);
  for (const { seq, hash } of known.earlier?.events ?? []) kept.set(seq, hash);
  if (known.first) kept.set(1, known.first);
  const found = faultsOf(links, kept);
  for (const { seq, body } of events) {
    if (body && body.report !== number) found.add(seq, 'other_report');
  }
  if (links[links.length - 1]?.hash !== proof.head) found.add(links.length + 1, 'cut_off');
  if (sealed) {
    const head = links.find(({ seq }) => seq === sealed.seq)?.hash;
    const reached = head && (await climbed(number, head, sealed.path));
    if (!head) found.add(links.length + 1, 'cut_off');
    else if (reached !== sealed.root || sealed.root !== (known.root ?? sealed.root))
      found.add(sealed.seq, 'not_sealed');
  }
  const numbers = (is: (entry: Entry) => unknown) => events.filter(is).map(({ seq }) => seq);
  return {
    faults: found.all(),
    length: events.length,
    hidden: numbers(({ digest }) => digest),
    redacted: numbers(({ body, text }) => body?.words && !text),
    unprovable: numbers(({ unprovable }) => unprovable),
    sealed: sealed ? sealed.day : null,
  };
}

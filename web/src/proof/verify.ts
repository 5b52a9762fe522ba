/** Recomputes a report's proof in the browser: `lapor/domain/proof.py` does the same. */
import { plain } from '../api/number';
import { type Content, type Fault, type Faults, faultsOf, type Link, linksOf } from './chain';
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

async function contentOf(entry: Entry): Promise<Content> {
  const { seq, prev, hash, body, text, salt, digest } = entry;
  const one = { seq, prev, hash, hashed: null, numbered: true, words: true };
  if (entry.unprovable) return one;
  if (digest !== undefined) return { ...one, numbered: false, hashed: (_, at) => link(at, digest) };
  const words = !text || (await digestOf(text, salt ?? '')) === body?.words;
  const hashed = async (n: number, at: string) =>
    link(at, await bodyDigest({ ...body, seq: n } as Json));
  return { ...one, words, hashed };
}

/** Events that the document lists before or after where their numbers put them. */
function listedOutOfOrder(entries: Entry[]): number[] {
  const sorted = entries.map(({ seq }) => seq).sort((a, b) => a - b);
  return entries.map(({ seq }) => seq).filter((seq, place) => seq !== sorted[place]);
}

/** Whether the chain ends as its document says, or has its end where it was swapped to. */
function ends(links: Link[], head: string, found: Faults): boolean {
  const last = [...links].sort((a, b) => a.seq - b.seq).pop();
  const swapped = found.all().some(({ kind }) => kind === 'reordered');
  return last?.hash === head || (swapped && links.some(({ hash }) => hash === head));
}

/** Compares the sealed head, wherever it stands by now, with the root of the day. */
async function addSealed(
  sealed: Sealed,
  number: string,
  links: Link[],
  root: string | undefined,
  found: Faults,
): Promise<void> {
  const reached = await Promise.all(links.map(({ hash }) => climbed(number, hash, sealed.path)));
  if (sealed.root === (root ?? sealed.root) && reached.includes(sealed.root)) return;
  if (links.every(({ seq }) => seq !== sealed.seq)) found.add(links.length + 1, 'cut_off');
  else found.add(sealed.seq, 'not_sealed');
}

/** Recomputes a proof and names what is wrong with it. */
export async function verified(proof: Proof, known: Known = {}): Promise<Finding> {
  const { events, sealed } = proof;
  const number = plain(proof.number);
  const links = await linksOf(await Promise.all(events.map(contentOf)));
  const kept = new Map<number, string>();
  if (proof.last) kept.set(proof.last.seq, proof.last.head);
  for (const { seq, hash } of known.earlier?.events ?? []) kept.set(seq, hash);
  if (known.first) kept.set(1, known.first);
  const found = faultsOf(links, kept);
  for (const seq of listedOutOfOrder(events)) found.add(seq, 'reordered');
  for (const { seq, body } of events) {
    if (body && body.report !== number) found.add(seq, 'other_report');
  }
  if (!ends(links, proof.head, found)) found.add(links.length + 1, 'cut_off');
  if (sealed) await addSealed(sealed, number, links, known.root, found);
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

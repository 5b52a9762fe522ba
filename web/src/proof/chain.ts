/** What is wrong with a chain of events: the same rules as `lapor/domain/chain.py`. */

export const START = '0'.repeat(64);
/** How many numbers beyond the last an event is looked for under, when others were deleted. */
export const FURTHER = 32;

export type Kind =
  | 'edited'
  | 'words_changed'
  | 'missing'
  | 'added'
  | 'reordered'
  | 'cut_off'
  | 'other_report'
  | 'not_sealed';

export interface Fault {
  seq: number;
  kind: Kind;
}

/** One event's place; `sealedAs` is the number under which its content has its hash, if any. */
export interface Link {
  seq: number;
  prev: string;
  hash: string;
  sealedAs: number | null;
  words: boolean;
}

type Kept = Map<number, Link>;

/** Collects faults, each once, and gives them in order. */
export class Faults {
  private readonly found = new Map<string, Fault>();

  add(seq: number, kind: Kind): void {
    this.found.set(`${seq} ${kind}`, { seq, kind });
  }

  all(): Fault[] {
    const faults = Array.from(this.found.values());
    return faults.sort((a, b) => a.seq - b.seq || (a.kind < b.kind ? -1 : 1));
  }
}

/** Names all that is wrong; `known` are hashes by event number that the reader kept. */
export function faultsOf(links: Link[], known: Map<number, string>): Faults {
  const placed = [...links].sort((a, b) => a.seq - b.seq);
  const { kept, added } = byNumber(placed);
  const found = new Faults();
  for (const one of placed) {
    if (one.sealedAs === null) found.add(one.seq, 'edited');
    if (!one.words) found.add(one.seq, 'words_changed');
  }
  for (const one of added) found.add(one.seq, 'added');
  for (const one of outOfOrder(kept)) found.add(one.seq, 'reordered');
  const last = Math.max(0, ...kept.keys());
  for (let n = 1; n < last; n++) if (!kept.has(n)) found.add(n, 'missing');
  addUnlinked(kept, new Set(placed.map(({ hash }) => hash)), found);
  addAgainst(known, kept, last, found);
  return found;
}

/** Of two events for one number, the one that no other builds on was added. */
function byNumber(placed: Link[]): { kept: Kept; added: Link[] } {
  const builtOn = new Set(placed.map(({ prev }) => prev));
  const kept: Kept = new Map();
  const added: Link[] = [];
  for (const one of placed) {
    if (one.sealedAs === null) continue;
    const other = kept.get(one.sealedAs);
    if (other && !(builtOn.has(one.hash) && !builtOn.has(other.hash))) {
      added.push(one);
      continue;
    }
    if (other) added.push(other);
    kept.set(one.sealedAs, one);
  }
  for (const one of placed) {
    if (one.sealedAs !== null) continue;
    const before = Array.from(kept).find(([, other]) => other.hash === one.prev);
    const numbers = [before ? before[0] + 1 : one.seq, one.seq, ...placed.map((_, n) => n + 1)];
    kept.set(numbers.find((n) => !kept.has(n)) ?? one.seq, one);
  }
  return { kept, added };
}

function outOfOrder(kept: Kept): Link[] {
  const byPlace = Array.from(kept).sort(([, a], [, b]) => a.seq - b.seq);
  const numbers = Array.from(kept.keys()).sort((a, b) => a - b);
  return byPlace.filter(([number], place) => number !== numbers[place]).map(([, one]) => one);
}

/** Events that do not follow the one before, where nothing else explains it. */
function addUnlinked(kept: Kept, hashes: Set<string>, found: Faults): void {
  const damaged = new Set(found.all().map(({ seq }) => seq));
  for (const [number, one] of kept) {
    const before = kept.get(number - 1);
    const expected = before ? before.hash : number === 1 ? START : one.prev;
    if (one.prev === expected || damaged.has(one.seq)) continue;
    if (before && damaged.has(before.seq)) continue;
    if (before && !hashes.has(one.prev)) found.add(before.seq, 'edited');
    else found.add(one.seq, 'added');
  }
}

function addAgainst(known: Map<number, string>, kept: Kept, last: number, found: Faults): void {
  const damaged = new Set(found.all().map(({ seq }) => seq));
  for (const [seq, hash] of known) {
    const one = kept.get(seq);
    if (seq > last) found.add(last + 1, 'cut_off');
    else if (one && one.hash !== hash && !damaged.has(one.seq))
      found.add(seq, seq === 1 ? 'other_report' : 'edited');
  }
}

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
  /** The number under which a reordered event was recorded, where that is known. */
  was: number | null;
}

/** One event as it stands. */
export interface Content {
  seq: number;
  prev: string;
  hash: string;
  /** The hash that its content has under a number, after the event with a hash; null: unknown. */
  hashed: ((n: number, prev: string) => Promise<string>) | null;
  /** Whether the content says which number it had; a digest does not. */
  numbered: boolean;
  words: boolean;
}

/** One event's place; `sealedAs` is the number under which its content has its hash, if known. */
export interface Link {
  seq: number;
  prev: string;
  hash: string;
  sealedAs: number | null;
  words: boolean;
  /** What became of its content; `was` is the number of the event whose content it has. */
  damage?: 'edited' | 'reordered';
  was?: number;
}

type Kept = Map<number, Link>;

/** Collects faults, each once, and gives them in order. */
export class Faults {
  private readonly found = new Map<string, Fault>();

  add(seq: number, kind: Kind, was: number | null = null): void {
    const name = `${seq} ${kind}`;
    if (!this.found.has(name)) this.found.set(name, { seq, kind, was });
  }

  all(): Fault[] {
    const faults = Array.from(this.found.values());
    return faults.sort((a, b) => a.seq - b.seq || (a.kind < b.kind ? -1 : 1));
  }
}

/** Finds the place of every event: its own, or that of another whose content it has. */
export async function linksOf(contents: Content[]): Promise<Link[]> {
  const count = contents.length;
  const whole = await Promise.all(contents.map((one) => wholeOf(one, count)));
  const lost = contents.filter((_, place) => !whole[place]);
  const robbed = new Set(lost.map(({ hash }) => hash));
  const before = Array.from(new Set([START, ...robbed, ...lost.map(({ prev }) => prev)])).sort();
  return Promise.all(
    contents.map((one, place) => whole[place] ?? elsewhere(one, robbed, before, count)),
  );
}

async function wholeOf(one: Content, count: number): Promise<Link | null> {
  const { seq, prev, hash, hashed, numbered, words } = one;
  const link = { seq, prev, hash, sealedAs: null, words };
  if (!hashed) return link;
  if ((await hashed(seq, prev)) === hash) return { ...link, sealedAs: numbered ? seq : null };
  for (let n = 1; n <= count + FURTHER; n++) {
    if ((await hashed(n, prev)) === hash) return { ...link, sealedAs: numbered ? n : null };
  }
  return null;
}

/** `robbed` are the hashes that their content has not, `before` what one may have followed. */
async function elsewhere(
  one: Content,
  robbed: Set<string>,
  before: string[],
  count: number,
): Promise<Link> {
  const { seq, prev, hash, hashed, numbered, words } = one;
  const link: Link = { seq, prev, hash, sealedAs: null, words };
  for (let n = 1; n <= count; n++) {
    for (const at of before) {
      const other = (await hashed?.(n, at)) ?? '';
      if (!robbed.has(other)) continue;
      if (other !== hash) return { ...link, damage: 'reordered', ...(numbered ? { was: n } : {}) };
      if (n !== seq && numbered) return { ...link, sealedAs: n };
    }
  }
  return { ...link, damage: 'edited' };
}

/** Names all that is wrong; `known` are hashes by event number that the reader kept. */
export function faultsOf(links: Link[], known: Map<number, string>): Faults {
  const placed = [...links].sort((a, b) => a.seq - b.seq);
  const { kept, added } = byNumber(placed);
  const found = new Faults();
  for (const one of placed) {
    if (one.damage) found.add(one.seq, one.damage, one.was);
    if (!one.words) found.add(one.seq, 'words_changed');
  }
  for (const one of added) found.add(one.seq, 'added');
  for (const [number, one] of outOfOrder(kept)) found.add(one.seq, 'reordered', number);
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
  const waiting = placed.filter(({ sealedAs }) => sealedAs === null);
  while (waiting.length > 0) {
    const [place, number] = follower(waiting, kept);
    const [one] = waiting.splice(place, 1);
    if (one) kept.set(number, one);
  }
  return { kept, added };
}

/** Place and number of the next of those that do not tell theirs: after whom they name, or here. */
function follower(waiting: Link[], kept: Kept): [place: number, number: number] {
  const after = new Map([[START, 1]]);
  for (const [number, { hash }] of kept) after.set(hash, number + 1);
  for (const [place, { prev }] of waiting.entries()) {
    const number = after.get(prev);
    if (number && !kept.has(number)) return [place, number];
  }
  let number = waiting[0]?.seq ?? 1;
  if (kept.has(number)) for (number = 1; kept.has(number); number++);
  return [0, number];
}

function outOfOrder(kept: Kept): [number, Link][] {
  const byPlace = Array.from(kept).sort(([, a], [, b]) => a.seq - b.seq);
  const numbers = Array.from(kept.keys()).sort((a, b) => a - b);
  return byPlace.filter(([number], place) => number !== numbers[place]);
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

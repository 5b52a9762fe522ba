/**
 * Words of a text and which of them the public does not read.
 *
 * The API counts code points, JavaScript counts UTF-16 units: everything here is in code points.
 */

/** From `start` to before `end`. */
export type Span = [start: number, end: number];

/** A word that can be chosen, or what stands between two words. */
export interface Piece {
  text: string;
  start: number;
  end: number;
  isWord: boolean;
}

/** Spans that one call of the API takes. */
export const SPANS_PER_CALL = 50;

/** A word starts and ends with something other than punctuation; within it anything may stand. */
const WORD = /[^\s\p{P}](?:\S*[^\s\p{P}])?/gu;

const lengthOf = (text: string): number => Array.from(text).length;

/** Cuts a text into words and what stands between them; together they are the whole text. */
export function piecesOf(text: string): Piece[] {
  const pieces: Piece[] = [];
  let unit = 0;
  let point = 0;
  function add(until: number, isWord: boolean): void {
    if (until === unit) return;
    const piece = text.slice(unit, until);
    const end = point + lengthOf(piece);
    pieces.push({ text: piece, start: point, end, isWord });
    unit = until;
    point = end;
  }
  for (const match of text.matchAll(WORD)) {
    add(match.index, false);
    add(match.index + match[0].length, true);
  }
  add(text.length, false);
  return pieces;
}

/** For each code point, whether one of the spans holds it. */
function covered(length: number, spans: readonly Span[]): boolean[] {
  const points = new Array<boolean>(length).fill(false);
  for (const [start, end] of spans) points.fill(true, start, Math.min(end, length));
  return points;
}

function runs(length: number, isIn: (point: number) => boolean): Span[] {
  const found: Span[] = [];
  for (let point = 0; point < length; point += 1) {
    if (!isIn(point)) continue;
    const last = found[found.length - 1];
    if (last?.[1] === point) last[1] = point + 1;
    else found.push([point, point + 1]);
  }
  return found;
}

/** A text in parts that the public reads, and parts that it does not. */
export function partsOf(
  text: string,
  hidden: readonly Span[],
): { text: string; hidden: boolean }[] {
  const points = Array.from(text);
  const isHidden = covered(points.length, hidden);
  const parts: { text: string; hidden: boolean }[] = [];
  points.forEach((point, place) => {
    const last = parts[parts.length - 1];
    if (last && last.hidden === isHidden[place]) last.text += point;
    else parts.push({ text: point, hidden: isHidden[place] === true });
  });
  return parts;
}

/** How much of a piece the public does not read. */
export function hiddenPart(
  { start, end }: Piece,
  hidden: readonly Span[],
): 'none' | 'some' | 'all' {
  const within = covered(end, hidden).slice(start);
  if (within.every(Boolean)) return 'all';
  return within.some(Boolean) ? 'some' : 'none';
}

/** What was chosen, by place of the word among the pieces: true hides it, false shows it again. */
export type Choice = ReadonlyMap<number, boolean>;

/**
 * The spans to hide and to show again.
 *
 * What stands between two hidden words is hidden with them, so that the public reads one gap;
 * what stands beside a word that is shown again is shown with it.
 */
export function changesOf(
  text: string,
  hidden: readonly Span[],
  choice: Choice,
): { mask: Span[]; unmask: Span[] } {
  const pieces = piecesOf(text);
  const length = lengthOf(text);
  const now = covered(length, hidden);
  const want = [...now];
  choice.forEach((hide, place) => {
    const word = pieces[place];
    if (word) want.fill(hide, word.start, word.end);
  });
  const isGone = (piece: Piece | undefined): boolean =>
    piece !== undefined && want.slice(piece.start, piece.end).every(Boolean);
  pieces.forEach((gap, place) => {
    if (gap.isWord || !(choice.has(place - 1) || choice.has(place + 1))) return;
    const shownAgain = choice.get(place - 1) === false || choice.get(place + 1) === false;
    if (isGone(pieces[place - 1]) && isGone(pieces[place + 1])) want.fill(true, gap.start, gap.end);
    else if (shownAgain) want.fill(false, gap.start, gap.end);
  });
  return {
    mask: runs(length, (point) => want[point] === true && now[point] === false),
    unmask: runs(length, (point) => want[point] === false && now[point] === true),
  };
}

/** Spans in as many lists as the API's limit asks for. */
export function perCall(spans: Span[]): Span[][] {
  const lists: Span[][] = [];
  for (let at = 0; at < spans.length; at += SPANS_PER_CALL)
    lists.push(spans.slice(at, at + SPANS_PER_CALL));
  return lists;
}

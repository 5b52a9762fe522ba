import { describe, expect, test } from 'vitest';
import {
  changesOf,
  hiddenPart,
  partsOf,
  perCall,
  type Piece,
  piecesOf,
  type Span,
} from '../src/console/protect/spans';

/** What a text's code points from `start` to before `end` are, as the API reads them. */
const cut = (text: string, [start, end]: Span): string =>
  Array.from(text).slice(start, end).join('');

const wordsOf = (text: string): string[] =>
  piecesOf(text)
    .filter(({ isWord }) => isWord)
    .map((word) => word.text);

const placeOf = (text: string, word: string): number =>
  piecesOf(text).findIndex((piece) => piece.text === word);

const choose = (text: string, hide: string[], show: string[] = []) =>
  new Map([
    ...hide.map((word) => [placeOf(text, word), true] as const),
    ...show.map((word) => [placeOf(text, word), false] as const),
  ]);

describe('a text in pieces', () => {
  test.each([
    'Pak Budi (Jl. Merdeka 5) marah-marah.\nTolong!',
    '  spasi di tepi  ',
    '😀 emoji 👨‍👩‍👧 dan 🇮🇩 bendera 𝕒𝕓',
    '...',
    '',
  ])('is whole again when put together: %j', (text) => {
    const pieces = piecesOf(text);
    expect(pieces.map((piece) => piece.text).join('')).toBe(text);
    for (const { text: piece, start, end } of pieces) expect(cut(text, [start, end])).toBe(piece);
  });

  test('leaves punctuation at the edge of a word out, and keeps it within', () => {
    expect(wordsOf('Pak "Budi", (0812-3456), budi@contoh.example!')).toEqual([
      'Pak',
      'Budi',
      '0812-3456',
      'budi@contoh.example',
    ]);
  });

  test('counts an emoji of two units as one code point, and a joined one as all of its points', () => {
    const [, , budi] = piecesOf('😀 Budi') as [Piece, Piece, Piece];
    expect(budi).toEqual({ text: 'Budi', start: 2, end: 6, isWord: true });
    expect(piecesOf('👨‍👩‍👧 Budi')[2]?.start).toBe(6);
  });
});

describe('what the public does not read', () => {
  test('is cut out by code points, not by units', () => {
    expect(partsOf('😀😀 Budi 😀', [[3, 7]])).toEqual([
      { text: '😀😀 ', hidden: false },
      { text: 'Budi', hidden: true },
      { text: ' 😀', hidden: false },
    ]);
  });

  test('may be a part of a word', () => {
    const word: Piece = { text: 'Budiman', start: 0, end: 7, isWord: true };
    expect(hiddenPart(word, [])).toBe('none');
    expect(hiddenPart(word, [[0, 4]])).toBe('some');
    expect(
      hiddenPart(word, [
        [0, 4],
        [4, 9],
      ]),
    ).toBe('all');
  });
});

describe('choosing words', () => {
  test('hides them by code points after an emoji', () => {
    const text = '😀 Pak Budi datang';
    const { mask, unmask } = changesOf(text, [], choose(text, ['Budi']));
    expect(mask).toEqual([[6, 10]]);
    expect(mask.map((span) => cut(text, span))).toEqual(['Budi']);
    expect(unmask).toEqual([]);
  });

  test('hides neighbours as one, with what stands between them', () => {
    const text = 'Pak Budi, Santoso marah';
    const { mask } = changesOf(text, [], choose(text, ['Budi', 'Santoso']));
    expect(mask.map((span) => cut(text, span))).toEqual(['Budi, Santoso']);
  });

  test('joins a word to the hidden one beside it', () => {
    const text = 'Pak Budi 081234567890';
    const { mask } = changesOf(text, [[9, 21]], choose(text, ['Budi']));
    expect(mask.map((span) => cut(text, span))).toEqual(['Budi ']);
  });

  test('hides the rest of a word of which a part is hidden', () => {
    const text = 'Pak Budiman marah';
    const { mask } = changesOf(text, [[4, 8]], choose(text, ['Budiman']));
    expect(mask.map((span) => cut(text, span))).toEqual(['man']);
  });

  test('shows one of three hidden words again, with the spaces beside it', () => {
    const text = 'Pak Budi Santoso Jaya marah';
    const hidden: Span[] = [[4, 21]];
    const { mask, unmask } = changesOf(text, hidden, choose(text, [], ['Santoso']));
    expect(mask).toEqual([]);
    expect(unmask.map((span) => cut(text, span))).toEqual([' Santoso ']);
  });

  test('hides and shows at once', () => {
    const text = 'Pak Budi bertemu Ibu Sari';
    const { mask, unmask } = changesOf(text, [[4, 8]], choose(text, ['Sari'], ['Budi']));
    expect(mask.map((span) => cut(text, span))).toEqual(['Sari']);
    expect(unmask.map((span) => cut(text, span))).toEqual(['Budi']);
  });

  test('hiding never shows what was hidden beside it', () => {
    const text = 'Budi (022) 1234567';
    expect(changesOf(text, [[5, 18]], choose(text, ['Budi'])).unmask).toEqual([]);
  });

  test('that changes nothing asks for nothing', () => {
    const text = 'Pak Budi';
    expect(changesOf(text, [[4, 8]], choose(text, ['Budi']))).toEqual({ mask: [], unmask: [] });
  });
});

test('more spans than one call takes go in several', () => {
  const spans = Array.from({ length: 101 }, (_, at): Span => [2 * at, 2 * at + 1]);
  expect(perCall(spans).map((list) => list.length)).toEqual([50, 50, 1]);
  expect(perCall(spans).flat()).toEqual(spans);
});

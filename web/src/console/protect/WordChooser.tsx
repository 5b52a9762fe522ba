/** Every word of a text as a switch: pressed means that the public does not read it. */
import { useMemo, useRef, useState } from 'preact/hooks';
import { fill } from '../../i18n/fill';
import { protect } from '../../i18n/texts';
import { type Choice, hiddenPart, type Piece, piecesOf, type Span } from './spans';

interface Props {
  text: string;
  hidden: readonly Span[];
  /** Whether hidden words may be shown again. */
  mayShow: boolean;
  choice: Choice;
  choose: (choice: Choice) => void;
  /** What the words belong to, for those who do not see them. */
  label: string;
}

/** Where an arrow key leads; null for keys that are not ours. */
function next(key: string, at: number, last: number): number | null {
  const places: Record<string, number> = {
    ArrowRight: Math.min(at + 1, last),
    ArrowLeft: Math.max(at - 1, 0),
    Home: 0,
    End: last,
  };
  return places[key] ?? null;
}

const PRESSED = { none: 'false', some: 'mixed', all: 'true' } as const;

function Counted({ choice }: { choice: Choice }) {
  const hide = [...choice.values()].filter(Boolean).length;
  const show = choice.size - hide;
  return (
    <p role="status" class="words__count">
      {[
        hide > 0 && fill(protect.will_hide, { n: hide }),
        show > 0 && fill(protect.will_show, { n: show }),
      ]
        .filter(Boolean)
        .join(' ')}
    </p>
  );
}

export function WordChooser({ text, hidden, mayShow, choice, choose, label }: Props) {
  const pieces = useMemo(() => piecesOf(text), [text]);
  const words = useMemo(() => pieces.flatMap((piece, at) => (piece.isWord ? [at] : [])), [pieces]);
  const [here, setHere] = useState(words[0]);
  const box = useRef<HTMLDivElement>(null);

  function toggle(piece: Piece, place: number): void {
    setHere(place);
    const part = hiddenPart(piece, hidden);
    if (part === 'all' && !mayShow) return;
    const after = new Map(choice);
    // A second press takes the first one back.
    if (after.has(place)) after.delete(place);
    else after.set(place, part !== 'all');
    choose(after);
  }

  function move(event: KeyboardEvent): void {
    const to = next(event.key, words.indexOf(here ?? 0), words.length - 1);
    const place = to === null ? undefined : words[to];
    if (place === undefined) return;
    event.preventDefault();
    setHere(place);
    box.current?.querySelector<HTMLElement>(`[data-place="${place}"]`)?.focus();
  }

  return (
    <>
      <div class="words" role="toolbar" aria-label={label} ref={box} onKeyDown={move}>
        {pieces.map((piece, place) => {
          if (!piece.isWord) return piece.text;
          const part = hiddenPart(piece, hidden);
          const chosen = choice.get(place);
          const pressed = chosen === undefined ? PRESSED[part] : chosen;
          return (
            <button
              key={place}
              type="button"
              class="word"
              data-place={place}
              tabIndex={place === here ? 0 : -1}
              aria-pressed={pressed}
              aria-disabled={part === 'all' && !mayShow}
              onClick={() => toggle(piece, place)}
            >
              {piece.text}
            </button>
          );
        })}
      </div>
      <Counted choice={choice} />
    </>
  );
}

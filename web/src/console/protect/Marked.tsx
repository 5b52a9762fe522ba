/** A text in which the words stand out that the public does not read. */
import { protect } from '../../i18n/texts';
import { partsOf, type Span } from './spans';

export function Marked({ text, hidden }: { text: string; hidden: readonly Span[] }) {
  return (
    <>
      {partsOf(text, hidden).map((part, place) =>
        part.hidden ? (
          <mark class="unseen" key={place}>
            <span class="govuk-visually-hidden">[{protect.unseen}: </span>
            {part.text}
            <span class="govuk-visually-hidden">]</span>
          </mark>
        ) : (
          part.text
        ),
      )}
    </>
  );
}

/** No report for a receipt: what that means, what it does not, and what to do next. */
import type { RefObject } from 'preact';
import { dashed } from '../api/number';
import { Icon } from '../components/Icon';
import { plainDay } from '../i18n/dates';
import { fill } from '../i18n/fill';
import { proof as texts } from '../i18n/texts';
import type { Checking } from './checking';

export interface Missing {
  number: string;
  /** What checking the proof gave that the reporter had saved of this number. */
  kept: Checking | null;
}

interface Props {
  missing: Missing;
  title: RefObject<HTMLHeadingElement | null>;
  close: () => void;
}

/** The day of the published root that holds a saved proof which fits the receipt. */
export function provedOn({ kept }: Missing): string | null {
  const whole = kept && kept.finding.faults.length === 0 && kept.root;
  return whole ? kept.finding.sealed : null;
}

export function Gone({ missing, title, close }: Props) {
  const day = provedOn(missing);
  const grounds: [boolean, string][] = [[true, texts.gone_number]];
  if (day) grounds.unshift([true, fill(texts.gone_proved, { day: plainDay(day) })]);
  else if (missing.kept) grounds.push([false, texts.gone_kept]);
  grounds.push([false, texts.gone_code]);
  return (
    <article class="report">
      <p class="report__number">
        <strong>{dashed(missing.number)}</strong>
      </p>
      <div class="receipt receipt--bad" id="verdict">
        <h1 class="receipt__title" tabIndex={-1} ref={title}>
          <Icon name="alert" /> {texts.gone}
        </h1>
        <p>{texts.gone_text}</p>
        <ul class="grounds">
          {grounds.map(([good, ground]) => (
            <li key={ground} class={good ? 'good' : 'open'}>
              <Icon name={good ? 'check' : 'question'} /> {ground}
            </li>
          ))}
        </ul>
      </div>
      <h2 class="govuk-heading-m">{texts.gone_next}</h2>
      <ol class="govuk-list govuk-list--number">
        {[texts.gone_1, texts.gone_2, texts.gone_3].map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      <button type="button" class="govuk-button" onClick={close} id="again">
        {texts.gone_again}
      </button>
    </article>
  );
}

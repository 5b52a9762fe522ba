/** What a reporter keeps: the number, the access code that is shown once, and what comes next. */
import { lang, receipt } from '../i18n/texts';
import type { Filling } from './filling';

function CopyButton({ of, label }: { of: string; label: string }) {
  return (
    <button
      type="button"
      class="govuk-button govuk-button--secondary receipt__copy"
      data-copy={of}
      data-js
      hidden
    >
      {label}
    </button>
  );
}

/** A sentence in which `{date}` is known once the report is in. */
function Sentence({ text, filling }: { text: string; filling: Filling }) {
  const [before, after] = text.split('{date}');
  return (
    <>
      {before}
      {after !== undefined && filling.slot('due_at')}
      {after}
    </>
  );
}

export function Receipt({ filling }: { filling: Filling }) {
  return (
    <>
      <div class="receipt">
        <h1 class="receipt__title" tabIndex={-1}>
          {receipt.title}
        </h1>
        <dl class="receipt__keys">
          <div>
            <dt>{receipt.number}</dt>
            <dd class="receipt__value">{filling.slot('number_shown')}</dd>
            <dd class="receipt__note">{receipt.number_note}</dd>
            <dd class="receipt__button">
              <CopyButton of="number_shown" label={receipt.copy_number} />
            </dd>
          </div>
          <div>
            <dt>{receipt.code}</dt>
            <dd class="receipt__value">{filling.slot('access_code_shown')}</dd>
            <dd class="receipt__note">{receipt.code_note}</dd>
            <dd class="receipt__button">
              <CopyButton of="access_code_shown" label={receipt.copy_code} />
            </dd>
          </div>
        </dl>
        <p class="receipt__status" role="status" data-copied />
      </div>
      <h2 class="govuk-heading-m">{receipt.next_title}</h2>
      <ol class="govuk-list govuk-list--number">
        {[receipt.next_1, receipt.next_2, receipt.next_3].map((text) => (
          <li key={text}>
            <Sentence text={text} filling={filling} />
          </li>
        ))}
      </ol>
      <p>{receipt.files}</p>
      <dl class="facts">
        <div class="facts__row">
          <dt>{receipt.received}</dt>
          <dd>{filling.slot('received_at')}</dd>
        </div>
        <div class="facts__row">
          <dt>{receipt.due}</dt>
          <dd>{filling.slot('due_at')}</dd>
        </div>
        <div class="facts__row">
          <dt>{receipt.chain}</dt>
          <dd>
            <span class="hash">{filling.slot('chain')}</span>
            <br />
            {receipt.chain_note}{' '}
            <a class="govuk-link no-print" href={`/${lang}/bukti/`}>
              {receipt.proof}
            </a>
          </dd>
        </div>
      </dl>
      <div class="govuk-button-group no-print">
        <a class="govuk-button" href={`/${lang}/lacak/`} data-track>
          {receipt.track}
        </a>
        <button
          type="button"
          class="govuk-button govuk-button--secondary"
          data-print
          data-js
          hidden
        >
          {receipt.print}
        </button>
        <a class="govuk-link" href={`/${lang}/lapor/`}>
          {receipt.another}
        </a>
      </div>
    </>
  );
}

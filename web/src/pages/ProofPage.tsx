/** Checking a proof: scripts draw the check into `#app`; what it means is told without them. */
import { proof } from '../i18n/texts';

const COMMAND = './lapor verify-chain lapor-ABCD-EFGH-JKMN.json --receipt 5f0c…';

export function ProofPage() {
  return (
    <>
      <div id="app">
        <h1 class="govuk-heading-xl">{proof.title}</h1>
        <noscript>
          <p class="notice">{proof.no_js}</p>
        </noscript>
      </div>
      <div class="proof-about">
        <section>
          <h2 class="govuk-heading-m">{proof.about}</h2>
          <ul class="govuk-list govuk-list--bullet">
            <li>{proof.about_chain}</li>
            <li>{proof.about_hidden}</li>
            <li>{proof.about_root}</li>
          </ul>
        </section>
        <section>
          <h2 class="govuk-heading-m">{proof.limits}</h2>
          <ul class="govuk-list govuk-list--bullet">
            <li>{proof.limits_truth}</li>
            <li>{proof.limits_end}</li>
            <li>{proof.limits_page}</li>
          </ul>
          <p>{proof.self}</p>
          <pre class="command">
            <code>{COMMAND}</code>
          </pre>
        </section>
      </div>
    </>
  );
}

/** A page whose content comes from the API: scripts draw it into `#app`. */
import { common, lang } from '../i18n/texts';

export function AppPage({ title }: { title: string }) {
  return (
    <div id="app">
      <h1 class="govuk-heading-xl">{title}</h1>
      <noscript>
        <p class="notice">
          {common.needs_js}{' '}
          <a class="govuk-link" href={`/${lang}/lapor/`}>
            {common.needs_js_link}
          </a>
        </p>
      </noscript>
    </div>
  );
}

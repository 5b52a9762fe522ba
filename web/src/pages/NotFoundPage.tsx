/** One 404 page for all addresses: Indonesian, then English. */
import * as en from '../i18n/en.json';
import * as id from '../i18n/id.json';

export function NotFoundPage() {
  return (
    <div class="narrow">
      <h1 class="govuk-heading-xl">{id.not_found.title}</h1>
      <p>{id.not_found.text}</p>
      <p>
        <a class="govuk-link" href="/id/">
          {id.not_found.home}
        </a>
      </p>
      <div lang="en">
        <h2 class="govuk-heading-m">{en.not_found.title}</h2>
        <p>{en.not_found.text}</p>
        <p>
          <a class="govuk-link" href="/en/">
            {en.not_found.home}
          </a>
        </p>
      </div>
    </div>
  );
}

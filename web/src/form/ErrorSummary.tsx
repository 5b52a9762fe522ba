/** The list of everything that is wrong, above the form; its links go to the fields. */
import { common } from '../i18n/texts';
import { For, If } from './filling';

/** In the static page it is empty and hidden; in the template it is there when needed. */
export function ErrorSummary({ template }: { template: boolean }) {
  return (
    <div class="govuk-error-summary" id="problems" hidden={!template}>
      <div role="alert">
        <h2 class="govuk-error-summary__title">{common.problem_heading}</h2>
        <div class="govuk-error-summary__body">
          <ul class="govuk-list govuk-error-summary__list">
            {template && (
              <For each="error in errors">
                <li>
                  <If test="error.field">
                    <a href="#{{ error.field }}">{'{{ error.message }}'}</a>
                  </If>
                  <If test="not error.field">{'{{ error.message }}'}</If>
                </li>
              </For>
            )}
          </ul>
        </div>
      </div>
    </div>
  );
}

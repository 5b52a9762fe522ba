/** The pages that the `form` function fills in for readers without JavaScript (Jinja2). */
import { ErrorSummary } from '../form/ErrorSummary';
import { For, If, jinja } from '../form/filling';
import { Receipt } from '../form/Receipt';
import type { Registers } from '../form/registers';
import { FORM_ACTION, ReportForm } from '../form/ReportForm';
import { TemplateSummaryList } from '../form/SummaryList';
import { common, form, lang } from '../i18n/texts';

/** `report.html`: the form again, with what was typed and what is wrong. */
export function ReportTemplate({ registers }: { registers: Registers }) {
  return (
    <div class="narrow">
      <If test="errors">
        <ErrorSummary template />
      </If>
      <h1 class="govuk-heading-xl">{form.title}</h1>
      <p class="lead">{form.lead}</p>
      <p class="emergency">{common.emergency}</p>
      <ReportForm filling={jinja} registers={registers} template />
    </div>
  );
}

/** `check.html`: the answers, and a form that sends them. */
export function CheckTemplate() {
  return (
    <div class="narrow">
      <h1 class="govuk-heading-l">{form.check_lead}</h1>
      <TemplateSummaryList />
      <form action={FORM_ACTION} method="post">
        <For each="name, value in v.items()">
          <If test="name not in ('step', 'key', 'token')">
            <input type="hidden" name="{{ name }}" value="{{ value }}" />
          </If>
        </For>
        <input type="hidden" name="key" value="{{ key }}" />
        <input type="hidden" name="token" value="{{ token }}" />
        <p class="truth">{form.truth}</p>
        <div class="govuk-button-group">
          <button type="submit" class="govuk-button" name="step" value="send">
            {form.send}
          </button>
          <button
            type="submit"
            class="govuk-button govuk-button--secondary"
            name="step"
            value="edit"
          >
            {form.edit_button}
          </button>
        </div>
      </form>
    </div>
  );
}

/** `receipt.html`: the report is in. */
export function ReceiptTemplate() {
  return (
    <div class="narrow" lang={lang}>
      <Receipt filling={jinja} />
    </div>
  );
}

/** The report form with its receipt, as a static page. */
import { blank } from '../form/filling';
import { ErrorSummary } from '../form/ErrorSummary';
import { Receipt } from '../form/Receipt';
import type { Registers } from '../form/registers';
import { ReportForm } from '../form/ReportForm';
import { common, form } from '../i18n/texts';

function DraftFound() {
  return (
    <div class="notice" id="draft-found" hidden>
      <p data-slot="found" />
      <div class="govuk-button-group">
        <button type="button" class="govuk-button" id="draft-resume">
          {form.draft_resume}
        </button>
        <button type="button" class="govuk-button govuk-button--secondary" id="draft-fresh">
          {form.draft_fresh}
        </button>
      </div>
    </div>
  );
}

export function ReportPage({ registers }: { registers: Registers }) {
  return (
    <div class="narrow">
      <div id="filing">
        <ErrorSummary template={false} />
        <div id="intro">
          <h1 class="govuk-heading-xl">{form.title}</h1>
          <p class="lead" data-first>
            {form.lead}
          </p>
          <p class="emergency" data-first>
            {common.emergency}
          </p>
        </div>
        <DraftFound />
        <ReportForm filling={blank} registers={registers} />
      </div>
      <div id="receipt" hidden>
        <Receipt filling={blank} />
      </div>
    </div>
  );
}

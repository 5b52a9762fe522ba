/**
 * The report form: one document. Scripts show one section at a time; without them it is one page
 * that the server checks.
 */
import type { ComponentChildren } from 'preact';
import { fill } from '../i18n/fill';
import { form, lang } from '../i18n/texts';
import type { Filling } from './filling';
import type { Registers } from './registers';
import { StepWhat } from './StepWhat';
import { StepWhere } from './StepWhere';
import { StepYou } from './StepYou';
import { EmptySummaryList } from './SummaryList';

export const FORM_ACTION = '/api/forms/reports';

function Section({
  n,
  title,
  children,
}: {
  n: number;
  title: string;
  children: ComponentChildren;
}) {
  return (
    <section data-step={n} aria-labelledby={`step-${n}`} hidden={n === 4}>
      <button type="button" class="back" data-back data-js hidden>
        {form.back}
      </button>
      <p class="govuk-caption-m" data-js hidden>
        {fill(form.step_of, { n })}
      </p>
      <h2 class="govuk-heading-l" id={`step-${n}`} tabIndex={-1}>
        {title}
      </h2>
      {children}
      {n < 4 && (
        <button type="button" class="govuk-button" data-continue data-js hidden>
          {form.continue}
        </button>
      )}
    </section>
  );
}

/** The section that only scripts show: the answers, the promise and the button that sends. */
function CheckAndSend() {
  return (
    <>
      <p>{form.check_lead}</p>
      <EmptySummaryList />
      <p class="truth">{form.truth}</p>
      <div class="notice notice--error" id="failure" role="alert" hidden />
      <div class="govuk-button-group">
        <button type="submit" class="govuk-button" id="send" name="step" value="check">
          {form.send}
        </button>
        <button type="button" class="govuk-button govuk-button--secondary" id="send-new" hidden>
          {form.send_new}
        </button>
      </div>
      <p role="status" id="sending" />
    </>
  );
}

export function DraftBar() {
  return (
    <div class="draft" id="draft" data-js hidden>
      <p role="status" id="draft-status" />
      <div class="govuk-checkboxes govuk-checkboxes--small" id="draft-keep-box" hidden>
        <div class="govuk-checkboxes__item">
          <input class="govuk-checkboxes__input" id="draft-keep" type="checkbox" />
          <label class="govuk-label govuk-checkboxes__label" for="draft-keep">
            {form.draft_keep}
          </label>
        </div>
      </div>
      <button type="button" class="link-button" id="draft-delete" hidden>
        {form.draft_delete}
      </button>
    </div>
  );
}

export function ReportForm({
  filling,
  registers,
  template = false,
}: {
  filling: Filling;
  registers: Registers;
  template?: boolean;
}) {
  return (
    <form id="form" action={FORM_ACTION} method="post" noValidate>
      <input type="hidden" name="lang" value={lang} />
      <Section n={1} title={form.step_1}>
        <StepWhat filling={filling} />
      </Section>
      <Section n={2} title={form.step_2}>
        <StepWhere filling={filling} registers={registers} />
      </Section>
      <Section n={3} title={form.step_3}>
        <StepYou filling={filling} />
      </Section>
      {!template && (
        <Section n={4} title={form.step_4}>
          <CheckAndSend />
        </Section>
      )}
      <div data-nojs>
        <button type="submit" class="govuk-button" name="step" value="check">
          {form.check_button}
        </button>
      </div>
      {!template && <DraftBar />}
    </form>
  );
}

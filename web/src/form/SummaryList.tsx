/** The answers as they will be sent. Scripts fill the static one from the row in `template`. */
import { form } from '../i18n/texts';
import { For } from './filling';

function Row({
  label,
  value,
  children,
}: {
  label: string;
  value: string;
  children?: preact.ComponentChildren;
}) {
  return (
    <div class="govuk-summary-list__row">
      <dt class="govuk-summary-list__key">{label}</dt>
      <dd class="govuk-summary-list__value">{value}</dd>
      {children}
    </div>
  );
}

export function EmptySummaryList() {
  return (
    <>
      <dl class="govuk-summary-list" id="summary" />
      <template id="summary-row">
        <Row label="" value="">
          <dd class="govuk-summary-list__actions">
            <a class="govuk-link" href="#form">
              {form.change} <span class="govuk-visually-hidden" />
            </a>
          </dd>
        </Row>
      </template>
    </>
  );
}

export function TemplateSummaryList() {
  return (
    <dl class="govuk-summary-list">
      <For each="row in rows">
        <Row label="{{ row.label }}" value={`{{ row.value or '${form.empty}' }}`} />
      </For>
    </dl>
  );
}

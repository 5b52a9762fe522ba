/** Says to those who only watch why they find nothing to do here. */
import type { Officer, Report } from '../api/types';
import { fill, word } from '../i18n/fill';
import { desk, protect, roles } from '../i18n/texts';

const WATCHERS = ['leader', 'monitor', 'ksp'];

/** Whether a role reads reports and never changes one. */
export const onlyReads = (me: Officer | null): boolean => WATCHERS.includes(me?.role ?? '');

export function ReadOnly({ report, me }: { report: Report; me: Officer }) {
  const office = report.unit_name ?? report.agency_name ?? roles.national;
  return (
    <section class="case-actions" aria-labelledby="actions-title" id="read-only">
      <h2 class="govuk-heading-m" id="actions-title">
        {desk.actions}
      </h2>
      <p>{fill(protect.read_only, { role: word(roles, me.role), office })}</p>
    </section>
  );
}

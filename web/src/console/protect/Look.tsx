/** Where a request to open an anonymous reporter's identity stands: who asked, why, until when. */
import type { Report } from '../../api/types';
import { dateTime, zoneOfDeadline } from '../../i18n/dates';
import { fill } from '../../i18n/fill';
import { reasonName } from '../../i18n/reasons';
import { protect, report as texts } from '../../i18n/texts';

function Request({ report }: { report: Report }) {
  const asked = report.events.filter(({ kind }) => kind === 'reveal_asked').pop();
  if (!asked) return null;
  return (
    <>
      {typeof asked.data.reason === 'string' && (
        <p>{fill(texts.reason, { reason: reasonName(asked.data.reason) })}</p>
      )}
      {asked.text && <p class="event__text">{asked.text}</p>}
    </>
  );
}

export function Look({ report, now }: { report: Report; now: Date }) {
  const { look } = report;
  if (!look) return null;
  const gaps = {
    officer: look.officer,
    agency: report.agency_name,
    until: look.until && dateTime(look.until, zoneOfDeadline(report)),
  };
  if (!look.until) {
    return (
      <div class="notice notice--warning" id="look">
        <p>
          <strong>{fill(protect.look_asked, gaps)}</strong>
        </p>
        <Request report={report} />
      </div>
    );
  }
  const over = new Date(look.until) < now;
  return (
    <p class={`notice ${over ? '' : 'notice--ok'}`} id="look">
      {fill(over ? protect.look_over : protect.look_granted, gaps)}
    </p>
  );
}

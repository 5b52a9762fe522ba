/** What an officer must know of the reporter's rights before going on with a report. */
import type { Report } from '../api/types';
import { dateTime, zoneOfDeadline } from '../i18n/dates';
import { fill, word } from '../i18n/fill';
import { desk, rights } from '../i18n/texts';

export function Standing({ report, now }: { report: Report; now: Date }) {
  const zone = zoneOfDeadline(report);
  return (
    <>
      {Object.entries(report.asked ?? {}).map(([right, by]) => (
        <p key={right} class="notice notice--warning">
          {fill(new Date(by) < now ? desk.subject_late : desk.subject_due, {
            rights: word(rights, right),
            date: dateTime(by, zone),
          })}
        </p>
      ))}
      {report.restricted && <p class="notice">{desk.restricted}</p>}
      {report.erased.includes('identity') && <p class="notice">{desk.erased}</p>}
    </>
  );
}

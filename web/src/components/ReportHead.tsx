/** The top of a report: title, state, how long is left, and the facts. */
import type { ComponentChildren } from 'preact';
import type { Report } from '../api/types';
import { dateTime, longDate, plainDay, zoneOfDeadline } from '../i18n/dates';
import { word } from '../i18n/fill';
import { topicName } from '../i18n/reportWords';
import { classes, clocks, report as texts, supervisedWord, track } from '../i18n/texts';
import { DueBadge } from './DueBadge';
import { Facts } from './Facts';
import { Icon } from './Icon';
import { StateTag } from './StateTag';

/** A title that is missing: removed, kept from who looks, or not yet for the public. */
function untitled({ title, confidential }: Report): string {
  if (title === '') return texts.removed_title;
  return confidential ? texts.secret_title : track.untitled;
}

export function ReportHead({
  report,
  now,
  title = report.title,
}: {
  report: Report;
  now: Date;
  title?: ComponentChildren;
}) {
  return (
    <>
      <p class="report__number">
        {texts.number} <strong>{report.number}</strong>
      </p>
      <h1 class="govuk-heading-l" tabIndex={-1} id="report-title">
        {report.title ? title : untitled(report)}
      </h1>
      <p class="report__tags">
        <StateTag state={report.state} how={report.closed_how} />
        {report.anonymous && <span class="tag tag--grey">{texts.anonymous}</span>}
        {report.confidential && (
          <span class="tag tag--grey">
            <Icon name="lock" /> {texts.confidential}
          </span>
        )}
        {report.supervised && <span class="tag tag--purple">{supervisedWord}</span>}
        <DueBadge left={report} zone={zoneOfDeadline(report)} now={now} />
      </p>
    </>
  );
}

const address = (report: Report): string | null => {
  const value = report.events[0]?.data.address;
  return typeof value === 'string' ? value : null;
};

/** The nearest deadline, and what is due then. */
function deadline(report: Report): string | null {
  if (!report.due_at) return null;
  const day = longDate(report.due_at, zoneOfDeadline(report));
  return report.due_for ? `${day} (${word(clocks, report.due_for)})` : day;
}

export function ReportFacts({ report, zone }: { report: Report; zone: string }) {
  const rows: [string, ComponentChildren][] = [
    [texts.class, word(classes, report.class)],
    [texts.category, topicName(report.category)],
    [texts.agency, report.agency_name ?? texts.not_yet],
    [texts.unit, report.unit_name],
    [texts.place, report.place.name],
    [texts.address, address(report)],
    [texts.occurred, plainDay(report.occurred_on)],
    [texts.received, dateTime(report.received_at, zone)],
    [texts.due, deadline(report)],
  ];
  return <Facts rows={rows} />;
}

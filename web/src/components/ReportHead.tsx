/** The top of a report: title, state, how long is left, and the facts. */
import type { ComponentChildren } from 'preact';
import type { Report } from '../api/types';
import { dateTime, longDate, plainDay, zoneOfDeadline } from '../i18n/dates';
import { word } from '../i18n/fill';
import { topicName } from '../i18n/reportWords';
import { classes, report as texts, supervisedWord, track } from '../i18n/texts';
import { DueBadge } from './DueBadge';
import { Facts } from './Facts';
import { Icon } from './Icon';
import { StateTag } from './StateTag';

export function ReportHead({ report, now }: { report: Report; now: Date }) {
  return (
    <>
      <p class="report__number">
        {texts.number} <strong>{report.number}</strong>
      </p>
      <h1 class="govuk-heading-l" tabIndex={-1} id="report-title">
        {report.title === '' ? texts.title_gone : (report.title ?? track.untitled)}
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
    [texts.due, report.due_at ? longDate(report.due_at, zoneOfDeadline(report)) : null],
  ];
  return <Facts rows={rows} />;
}

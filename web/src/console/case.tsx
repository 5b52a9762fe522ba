/** One report on the officer's desk. */
import { plain } from '../api/number';
import type { Report } from '../api/types';
import { useLoaded, useNow } from '../components/hooks';
import { ReportFacts, ReportHead } from '../components/ReportHead';
import { Failed, Loading } from '../components/Status';
import { Timeline } from '../components/Timeline';
import { zoneOf } from '../i18n/dates';
import { common, desk, lang, report as texts, track } from '../i18n/texts';
import { CaseActions } from './CaseActions';
import { Standing } from './Standing';
import { officerCall } from './session';
import { startDesk } from './startDesk';

const number = plain(new URLSearchParams(location.search).get('n') ?? '');

const load = (): Promise<Report> => officerCall(`/api/desk/${encodeURIComponent(number)}`);

function Case() {
  const now = useNow();
  const { content: report, problem, reload, replace } = useLoaded(number, load);
  if (problem && !report) {
    return <Failed problem={problem} retry={problem.status === 404 ? undefined : reload} />;
  }
  if (!report) return <Loading />;
  const zone = zoneOf(report.place.province);
  document.title = `${report.number} – ${common.site}`;
  return (
    <article class="report">
      <ReportHead report={report} now={now} />
      {report.arbiter && <p class="notice notice--warning">{desk.arbiter}</p>}
      <Standing report={report} now={now} />
      <div class="with-facts">
        <div>
          <section aria-labelledby="text-title">
            <h2 class="govuk-heading-m" id="text-title">
              {texts.text}
            </h2>
            <p class="report__text">{report.events[0]?.text}</p>
          </section>
          <h2 class="govuk-heading-m" id="timeline">
            {track.timeline}
          </h2>
          <Timeline events={report.events} zone={zone} withoutFirstText />
        </div>
        <aside aria-label={texts.facts}>
          <CaseActions report={report} load={load} replace={replace} />
          <ReportFacts report={report} zone={zone} />
        </aside>
      </div>
    </article>
  );
}

startDesk(() => (
  <>
    <a class="govuk-back-link" href={`/${lang}/petugas/`}>
      {desk.back}
    </a>
    <Case />
  </>
));

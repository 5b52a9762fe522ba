/** One public report. */
import { call } from '../api/client';
import type { Report } from '../api/types';
import { useLoaded, useNow } from '../components/hooks';
import { Removed } from '../components/Removed';
import { ReportFacts, ReportHead } from '../components/ReportHead';
import { Failed, Loading } from '../components/Status';
import { Steps } from '../components/Steps';
import { Timeline } from '../components/Timeline';
import { Files } from '../files/Files';
import { dashed, plain } from '../api/number';
import { zoneOf } from '../i18n/dates';
import { browse, common, lang, report as texts, track } from '../i18n/texts';
import { start } from './start';

const number = plain(new URLSearchParams(location.search).get('n') ?? '');

function Text({ report }: { report: Report }) {
  const [filed] = report.events;
  if (!filed || !(filed.text || filed.redacted)) return null;
  return (
    <section aria-labelledby="text">
      <h2 class="govuk-heading-m" id="text">
        {texts.text}
      </h2>
      {filed.text ? (
        <p class="report__text">{filed.text}</p>
      ) : (
        <Removed event={filed} events={report.events} />
      )}
    </section>
  );
}

function Detail() {
  const now = useNow();
  const {
    content: report,
    problem,
    reload,
  } = useLoaded(number, () => call<Report>(`/api/public/reports/${encodeURIComponent(number)}`));
  if (problem?.status === 404) return <NotFound />;
  if (problem) return <Failed problem={problem} retry={reload} />;
  if (!report) return <Loading />;
  const zone = zoneOf(report.place.province);
  document.title = `${report.title || dashed(number)} – ${common.site}`;
  return (
    <article class="report">
      <ReportHead report={report} now={now} />
      <Steps report={report} zone={zone} />
      <div class="with-facts">
        <div>
          <Text report={report} />
          <Files
            report={report}
            call={(path) => call(`/api/public/reports/${encodeURIComponent(number)}${path}`)}
          />
          <h2 class="govuk-heading-m">{track.timeline}</h2>
          <Timeline events={report.events} zone={zone} withoutFirstText />
        </div>
        <aside aria-label={texts.facts}>
          <ReportFacts report={report} zone={zone} />
        </aside>
      </div>
    </article>
  );
}

function NotFound() {
  return (
    <>
      <h1 class="govuk-heading-l">{browse.detail_title}</h1>
      <p role="alert">{browse.not_found}</p>
    </>
  );
}

start(
  <>
    <a class="govuk-back-link" href={`/${lang}/laporan/`}>
      {browse.back}
    </a>
    <Detail />
  </>,
);

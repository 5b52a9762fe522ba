/** A report as its reporter sees it, with what may be done now. */
import type { Report } from '../api/types';
import { useNow } from '../components/hooks';
import { ReportFacts, ReportHead } from '../components/ReportHead';
import { Steps } from '../components/Steps';
import { Timeline } from '../components/Timeline';
import { zoneOf } from '../i18n/dates';
import { report as texts, track } from '../i18n/texts';
import { PersonalData } from './PersonalData';
import { ReporterActions } from './ReporterActions';

interface Props {
  report: Report;
  code: string;
  replace: (report: Report) => void;
  close: () => void;
  askForCode: () => void;
}

export function Tracked({ report, code, replace, close, askForCode }: Props) {
  const now = useNow();
  const zone = zoneOf(report.place.province);
  return (
    <article class="report">
      <button type="button" class="back" onClick={close} id="other">
        {track.other}
      </button>
      <ReportHead report={report} now={now} />
      <Steps report={report} zone={zone} />
      <div class="with-facts">
        <div>
          {code ? (
            <ReporterActions report={report} code={code} replace={replace} />
          ) : (
            <div class="notice">
              <p>{track.public_view}</p>
              <button type="button" class="link-button" id="enter-code" onClick={askForCode}>
                {track.enter_code}
              </button>
            </div>
          )}
          <h2 class="govuk-heading-m" id="timeline">
            {track.timeline}
          </h2>
          <Timeline events={report.events} zone={zone} />
          {code && <PersonalData report={report} code={code} replace={replace} />}
        </div>
        <aside aria-label={texts.facts}>
          <ReportFacts report={report} zone={zone} />
        </aside>
      </div>
    </article>
  );
}

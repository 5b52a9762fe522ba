/** A report as its reporter sees it, with what may be done now. */
import type { Report } from '../api/types';
import { useNow } from '../components/hooks';
import { ReportFacts, ReportHead } from '../components/ReportHead';
import { Steps } from '../components/Steps';
import { call } from '../api/client';
import { Timeline } from '../components/Timeline';
import { Files } from '../files/Files';
import { zoneOf } from '../i18n/dates';
import { files, lang, mine, proof, report as texts, track } from '../i18n/texts';
import { isPass, mineUrl } from './codes';
import { Contacts } from './Contacts';
import { PersonalData } from './PersonalData';
import { ReporterActions } from './ReporterActions';

interface Props {
  report: Report;
  code: string;
  replace: (report: Report) => void;
  load: () => Promise<Report>;
  close: () => void;
  askForCode: () => void;
}

export function Tracked({ report, code, replace, load, close, askForCode }: Props) {
  const now = useNow();
  const zone = zoneOf(report.place.province);
  return (
    <article class="report">
      {isPass(code) ? (
        <a class="back" href={mineUrl} id="to-mine">
          {mine.back}
        </a>
      ) : (
        <button type="button" class="back" onClick={close} id="other">
          {track.other}
        </button>
      )}
      <ReportHead report={report} now={now} />
      <Steps report={report} zone={zone} />
      <div class="with-facts">
        <div>
          {code ? (
            <>
              <ReporterActions report={report} code={code} replace={replace} />
              <Contacts report={report} code={code} />
            </>
          ) : (
            <div class="notice">
              <p>{track.public_view}</p>
              <button type="button" class="link-button" id="enter-code" onClick={askForCode}>
                {track.enter_code}
              </button>
            </div>
          )}
          <Files
            report={report}
            call={(path, options) =>
              call(`/api/${code ? '' : 'public/'}reports/${report.number}${path}`, {
                ...options,
                headers: code ? { 'Access-Code': code } : {},
              })
            }
            replace={replace}
            load={load}
            note={files.note_reporter}
          />
          <h2 class="govuk-heading-m" id="timeline">
            {track.timeline}
          </h2>
          <Timeline events={report.events} zone={zone} />
          {code && (
            <p class="proof-link">
              <a class="govuk-link" href={`/${lang}/bukti/?n=${report.number}`} id="check-proof">
                {proof.link}
              </a>{' '}
              {proof.link_text}
            </p>
          )}
          {code && <PersonalData report={report} code={code} replace={replace} />}
        </div>
        <aside aria-label={texts.facts}>
          <ReportFacts report={report} zone={zone} />
        </aside>
      </div>
    </article>
  );
}

/** One report on the officer's desk. */
import { useState } from 'preact/hooks';
import { plain } from '../api/number';
import type { Officer, Report } from '../api/types';
import { Clocks } from '../components/Clocks';
import { useLoaded, useNow } from '../components/hooks';
import { Reached } from '../components/Reached';
import { ReportFacts, ReportHead } from '../components/ReportHead';
import { Failed, Loading } from '../components/Status';
import { Timeline } from '../components/Timeline';
import { Files } from '../files/Files';
import { zoneOf, zoneOfDeadline } from '../i18n/dates';
import { fill } from '../i18n/fill';
import { common, desk, files, lang, reached, report as texts, track } from '../i18n/texts';
import { Waiting } from './approval';
import { CaseActions } from './CaseActions';
import { MOVES } from './moves';
import { Filed, wordsOf } from './protect/Filed';
import { FileDeletion } from './protect/FileDeletion';
import { Identity, useIdentity } from './protect/Identity';
import { Look } from './protect/Look';
import { Marked } from './protect/Marked';
import { hiddenIn, titleEvent } from './protect/words';
import { onlyReads, ReadOnly } from './ReadOnly';
import { Standing } from './Standing';
import { officer, officerCall } from './session';
import { startDesk } from './startDesk';

const number = plain(new URLSearchParams(location.search).get('n') ?? '');

const load = (): Promise<Report> => officerCall(`/api/desk/${encodeURIComponent(number)}`);

interface ActionsProps {
  me: Officer;
  report: Report;
  replace: (report: Report) => void;
}

function Actions({ me, report, replace }: ActionsProps) {
  // Who could decide at first is told there what was saved, when nothing is left to decide.
  const [decides] = useState(() => report.may.some((move) => move in MOVES));
  if (onlyReads(me) && !decides) return <ReadOnly report={report} me={me} />;
  return <CaseActions report={report} load={load} replace={replace} />;
}

function Case() {
  const now = useNow();
  const { content: report, problem, reload, replace: show } = useLoaded(number, load);
  const { person, taken, forget } = useIdentity();
  const me = officer();
  // The server's words for this are for who holds an access code.
  if (problem?.status === 404 && !report) {
    return (
      <p class="notice notice--error" role="alert">
        {desk.not_found}
      </p>
    );
  }
  if (problem && !report) return <Failed problem={problem} retry={reload} />;
  if (!report) return <Loading />;
  const zone = zoneOf(report.place.province);
  // The answer of a move does not say again what became of earlier messages.
  const replace = (answer: Report) => show({ told: report.told, ...taken(answer) });
  const handling = { report, replace };
  document.title = `${report.number} – ${common.site}`;
  return (
    <article class="report">
      <ReportHead
        report={report}
        now={now}
        title={<Marked text={report.title ?? ''} hidden={hiddenIn(titleEvent(report), 'title')} />}
      />
      {/* On a phone the actions lie below the whole history. */}
      <a class="to-actions" href="#actions-title">
        {desk.to_actions}
      </a>
      <Look report={report} now={now} />
      {report.arbiter && <p class="notice notice--warning">{desk.arbiter}</p>}
      {report.from_blocked && <p class="notice notice--warning">{desk.from_blocked}</p>}
      {(report.alike ?? 1) > 1 && (
        <p class="notice notice--warning">{fill(desk.alike, { n: report.alike ?? 1 })}</p>
      )}
      <Standing report={report} now={now} />
      <Waiting report={report} />
      <div class="with-facts">
        <div>
          <section aria-labelledby="text-title">
            <h2 class="govuk-heading-m" id="text-title">
              {texts.text}
            </h2>
            <Filed {...handling} />
          </section>
          <Files
            report={report}
            call={(path, options) =>
              officerCall(`/api/desk/${encodeURIComponent(number)}${path}`, options)
            }
            replace={replace}
            load={load}
            note={files.note_officer}
            Deletion={FileDeletion}
          />
          <h2 class="govuk-heading-m" id="timeline">
            {track.timeline}
          </h2>
          <Timeline
            events={report.events}
            zone={zone}
            withoutFirstText
            words={(event) => wordsOf(handling, event)}
          />
        </div>
        <aside aria-label={texts.facts}>
          {person && <Identity person={person} forget={forget} />}
          {me && <Actions me={me} {...handling} />}
          <ReportFacts report={report} zone={zone} />
          {report.clocks && <Clocks clocks={report.clocks} zone={zoneOfDeadline(report)} />}
          {report.told && (
            <section aria-labelledby="reached">
              <h2 class="govuk-heading-m" id="reached">
                {reached.title}
              </h2>
              <Reached told={report.told} events={report.events} zone={zone} />
            </section>
          )}
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

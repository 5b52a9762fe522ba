/** What the officer may do with a report now, and what happened when somebody was faster. */
import { useRef, useState } from 'preact/hooks';
import type { Problem } from '../api/client';
import type { Report, ReportEvent } from '../api/types';
import { ActionChooser } from '../components/ActionChooser';
import { useFocusWhen } from '../components/hooks';
import { Timeline } from '../components/Timeline';
import { zoneOf } from '../i18n/dates';
import { fill, word } from '../i18n/fill';
import { stateWords } from '../i18n/reportWords';
import { desk, moves } from '../i18n/texts';
import { forgetTyped, moveTyped } from './kept';
import { MOVES } from './moves';
import { MoveForm } from './MoveForm';

interface Props {
  report: Report;
  load: () => Promise<Report>;
  replace: (report: Report) => void;
}

const lastSeq = (report: Report): number => Math.max(0, ...report.events.map(({ seq }) => seq));

/** What has become of it; an answer that waits for the leader has changed no state. */
function savedWords({ events, state, closed_how }: Report): string {
  if (events[events.length - 1]?.kind === 'proposed') return desk.saved_proposed;
  return fill(desk.saved, { state: stateWords(state, closed_how) });
}

interface News {
  events: ReportEvent[];
  /** What the server says: who was faster, or which state does not allow the move. */
  message: string;
}

function Conflict({ news, zone, gone }: { news: News; zone: string; gone: boolean }) {
  const box = useRef<HTMLDivElement>(null);
  useFocusWhen(box, news);
  return (
    <div class="notice notice--warning" id="conflict" tabIndex={-1} ref={box}>
      <h3 class="govuk-heading-s">{desk.conflict_title}</h3>
      <p>{news.message}</p>
      <p>{gone ? desk.conflict_gone : desk.conflict_text}</p>
      {news.events.length > 0 && <Timeline events={news.events} zone={zone} />}
    </div>
  );
}

export function CaseActions({ report, load, replace }: Props) {
  const known = report.may.filter((move) => move in MOVES);
  const [chosen, setChosen] = useState<string | null>(() => moveTyped(report.number, known));
  const [saved, setSaved] = useState(false);
  const [news, setNews] = useState<News | null>(null);
  const status = useRef<HTMLParagraphElement>(null);
  useFocusWhen(status, saved);
  // A form whose move has gone stays open after a conflict, so that its words can be copied.
  const open = chosen && (known.includes(chosen) || news) ? chosen : null;

  function choose(move: string | null): void {
    setChosen(move);
    setSaved(false);
    setNews(null);
  }

  function done(after: Report): void {
    if (chosen) forgetTyped(report.number, chosen);
    replace(after);
    setChosen(null);
    setNews(null);
    setSaved(true);
  }

  /** Somebody was faster: load what there is now and show what is new. */
  async function conflicted({ message }: Problem): Promise<void> {
    const seen = lastSeq(report);
    const after = await load();
    replace(after);
    setNews({ message, events: after.events.filter(({ seq }) => seq > seen) });
  }

  return (
    <section class="case-actions" aria-labelledby="actions-title">
      <h2 class="govuk-heading-m" id="actions-title">
        {desk.actions}
      </h2>
      <p
        role="status"
        id="saved"
        tabIndex={-1}
        ref={status}
        class={saved ? 'notice notice--ok' : ''}
      >
        {saved && savedWords(report)}
      </p>
      {known.length === 0 && !open && <p>{desk.no_actions}</p>}
      <ActionChooser
        actions={known.map((id) => ({ id, name: word(moves, id) }))}
        chosen={open}
        choose={choose}
      >
        {news && (
          <Conflict
            news={news}
            zone={zoneOf(report.place.province)}
            gone={!open || !known.includes(open)}
          />
        )}
        {open && (
          <MoveForm
            key={open}
            move={open}
            report={report}
            disabled={!known.includes(open)}
            done={done}
            conflicted={(failure) => conflicted(failure).catch(() => Promise.reject(failure))}
            cancel={() => {
              forgetTyped(report.number, open);
              choose(null);
            }}
          />
        )}
      </ActionChooser>
    </section>
  );
}

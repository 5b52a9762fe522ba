/** The reporter's rights over personal data: take it along, restrict its use, have it erased. */
import { useState } from 'preact/hooks';
import { call, type Problem } from '../api/client';
import type { Report } from '../api/types';
import { ActionChooser } from '../components/ActionChooser';
import { TickBox } from '../components/controls';
import { asProblem } from '../components/hooks';
import { Failed } from '../components/Status';
import { Problems } from '../components/Problems';
import { fill } from '../i18n/fill';
import { lang, moves, subject } from '../i18n/texts';
import { saveAs } from './saveAs';

const ENDED = ['closed', 'archived', 'referred'];
const RIGHTS = ['export', 'restrict', 'unrestrict', 'erase'] as const;
type Right = (typeof RIGHTS)[number];

const WORDS: Record<Right, { hint: string; send: string }> = {
  export: { hint: subject.export_hint, send: subject.export_send },
  restrict: { hint: subject.restrict_hint, send: subject.restrict_send },
  unrestrict: { hint: subject.unrestrict_hint, send: subject.unrestrict_send },
  erase: { hint: subject.erase_hint, send: subject.erase_send },
};

interface Exported {
  data: unknown;
  proof: { sha256: string };
}

interface Props {
  report: Report;
  code: string;
  replace: (report: Report) => void;
}

/** What has become of the data so far. */
function Standing({ report }: { report: Report }) {
  const lines = [
    report.erased.includes('words') && subject.erased_all,
    report.erased.includes('identity') && !report.erased.includes('words') && subject.erased_person,
    report.wish && subject.wish,
    report.restricted && subject.restricted,
  ].filter(Boolean);
  return (
    <>
      {lines.map((line) => (
        <p key={line} class="notice">
          {line}
        </p>
      ))}
    </>
  );
}

/** What a right does; erasing says so line by line. */
function Effect({ right, open }: { right: Right; open: boolean }) {
  const hint = <p>{WORDS[right].hint}</p>;
  if (right !== 'erase') return hint;
  return (
    <>
      {hint}
      <ul class="govuk-list govuk-list--bullet">
        <li>{subject.erase_person}</li>
        <li>{open ? subject.erase_words_later : subject.erase_words}</li>
        <li>{subject.erase_answers}</li>
        <li>{subject.erase_backups}</li>
      </ul>
    </>
  );
}

export function PersonalData({ report, code, replace }: Props) {
  const may = RIGHTS.filter((right) => report.may.includes(right));
  const [chosen, setChosen] = useState<Right | null>(null);
  const [sure, setSure] = useState(false);
  const [unsure, setUnsure] = useState(false);
  const [sending, setSending] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [done, setDone] = useState('');
  const right = chosen && may.includes(chosen) ? chosen : null;

  function choose(id: string | null): void {
    setChosen(id as Right | null);
    setSure(false);
    setUnsure(false);
    setProblem(null);
    setDone('');
  }

  async function exercise(): Promise<string> {
    const path = `/api/reports/${report.number}`;
    const headers = { 'Access-Code': code };
    if (right !== 'export') {
      replace(await call<Report>(`${path}/${right ?? ''}`, { body: {}, headers }));
      return subject.done;
    }
    const { data, proof } = await call<Exported>(`${path}/export`, { body: {}, headers });
    saveAs(`lapor-${report.number}.json`, JSON.stringify({ data, proof }, null, 2));
    replace(await call<Report>(path, { headers }));
    return fill(subject.exported, { sha256: proof.sha256 });
  }

  async function submit(event: Event): Promise<void> {
    event.preventDefault();
    if (sending || !right) return;
    if (right === 'erase' && !sure) {
      setUnsure(true);
      return;
    }
    setSending(true);
    setProblem(null);
    try {
      const said = await exercise();
      choose(null);
      setDone(said);
    } catch (failure) {
      setProblem(asProblem(failure));
    } finally {
      setSending(false);
    }
  }

  return (
    <section class="personal-data" aria-labelledby="personal-data">
      <h2 class="govuk-heading-m" id="personal-data">
        {subject.title}
      </h2>
      <p>
        {subject.lead}{' '}
        <a class="govuk-link" href={`/${lang}/${lang === 'en' ? 'privacy' : 'privasi'}/`}>
          {subject.more}
        </a>
      </p>
      <Standing report={report} />
      <p role="status" class={done ? 'notice notice--ok break' : ''}>
        {done}
      </p>
      <ActionChooser
        actions={may.map((id) => ({ id, name: moves[id] }))}
        chosen={right}
        choose={choose}
        formId="right-form"
      >
        {right && (
          <form onSubmit={(event) => void submit(event)} noValidate>
            <Problems errors={unsure && !sure ? { sure: subject.erase_unsure } : {}} />
            <Effect right={right} open={!ENDED.includes(report.state)} />
            {right === 'erase' && (
              <TickBox id="sure" label={subject.erase_sure} value={sure} onChange={setSure} />
            )}
            {problem && <Failed problem={problem} />}
            <button
              type="submit"
              class={`govuk-button${right === 'erase' ? ' govuk-button--warning' : ''}`}
              aria-disabled={sending}
            >
              {WORDS[right].send}
            </button>
          </form>
        )}
      </ActionChooser>
    </section>
  );
}

/** Following one report: the box for number and code, then the report and what may be done. */
import { useEffect, useState } from 'preact/hooks';
import { call, type Problem } from '../api/client';
import { dashed, NUMBER_LENGTH, plain } from '../api/number';
import type { Report } from '../api/types';
import { LineBox } from '../components/controls';
import { asProblem } from '../components/hooks';
import { Problems } from '../components/Problems';
import { Failed, Loading } from '../components/Status';
import { common, track } from '../i18n/texts';
import { codeKey, isPass, mineUrl } from './codes';
import { start } from './start';
import { Tracked } from './Tracked';

const asked = plain(new URLSearchParams(location.search).get('n') ?? '');
/** A number in the address opens at once when this tab knows its code; else the box asks. */
const known = asked ? sessionStorage.getItem(codeKey(asked)) : null;

const load = (number: string, code: string): Promise<Report> =>
  call(`/api/reports/${number}`, { headers: code ? { 'Access-Code': code } : {} });

function wrongNumber(number: string): string | undefined {
  if (!number) return track.number_missing;
  return number.length === NUMBER_LENGTH ? undefined : track.number_bad;
}

interface BoxProps {
  open: (number: string, code: string) => void;
  refused: Problem | null;
  waiting: boolean;
}

function Box({ open, refused, waiting }: BoxProps) {
  const [number, setNumber] = useState(dashed(asked));
  const [code, setCode] = useState('');
  const [errors, setErrors] = useState<Record<string, string>>({});
  useEffect(() => {
    if (refused) setErrors({ number: refused.message });
  }, [refused]);

  function submit(event: Event): void {
    event.preventDefault();
    const wrong = wrongNumber(plain(number));
    setErrors(wrong ? { number: wrong } : {});
    if (!wrong && !waiting) open(plain(number), plain(code));
  }

  return (
    <form class="narrow" onSubmit={submit} noValidate>
      <Problems errors={errors} />
      <h1 class="govuk-heading-xl">{track.title}</h1>
      <p class="lead">{track.lead}</p>
      <LineBox
        id="number"
        label={track.number}
        hint={track.number_hint}
        value={number}
        onChange={setNumber}
        error={errors.number}
      />
      <LineBox
        id="code"
        label={track.code}
        hint={track.code_hint}
        optional
        value={code}
        onChange={setCode}
      />
      <button type="submit" class="govuk-button" id="open" aria-disabled={waiting}>
        {track.button}
      </button>
      <div class="notice">
        <p>
          {track.mine_hint}{' '}
          <a class="govuk-link" href={mineUrl} id="to-mine">
            {track.mine_link}
          </a>
        </p>
      </div>
    </form>
  );
}

interface Opened {
  report: Report;
  code: string;
}

function Track() {
  const [opened, setOpened] = useState<Opened | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [waiting, setWaiting] = useState(false);

  function show(report: Report, code: string): void {
    setOpened({ report, code });
    document.title = `${report.number} – ${track.title} – ${common.site}`;
    history.replaceState(null, '', `?n=${dashed(report.number)}`);
  }

  async function open(number: string, code: string): Promise<void> {
    setWaiting(true);
    setProblem(null);
    try {
      const report = await load(number, code);
      if (code) sessionStorage.setItem(codeKey(number), code);
      show(report, code);
      setTimeout(() => document.getElementById('report-title')?.focus());
    } catch (failure) {
      const refused = asProblem(failure);
      if (refused.status === 404) sessionStorage.removeItem(codeKey(number));
      // A pass that has ended: the list gives another.
      if (refused.status === 404 && isPass(code)) location.replace(mineUrl);
      else setProblem(refused);
    } finally {
      setWaiting(false);
    }
  }

  useEffect(() => {
    if (known) void open(asked, known);
  }, []);

  function close(): void {
    if (opened) sessionStorage.removeItem(codeKey(opened.report.number));
    location.assign(location.pathname);
  }

  if (opened) {
    return (
      <Tracked
        {...opened}
        replace={(report) => show(report, opened.code)}
        load={() => load(opened.report.number, opened.code)}
        close={close}
        askForCode={() => location.reload()}
      />
    );
  }
  if (waiting && known) return <Loading />;
  const refused = problem?.status === 404 ? problem : null;
  return (
    <>
      {problem && !refused && <Failed problem={problem} />}
      <Box open={(number, code) => void open(number, code)} refused={refused} waiting={waiting} />
    </>
  );
}

start(<Track />);

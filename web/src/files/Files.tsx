/** The files of a report for whoever looks at it: list, sending, showing to the public. */
import type { ComponentType } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Call, Problem } from '../api/client';
import type { Report, ReportFile, SendForm } from '../api/types';
import { asProblem, useFocusWhen } from '../components/hooks';
import { Failed } from '../components/Status';
import { zoneOf } from '../i18n/dates';
import { files as texts } from '../i18n/texts';
import { type Address, FileCard } from './FileCard';
import { fileName } from './naming';
import { Sender } from './Sender';

/** Milliseconds between looks at files that are being checked, and how many looks. */
const AGAIN = 2000;
const LOOKS = 60;

/** Calls `/files…` and the moves of one report as whoever looks at it. */
export type FilesCall = <Answer>(path: string, options?: Call) => Promise<Answer>;

interface Props {
  report: Report;
  call: FilesCall;
  /** Takes the report as it is after a file was decided or shown. */
  replace?: (report: Report) => void;
  load?: () => Promise<Report>;
  /** What the reader should know before sending. */
  note?: string;
  /** Asks an officer why a file must go. */
  Deletion?: ComponentType<{ file: ReportFile; remove: (reason: string) => Promise<void> }>;
}

const waits = ({ state }: ReportFile): boolean => state === 'pending';
const isUnderWay = (file: ReportFile): boolean => waits(file) || file.state === 'expired';

const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, AGAIN));

/** Files of the report, with those under way, looked at again until all are decided. */
function useFiles({ report, call, replace, load }: Props, sending: boolean) {
  const [items, setItems] = useState<ReportFile[]>([]);
  const [problem, setProblem] = useState<Problem | null>(null);
  const known = useRef(0);
  known.current = report.files.length;
  // One look at a time: an older answer must not end the looking that a newer file needs.
  const looking = useRef({ left: 0, sent: 0, busy: false });

  async function look(): Promise<boolean> {
    const { items: found } = await call<{ items: ReportFile[] }>('/files');
    setItems(found);
    // The history tells of a decided file too, and the next move needs the newest version.
    const decided = found.filter((file) => !isUnderWay(file)).length;
    if (decided !== known.current && load && replace) replace(await load());
    return found.some(waits);
  }

  async function follow(): Promise<void> {
    const now = looking.current;
    if (now.busy) return;
    now.busy = true;
    try {
      while (now.left-- > 0) {
        const { sent } = now;
        if (!(await look()) && sent === now.sent) break;
        await pause();
      }
    } finally {
      now.busy = false;
    }
  }

  const failed = (failure: unknown): void => setProblem(asProblem(failure));
  function again(): void {
    looking.current.left = LOOKS;
    looking.current.sent += 1;
    follow().catch(failed);
  }

  useEffect(() => {
    if (sending) again();
    return () => {
      looking.current.left = 0;
    };
  }, []);
  return { shown: [...report.files, ...items.filter(isUnderWay)], problem, failed, again };
}

function Exposure({ file, move }: { file: ReportFile; move: (call: string) => void }) {
  return (
    <p class="file__public">
      {file.public ? texts.is_public : texts.is_hidden}{' '}
      <button
        type="button"
        class="link-button"
        onClick={() => move(file.public ? 'hide-file' : 'show-file')}
      >
        {file.public ? texts.hide : texts.show}
      </button>
    </p>
  );
}

export function Files(props: Props) {
  const { report, call, replace, note, Deletion } = props;
  const sending = report.may.includes('files');
  const { shown, problem, failed, again } = useFiles(props, sending);
  const [said, setSaid] = useState('');
  const status = useRef<HTMLParagraphElement>(null);
  useFocusWhen(status, said);
  if (shown.length === 0 && !sending) return null;

  const exposes = ({ state, public: open }: ReportFile): boolean =>
    state === 'attached' && report.may.includes(open ? 'hide-file' : 'show-file');
  const move = (name: string, body: { file: string; reason?: string }): Promise<void> =>
    call<Report>(`/${name}`, { body }).then((after) => replace?.(after));

  return (
    <section class="files" aria-labelledby="files">
      <h2 class="govuk-heading-m" id="files">
        {texts.title}
      </h2>
      {Deletion && (
        <p role="status" tabIndex={-1} ref={status} class={said ? 'notice notice--ok' : ''}>
          {said}
        </p>
      )}
      {shown.length > 0 && (
        <ul class="files__list">
          {shown.map((file) => (
            <FileCard
              key={file.id}
              file={file}
              zone={zoneOf(report.place.province)}
              fetch={(id, query = '') => call<Address>(`/files/${id}${query}`)}
              failed={failed}
            >
              {exposes(file) && (
                <Exposure
                  file={file}
                  move={(name) => void move(name, { file: file.id }).catch(failed)}
                />
              )}
              {Deletion && file.state === 'attached' && report.may.includes('delete-file') && (
                <Deletion
                  file={file}
                  remove={(reason) =>
                    move('delete-file', { file: file.id, reason }).then(() =>
                      setSaid(`${fileName(file)}: ${texts.deleted}`),
                    )
                  }
                />
              )}
            </FileCard>
          ))}
        </ul>
      )}
      {problem && <Failed problem={problem} />}
      {sending && note && <p>{note}</p>}
      {sending && <Sender ask={(body) => call<SendForm>('/files', { body })} sent={again} />}
    </section>
  );
}

/** The files of a report for whoever looks at it: list, sending, showing to the public. */
import { useEffect, useState } from 'preact/hooks';
import type { Call, Problem } from '../api/client';
import type { Report, ReportFile, SendForm } from '../api/types';
import { asProblem } from '../components/hooks';
import { Failed } from '../components/Status';
import { zoneOf } from '../i18n/dates';
import { files as texts } from '../i18n/texts';
import { type Address, FileCard } from './FileCard';
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
}

const waits = ({ state }: ReportFile): boolean => state === 'pending';
const isUnderWay = (file: ReportFile): boolean => waits(file) || file.state === 'expired';

/** Files of the report, with those under way, looked at again until all are decided. */
function useFiles({ report, call, replace, load }: Props, sending: boolean) {
  const [items, setItems] = useState<ReportFile[] | null>(null);
  const [looks, setLooks] = useState(sending ? 1 : 0);
  const [problem, setProblem] = useState<Problem | null>(null);

  async function look(): Promise<void> {
    const { items: found } = await call<{ items: ReportFile[] }>('/files');
    setItems(found);
    const left = found.filter(waits).length;
    // The history tells of a decided file too, and the next move needs the newest version.
    const decided = found.filter((file) => !isUnderWay(file)).length;
    if (decided !== report.files.length && load && replace) replace(await load());
    setLooks((n) => (left > 0 && n > 1 ? n - 1 : 0));
  }

  useEffect(() => {
    if (looks === 0) return;
    const timer = setTimeout(
      () => void look().catch((failure: unknown) => setProblem(asProblem(failure))),
      items ? AGAIN : 0,
    );
    return () => clearTimeout(timer);
  }, [looks, items]);

  const waiting = items?.filter(isUnderWay) ?? [];
  return {
    shown: [...report.files, ...waiting],
    problem,
    failed: (failure: unknown) => setProblem(asProblem(failure)),
    again: () => setLooks(LOOKS),
  };
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
  const { report, call, replace, note } = props;
  const sending = report.may.includes('files');
  const { shown, problem, failed, again } = useFiles(props, sending);
  if (shown.length === 0 && !sending) return null;

  const exposes = ({ state, public: open }: ReportFile): boolean =>
    state === 'attached' && report.may.includes(open ? 'hide-file' : 'show-file');
  const move = (name: string, file: string): void => {
    call<Report>(`/${name}`, { body: { file } })
      .then((after) => replace?.(after))
      .catch(failed);
  };

  return (
    <section class="files" aria-labelledby="files">
      <h2 class="govuk-heading-m" id="files">
        {texts.title}
      </h2>
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
              {exposes(file) && <Exposure file={file} move={(name) => move(name, file.id)} />}
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

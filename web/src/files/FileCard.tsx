/** One file of a report: its picture, whose it is, what became of it, and what may be done. */
import type { ComponentChildren } from 'preact';
import type { ReportFile } from '../api/types';
import { useLoaded } from '../components/hooks';
import { Icon } from '../components/Icon';
import type { IconName } from '../components/icons';
import { dateTime } from '../i18n/dates';
import { fill, word } from '../i18n/fill';
import { reasonName } from '../i18n/reasons';
import { fileRefusals, files as texts, roles } from '../i18n/texts';
import { fileName } from './naming';

export interface Address {
  url: string;
}

/** Gives the short-lived address of a file, or of its thumbnail. */
export type Fetch = (file: string, query?: string) => Promise<Address>;

function sizeOf({ size, pages }: ReportFile): string {
  const kb = size ? fill(texts.size, { n: Math.max(1, Math.round(size / 1000)) }) : '';
  return [kb, pages ? fill(texts.pages, { n: pages }) : ''].filter(Boolean).join(' · ');
}

function Thumbnail({ file, fetch }: { file: ReportFile; fetch: Fetch }) {
  const { content } = useLoaded(file.id, () => fetch(file.id, '?thumb=1'));
  return content ? <img src={content.url} alt="" loading="lazy" /> : null;
}

/** Opens a tab at once, while the click counts, and sends it to the address when it is known. */
async function open(file: string, fetch: Fetch): Promise<void> {
  const tab = window.open('', '_blank');
  if (tab) tab.opener = null;
  try {
    const { url } = await fetch(file);
    (tab ?? window).location.assign(url);
  } catch (failure) {
    tab?.close();
    throw failure;
  }
}

const ICONS: Record<ReportFile['state'], IconName> = {
  attached: 'archive',
  refused: 'alert',
  deleted: 'alert',
  pending: 'clock',
  expired: 'clock',
};

/** What became of a file that cannot be opened. */
function Outcome({ file }: { file: ReportFile }) {
  switch (file.state) {
    case 'refused':
      return (
        <p class="file__wrong">
          <strong>{texts.refused}</strong> {word(fileRefusals, file.code)}
        </p>
      );
    case 'deleted':
      return (
        <p class="file__wrong">
          <strong>{texts.deleted}</strong> {reasonName(file.code ?? '')}
        </p>
      );
    case 'pending':
      return <p>{texts.pending}</p>;
    default:
      return <p>{texts.expired}</p>;
  }
}

interface Props {
  file: ReportFile;
  zone: string;
  fetch: Fetch;
  failed: (failure: unknown) => void;
  children?: ComponentChildren;
}

export function FileCard({ file, zone, fetch, failed, children }: Props) {
  const attached = file.state === 'attached';
  return (
    <li class={`file file--${file.state}`}>
      <div class="file__picture" aria-hidden="true">
        {attached && file.thumb ? (
          <Thumbnail file={file} fetch={fetch} />
        ) : (
          <Icon name={ICONS[file.state]} />
        )}
      </div>
      <div class="file__facts">
        <p class="file__name">
          {attached ? (
            <button
              type="button"
              class="link-button"
              onClick={() => void open(file.id, fetch).catch(failed)}
            >
              {fileName(file)}
            </button>
          ) : (
            fileName(file)
          )}
        </p>
        <p class="file__meta">
          {word(roles, file.by)} · <time dateTime={file.at}>{dateTime(file.at, zone)}</time>
          {sizeOf(file) && ` · ${sizeOf(file)}`}
        </p>
        {!attached && <Outcome file={file} />}
        {children}
      </div>
    </li>
  );
}

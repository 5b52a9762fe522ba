/** The officers' queue: work lists with counts, reports by due date. */
import { useEffect, useRef, useState } from 'preact/hooks';
import type { DeskItem, DeskPage } from '../api/types';
import { asProblem, useLoaded, useNow } from '../components/hooks';
import { Failed, Loading } from '../components/Status';
import { fill } from '../i18n/fill';
import { common, desk } from '../i18n/texts';
import type { Problem } from '../api/client';
import { QueueTable } from './QueueTable';
import { homeOf, officer, officerCall } from './session';
import { startDesk } from './startDesk';

const TABS: Record<string, string> = {
  approve: desk.tab_approve,
  verify: desk.tab_verify,
  handle: desk.tab_handle,
  process: desk.tab_process,
  waiting: desk.tab_waiting,
  late: desk.tab_late,
  open: desk.tab_open,
  raised: desk.tab_raised,
  done: desk.tab_done,
};

/** What a list says when nothing is in it. */
const EMPTY: Record<string, string> = desk.empty_of;

/** Where work begins for those for whom it is not the first tab. */
const FIRST_TAB: Record<string, string> = { unit: 'handle', ombudsman: 'late' };

/** The tab to ask for; empty for the first one that the API has for this officer. */
function chosenTab(): string {
  const wanted = new URLSearchParams(location.search).get('tab') ?? '';
  if (wanted in TABS) return wanted;
  return FIRST_TAB[officer()?.role ?? ''] ?? '';
}

const load = (tab: string, cursor: string | null): Promise<DeskPage> => {
  const query = new URLSearchParams({ ...(tab ? { tab } : {}), ...(cursor ? { cursor } : {}) });
  return officerCall(`/api/desk?${query.toString()}`);
};

function Tabs({ tabs, current }: { tabs: DeskPage['tabs']; current: string }) {
  const open = useRef<HTMLAnchorElement>(null);
  // On a phone the row of tabs is wider than the screen.
  useEffect(() => open.current?.scrollIntoView({ block: 'nearest', inline: 'center' }), []);
  return (
    <nav class="tabs" aria-label={desk.tabs}>
      <ul>
        {tabs.map(({ id, count }) => (
          <li key={id}>
            <a
              href={`?tab=${id}`}
              id={`tab-${id}`}
              ref={id === current ? open : undefined}
              aria-current={id === current ? 'page' : undefined}
            >
              {TABS[id] ?? id}
              {count !== null && <span class="tabs__count">{count}</span>}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** Later pages of one list, after the first. */
function useMore(tab: string) {
  const [items, setItems] = useState<DeskItem[]>([]);
  const [cursor, setCursor] = useState<string | null | undefined>(undefined);
  const [problem, setProblem] = useState<Problem | null>(null);
  async function more(after: string): Promise<void> {
    setProblem(null);
    try {
      const page = await load(tab, after);
      setItems((shown) => [...shown, ...page.items]);
      setCursor(page.cursor);
    } catch (failure) {
      setProblem(asProblem(failure));
    }
  }
  function forget(): void {
    setItems([]);
    setCursor(undefined);
  }
  return { items, cursor, problem, more, forget };
}

function Queue() {
  const asked = chosenTab();
  const now = useNow();
  const { content, problem, reload } = useLoaded(asked, () => load(asked, null));
  const tab = content?.tab ?? asked;
  const later = useMore(tab);
  if (problem && !content) return <Failed problem={problem} retry={reload} />;
  if (!content) return <Loading />;
  const items = [...content.items, ...later.items];
  const cursor = later.cursor === undefined ? content.cursor : later.cursor;
  return (
    <>
      <Tabs tabs={content.tabs} current={tab} />
      {items.length === 0 && !cursor ? (
        <p class="notice" id="empty">
          {EMPTY[tab] ?? desk.empty}
        </p>
      ) : (
        <QueueTable
          items={items}
          tab={tab}
          now={now}
          caption={fill(desk.table, { tab: TABS[tab] ?? tab })}
        />
      )}
      {(problem ?? later.problem) && <Failed problem={(problem ?? later.problem) as Problem} />}
      <div class="govuk-button-group">
        {cursor && (
          <button
            type="button"
            class="govuk-button govuk-button--secondary"
            id="more"
            onClick={() => void later.more(cursor)}
          >
            {common.more}
          </button>
        )}
        <button
          type="button"
          class="govuk-button govuk-button--secondary"
          id="refresh"
          onClick={() => {
            later.forget();
            reload();
          }}
        >
          {desk.refresh}
        </button>
      </div>
    </>
  );
}

const me = officer();
// Who keeps offices or keys reads no reports: an empty queue would mislead.
if (me && !me.reads) location.replace(homeOf(me));
else {
  startDesk(() => (
    <>
      <h1 class="govuk-heading-l">{desk.queue}</h1>
      <Queue />
    </>
  ));
}

/** The reports of one person, newest first; each opens with a pass of its own. */
import { useEffect, useRef, useState } from 'preact/hooks';
import { call, type Problem } from '../api/client';
import type { Page, PublicItem } from '../api/types';
import { asProblem } from '../components/hooks';
import { ReportCard } from '../components/ReportCard';
import { Failed, Loading } from '../components/Status';
import { fill } from '../i18n/fill';
import { common, mine } from '../i18n/texts';
import { keepPass, trackUrl } from './codes';
import type { MineSession } from './mineSession';

interface MineItem extends PublicItem {
  pass: string;
}

interface Props {
  session: MineSession;
  over: () => void;
  leave: () => void;
}

export function MineList({ session, over, leave }: Props) {
  const [items, setItems] = useState<MineItem[] | null>(null);
  const [cursor, setCursor] = useState<string | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const list = useRef<HTMLUListElement>(null);

  async function load(): Promise<void> {
    setProblem(null);
    try {
      const query = cursor ? `?cursor=${encodeURIComponent(cursor)}` : '';
      const headers = { 'Citizen-Session': session.session };
      const page = await call<Page<MineItem>>(`/api/me/reports${query}`, { headers });
      for (const item of page.items) keepPass(item.number, item.pass);
      const before = items?.length ?? 0;
      setItems((shown) => [...(shown ?? []), ...page.items]);
      setCursor(page.cursor);
      // The first of the new reports takes the focus, so that a keyboard goes on from there.
      if (before > 0) setTimeout(() => list.current?.children[before]?.querySelector('a')?.focus());
    } catch (failure) {
      const refused = asProblem(failure);
      if (refused.status === 401) over();
      else setProblem(refused);
    }
  }

  useEffect(() => {
    heading.current?.focus();
    void load();
  }, []);

  return (
    <div class="narrow">
      <h1 class="govuk-heading-xl" tabIndex={-1} ref={heading} id="mine-title">
        {mine.title}
      </h1>
      {!items && !problem && <Loading />}
      <p role="status" id="count">
        {items && fill(cursor ? mine.shown_more : mine.shown, { n: items.length })}
      </p>
      <ul class="cards" id="results" ref={list}>
        {items?.map((item) => (
          <ReportCard key={item.number} item={item} href={trackUrl(item.number)} />
        ))}
      </ul>
      {problem && <Failed problem={problem} retry={() => void load()} />}
      {cursor && (
        <button
          type="button"
          class="govuk-button govuk-button--secondary"
          id="more"
          onClick={() => void load()}
        >
          {common.more}
        </button>
      )}
      <p>{mine.only_confirmed}</p>
      <button type="button" class="link-button" id="leave" onClick={leave}>
        {mine.leave}
      </button>
    </div>
  );
}

/** The public list: filters in the address, more on request. */
import { useEffect, useRef, useState } from 'preact/hooks';
import { call, type Problem } from '../api/client';
import type { Page, PublicItem } from '../api/types';
import { asProblem } from '../components/hooks';
import { ReportCard } from '../components/ReportCard';
import { Failed, Loading } from '../components/Status';
import { fill } from '../i18n/fill';
import { browse, common } from '../i18n/texts';
import { Filters, filtersFrom } from './Filters';
import { start } from './start';

const filters = filtersFrom(location.search);

function pageAfter(cursor: string | null): Promise<Page<PublicItem>> {
  const query = new URLSearchParams(filters);
  if (cursor) query.set('cursor', cursor);
  return call(`/api/public/reports?${query.toString()}`);
}

function Empty() {
  return (
    <div class="notice">
      <p>{browse.none}</p>
      {Object.keys(filters).length > 0 && (
        <p>
          {browse.none_hint}{' '}
          <a class="govuk-link" href={location.pathname}>
            {browse.reset}
          </a>
        </p>
      )}
    </div>
  );
}

function Results() {
  const [items, setItems] = useState<PublicItem[] | null>(null);
  const [cursor, setCursor] = useState<string | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const list = useRef<HTMLUListElement>(null);

  async function loadMore(): Promise<void> {
    const before = items?.length ?? 0;
    setProblem(null);
    try {
      const page = await pageAfter(cursor);
      setItems((shown) => [...(shown ?? []), ...page.items]);
      setCursor(page.cursor);
      if (before > 0) focusOn(before);
    } catch (failure) {
      setProblem(asProblem(failure));
    }
  }

  /** The first of the new reports takes the focus, so that a keyboard goes on from there. */
  function focusOn(index: number): void {
    setTimeout(() => list.current?.children[index]?.querySelector('a')?.focus());
  }

  useEffect(() => void loadMore(), []);

  if (problem && !items) return <Failed problem={problem} retry={() => void loadMore()} />;
  if (!items) return <Loading />;
  const count = cursor ? browse.shown_more : browse.shown;
  return (
    <>
      <p role="status" id="count">
        {items.length > 0 && fill(count, { n: items.length })}
      </p>
      {items.length === 0 && !cursor && <Empty />}
      <ul class="cards" id="results" ref={list}>
        {items.map((item) => (
          <ReportCard key={item.number} item={item} />
        ))}
      </ul>
      {problem && <Failed problem={problem} />}
      {cursor && (
        <button
          type="button"
          class="govuk-button govuk-button--secondary"
          id="more"
          onClick={() => void loadMore()}
        >
          {common.more}
        </button>
      )}
    </>
  );
}

start(
  <>
    <h1 class="govuk-heading-xl">{browse.title}</h1>
    <p class="lead">{browse.lead}</p>
    <div class="with-side">
      <Filters chosen={filters} />
      <section aria-label={browse.title}>
        <Results />
      </section>
    </div>
  </>,
);

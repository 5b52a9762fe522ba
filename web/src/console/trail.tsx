/** What was done with accounts, offices, keys and identities, and who read what, day by day. */
import { useState } from 'preact/hooks';
import type { Problem } from '../api/client';
import { LineBox } from '../components/controls';
import { asProblem, useLoaded } from '../components/hooks';
import { Rows } from '../components/Rows';
import { Failed, Loading } from '../components/Status';
import { dateTime, plainDay } from '../i18n/dates';
import { fill, word } from '../i18n/fill';
import { admin, common, deeds, roles, trail } from '../i18n/texts';
import { usePlaceNames } from './placeNames';
import { caseUrl } from './QueueTable';
import { officer, officerCall } from './session';
import { startDesk } from './startDesk';
import { type Entry, factsOf, type NameOf, placesIn, subjectOf, ZONE } from './trailWords';

interface Page {
  day: string;
  items: Entry[];
  cursor: string | null;
}

const DAY = 86_400_000;
const today = (): string => new Date().toISOString().slice(0, 10);
const moved = (day: string, days: number): string =>
  new Date(Date.parse(day) + days * DAY).toISOString().slice(0, 10);

/** The day to ask for; empty for the server's own, whose clock wrote the rows. */
function chosenDay(): string {
  const wanted = new URLSearchParams(location.search).get('day') ?? '';
  return /^\d{4}-\d\d-\d\d$/.test(wanted) && !Number.isNaN(Date.parse(wanted)) ? wanted : '';
}

/** Officers' reads are many: they are shown alone, and only to who asks for them. */
const READS = 'report_read';
const show = new URLSearchParams(location.search).get('show') === READS ? READS : '';
const query = (day: string, kind: string, cursor = ''): string =>
  `?${new URLSearchParams({
    ...(day && { day }),
    ...(kind && { show: kind }),
    ...(cursor && { cursor }),
  }).toString()}`;

const load = (day: string, cursor: string): Promise<Page> =>
  officerCall(`/api/audit${query(day, show, cursor)}`);

function Row({ entry, nameOf }: { entry: Entry; nameOf: NameOf }) {
  const { words, number } = subjectOf(entry, nameOf);
  const facts = factsOf(entry, nameOf);
  const { by } = entry;
  return (
    <tr>
      <th scope="row">
        <time dateTime={entry.at}>{dateTime(entry.at, ZONE)}</time>
      </th>
      <td data-label={trail.who}>
        {by.id}
        <span class="queue__number">
          {[word(roles, by.role), by.agency && nameOf(by.agency)].filter(Boolean).join(', ')}
        </span>
      </td>
      <td data-label={trail.what}>
        <strong>{word(deeds, entry.kind)}</strong>
      </td>
      <td data-label={trail.subject}>
        {number && officer()?.reads ? (
          <a class="govuk-link" href={caseUrl(number)}>
            {words}
          </a>
        ) : (
          words
        )}
      </td>
      <td data-label={trail.facts} class="trail__facts">
        {facts.map(([name, value]) => (
          <span key={name}>
            {name}: {value}
          </span>
        ))}
      </td>
    </tr>
  );
}

function Trail() {
  const [asked] = useState(chosenDay);
  const { content, problem, reload, replace } = useLoaded(asked, () => load(asked, ''));
  const day = content?.day ?? (asked || today());
  const [failed, setFailed] = useState<Problem | null>(null);
  const nameOf = usePlaceNames(placesIn(content?.items ?? []));

  async function more(page: Page): Promise<void> {
    setFailed(null);
    try {
      const next = await load(day, page.cursor ?? '');
      replace({ ...next, items: [...page.items, ...next.items] });
    } catch (failure) {
      setFailed(asProblem(failure));
    }
  }

  return (
    <>
      <div class="picker">
        <LineBox
          id="day"
          label={trail.day}
          type="date"
          value={day}
          onChange={(chosen) => chosen && location.assign(query(chosen, show))}
        />
        <p class="row-actions">
          <a class="govuk-link" href={query(moved(day, -1), show)}>
            {trail.earlier}
          </a>
          {day < today() && (
            <a class="govuk-link" href={query(moved(day, 1), show)}>
              {trail.later}
            </a>
          )}
          {asked && (
            <a class="govuk-link" href={show ? query('', show) : location.pathname}>
              {trail.today}
            </a>
          )}
          <a class="govuk-link" id="show" href={query(day, show ? '' : READS)}>
            {show ? trail.show_deeds : trail.show_reads}
          </a>
        </p>
      </div>
      <h2 class="govuk-heading-m">
        {plainDay(day)}
        <span class="queue__number">{trail.day_span}</span>
      </h2>
      {problem && !content && <Failed problem={problem} retry={reload} />}
      {!content && !problem && <Loading />}
      {content && content.items.length === 0 && !content.cursor && (
        <p class="notice" id="empty">
          {show ? trail.empty_reads : trail.empty}
        </p>
      )}
      {content && content.items.length > 0 && (
        <Rows
          id="trail"
          caption={fill(show ? trail.reads : trail.table, { day: plainDay(day) })}
          columns={[trail.time, trail.who, trail.what, trail.subject, trail.facts]}
        >
          {content.items.map((entry) => (
            <Row key={entry.id} entry={entry} nameOf={nameOf} />
          ))}
        </Rows>
      )}
      {failed && <Failed problem={failed} />}
      {content?.cursor && (
        <button
          type="button"
          class="govuk-button govuk-button--secondary"
          id="more"
          onClick={() => void more(content)}
        >
          {common.more}
        </button>
      )}
    </>
  );
}

startDesk(() => (
  <>
    <h1 class="govuk-heading-l">{admin.trail}</h1>
    <p>{show ? trail.lead_reads : trail.lead}</p>
    <Trail />
  </>
));

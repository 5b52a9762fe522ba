/** What leaders and those who watch see first: how much is open, late and waiting, and where. */
import { useLoaded } from '../components/hooks';
import { Rows } from '../components/Rows';
import { Failed, Loading } from '../components/Status';
import { dateTime } from '../i18n/dates';
import { fill, word } from '../i18n/fill';
import { common, lang, states, summary as texts } from '../i18n/texts';
import {
  type Figure,
  type Figures,
  isBounded,
  type Part,
  stretches,
  type Summary,
} from './figures';
import { officer, officerCall } from './session';
import { startDesk } from './startDesk';

const ZONE = 'Asia/Jakarta';
const agency = new URLSearchParams(location.search).get('agency') ?? '';
const load = (): Promise<Summary> =>
  officerCall(`/api/desk/summary${agency && `?agency=${encodeURIComponent(agency)}`}`);

const TITLES = { units: texts.units, agencies: texts.agencies, country: texts.country };
const HEADS = { units: texts.unit, agencies: texts.agency, country: texts.agency };

function Count({ figure: { count, more } }: { figure: Figure }) {
  const number = new Intl.NumberFormat(lang).format(count);
  if (!more) return <>{number}</>;
  return (
    <>
      <span aria-hidden="true">≥ </span>
      <span class="govuk-visually-hidden">{texts.at_least} </span>
      {number}
    </>
  );
}

/** Where a figure of the officer's own office can be looked at report by report. */
function listOf(kind: string, { view }: Summary): string | null {
  const role = officer()?.role ?? '';
  if (view !== 'units' || agency) return null;
  if (kind === 'late') return 'late';
  return kind === 'approval' && role === 'leader' ? 'approve' : null;
}

function Total({ content }: { content: Summary }) {
  const { total, soon_days } = content;
  const shown = [
    { kind: 'open', name: texts.open, look: 'rest', figure: total.open },
    { kind: 'late', name: texts.late, look: 'late', figure: total.late },
    {
      kind: 'soon',
      name: texts.soon,
      look: 'soon',
      figure: total.soon,
      hint: fill(texts.soon_hint, { n: soon_days }),
    },
    { kind: 'approval', name: texts.approval, look: '', figure: total.approval },
  ];
  return (
    <dl class="figures">
      {shown.map(({ kind, name, look, figure, hint }) => {
        if (!figure) return null;
        const tab = listOf(kind, content);
        const href = `/${lang}/petugas/?tab=${tab ?? ''}`;
        return (
          <div key={kind} id={`figure-${kind}`} class={look && `bar-${look}`}>
            <dt>
              {tab ? (
                <a class="govuk-link" href={href}>
                  {name}
                </a>
              ) : (
                name
              )}
              {hint && <small>{hint}</small>}
            </dt>
            <dd>
              <Count figure={figure} />
            </dd>
          </div>
        );
      })}
    </dl>
  );
}

/** The bar says nothing that the row's numbers do not say. */
function Bar({ figures, greatest }: { figures: Figures; greatest: number }) {
  return (
    <svg class="bar" viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden="true">
      {stretches(figures, greatest).map(({ kind, from, width }) => (
        <rect key={kind} class={`bar-${kind}`} x={from} y="0" width={width} height="1" />
      ))}
    </svg>
  );
}

function nameOf({ id, name }: Part, { view, agency: own }: Summary) {
  const shown = name ?? texts.no_unit;
  // A tree's own head has its units on no page of its own: it would lead back here.
  if (view === 'units' || id === own) return shown;
  return (
    <a class="govuk-link" href={`?agency=${encodeURIComponent(id ?? '')}`}>
      {shown}
    </a>
  );
}

function Parts({ content, parts }: { content: Summary; parts: Part[] }) {
  const { view } = content;
  const others = content.parts.length - parts.length;
  const greatest = Math.max(0, ...parts.map(({ open }) => open.count));
  const whole = view !== 'country';
  const columns = [HEADS[view], texts.open, texts.late]
    .concat(whole ? [texts.soon, texts.approval] : [])
    .concat(texts.share);
  return (
    <>
      <h2 class="govuk-heading-m">{TITLES[view]}</h2>
      {!whole && <p>{texts.country_hint}</p>}
      <ul class="legend" aria-label={texts.legend}>
        <li class="bar-late">{texts.late}</li>
        {whole && <li class="bar-soon">{texts.soon}</li>}
        <li class="bar-rest">{texts.rest}</li>
      </ul>
      <Rows id="parts" caption={TITLES[view]} columns={columns}>
        {parts.map((part) => (
          <tr key={part.id}>
            <th scope="row">{nameOf(part, content)}</th>
            <td data-label={texts.open}>
              <Count figure={part.open} />
            </td>
            <td data-label={texts.late}>
              <Count figure={part.late} />
            </td>
            {part.soon && whole && (
              <td data-label={texts.soon}>
                <Count figure={part.soon} />
              </td>
            )}
            {part.approval && whole && (
              <td data-label={texts.approval}>
                <Count figure={part.approval} />
              </td>
            )}
            <td class="bar-cell">
              <Bar figures={part} greatest={greatest} />
            </td>
          </tr>
        ))}
      </Rows>
      {others > 0 && <p id="others">{fill(texts.others, { n: others })}</p>}
    </>
  );
}

function States({ found }: { found: Record<string, Figure> }) {
  return (
    <>
      <h2 class="govuk-heading-m">{texts.states}</h2>
      <dl class="figures" id="states">
        {Object.entries(found).map(([state, figure]) => (
          <div key={state}>
            <dt>{word(states, state)}</dt>
            <dd>
              <Count figure={figure} />
            </dd>
          </div>
        ))}
      </dl>
    </>
  );
}

function Page() {
  const { content, problem, reload } = useLoaded(agency, load);
  if (problem && !content) return <Failed problem={problem} retry={reload} />;
  if (!content) return <Loading />;
  const { total, parts, view, read, at } = content;
  const busy = parts.filter(({ open }) => open.count > 0);
  const name = fill(texts.of, { agency: content.agency_name });
  document.title = `${name} – ${common.site}`;
  return (
    <>
      {agency && (
        <a class="govuk-back-link" href={`/${lang}/petugas/ringkasan/`}>
          {texts.back}
        </a>
      )}
      <h1 class="govuk-heading-l">{name}</h1>
      <p>{fill(texts.at, { date: dateTime(at, ZONE) })}</p>
      <Total content={content} />
      {[total, ...parts].some(isBounded) && (
        <p class="notice" id="bounded">
          {view === 'country' ? texts.bounded_country : fill(texts.bounded, { n: read })}
        </p>
      )}
      {busy.length > 0 ? (
        <Parts content={content} parts={busy} />
      ) : (
        <p class="notice" id="none">
          {texts.none}
        </p>
      )}
      {total.states && <States found={total.states} />}
    </>
  );
}

if (officer()?.may.includes('read_summary') === false) location.replace(`/${lang}/petugas/`);
else startDesk(() => <Page />);

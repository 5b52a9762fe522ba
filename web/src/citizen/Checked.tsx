/** What came of a check: the verdict, what it rests on, and every event with a tick or a fault. */
import type { RefObject } from 'preact';
import { Icon } from '../components/Icon';
import { dateTime, plainDay } from '../i18n/dates';
import { fill, word } from '../i18n/fill';
import { events as kinds, proof as texts, roles } from '../i18n/texts';
import type { Fault, Kind } from '../proof/chain';
import type { Entry } from '../proof/verify';
import type { Checking } from './checking';

const ZONE = 'Asia/Jakarta';

/** The grounds of the verdict, the good ones first. */
export function groundsOf({ finding, receipt, earlier, root }: Checking): [boolean, string][] {
  const wrong = new Set(finding.faults.map(({ kind }) => kind));
  const grounds: [boolean, string][] = [];
  if (!receipt) grounds.push([false, texts.receipt_none]);
  else if (!wrong.has('other_report')) grounds.push([true, texts.receipt_same]);
  if (earlier && finding.faults.length === 0) grounds.push([true, texts.earlier_same]);
  const day = finding.sealed ? plainDay(finding.sealed) : '';
  if (!day) grounds.push([false, texts.root_none]);
  else if (!root) grounds.push([false, fill(texts.root_unknown, { day })]);
  else if (!wrong.has('not_sealed') && !wrong.has('cut_off'))
    grounds.push([true, fill(texts.root_same, { day })]);
  if (finding.unprovable.length > 0) {
    const list = finding.unprovable.join(', ');
    grounds.push([false, fill(texts.unprovable_some, { list })]);
  }
  return grounds.sort(([one], [other]) => Number(other) - Number(one));
}

/** What is wrong, one line a kind: `Urutan ditukar: peristiwa nomor 2, 3.` */
export function damageOf({ finding }: Checking): string[] {
  const numbers = new Map<Kind, number[]>();
  for (const { seq, kind } of finding.faults)
    numbers.set(kind, [...(numbers.get(kind) ?? []), seq]);
  return Array.from(numbers, ([kind, list]) =>
    fill(texts.found, { what: word(texts.names, kind), list: list.join(', ') }),
  );
}

function said({ kind, was }: Fault): string {
  const moved = was ? ` ${fill(texts.was, { n: was })}` : '';
  return word(texts.kinds, kind) + moved;
}

function save({ proof }: Checking): void {
  const file = new Blob([JSON.stringify(proof, null, 1)], { type: 'application/json' });
  const address = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = address;
  link.download = `lapor-${proof.number}.json`;
  link.click();
  URL.revokeObjectURL(address);
}

function Verdict({ checking, title }: Pick<Props, 'checking' | 'title'>) {
  const { finding } = checking;
  const n = finding.faults.length;
  const bad = n > 0;
  const verdict = bad ? texts.damaged : finding.unprovable.length > 0 ? texts.open : texts.whole;
  return (
    <div class={`receipt${bad ? ' receipt--bad' : ''}`} id="verdict">
      <h1 class="receipt__title" tabIndex={-1} ref={title}>
        <Icon name={bad ? 'alert' : 'check'} /> {verdict}
      </h1>
      <p>{bad ? fill(texts.damaged_text, { n }) : fill(texts.whole_text, { n: finding.length })}</p>
      {damageOf(checking).map((line) => (
        <p key={line} class="damage">
          <Icon name="alert" /> <strong>{line}</strong>
        </p>
      ))}
      <ul class="grounds">
        {groundsOf(checking).map(([good, ground]) => (
          <li key={ground} class={good ? 'good' : 'open'}>
            <Icon name={good ? 'check' : 'question'} /> {ground}
          </li>
        ))}
      </ul>
      <button
        type="button"
        class="govuk-button govuk-button--secondary"
        id="save"
        onClick={() => save(checking)}
      >
        {texts.save}
      </button>
    </div>
  );
}

function noteOf(entry: Entry): string | null {
  if (entry.unprovable) return texts.unprovable;
  if (entry.digest) return texts.hidden_text;
  return entry.body?.words && !entry.text ? texts.redacted : null;
}

function Row({ seq, entry, wrong }: { seq: number; entry: Entry | undefined; wrong: Fault[] }) {
  const body = entry?.body;
  const title = body ? word(kinds, body.kind) : entry ? texts.hidden : texts.gone;
  const note = entry && noteOf(entry);
  return (
    <li class={`event event--${wrong.length > 0 ? 'wrong' : 'right'}`} data-seq={seq}>
      <h3 class="event__kind">
        {seq}. {title}
      </h3>
      {body && (
        <p class="event__meta">
          {word(roles, body.by)} · <time dateTime={body.at}>{dateTime(body.at, ZONE)}</time>
        </p>
      )}
      {entry?.text &&
        Object.entries(entry.text).map(([part, said]) => (
          <p key={part} class="event__text">
            {said}
          </p>
        ))}
      {note && <p class="event__fact">{note}</p>}
      {wrong.map((fault) => (
        <p key={fault.kind} class="event__fault">
          <Icon name="alert" /> {said(fault)}
        </p>
      ))}
      {entry && (
        <p class="event__check">
          {wrong.length === 0 && !entry.unprovable && (
            <span class="good">
              <Icon name="check" /> {texts.matches}
            </span>
          )}{' '}
          {texts.fingerprint} <span class="hash">{entry.hash}</span>
        </p>
      )}
    </li>
  );
}

interface Props {
  checking: Checking;
  title: RefObject<HTMLHeadingElement | null>;
  close: () => void;
}

export function Checked({ checking, title, close }: Props) {
  const { proof, finding } = checking;
  const numbers = new Set([...proof.events, ...finding.faults].map(({ seq }) => seq));
  return (
    <article class="report">
      <button type="button" class="back" onClick={close} id="other">
        {texts.other}
      </button>
      <p class="report__number">
        <strong>{proof.number}</strong>
      </p>
      <Verdict checking={checking} title={title} />
      <h2 class="govuk-heading-m">{texts.events}</h2>
      <ol class="timeline">
        {Array.from(numbers)
          .sort((a, b) => a - b)
          .map((seq) => (
            <Row
              key={seq}
              seq={seq}
              entry={proof.events.find((entry) => entry.seq === seq)}
              wrong={finding.faults.filter((fault) => fault.seq === seq)}
            />
          ))}
      </ol>
    </article>
  );
}

/** Which contacts of a report are confirmed, and confirming one by a code. */
import type { ComponentChildren } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { call, type Problem } from '../api/client';
import type { Report, Told } from '../api/types';
import { asProblem, useLoaded } from '../components/hooks';
import { Icon } from '../components/Icon';
import { Failed, Loading } from '../components/Status';
import { Reached } from '../components/Reached';
import { zoneOf } from '../i18n/dates';
import { fill } from '../i18n/fill';
import { codes, contacts as texts, reached } from '../i18n/texts';
import { CodeEntry } from './CodeEntry';
import { mineUrl } from './codes';

type Channel = 'email' | 'sms';

interface Confirmed {
  confirmed: Partial<Record<Channel, boolean>>;
  /** What became of our messages; with the first answer only. */
  told?: Told[] | null;
  /** Whether the reporter wants messages about this report. */
  news: boolean;
}

const NAMES: Record<Channel, string> = { email: texts.email, sms: texts.sms };
const BUTTONS: Record<Channel, string> = { email: texts.confirm_email, sms: texts.confirm_sms };
const SENT: Record<Channel, string> = { email: texts.sent_email, sms: texts.sent_sms };

interface RowProps {
  channel: Channel;
  done: boolean;
  busy: boolean;
  /** Asks for a code; none once it was asked for. */
  confirm?: () => void;
  /** Where the code is typed. */
  children?: ComponentChildren;
}

function Row({ channel, done, busy, confirm, children }: RowProps) {
  return (
    <li class="contact">
      <span class="contact__name">{NAMES[channel]}</span>
      <span class={`tag tag--${done ? 'green' : 'yellow'}`}>
        <Icon name={done ? 'check' : 'question'} /> {done ? texts.confirmed : texts.unconfirmed}
      </span>
      {!done && confirm && (
        <button
          type="button"
          class="govuk-button govuk-button--secondary contact__button"
          id={`confirm-${channel}`}
          aria-disabled={busy}
          onClick={confirm}
        >
          {BUTTONS[channel]}
        </button>
      )}
      {children}
    </li>
  );
}

interface Props {
  report: Report;
  code: string;
}

export function Contacts({ report, code }: Props) {
  const { number } = report;
  const headers = { 'Access-Code': code };
  const { content, problem, reload, replace } = useLoaded<Confirmed>(number, () =>
    call(`/api/reports/${number}/contact`, { headers }),
  );
  const [asked, setAsked] = useState<Channel | null>(null);
  const [done, setDone] = useState<Channel | null>(null);
  const [refused, setRefused] = useState<Problem | null>(null);
  const [busy, setBusy] = useState(false);
  const heading = useRef<HTMLHeadingElement>(null);

  const send = (body: { channel: Channel; code?: string }): Promise<Confirmed> =>
    call(`/api/reports/${number}/confirm-contact`, { body, headers });

  async function ask(channel: Channel): Promise<void> {
    if (busy) return;
    setBusy(true);
    setRefused(null);
    setDone(null);
    setAsked(null);
    try {
      replace({ ...content, ...(await send({ channel })) });
      setAsked(channel);
    } catch (failure) {
      setRefused(asProblem(failure));
    } finally {
      setBusy(false);
    }
  }

  async function enter(channel: Channel, typed: string): Promise<void> {
    replace({ ...content, ...(await send({ channel, code: typed })) });
    setAsked(null);
    setDone(channel);
    heading.current?.focus();
  }

  async function want(wanted: boolean): Promise<void> {
    if (busy) return;
    setBusy(true);
    setRefused(null);
    try {
      replace(await call(`/api/reports/${number}/news`, { body: { wanted }, headers }));
    } catch (failure) {
      setRefused(asProblem(failure));
    } finally {
      setBusy(false);
    }
  }

  const channels = Object.entries(content?.confirmed ?? {}) as [Channel, boolean][];
  const some = channels.some(([, confirmed]) => confirmed);
  return (
    <section aria-labelledby="contacts">
      <h2 class="govuk-heading-m" id="contacts" tabIndex={-1} ref={heading}>
        {texts.title}
      </h2>
      {problem && <Failed problem={problem} retry={reload} />}
      {!content && !problem && <Loading />}
      <p role="status" class={done ? 'notice notice--ok' : ''}>
        {busy ? codes.sending : done && fill(texts.done, { contact: NAMES[done] })}
      </p>
      {content && channels.length === 0 && <p>{texts.none}</p>}
      {channels.some(([, confirmed]) => !confirmed) && <p>{texts.why}</p>}
      <ul class="contacts">
        {channels.map(([channel, confirmed]) => (
          <Row
            key={channel}
            channel={channel}
            done={confirmed}
            busy={busy}
            confirm={asked === channel ? undefined : () => void ask(channel)}
          >
            {asked === channel && (
              <CodeEntry
                sent={SENT[channel]}
                button={texts.enter}
                enter={(typed) => enter(channel, typed)}
                again={async () => void (await send({ channel }))}
              />
            )}
          </Row>
        ))}
      </ul>
      {content && channels.length > 0 && (
        <div class="news">
          <p>{content.news ? texts.news_on : texts.news_off}</p>
          <button
            type="button"
            class="govuk-button govuk-button--secondary"
            id="news"
            aria-disabled={busy}
            onClick={() => void want(!content.news)}
          >
            {content.news ? texts.news_stop : texts.news_again}
          </button>
        </div>
      )}
      {refused && <Failed problem={refused} />}
      {content?.told === null && channels.length > 0 && <p>{reached.confirm_first}</p>}
      {content?.told && channels.length > 0 && (
        <Reached told={content.told} events={report.events} zone={zoneOf(report.place.province)} />
      )}
      {some && (
        <p>
          <a class="govuk-link" href={mineUrl}>
            {texts.mine}
          </a>
        </p>
      )}
    </section>
  );
}

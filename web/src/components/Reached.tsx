/** Whether the messages to the reporter arrived: the last one, and all on demand. */
import type { ReportEvent, Told } from '../api/types';
import { dateTime } from '../i18n/dates';
import { word } from '../i18n/fill';
import { events as kinds, reached as texts } from '../i18n/texts';
import { Icon } from './Icon';
import type { IconName } from './icons';

const COLOURS = { reached: 'green', sent: 'blue', under_way: 'blue', not_reached: 'red' } as const;
const ICONS: Record<Told['outcome'], IconName> = {
  reached: 'check',
  sent: 'clock',
  under_way: 'clock',
  not_reached: 'alert',
};

interface Props {
  told: Told[];
  events: ReportEvent[];
  zone: string;
}

function Message({ message, events, zone }: { message: Told } & Omit<Props, 'told'>) {
  const about = events.find(({ seq }) => seq === message.of);
  const more = message.why
    ? word(texts.whys, message.why)
    : message.outcome === 'sent' && texts.sent_more;
  return (
    <>
      <span class={`tag tag--${COLOURS[message.outcome]}`}>
        <Icon name={ICONS[message.outcome]} /> {word(texts.outcomes, message.outcome)}
      </span>
      <p class="event__meta">
        {about && `${word(kinds, about.kind)} · `}
        <time dateTime={message.at}>{dateTime(message.at, zone)}</time>
      </p>
      {more && <p class="event__fact">{more}</p>}
    </>
  );
}

export function Reached({ told, ...rest }: Props) {
  const last = told[told.length - 1];
  if (!last) return <p class="reached">{texts.none}</p>;
  return (
    <div class="reached">
      <Message message={last} {...rest} />
      {told.length > 1 && (
        <details>
          <summary>{texts.all}</summary>
          <ul class="reached__all">
            {told
              .slice(0, -1)
              .reverse()
              .map((message) => (
                <li key={message.of}>
                  <Message message={message} {...rest} />
                </li>
              ))}
          </ul>
        </details>
      )}
    </div>
  );
}

/** Reports in a work list; on phones each row becomes a block. */
import type { DeskItem } from '../api/types';
import { DueBadge } from '../components/DueBadge';
import { Icon } from '../components/Icon';
import { StateTag } from '../components/StateTag';
import { dateTime, shortDate, zoneOf, zoneOfDeadline } from '../i18n/dates';
import { fill, word } from '../i18n/fill';
import { topicName } from '../i18n/reportWords';
import { classes, desk, lang, report as texts, roles, supervisedWord } from '../i18n/texts';
import { linkWords, whyRaised } from './rows';

export const caseUrl = (number: string): string =>
  `/${lang}/petugas/laporan/?n=${encodeURIComponent(number)}`;

function Row({ item, tab, now }: { item: DeskItem; tab: string; now: Date }) {
  return (
    <tr>
      <th scope="row">
        <a class="govuk-link" href={caseUrl(item.number)}>
          {linkWords(item)}
        </a>
        <span class="queue__number">{item.number}</span>
        <span class="queue__marks">
          {item.anonymous && <span>{texts.anonymous}</span>}
          {item.confidential && (
            <span>
              <Icon name="lock" /> {texts.confidential}
            </span>
          )}
          {item.supervised && <span>{supervisedWord}</span>}
          {item.from_blocked && <span>{desk.from_blocked_short}</span>}
          {item.proposed && tab !== 'approve' && <span>{desk.proposed_short}</span>}
          {item.arbiter && <span>{desk.arbiter}</span>}
          {item.subject_due && (
            <span>
              {desk.subject_mark}: {dateTime(item.subject_due, zoneOfDeadline(item))}
            </span>
          )}
          {item.level && <span>{fill(texts.level, { name: word(roles, item.level) })}</span>}
          {whyRaised(item, tab) && <span>{whyRaised(item, tab)}</span>}
        </span>
      </th>
      <td data-label={desk.col_topic}>{topicName(item.category) ?? word(classes, item.class)}</td>
      <td data-label={desk.col_place}>{item.place.name}</td>
      <td data-label={desk.col_state}>
        <StateTag state={item.state} how={item.closed_how} />
      </td>
      <td data-label={desk.col_due}>
        <DueBadge left={item} zone={zoneOfDeadline(item)} now={now} bare />
      </td>
      <td data-label={desk.col_agency}>{item.unit_name ?? item.agency_name ?? texts.not_yet}</td>
      <td data-label={desk.col_received}>
        <time class="queue__date" dateTime={item.received_at}>
          {shortDate(item.received_at, zoneOf(item.place.province))}
        </time>
      </td>
    </tr>
  );
}

const COLUMNS = [
  desk.col_report,
  desk.col_topic,
  desk.col_place,
  desk.col_state,
  desk.col_due,
  desk.col_agency,
  desk.col_received,
];

export function QueueTable({
  items,
  tab,
  now,
  caption,
}: {
  items: DeskItem[];
  tab: string;
  now: Date;
  caption: string;
}) {
  return (
    <div class="queue" role="region" aria-label={caption} tabIndex={0}>
      <table id="queue">
        <caption class="govuk-visually-hidden">{caption}</caption>
        <thead>
          <tr>
            {COLUMNS.map((name) => (
              <th scope="col" key={name}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {items.map((item) => (
            <Row key={item.number} item={item} tab={tab} now={now} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

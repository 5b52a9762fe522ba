/** A report in a public list. */
import type { PublicItem } from '../api/types';
import { longDate, zoneOf } from '../i18n/dates';
import { detailUrl, oneLine } from '../i18n/reportWords';
import { StateTag } from './StateTag';

export function ReportCard({ item }: { item: PublicItem }) {
  return (
    <li class="card">
      <h2 class="card__title">
        <a class="govuk-link" href={detailUrl(item.number)}>
          {item.title || item.number}
        </a>
      </h2>
      <p class="card__meta">{oneLine(item)}</p>
      <p class="card__foot">
        <StateTag state={item.state} how={item.closed_how} />
        <time class="card__date" dateTime={item.received_at}>
          {longDate(item.received_at, zoneOf(item.place.province))}
        </time>
      </p>
    </li>
  );
}

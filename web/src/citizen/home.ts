/** The home page's latest public reports; the page is whole without them. */
import { call } from '../api/client';
import type { Page, PublicItem } from '../api/types';
import { ICONS } from '../components/icons';
import { stateLook } from '../components/stateLooks';
import { longDate, zoneOf } from '../i18n/dates';
import { detailUrl, oneLine, stateWords } from '../i18n/reportWords';
import { home } from '../i18n/texts';
import { copyOf, find, put } from './dom';
import { keepLanguage } from './language';

const SHOWN = 5;

function card(item: PublicItem): HTMLElement {
  const place = copyOf('#latest-item');
  find<HTMLAnchorElement>('a', place).href = detailUrl(item.number);
  put(place, 'title', item.title || item.number);
  put(place, 'meta', oneLine(item));
  const [tone, icon] = stateLook(item.state, item.closed_how);
  find('.tag', place).classList.add(`tag--${tone}`);
  find('.icon path', place).setAttribute('d', ICONS[icon]);
  put(place, 'state', stateWords(item.state, item.closed_how));
  put(place, 'date', longDate(item.received_at, zoneOf(item.place.province)));
  find<HTMLTimeElement>('time', place).dateTime = item.received_at;
  return place;
}

async function showLatest(): Promise<void> {
  const { items } = await call<Page<PublicItem>>('/api/public/reports');
  find('#latest').replaceChildren(...items.slice(0, SHOWN).map(card));
  if (items.length === 0) find('#latest-note').textContent = home.latest_none;
}

keepLanguage();
// Without an answer the static sentence and the link to the list stay.
showLatest().catch(() => undefined);

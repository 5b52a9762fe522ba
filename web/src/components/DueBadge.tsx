/** How long is left, in words first; working days are counted by the server. */
import type { Due } from '../api/types';
import { dateTime, dayIn } from '../i18n/dates';
import { fill } from '../i18n/fill';
import { due } from '../i18n/texts';
import { Icon } from './Icon';
import type { IconName } from './icons';

type Tone = 'green' | 'yellow' | 'orange' | 'red' | 'grey';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** Gives the badge's words and colour; null when no clock runs. */
export function dueText(left: Due, zone: string, now: Date): { text: string; tone: Tone } | null {
  if (left.paused) return { text: due.paused, tone: 'grey' };
  if (!left.due_at) return null;
  const days = left.working_days_left ?? 0;
  if (left.late) {
    return { text: days < 0 ? fill(due.late_days, { n: -days }) : due.late, tone: 'red' };
  }
  const at = new Date(left.due_at);
  const rest = at.getTime() - now.getTime();
  if (rest < DAY / 2) {
    return { text: fill(due.hours, { n: Math.max(1, Math.ceil(rest / HOUR)) }), tone: 'orange' };
  }
  if (dayIn(at, zone) === dayIn(now, zone)) return { text: due.today, tone: 'orange' };
  if (dayIn(at, zone) === dayIn(new Date(now.getTime() + DAY), zone)) {
    return { text: due.tomorrow, tone: 'yellow' };
  }
  return { text: fill(due.days, { n: days }), tone: days > 2 ? 'green' : 'yellow' };
}

const ICONS: Record<Tone, IconName> = {
  green: 'clock',
  yellow: 'clock',
  orange: 'clock',
  red: 'alert',
  grey: 'pause',
};

/** `bare` where the words beside it say already that the date is a deadline. */
export function DueBadge({
  left,
  zone,
  now,
  bare = false,
}: {
  left: Due;
  zone: string;
  now: Date;
  bare?: boolean;
}) {
  const shown = dueText(left, zone, now);
  if (!shown) return null;
  const badge = (
    <span class={`tag tag--${shown.tone}`}>
      <Icon name={ICONS[shown.tone]} /> {shown.text}
    </span>
  );
  if (!left.due_at) return badge;
  const date = dateTime(left.due_at, zone);
  return (
    <time class="due" dateTime={left.due_at}>
      {badge} <span class="due__date">{bare ? date : fill(due.until, { date })}</span>
    </time>
  );
}

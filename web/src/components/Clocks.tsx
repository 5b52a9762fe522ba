/** All clocks of a report: what was promised until when, and whether it was kept. */
import type { ComponentChildren } from 'preact';
import type { ReportClock } from '../api/types';
import { longDate } from '../i18n/dates';
import { fill, word } from '../i18n/fill';
import { clocks as names, deadlines as texts } from '../i18n/texts';
import { Facts } from './Facts';
import { Icon } from './Icon';

function standing(clock: ReportClock, zone: string): ComponentChildren {
  const date = (iso: string) => longDate(iso, zone);
  if (clock.met_at) {
    return (
      <span class={`tag tag--${clock.breached ? 'red' : 'green'}`}>
        <Icon name={clock.breached ? 'alert' : 'check'} />{' '}
        {fill(clock.breached ? texts.met_late : texts.met, { date: date(clock.met_at) })}
      </span>
    );
  }
  if (clock.breached) {
    const since = clock.due_at ? fill(texts.late, { date: date(clock.due_at) }) : texts.late_paused;
    return (
      <span class="tag tag--red">
        <Icon name="alert" /> {since}
      </span>
    );
  }
  if (!clock.due_at) {
    return (
      <span class="tag tag--grey">
        <Icon name="pause" /> {texts.paused}
      </span>
    );
  }
  return fill(texts.until, { date: date(clock.due_at) });
}

export function Clocks({ clocks, zone }: { clocks: ReportClock[]; zone: string }) {
  const seen = new Map<string, number>();
  const rows = clocks.map((clock): [string, ComponentChildren] => {
    const times = (seen.get(clock.name) ?? 0) + 1;
    seen.set(clock.name, times);
    const name = word(names, clock.name);
    return [times > 1 ? `${name} (${times})` : name, standing(clock, zone)];
  });
  return (
    <section aria-labelledby="clocks-title">
      <h2 class="govuk-heading-m" id="clocks-title">
        {texts.title}
      </h2>
      <Facts rows={rows} />
    </section>
  );
}

/** Says where words stood that an officer removed for good, and why. */
import type { ReportEvent } from '../api/types';
import { report as texts } from '../i18n/texts';
import { fill } from '../i18n/fill';
import { reasonName } from '../i18n/reasons';
import { Icon } from './Icon';

/** The reason, from the event that tells of the removal. */
function reasonOf(event: ReportEvent, events: ReportEvent[]): string | null {
  const removal = events.find(({ kind, data }) => kind === 'redacted' && data.of === event.seq);
  return typeof removal?.data.reason === 'string' ? removal.data.reason : null;
}

export function Removed({ event, events }: { event: ReportEvent; events: ReportEvent[] }) {
  const reason = reasonOf(event, events);
  return (
    <p class="removed">
      <Icon name="archive" /> <strong>{texts.removed}</strong>{' '}
      {reason && fill(texts.reason, { reason: reasonName(reason) })}
    </p>
  );
}

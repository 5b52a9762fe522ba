/** How far a report has come, as an ordered list with one current step. */
import type { Report } from '../api/types';
import { longDate } from '../i18n/dates';
import { stateWords } from '../i18n/reportWords';
import { track } from '../i18n/texts';

interface Step {
  label: string;
  at: string | null;
  reached: boolean;
}

const ENDS = ['closed', 'archived', 'referred'];

/** The four steps of a report's life with the dates on which they were reached. */
export function stepsOf(report: Report): Step[] {
  const first = (kind: string) => report.events.find((event) => event.kind === kind)?.at ?? null;
  const last = report.events[report.events.length - 1]?.at ?? null;
  const ended = ENDS.includes(report.state);
  const verified = first('verified');
  const followed = first('followed_up');
  const atWork = report.state === 'in_progress' || report.state === 'replied';
  return [
    { label: track.step_received, at: report.received_at, reached: true },
    {
      label: track.step_verified,
      at: verified,
      reached: Boolean(verified) || report.state === 'disposed' || atWork,
    },
    { label: track.step_followed, at: followed, reached: Boolean(followed) || atWork },
    {
      label: ended ? stateWords(report.state, report.closed_how) : track.step_closed,
      at: ended ? last : null,
      reached: ended,
    },
  ];
}

export function Steps({ report, zone }: { report: Report; zone: string }) {
  const steps = stepsOf(report);
  const current = steps.map((step) => step.reached).lastIndexOf(true);
  return (
    <ol class="steps" aria-label={track.progress}>
      {steps.map((step, index) => (
        <li
          key={step.label}
          class={`steps__item${step.reached ? ' steps__item--done' : ''}`}
          aria-current={index === current ? 'step' : undefined}
        >
          <span class="steps__label">
            {step.label}
            {index === current && !ENDS.includes(report.state) && (
              <span class="steps__now"> {track.step_now}</span>
            )}
          </span>
          {step.reached && step.at && <span class="steps__date">{longDate(step.at, zone)}</span>}
        </li>
      ))}
    </ol>
  );
}

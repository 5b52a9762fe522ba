/** One section at a time, each an entry of the browser's history, so that Back and reload work. */
import { common, form as texts } from '../../i18n/texts';
import { fill } from '../../i18n/fill';
import { all, find } from '../dom';

export const LAST = 4;

export interface Steps {
  current(): number;
  /** Goes to a section as a new entry of the history. */
  go(step: number): void;
}

function stepInAddress(): number {
  const step = Number(new URLSearchParams(location.search).get(texts.step_param));
  return step >= 1 && step <= LAST ? step : 1;
}

function address(step: number): string {
  return step === 1 ? location.pathname : `?${texts.step_param}=${step}`;
}

/** Section in which a person is already typing when scripts arrive on a slow line. */
function sectionInUse(): number | null {
  const step = Number(document.activeElement?.closest<HTMLElement>('[data-step]')?.dataset.step);
  return step > 1 ? step : null;
}

/** `onShow` runs before a section is shown; `mayStartAt` says how far a reload may go. */
export function makeSteps(
  onShow: (step: number) => void,
  mayStartAt: (step: number) => boolean,
): Steps {
  const sections = all('[data-step]');
  let current = 1;

  function show(step: number, focus: boolean): void {
    current = step;
    onShow(step);
    for (const section of sections) section.hidden = section.dataset.step !== String(step);
    for (const part of all('[data-first]')) part.hidden = step > 1;
    find('#intro').classList.toggle('intro--small', step > 1);
    const heading = find(`#step-${step}`);
    const name = heading.textContent ?? '';
    document.title = `${fill(texts.step_title, { step: name, n: step })} – ${common.site}`;
    if (!focus) return;
    heading.focus({ preventScroll: true });
    scrollTo(0, 0);
  }

  window.addEventListener('popstate', () => show(stepInAddress(), true));
  const typing = sectionInUse();
  const wanted = typing ?? stepInAddress();
  const start = typing ?? (mayStartAt(wanted) ? wanted : 1);
  if (typing)
    for (let step = 2; step <= typing; step += 1) history.pushState(null, '', address(step));
  else if (start !== wanted) history.replaceState(null, '', address(start));
  show(start, start > 1 && !typing);

  return {
    current: () => current,
    go(step) {
      if (step === current) return;
      history.pushState(null, '', address(step));
      show(step, true);
    },
  };
}

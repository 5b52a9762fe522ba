/** The report form with scripts: sections, checks, draft, sending, receipt. */
import { CharacterCount } from 'govuk-frontend/dist/govuk/components/character-count/character-count.mjs';
import { Problem } from '../../api/client';
import { zoneOf } from '../../i18n/dates';
import { form as texts } from '../../i18n/texts';
import { all, find } from '../dom';
import { keepLanguage } from '../language';
import { canProve, proofFor } from '../work';
import { connectDraft } from './drafting';
import { clearErrors, showErrors } from './errors';
import { fieldOf, messageOf } from './messages';
import type * as Personal from './personal';
import { narrowPlaces, offerLocalAgencies } from './place';
import { showReceipt } from './receipt';
import { check, sectionOf, type Wrong } from './rules';
import { forgetFailure, send } from './send';
import { LAST, makeSteps } from './steps';
import { drawSummary } from './summary';
import { bodyOf, FIELDS, fillEmpty, readValues, type Values } from './values';

const form = find<HTMLFormElement>('#form');
const places = narrowPlaces();
const agencies = offerLocalAgencies();

/** Whether "Ubah" was pressed on the last section, to which "Lanjutkan" then leads back. */
let returning = false;

const draft = connectDraft(form, {
  resume(values) {
    fillEmpty(form, values);
    places.refresh(values.regency);
    void agencies.refresh(values.agency);
    judge();
  },
  restart() {
    places.refresh();
    void agencies.refresh();
    judge();
    clearErrors();
    steps.go(1);
  },
});

/** Whether the shown errors stay when the section changes. */
let holdingErrors = false;

const steps = makeSteps(
  (step) => {
    if (!holdingErrors) clearErrors();
    if (step === LAST) returning = false;
    if (step === LAST) drawSummary(readValues(form), change);
    // Begun while the answers are read; what fails here is told when it is sent.
    if (step === LAST && canProve) proofFor(draft.key()).catch(() => undefined);
  },
  (step) => step === 1 || (draft.isOpen() && firstWrong(readValues(form), step) === null),
);

/** First section before `step` in which something is wrong. */
function firstWrong(values: Values, step: number): number | null {
  for (let section = 1; section < step; section += 1) {
    if (check(section, values, new Date()).length > 0) return section;
  }
  return null;
}

function show(wrong: Wrong[], detail?: (index: number) => string | undefined): void {
  const shown = wrong.map((one, index) => ({
    field: one.field,
    message: messageOf(one, detail?.(index)),
  }));
  showErrors(shown, reach);
}

/** Goes to a field's section; the server may find errors in several. */
function reach(field: string): void {
  holdingErrors = true;
  steps.go(sectionOf(field));
  holdingErrors = false;
}

function change(field: string): void {
  returning = true;
  forgetFailure();
  steps.go(sectionOf(field));
  find(`#${field}`).focus();
}

function goOn(): void {
  const step = steps.current();
  const values = readValues(form);
  const wrong = check(step, values, new Date());
  if (wrong.length > 0) return show(wrong);
  const next = returning ? (firstWrong(values, LAST) ?? LAST) : step + 1;
  steps.go(next);
}

function showServerErrors(problem: Problem): void {
  const order: readonly string[] = FIELDS;
  const wrong = problem.errors
    .map((error) => ({ ...error, field: fieldOf(error) }))
    .sort((a, b) => order.indexOf(a.field) - order.indexOf(b.field));
  const first = wrong[0];
  if (!first) return;
  returning = true;
  steps.go(Math.min(...wrong.map(({ field }) => sectionOf(field))));
  show(wrong, (index) => wrong[index]?.detail);
}

async function sendReport(): Promise<void> {
  const values = readValues(form);
  const wrongSection = firstWrong(values, LAST);
  if (wrongSection !== null) {
    steps.go(wrongSection);
    return show(check(wrongSection, values, new Date()));
  }
  if (!canProve) return form.submit();
  try {
    const receipt = await send({ key: draft.key(), body: bodyOf(values) });
    if (!receipt) return;
    draft.forget();
    showReceipt(receipt, zoneOf(values.province));
  } catch (problem) {
    if (!(problem instanceof Problem)) throw problem;
    showServerErrors(problem);
  }
}

/** The rules are fetched when there is something to judge; a page without them warns of nothing. */
async function warnOfPersonal(): Promise<void> {
  const { later } = find('[data-later]').dataset;
  if (!later) return;
  const { looksPersonal } = (await import(/* @vite-ignore */ later)) as typeof Personal;
  const warning = find('#personal');
  const words = [find<HTMLInputElement>('#title'), find<HTMLTextAreaElement>('#body')];
  const found = words.some((field) => looksPersonal(field.value));
  if (warning.hidden !== found) return;
  warning.hidden = !found;
  warning.textContent = found ? texts.personal_warning : '';
}

/** Offline they do not come, and nobody is kept from writing. */
function judge(): void {
  warnOfPersonal().catch(() => undefined);
}

function fillDay(daysAgo: number): void {
  const day = new Date();
  day.setDate(day.getDate() - daysAgo);
  const parts = {
    occurred_day: day.getDate(),
    occurred_month: day.getMonth() + 1,
    occurred_year: day.getFullYear(),
  };
  for (const [name, value] of Object.entries(parts)) {
    find<HTMLInputElement>(`[name="${name}"]`, form).value = String(value);
  }
  draft.save();
}

function connect(): void {
  document.body.classList.add('govuk-frontend-supported');
  keepLanguage();
  for (const element of all('[data-js]', form)) element.hidden = element.id === 'personal';
  for (const button of all('[data-step="1"] [data-back]')) button.hidden = true;
  find('[data-nojs]').hidden = true;
  for (const root of all('[data-module="govuk-character-count"]')) new CharacterCount(root);
  for (const id of ['#title', '#body']) find(id).addEventListener('input', judge);
  for (const button of all('[data-continue]')) button.addEventListener('click', goOn);
  for (const button of all('[data-back]')) button.addEventListener('click', () => history.back());
  for (const button of all('[data-day]')) {
    button.addEventListener('click', () => fillDay(Number(button.dataset.day)));
  }
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    if (steps.current() < LAST) goOn();
    else void sendReport();
  });
  find('#send-new').addEventListener('click', () => {
    draft.renewKey();
    void sendReport();
  });
}

connect();

/** Shows what is wrong: beside each field, and in a summary that takes the focus. */
import { ErrorSummary } from 'govuk-frontend/dist/govuk/components/error-summary/error-summary.mjs';
import { common } from '../../i18n/texts';
import { all, find } from '../dom';

export interface Shown {
  field: string;
  message: string;
}

const CONTROLS = '.govuk-input, .govuk-textarea, .govuk-select';
const titled = document.title;

function mark(field: string, message: string): void {
  const group = document.querySelector(`[data-field="${field}"]`);
  if (!group) return;
  group.classList.toggle('govuk-form-group--error', Boolean(message));
  const place = find(`#${field}-error`, group);
  place.hidden = !message;
  find('[data-error]', place).textContent = message;
  for (const control of all(CONTROLS, group)) {
    const base = control.className.split(' ')[0] ?? '';
    control.classList.toggle(`${base}--error`, Boolean(message));
  }
  describe(group.querySelector('fieldset') ?? find(`#${field}`, group), `${field}-error`, message);
}

function describe(element: Element, id: string, message: string): void {
  const others = (element.getAttribute('aria-describedby') ?? '')
    .split(' ')
    .filter((other) => other && other !== id);
  const ids = message ? [...others, id] : others;
  if (ids.length > 0) element.setAttribute('aria-describedby', ids.join(' '));
  else element.removeAttribute('aria-describedby');
}

export function clearErrors(): void {
  document.title = titled;
  document.getElementById('problems')?.replaceWith(emptySummary());
  for (const group of all('[data-field].govuk-form-group--error')) {
    mark(group.dataset.field ?? '', '');
  }
}

/** A fresh copy each time: the component binds itself to an element once. */
function emptySummary(): HTMLElement {
  const copy = find('#problems').cloneNode(true) as HTMLElement;
  copy.removeAttribute('data-govuk-error-summary-init');
  copy.hidden = true;
  find('ul', copy).replaceChildren();
  return copy;
}

/** `reach` brings a field into view before its link moves the focus there. */
export function showErrors(wrong: Shown[], reach: (field: string) => void): void {
  clearErrors();
  const summary = find('#problems');
  for (const { field, message } of wrong) {
    mark(field, message);
    const link = document.createElement('a');
    link.href = `#${field}`;
    link.textContent = message;
    link.addEventListener('click', () => reach(field));
    const item = document.createElement('li');
    item.append(link);
    find('ul', summary).append(item);
  }
  summary.hidden = false;
  document.title = `${common.error_prefix} ${titled}`;
  new ErrorSummary(summary);
}

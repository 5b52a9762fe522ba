/** The answers as they will be sent, each with a way back to its field. */
import { plainDay } from '../../i18n/dates';
import { form as texts } from '../../i18n/texts';
import { copyOf, find } from '../dom';
import { occurredOn, type Values } from './values';

const selected = (id: string): string => {
  const select = find<HTMLSelectElement>(`#${id}`);
  return select.value ? (select.selectedOptions[0]?.textContent ?? '').trim() : '';
};

const chosen = (name: string): string => {
  const radio = document.querySelector(`input[name="${name}"]:checked`);
  return radio?.parentElement?.querySelector('label')?.textContent ?? '';
};

/** Label, answer and field of each question. */
function rows(values: Values): [label: string, answer: string, field: string][] {
  return [
    [texts.class, chosen('class'), 'class'],
    [texts.subject, values.title, 'title'],
    [texts.body, values.body, 'body'],
    [texts.category, selected('category'), 'category'],
    [texts.date, plainDay(occurredOn(values)), 'occurred_day'],
    [texts.province, selected('province'), 'province'],
    [texts.regency, selected('regency'), 'regency'],
    [texts.address, values.address, 'address'],
    [texts.agency, selected('agency'), 'agency'],
    [texts.visibility, chosen('visibility'), 'visibility'],
    [texts.name, values.name, 'name'],
    [texts.phone, values.phone, 'phone'],
    [texts.email, values.email, 'email'],
    [texts.notify, chosen('notify') || texts.notify_none, 'notify'],
  ];
}

export function drawSummary(values: Values, change: (field: string) => void): void {
  const drawn = rows(values).map(([label, answer, field]) => {
    const row = copyOf('#summary-row');
    find('dt', row).textContent = label;
    const place = find('.govuk-summary-list__value', row);
    place.textContent = answer || texts.empty;
    place.classList.toggle('empty', !answer);
    const link = find<HTMLAnchorElement>('a', row);
    link.href = `#${field}`;
    find('span', link).textContent = label;
    link.addEventListener('click', (event) => {
      event.preventDefault();
      change(field);
    });
    return row;
  });
  find('#summary').replaceChildren(...drawn);
}

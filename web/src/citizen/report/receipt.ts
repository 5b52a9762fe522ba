/** Fills in the receipt and puts it in the form's place. */
import { dashed } from '../../api/number';
import type { Receipt } from '../../api/types';
import { dateTime, longDate } from '../../i18n/dates';
import { common, receipt as texts } from '../../i18n/texts';
import { codeKey } from '../codes';
import { all, find, put } from '../dom';

function copyOnPress(root: HTMLElement): void {
  for (const button of all<HTMLButtonElement>('[data-copy]', root)) {
    if (!navigator.clipboard) continue;
    button.hidden = false;
    button.addEventListener('click', () => {
      const value = find(`[data-slot="${button.dataset.copy}"]`, root).textContent ?? '';
      navigator.clipboard.writeText(value).then(
        () => (find('[data-copied]', root).textContent = `${common.copied}: ${value}`),
        () => (button.hidden = true),
      );
    });
  }
}

export function showReceipt(receipt: Receipt, zone: string): void {
  const root = find('#receipt');
  put(root, 'number_shown', dashed(receipt.number));
  put(root, 'access_code_shown', dashed(receipt.access_code));
  put(root, 'received_at', dateTime(receipt.received_at, zone));
  put(root, 'due_at', longDate(receipt.due_at, zone));
  put(root, 'chain', receipt.chain);
  copyOnPress(root);
  const print = find('[data-print]', root);
  print.hidden = false;
  print.addEventListener('click', () => window.print());
  find<HTMLAnchorElement>('[data-track]', root).href += `?n=${dashed(receipt.number)}`;
  sessionStorage.setItem(codeKey(receipt.number), receipt.access_code);

  find('#filing').hidden = true;
  root.hidden = false;
  document.title = `${texts.title} – ${common.site}`;
  history.replaceState(null, '', location.pathname);
  find('h1', root).focus();
  scrollTo(0, 0);
}

/** Where a report's access code stays while its tab is open; never in an address. */
import { plain } from '../api/number';
import { lang } from '../i18n/texts';

const KEYS = 'lapor-code:';
const PASS = 'pass.';

export const codeKey = (number: string): string => `${KEYS}${plain(number)}`;

/** Whether this opens a report in place of its access code, for half an hour. */
export const isPass = (code: string): boolean => code.startsWith(PASS);

/** The box that asks for a report's number and code. */
export const trackBox = `/${lang}/lacak/`;

/** Page of a report, which asks for the code that this tab does not know. */
export const trackUrl = (number: string): string => `${trackBox}?n=${number}`;

export const mineUrl = `/${lang}/laporan-saya/`;

/** Keeps a pass for the page that the list leads to; a code that somebody typed lasts longer. */
export function keepPass(number: string, pass: string): void {
  const known = sessionStorage.getItem(codeKey(number));
  if (known === null || isPass(known)) sessionStorage.setItem(codeKey(number), pass);
}

export function forgetPasses(): void {
  for (const key of Object.keys(sessionStorage)) {
    if (key.startsWith(KEYS) && isPass(sessionStorage.getItem(key) ?? '')) {
      sessionStorage.removeItem(key);
    }
  }
}

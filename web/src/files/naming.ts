/** What a file is called on the pages: `Foto 1`. Its sender's own name for it was never stored. */
import { fill } from '../i18n/fill';
import { files as texts } from '../i18n/texts';

export function fileName({ type, place }: { type: string; place?: number | null }): string {
  const kind = type === 'application/pdf' ? texts.document : texts.photo;
  return fill(kind, { n: place ?? '' }).trim();
}

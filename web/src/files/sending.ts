/** Sending one file: what can be told before it is sent, and the way to the bucket with progress. */
import { Problem } from '../api/client';
import type { SendForm } from '../api/types';
import { fill } from '../i18n/fill';
import { common, errorWords } from '../i18n/texts';

export const MAX_MB = 10;
const ENDINGS: Record<string, string> = {
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  png: 'image/png',
  webp: 'image/webp',
  heic: 'image/heic',
  heif: 'image/heic',
  pdf: 'application/pdf',
};
export const ACCEPTED = [...new Set(Object.values(ENDINGS)), '.heic', '.heif'].join(',');

/** The kind of a file: as the browser says, or by its ending where it does not know HEIC. */
export function kindOf({ name, type }: { name: string; type: string }): string | null {
  if (Object.values(ENDINGS).includes(type)) return type;
  if (type && type !== 'image/heif') return null;
  return ENDINGS[name.split('.').pop()?.toLowerCase() ?? ''] ?? null;
}

/** Why a file cannot be sent, in words, or nothing. The server checks all of it again. */
export function unfit(file: { name: string; type: string; size: number }): string | null {
  if (!kindOf(file)) return errorWords.file_type;
  if (file.size === 0) return errorWords.file_empty;
  if (file.size > MAX_MB * 1_000_000) return fill(errorWords.file_too_large, { max: MAX_MB });
  return null;
}

/** Sends a file as the form says; `fetch` cannot tell how far it is. Throws `Problem`. */
export function post(
  { url, fields }: SendForm,
  file: File,
  progress: (part: number) => void,
): Promise<void> {
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) body.append(name, value);
  // Without its name: what people call their files is nobody's business.
  body.append('file', file, 'file');
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const failed = () => reject(new Problem(request.status, 'offline', common.offline));
    request.upload.onprogress = ({ loaded, total }) => progress(loaded / total);
    request.onload = () => (request.status < 300 ? resolve() : failed());
    request.onerror = failed;
    request.open('POST', url);
    request.send(body);
  });
}

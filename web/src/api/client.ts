/** One way to call the API: JSON in, JSON or a `Problem` out. */
import { fill } from '../i18n/fill';
import { common, lang, problems } from '../i18n/texts';
import type { FieldError } from './types';

/** A call that failed: an RFC 9457 problem document, or no answer at all (`offline`). */
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly body: Record<string, unknown> = {},
    readonly retryAfter: number | null = null,
  ) {
    super(message);
  }

  get errors(): FieldError[] {
    return Array.isArray(this.body.errors) ? (this.body.errors as FieldError[]) : [];
  }

  /** Number that the help desk can look up, when the server gave one. */
  get incident(): string | null {
    return typeof this.body.incident === 'string' ? this.body.incident : null;
  }
}

export interface Call {
  method?: 'GET' | 'POST';
  body?: unknown;
  headers?: Record<string, string>;
}

function sentence(status: number, body: Record<string, unknown>): string {
  // Our API always says what is wrong; a gateway in between does not.
  if (typeof body.detail === 'string' && body.detail) return body.detail;
  return status >= 500 ? problems.internal : problems.malformed;
}

function minutes(header: string | null): number | null {
  const seconds = Number(header);
  return header && Number.isFinite(seconds) ? Math.max(1, Math.ceil(seconds / 60)) : null;
}

async function problemOf(answer: Response): Promise<Problem> {
  let body: Record<string, unknown> = {};
  try {
    body = (await answer.json()) as Record<string, unknown>;
  } catch {
    // A gateway's own error page is not JSON; the status says enough.
  }
  const code = typeof body.code === 'string' ? body.code : 'internal';
  const wait = minutes(answer.headers.get('Retry-After'));
  const message =
    answer.status === 429 ? fill(common.too_many, { n: wait ?? 1 }) : sentence(answer.status, body);
  return new Problem(answer.status, code, message, body, wait);
}

/** Calls the API; `path` starts with `/api`. Throws `Problem`. */
export async function call<Answer>(
  path: string,
  { method, body, headers }: Call = {},
): Promise<Answer> {
  let answer: Response;
  try {
    answer = await fetch(path, {
      method: method ?? (body === undefined ? 'GET' : 'POST'),
      headers: {
        Accept: 'application/json',
        'Accept-Language': lang,
        ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
        ...headers,
      },
      body: body === undefined ? undefined : JSON.stringify(body),
      cache: 'no-store',
    });
  } catch {
    throw new Problem(0, 'offline', common.offline);
  }
  if (!answer.ok) throw await problemOf(answer);
  return (await answer.json()) as Answer;
}

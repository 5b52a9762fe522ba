/** The officer's session: tokens live in this tab only, and are renewed before they expire. */
import { call, type Call, Problem } from '../api/client';
import type { Officer } from '../api/types';
import { details, lang } from '../i18n/texts';

const KEY = 'lapor-session';
/** Seconds before the end at which a token is renewed. */
const EARLY = 60;

interface Session {
  access_token: string;
  refresh_token: string;
  /** Milliseconds since 1970. */
  expires_at: number;
  officer: Officer;
}

interface Tokens {
  access_token: string;
  expires_in: number;
}

function load(): Session | null {
  return JSON.parse(sessionStorage.getItem(KEY) ?? 'null') as Session | null;
}

function save(session: Session): Session {
  sessionStorage.setItem(KEY, JSON.stringify(session));
  return session;
}

const endOf = ({ expires_in }: Tokens): number => Date.now() + expires_in * 1000;

export const officer = (): Officer | null => load()?.officer ?? null;

export async function signIn(username: string, password: string): Promise<void> {
  const answer = await call<Tokens & Pick<Session, 'refresh_token' | 'officer'>>('/api/session', {
    body: { username, password },
  });
  const { access_token, refresh_token, officer } = answer;
  save({ access_token, refresh_token, officer, expires_at: endOf(answer) });
}

export const signInUrl = `/${lang}/petugas/masuk/`;

export function signOut(): void {
  sessionStorage.clear();
  location.assign(signInUrl);
}

/** Where to go after signing in: only to officers' pages of this site. */
export function nextPage(search: string): string {
  const wanted = new URLSearchParams(search).get('next') ?? '';
  return /^\/(id|en)\/petugas\/[^\\]*$/.test(wanted) ? wanted : `/${lang}/petugas/`;
}

/** Leaves for the sign-in page, which comes back to where the officer was. */
export function leaveToSignIn(expired: boolean): void {
  sessionStorage.removeItem(KEY);
  const here = location.pathname + location.search;
  const why = expired ? '&expired=1' : '';
  location.assign(`${signInUrl}?next=${encodeURIComponent(here)}${why}`);
}

function signedOut(expired: boolean): Problem {
  leaveToSignIn(expired);
  return new Problem(401, 'unauthorized', details.unauthorized);
}

let renewal: Promise<Session> | null = null;

/** Renews once, however many calls wait for it. */
function renew(session: Session): Promise<Session> {
  renewal ??= call<Tokens>('/api/session/refresh', {
    body: { refresh_token: session.refresh_token },
  })
    .then((answer) =>
      save({ ...session, access_token: answer.access_token, expires_at: endOf(answer) }),
    )
    .finally(() => {
      renewal = null;
    });
  return renewal;
}

const isRefusal = (failure: unknown): boolean =>
  failure instanceof Problem && failure.status >= 400 && failure.status < 500;

async function renewed(session: Session): Promise<Session> {
  try {
    return await renew(session);
  } catch (failure) {
    throw isRefusal(failure) ? signedOut(true) : failure;
  }
}

/** Calls the API as the officer. */
export async function officerCall<Answer>(path: string, options: Call = {}): Promise<Answer> {
  let session = load();
  if (!session) throw signedOut(false);
  if (Date.now() > session.expires_at - EARLY * 1000) session = await renewed(session);
  const withToken = (token: string) =>
    call<Answer>(path, {
      ...options,
      headers: { ...options.headers, Authorization: `Bearer ${token}` },
    });
  try {
    return await withToken(session.access_token);
  } catch (failure) {
    if (!(failure instanceof Problem) || failure.status !== 401) throw failure;
    const fresh = await renewed(session);
    return withToken(fresh.access_token);
  }
}

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

/** What is still asked for before a sign-in ends in tokens. */
export interface Step {
  next: 'new_password' | 'totp_setup' | 'totp';
  session: string;
  /** With `totp_setup`: the key of the codes, as text and as an `otpauth:` address. */
  secret?: string;
  uri?: string;
}

type Answer = Step | (Tokens & Pick<Session, 'refresh_token' | 'officer'>);

function taken(answer: Answer): Step | null {
  if ('next' in answer) return answer;
  const { access_token, refresh_token, officer } = answer;
  save({ access_token, refresh_token, officer, expires_at: endOf(answer) });
  return null;
}

/** Gives the next step, or null when the officer is signed in. */
export async function signIn(username: string, password: string): Promise<Step | null> {
  return taken(await call<Answer>('/api/session', { body: { username, password } }));
}

export async function respond(username: string, step: Step, answer: string): Promise<Step | null> {
  const { session, next } = step;
  const body = { username, session, step: next, answer };
  return taken(await call<Answer>('/api/session/respond', { body }));
}

export const signInUrl = `/${lang}/petugas/masuk/`;

function leave(): void {
  sessionStorage.clear();
  location.assign(signInUrl);
}

/** Ends this tab's session, also when the server cannot be told: then it ends by itself. */
export async function signOut(): Promise<void> {
  const session = load();
  try {
    if (session) {
      await call('/api/session/sign-out', { body: { refresh_token: session.refresh_token } });
    }
  } catch (failure) {
    if (!(failure instanceof Problem)) throw failure;
  }
  leave();
}

/** The page of a role: its reports, or the one thing that it keeps. */
export function homeOf({ reads, may }: Officer): string {
  if (reads) return `/${lang}/petugas/`;
  if (may.includes('edit_office')) return `/${lang}/petugas/kantor/`;
  return `/${lang}/petugas/kunci/`;
}

/** Where to go after signing in: only to officers' pages of this site. */
export function nextPage(search: string): string {
  const wanted = new URLSearchParams(search).get('next') ?? '';
  const me = officer();
  const home = me ? homeOf(me) : `/${lang}/petugas/`;
  return /^\/(id|en)\/petugas\/[^\\]*$/.test(wanted) ? wanted : home;
}

/** Whether the officer is just signing out: calls that fail by it lead nowhere else. */
let ending = false;

/** Leaves for the sign-in page, which comes back to where the officer was. */
export function leaveToSignIn(expired: boolean): void {
  if (ending) return;
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

/** Ends the officer's sessions on every device; older access tokens die within a minute. */
export async function signOutEverywhere(): Promise<void> {
  ending = true;
  try {
    await officerCall('/api/session/sign-out-everywhere', { body: {} });
    leave();
  } catch (failure) {
    ending = false;
    throw failure;
  }
}

/** Draws an officers' page: who is signed in, the pages that the role may use, and the page. */
import type { ComponentChild } from 'preact';
import { render } from 'preact';
import { useState } from 'preact/hooks';
import type { Problem } from '../api/client';
import type { Officer } from '../api/types';
import { find } from '../citizen/dom';
import { start } from '../citizen/start';
import { asProblem } from '../components/hooks';
import { word } from '../i18n/fill';
import { admin, desk, lang, roles } from '../i18n/texts';
import { leaveToSignIn, officer, signOut, signOutEverywhere } from './session';

/** Each page with what a role must be able to do to be shown it. */
const PAGES: { path: string; name: string; shown: (me: Officer) => boolean }[] = [
  { path: '', name: desk.queue, shown: ({ reads }) => reads },
  { path: 'ringkasan/', name: admin.summary, shown: ({ may }) => may.includes('read_summary') },
  { path: 'akun/', name: admin.officers, shown: ({ may }) => may.includes('list_officers') },
  { path: 'kantor/', name: admin.offices, shown: ({ may }) => may.includes('edit_office') },
  { path: 'kunci/', name: admin.keys, shown: ({ may }) => may.includes('list_keys') },
  { path: 'jejak/', name: admin.trail, shown: ({ may }) => may.includes('read_audit') },
];

function Navigation({ me }: { me: Officer }) {
  const pages = PAGES.filter(({ shown }) => shown(me));
  const [problem, setProblem] = useState<Problem | null>(null);
  return (
    <div class="desk-nav">
      <nav aria-label={admin.nav}>
        {pages.map(({ path, name }) => {
          const href = `/${lang}/petugas/${path}`;
          return (
            <a
              key={path}
              href={href}
              aria-current={location.pathname === href ? 'page' : undefined}
            >
              {name}
            </a>
          );
        })}
      </nav>
      <button
        type="button"
        class="link-button"
        id="sign-out-everywhere"
        onClick={() => {
          signOutEverywhere().catch((failure: unknown) => setProblem(asProblem(failure)));
        }}
      >
        {admin.everywhere}
      </button>
      {problem && <p role="alert">{problem.message}</p>}
    </div>
  );
}

function Account({ me }: { me: Officer }) {
  return (
    <>
      <span class="header__officer">
        <strong>{me.name}</strong>
        <span>
          {[word(roles, me.role), me.unit_name ?? me.agency_name].filter(Boolean).join(', ')}
        </span>
      </span>
      <button type="button" class="header__out" id="sign-out" onClick={() => void signOut()}>
        {desk.sign_out}
      </button>
    </>
  );
}

export function startDesk(page: () => ComponentChild): void {
  const me = officer();
  if (!me) return leaveToSignIn(false);
  render(<Account me={me} />, find('#account'));
  render(<Navigation me={me} />, find('#desk-nav'));
  start(page());
}

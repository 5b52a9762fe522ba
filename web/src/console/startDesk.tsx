/** Draws an officers' page: who is signed in, the pages that the role may use, and the page. */
import type { ComponentChild } from 'preact';
import { render } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { Officer } from '../api/types';
import { find } from '../citizen/dom';
import { start } from '../citizen/start';
import { admin, desk, lang } from '../i18n/texts';
import { Account } from './Account';
import { leaveToSignIn, officer } from './session';

/** Each page with what a role must be able to do to be shown it. */
const PAGES: { path: string; name: string; shown: (me: Officer) => boolean }[] = [
  { path: '', name: desk.queue, shown: ({ reads }) => reads },
  { path: 'ringkasan/', name: admin.summary, shown: ({ may }) => may.includes('read_summary') },
  { path: 'akun/', name: admin.officers, shown: ({ may }) => may.includes('list_officers') },
  { path: 'kantor/', name: admin.offices, shown: ({ may }) => may.includes('edit_office') },
  {
    path: 'aturan/',
    name: admin.rules,
    shown: ({ may }) => ['edit_calendar', 'edit_limits'].some((what) => may.includes(what)),
  },
  { path: 'kunci/', name: admin.keys, shown: ({ may }) => may.includes('list_keys') },
  { path: 'jejak/', name: admin.trail, shown: ({ may }) => may.includes('read_audit') },
];

function Navigation({ me }: { me: Officer }) {
  const open = useRef<HTMLAnchorElement>(null);
  // On a phone the row of pages is wider than the screen.
  useEffect(() => open.current?.scrollIntoView({ block: 'nearest', inline: 'center' }), []);
  return (
    <nav class="desk-nav" aria-label={admin.nav}>
      {PAGES.filter(({ shown }) => shown(me)).map(({ path, name }) => {
        const href = `/${lang}/petugas/${path}`;
        const here = location.pathname === href;
        return (
          <a
            key={path}
            href={href}
            ref={here ? open : undefined}
            aria-current={here ? 'page' : undefined}
          >
            {name}
          </a>
        );
      })}
    </nav>
  );
}

export function startDesk(page: () => ComponentChild): void {
  const me = officer();
  if (!me) return leaveToSignIn(false);
  render(<Account me={me} />, find('#account'));
  render(<Navigation me={me} />, find('#desk-nav'));
  start(page());
}

/** Draws an officers' page: who is signed in, and the page itself. */
import type { ComponentChild } from 'preact';
import { render } from 'preact';
import { find } from '../citizen/dom';
import { start } from '../citizen/start';
import { desk, roles } from '../i18n/texts';
import { word } from '../i18n/fill';
import { leaveToSignIn, officer, signOut } from './session';

function Account() {
  const me = officer();
  if (!me) return null;
  return (
    <>
      <span class="header__officer">
        <strong>{me.name}</strong>
        <span>
          {[word(roles, me.role), me.unit_name ?? me.agency_name].filter(Boolean).join(', ')}
        </span>
      </span>
      <button type="button" class="header__out" id="sign-out" onClick={signOut}>
        {desk.sign_out}
      </button>
    </>
  );
}

export function startDesk(page: () => ComponentChild): void {
  if (!officer()) return leaveToSignIn(false);
  render(<Account />, find('#account'));
  start(page());
}

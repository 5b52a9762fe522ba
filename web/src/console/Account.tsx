/** Who is signed in, and how to leave: one line of the header that opens a small panel. */
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Problem } from '../api/client';
import type { Officer } from '../api/types';
import { asProblem } from '../components/hooks';
import { word } from '../i18n/fill';
import { admin, desk, roles } from '../i18n/texts';
import { signOut, signOutEverywhere } from './session';

export function Account({ me }: { me: Officer }) {
  const box = useRef<HTMLDetailsElement>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const place = [word(roles, me.role), me.unit_name ?? me.agency_name].filter(Boolean).join(', ');

  useEffect(() => {
    const elsewhere = ({ target }: Event): void => {
      if (box.current && !box.current.contains(target as Node)) box.current.open = false;
    };
    document.addEventListener('click', elsewhere);
    document.addEventListener('focusin', elsewhere);
    return () => {
      document.removeEventListener('click', elsewhere);
      document.removeEventListener('focusin', elsewhere);
    };
  }, []);

  function closes(event: KeyboardEvent): void {
    if (event.key !== 'Escape' || !box.current?.open) return;
    box.current.open = false;
    box.current.querySelector('summary')?.focus();
  }

  return (
    <details class="account" ref={box} onKeyDown={closes}>
      <summary id="account-menu">
        <span class="account__who">
          <strong>{me.name}</strong>
          <span class="account__place">{place}</span>
        </span>
      </summary>
      <div class="account__panel">
        <p>
          <strong>{me.name}</strong>
          <br />
          {place}
        </p>
        <button
          type="button"
          class="govuk-button govuk-button--secondary"
          id="sign-out"
          onClick={() => void signOut()}
        >
          {desk.sign_out}
        </button>
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
    </details>
  );
}

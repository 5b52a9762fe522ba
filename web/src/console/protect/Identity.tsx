/** Who wrote a report, once it was opened: in this page's memory only, gone when it is left. */
import { useEffect, useState } from 'preact/hooks';
import type { Identity as Person, Report } from '../../api/types';
import { Facts } from '../../components/Facts';
import { protect } from '../../i18n/texts';

interface Opened {
  person: Person | null;
  /** Takes the identity out of an answer that carries one, and gives the report without it. */
  taken: (answer: Report) => Report;
  forget: () => void;
}

export function useIdentity(): Opened {
  const [person, setPerson] = useState<Person | null>(null);
  const forget = () => setPerson(null);
  // A browser may keep a left page whole, to show it again on "back".
  useEffect(() => {
    addEventListener('pagehide', forget);
    return () => removeEventListener('pagehide', forget);
  }, []);
  return {
    person,
    taken({ reporter, ...report }) {
      if (reporter) setPerson(reporter);
      return report;
    },
    forget,
  };
}

export function Identity({ person, forget }: { person: Person; forget: () => void }) {
  const shown = (value: string | undefined) => value || protect.no_data;
  return (
    <section class="identity" id="identity" aria-labelledby="identity-title">
      <h2 class="govuk-heading-m" id="identity-title">
        {protect.identity}
      </h2>
      <Facts
        rows={[
          [protect.name, shown(person.name)],
          [protect.phone, shown(person.phone)],
          [protect.email, shown(person.email)],
        ]}
      />
      <p>{protect.identity_note}</p>
      <button type="button" class="link-button" id="forget-identity" onClick={forget}>
        {protect.identity_hide}
      </button>
    </section>
  );
}

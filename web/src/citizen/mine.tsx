/** All reports of one person: contact, code, list. */
import { useState } from 'preact/hooks';
import { call } from '../api/client';
import { mine } from '../i18n/texts';
import { CodeEntry } from './CodeEntry';
import { AskForCode } from './AskForCode';
import { askForCode, type Contact } from './codeRequest';
import { trackBox } from './codes';
import { MineList } from './MineList';
import { endSession, keepSession, keptSession, type MineSession } from './mineSession';
import { start } from './start';
import { fill } from '../i18n/fill';

interface SentProps {
  contact: Contact;
  enter: (code: string) => Promise<void>;
  change: () => void;
}

function Sent({ contact, enter, change }: SentProps) {
  const shown = Object.values(contact).join('');
  return (
    <>
      <CodeEntry
        sent={fill(mine.sent, { contact: shown })}
        button={mine.enter}
        enter={enter}
        again={(say) => askForCode(contact, say)}
      />
      <button type="button" class="link-button" id="change" onClick={change}>
        {mine.change}
      </button>
      <h2 class="govuk-heading-m">{mine.none_title}</h2>
      <p>
        {mine.none_text}{' '}
        <a class="govuk-link" href={trackBox}>
          {mine.none_link}
        </a>
      </p>
    </>
  );
}

function Mine() {
  const [session, setSession] = useState<MineSession | null>(keptSession);
  const [contact, setContact] = useState<Contact | null>(null);
  const [over, setOver] = useState(false);

  async function enter(code: string): Promise<void> {
    const begun = await call<MineSession>('/api/me/sessions', { body: { ...contact, code } });
    keepSession(begun);
    setOver(false);
    setSession(begun);
  }

  function end(itself: boolean): void {
    endSession();
    setSession(null);
    setContact(null);
    setOver(itself);
  }

  if (session) {
    return <MineList session={session} over={() => end(true)} leave={() => end(false)} />;
  }
  return (
    <div class="narrow">
      <h1 class="govuk-heading-xl">{mine.title}</h1>
      {contact ? (
        <Sent contact={contact} enter={enter} change={() => setContact(null)} />
      ) : (
        <>
          <p class="lead">{mine.lead}</p>
          <p role="status" class={over ? 'notice notice--warning' : ''}>
            {over && mine.over}
          </p>
          <AskForCode asked={setContact} />
        </>
      )}
    </div>
  );
}

start(<Mine />);

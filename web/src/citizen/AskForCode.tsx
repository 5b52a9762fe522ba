/** Where a code shall go: an e-mail address or a mobile number. */
import { useState } from 'preact/hooks';
import type { Problem } from '../api/client';
import { sentencesOf } from '../api/messages';
import { ChoiceBox, LineBox } from '../components/controls';
import { asProblem } from '../components/hooks';
import { Problems } from '../components/Problems';
import { Failed } from '../components/Status';
import { mine } from '../i18n/texts';
import { askForCode, type Contact, WORDS } from './codeRequest';
import type { Doing } from './work';

const WAYS = [
  { id: 'email', name: mine.by_email },
  { id: 'phone', name: mine.by_phone },
];

export function AskForCode({ asked }: { asked: (contact: Contact) => void }) {
  const [way, setWay] = useState('email');
  const [typed, setTyped] = useState('');
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [problem, setProblem] = useState<Problem | null>(null);
  const [doing, setDoing] = useState<Doing | null>(null);
  const byMail = way === 'email';

  async function submit(event: Event): Promise<void> {
    event.preventDefault();
    if (doing) return;
    const value = typed.trim();
    const missing = byMail ? mine.email_missing : mine.phone_missing;
    setErrors(value ? {} : { [way]: missing });
    setProblem(null);
    if (!value) return;
    const contact: Contact = byMail ? { email: value } : { phone: value };
    try {
      await askForCode(contact, setDoing);
      asked(contact);
    } catch (failure) {
      const refused = asProblem(failure);
      if (refused.status === 422) setErrors(sentencesOf(refused.errors, way));
      else setProblem(refused);
    } finally {
      setDoing(null);
    }
  }

  return (
    <form onSubmit={(event) => void submit(event)} noValidate>
      <Problems errors={errors} />
      <ChoiceBox
        id="way"
        label={mine.by}
        options={WAYS}
        value={way}
        onChange={(chosen) => {
          setWay(chosen);
          setTyped('');
          setErrors({});
        }}
      />
      <LineBox
        key={way}
        id={way}
        label={byMail ? mine.email : mine.phone}
        hint={byMail ? undefined : mine.phone_hint}
        type={byMail ? 'email' : 'tel'}
        autocomplete={byMail ? 'email' : 'tel'}
        value={typed}
        onChange={setTyped}
        error={errors[way]}
      />
      {problem && <Failed problem={problem} />}
      <button type="submit" class="govuk-button" id="ask" aria-disabled={doing !== null}>
        {mine.ask}
      </button>
      <p role="status" id="asking">
        {doing && WORDS[doing]}
      </p>
    </form>
  );
}

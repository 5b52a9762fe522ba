/** The steps between the password and the desk: a new password, one-time codes set up, a code. */
import { useRef, useState } from 'preact/hooks';
import { Problem } from '../api/client';
import { LineBox } from '../components/controls';
import { useFocusWhen } from '../components/hooks';
import { Problems } from '../components/Problems';
import { Failed } from '../components/Status';
import { desk, signin } from '../i18n/texts';
import { Qr } from './Qr';
import { respond, type Step } from './session';
import { useSending } from './useSending';

interface Props {
  username: string;
  step: Step;
  /** Called with the next step, or null when the officer is signed in. */
  passed: (next: Step | null) => void;
  again: (problem: Problem | null) => void;
}

const TITLES = {
  new_password: signin.new_title,
  totp_setup: signin.setup_title,
  totp: signin.code_title,
};

const grouped = (secret: string): string => secret.replace(/(.{4})(?=.)/g, '$1 ');

function Setup({ secret, uri }: { secret: string; uri: string }) {
  return (
    <>
      <p>{signin.setup_lead}</p>
      <ol class="steps-list">
        <li>{signin.setup_1}</li>
        <li>
          {signin.setup_2}
          <Qr text={uri} label={signin.setup_qr} />
          <p>
            <a class="govuk-link" href={uri} id="otpauth">
              {signin.setup_link}
            </a>
          </p>
          <p>{signin.setup_text}</p>
          <code class="secret" id="secret">
            {grouped(secret)}
          </code>
        </li>
        <li>{signin.setup_3}</li>
      </ol>
    </>
  );
}

export function SignInStep({ username, step, passed, again }: Props) {
  const [answer, setAnswer] = useState('');
  const { errors, problem, sending, send } = useSending('answer');
  const title = useRef<HTMLHeadingElement>(null);
  useFocusWhen(title, step.next);
  const isPassword = step.next === 'new_password';
  const written = isPassword ? answer : answer.replace(/\s/g, '');

  async function submit(event: Event): Promise<void> {
    event.preventDefault();
    const empty = isPassword ? signin.new_missing : signin.code_missing;
    const wrong: Record<string, string> = written ? {} : { answer: empty };
    await send(wrong, async () => {
      try {
        passed(await respond(username, step, written));
      } catch (failure) {
        if (!(failure instanceof Problem) || failure.code !== 'step_ended') throw failure;
        again(failure);
      }
    });
    if (!isPassword) setAnswer('');
  }

  return (
    <form class="sign-in" onSubmit={(event) => void submit(event)} noValidate>
      <Problems errors={errors} />
      <h1 class="govuk-heading-l" tabIndex={-1} ref={title}>
        {TITLES[step.next]}
      </h1>
      {isPassword && <p>{signin.new_lead}</p>}
      {step.next === 'totp' && <p>{signin.code_lead}</p>}
      {step.secret && step.uri && <Setup secret={step.secret} uri={step.uri} />}
      {problem && <Failed problem={problem} />}
      {/* Password managers keep the new password under this name. */}
      <input
        type="text"
        class="govuk-visually-hidden"
        name="username"
        value={username}
        autocomplete="username"
        readOnly
        tabIndex={-1}
        aria-hidden="true"
      />
      <LineBox
        key={step.next}
        id="answer"
        label={isPassword ? signin.new_label : signin.code_label}
        hint={isPassword ? signin.new_rules : signin.code_hint}
        type={isPassword ? 'password' : 'text'}
        autocomplete={isPassword ? 'new-password' : 'one-time-code'}
        inputMode={isPassword ? undefined : 'numeric'}
        value={answer}
        onChange={setAnswer}
        error={errors.answer}
      />
      <div class="govuk-button-group">
        <button type="submit" class="govuk-button" id="enter" aria-disabled={sending}>
          {isPassword ? signin.new_save : desk.enter}
        </button>
        <button type="button" class="link-button" onClick={() => again(null)}>
          {signin.again}
        </button>
      </div>
      {step.next === 'totp' && <p class="govuk-hint">{signin.lost}</p>}
    </form>
  );
}

/** Officers' sign-in: user name and password, then whatever step the server names. */
import { useState } from 'preact/hooks';
import type { Problem } from '../api/client';
import { start } from '../citizen/start';
import { LineBox } from '../components/controls';
import { Problems } from '../components/Problems';
import { Failed } from '../components/Status';
import { desk, signin } from '../i18n/texts';
import { nextPage, signIn, type Step } from './session';
import { SignInStep } from './SignInStep';
import { missing, useSending } from './useSending';

const expired = new URLSearchParams(location.search).has('expired');

function Credentials({
  username,
  setUsername,
  passed,
  ended,
}: {
  username: string;
  setUsername: (username: string) => void;
  passed: (next: Step | null) => void;
  ended: Problem | null;
}) {
  const [password, setPassword] = useState('');
  const { errors, problem, sending, send } = useSending('username');
  const wrong = problem ?? ended;

  async function submit(event: Event): Promise<void> {
    event.preventDefault();
    const words = { username: desk.username_missing, password: desk.password_missing };
    const empty = missing({ username, password }, words);
    const done = await send(empty, async () => passed(await signIn(username.trim(), password)));
    if (!done && Object.keys(empty).length === 0) setPassword('');
  }

  return (
    <form class="sign-in" onSubmit={(event) => void submit(event)} noValidate>
      <Problems errors={errors} />
      <h1 class="govuk-heading-l">{desk.sign_in}</h1>
      <p>{signin.lead}</p>
      {expired && <p class="notice">{desk.expired}</p>}
      {wrong && <Failed problem={wrong} />}
      <LineBox
        id="username"
        label={desk.username}
        autocomplete="username"
        value={username}
        onChange={setUsername}
        error={errors.username}
      />
      <LineBox
        id="password"
        label={desk.password}
        type="password"
        autocomplete="current-password"
        value={password}
        onChange={setPassword}
        error={errors.password}
      />
      <button type="submit" class="govuk-button" id="enter" aria-disabled={sending}>
        {desk.enter}
      </button>
      <p class="govuk-hint">{signin.lost}</p>
    </form>
  );
}

function SignIn() {
  const [username, setUsername] = useState('');
  const [step, setStep] = useState<Step | null>(null);
  const [ended, setEnded] = useState<Problem | null>(null);

  function passed(next: Step | null): void {
    if (!next) location.assign(nextPage(location.search));
    setStep(next);
    setEnded(null);
  }

  if (!step) {
    return (
      <Credentials username={username} setUsername={setUsername} passed={passed} ended={ended} />
    );
  }
  return (
    <SignInStep
      key={step.session}
      username={username.trim()}
      step={step}
      passed={passed}
      again={(problem) => {
        setStep(null);
        setEnded(problem);
      }}
    />
  );
}

start(<SignIn />);

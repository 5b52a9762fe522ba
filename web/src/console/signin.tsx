/** Officers' sign-in. */
import { useState } from 'preact/hooks';
import type { Problem } from '../api/client';
import { start } from '../citizen/start';
import { LineBox } from '../components/controls';
import { asProblem } from '../components/hooks';
import { Problems } from '../components/Problems';
import { Failed } from '../components/Status';
import { desk } from '../i18n/texts';
import { nextPage, signIn } from './session';

const expired = new URLSearchParams(location.search).has('expired');

function SignIn() {
  const [username, setUsername] = useState('');
  const [password, setPassword] = useState('');
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [problem, setProblem] = useState<Problem | null>(null);
  const [sending, setSending] = useState(false);

  function missing(): Record<string, string> {
    return {
      ...(username.trim() ? {} : { username: desk.username_missing }),
      ...(password ? {} : { password: desk.password_missing }),
    };
  }

  async function submit(event: Event): Promise<void> {
    event.preventDefault();
    if (sending) return;
    const wrong = missing();
    setErrors(wrong);
    setProblem(null);
    if (Object.keys(wrong).length > 0) return;
    setSending(true);
    try {
      await signIn(username.trim(), password);
      location.assign(nextPage(location.search));
    } catch (failure) {
      setProblem(asProblem(failure));
      setPassword('');
      setSending(false);
    }
  }

  return (
    <form class="sign-in" onSubmit={(event) => void submit(event)} noValidate>
      <Problems errors={errors} />
      <h1 class="govuk-heading-l">{desk.sign_in}</h1>
      {expired && <p class="notice">{desk.expired}</p>}
      {problem && <Failed problem={problem} />}
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
    </form>
  );
}

start(<SignIn />);

/** Choosing files and sending them one after the other, each with its progress. */
import { useRef, useState } from 'preact/hooks';
import { sentencesOf } from '../api/messages';
import type { SendForm } from '../api/types';
import { asProblem } from '../components/hooks';
import { fill } from '../i18n/fill';
import { files as texts } from '../i18n/texts';
import { ACCEPTED, kindOf, MAX_MB, post, unfit } from './sending';

/** A file under way; only this page knows its name. */
interface Sending {
  name: string;
  part: number;
  error?: string;
}

interface Props {
  /** Asks where a file may be sent. */
  ask: (body: { type: string; size: number }) => Promise<SendForm>;
  sent: () => void;
}

function sentenceOf(failure: unknown): string {
  const problem = asProblem(failure);
  return Object.values(sentencesOf(problem.errors, 'size'))[0] ?? problem.message;
}

function Progress({ file }: { file: Sending }) {
  if (file.error) {
    return (
      <li class="sending">
        <span class="sending__name">{file.name}</span>
        <span class="govuk-error-message">{file.error}</span>
      </li>
    );
  }
  return (
    <li class="sending">
      <span class="sending__name">{file.name}</span>
      <progress max={1} value={file.part} aria-label={fill(texts.sending, { name: file.name })} />
    </li>
  );
}

export function Sender({ ask, sent }: Props) {
  const [under, setUnder] = useState<Sending[]>([]);
  const [busy, setBusy] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const change = (place: number, changed: Partial<Sending>) =>
    setUnder((all) => all.map((file, n) => (n === place ? { ...file, ...changed } : file)));

  async function one(file: File, place: number): Promise<void> {
    const wrong = unfit(file);
    if (wrong) return change(place, { error: wrong });
    try {
      const form = await ask({ type: kindOf(file) ?? '', size: file.size });
      await post(form, file, (part) => change(place, { part }));
      sent();
    } catch (failure) {
      change(place, { error: sentenceOf(failure) });
    }
  }

  async function send(): Promise<void> {
    const chosen = [...(input.current?.files ?? [])];
    setUnder(chosen.map(({ name }) => ({ name, part: 0 })));
    setBusy(true);
    for (const [place, file] of chosen.entries()) await one(file, place);
    if (input.current) input.current.value = '';
    setBusy(false);
    setUnder((all) => all.filter(({ error }) => error));
  }

  return (
    <>
      <input
        type="file"
        id="files-input"
        class="files__input govuk-visually-hidden"
        multiple
        accept={ACCEPTED}
        ref={input}
        disabled={busy}
        aria-describedby="files-hint"
        onChange={() => void send()}
      />
      <label class="govuk-button govuk-button--secondary" for="files-input">
        {texts.add}
      </label>
      <p class="govuk-hint" id="files-hint">
        {fill(texts.hint, { mb: MAX_MB })}
      </p>
      <div role="status">
        <ul class="sendings">
          {under.map((file) => (
            <Progress key={file.name} file={file} />
          ))}
        </ul>
      </div>
    </>
  );
}

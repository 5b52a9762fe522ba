/** Words that the public may read, what of them it does not, and the way to change that. */
import { useRef, useState } from 'preact/hooks';
import type { Problem } from '../../api/client';
import type { Report, ReportEvent, TextPart } from '../../api/types';
import { asProblem, useFocusWhen } from '../../components/hooks';
import { Failed } from '../../components/Status';
import { common, protect } from '../../i18n/texts';
import { fill } from '../../i18n/fill';
import { officerCall } from '../session';
import { Marked } from './Marked';
import { changesOf, type Choice, perCall, type Span } from './spans';
import { WordChooser } from './WordChooser';
import { hiddenIn } from './words';

export interface Handling {
  report: Report;
  replace: (report: Report) => void;
}

interface Words {
  event: ReportEvent;
  part: TextPart;
  text: string;
  /** What the words are, as in "the title": for the button and the list of words. */
  name: string;
}

const NOTHING: Choice = new Map();

/** Hides and shows words; marks hold in their order, so there is no version to compare. */
async function saveMarks(
  { report, replace }: Handling,
  { event, part, text }: Words,
  hidden: Span[],
  choice: Choice,
): Promise<void> {
  const { mask, unmask } = changesOf(text, hidden, choice);
  for (const [call, spans] of [
    ...perCall(unmask).map((list) => ['unmask', list] as const),
    ...perCall(mask).map((list) => ['mask', list] as const),
  ]) {
    const path = `/api/desk/${report.number}/${call}`;
    replace(await officerCall<Report>(path, { body: { of: event.seq, part, spans } }));
  }
}

interface EditorProps {
  handling: Handling;
  words: Words;
  done: () => void;
  cancel: () => void;
}

function Editor({ handling, words, done, cancel }: EditorProps) {
  const hidden = hiddenIn(words.event, words.part);
  const mayShow = handling.report.may.includes('unmask');
  const [choice, setChoice] = useState(NOTHING);
  const [empty, setEmpty] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [sending, setSending] = useState(false);
  const head = useRef<HTMLHeadingElement>(null);
  useFocusWhen(head, true);

  async function save(): Promise<void> {
    if (sending) return;
    setEmpty(choice.size === 0);
    setProblem(null);
    if (choice.size === 0) return;
    setSending(true);
    try {
      await saveMarks(handling, words, hidden, choice);
      done();
    } catch (failure) {
      setProblem(asProblem(failure));
      setSending(false);
    }
  }

  return (
    <div class="chooser">
      <h3 class="govuk-heading-s" tabIndex={-1} ref={head}>
        {fill(protect.choose, { what: words.name })}
      </h3>
      <p>{protect.choose_hint}</p>
      {!mayShow && hidden.length > 0 && <p>{protect.only_admin_shows}</p>}
      <WordChooser
        text={words.text}
        hidden={hidden}
        mayShow={mayShow}
        choice={choice}
        choose={setChoice}
        label={fill(protect.words_of, { what: words.name })}
      />
      {empty && (
        <p class="govuk-error-message" role="alert">
          <span class="govuk-visually-hidden">{common.error_prefix} </span>
          {protect.none_chosen}
        </p>
      )}
      {problem && <Failed problem={problem} />}
      <div class="govuk-button-group">
        <button
          type="button"
          class="govuk-button"
          aria-disabled={sending}
          onClick={() => void save()}
        >
          {protect.save_words}
        </button>
        <button type="button" class="link-button" onClick={cancel}>
          {protect.cancel}
        </button>
      </div>
    </div>
  );
}

interface Props extends Handling, Words {
  look: string;
  /** The words stand elsewhere on the page already: show them only to choose among them. */
  elsewhere?: boolean;
}

export function PublicWords({ report, replace, look, elsewhere = false, ...words }: Props) {
  const [open, setOpen] = useState(false);
  const [saved, setSaved] = useState(false);
  const status = useRef<HTMLParagraphElement>(null);
  useFocusWhen(status, saved);
  const id = `hide-${words.event.seq}-${words.part}`;
  const hidden = hiddenIn(words.event, words.part);
  if (open) {
    return (
      <Editor
        handling={{ report, replace }}
        words={words}
        done={() => {
          setOpen(false);
          setSaved(true);
        }}
        cancel={() => {
          setOpen(false);
          setTimeout(() => document.getElementById(id)?.focus());
        }}
      />
    );
  }
  return (
    <>
      {!elsewhere && (
        <p class={look}>
          <Marked text={words.text} hidden={hidden} />
        </p>
      )}
      {!elsewhere && hidden.length > 0 && <p class="unseen__note">{protect.unseen_note}</p>}
      <p role="status" tabIndex={-1} ref={status} class={saved ? 'notice notice--ok' : 'silent'}>
        {saved && protect.words_saved}
      </p>
      {report.may.includes('mask') && (
        <button
          type="button"
          class="link-button link-button--small"
          id={id}
          onClick={() => {
            setSaved(false);
            setOpen(true);
          }}
        >
          {fill(protect.hide_words, { what: words.name })}
        </button>
      )}
    </>
  );
}

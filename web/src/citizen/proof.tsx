/** Checking a report's proof: the box for what the reporter has, then what came of it. */
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Problem } from '../api/client';
import { dashed, fits, NUMBER_LENGTH, plain } from '../api/number';
import { LineBox } from '../components/controls';
import { asProblem, useFocusWhen } from '../components/hooks';
import { Problems } from '../components/Problems';
import { Failed } from '../components/Status';
import { common, proof as texts, receipt as receiptTexts, track } from '../i18n/texts';
import { codeKey } from './codes';
import { Checked } from './Checked';
import { Gone, type Missing } from './Gone';
import { check, type Checking, readFile } from './checking';
import { PublishedRoots } from './PublishedRoots';
import { start } from './start';

const asked = plain(new URLSearchParams(location.search).get('n') ?? '');
/** A report that was opened in this tab needs its code no second time. */
const known = (asked && sessionStorage.getItem(codeKey(asked))) || '';

/** 64 hexadecimal digits, however they were copied. */
const hashOf = (typed: string): string => typed.toLowerCase().replace(/\s+/g, '');

interface Typed {
  number: string;
  code: string;
  receipt: string;
  file: File | null;
}

function wrongIn({ number, code, receipt, file }: Typed): Record<string, string> {
  const wrong: Record<string, string> = {};
  if (!plain(number)) {
    if (!file) wrong.number = texts.nothing;
  } else if (plain(number).length !== NUMBER_LENGTH) wrong.number = track.number_bad;
  else if (!fits(plain(number))) wrong.number = texts.number_typo;
  else if (!plain(code)) wrong.code = texts.code_missing;
  if (receipt && !/^[0-9a-f]{64}$/.test(hashOf(receipt))) wrong.receipt = texts.receipt_bad;
  return wrong;
}

/** The browser's own button would speak the browser's language, not the page's. */
function FileBox({
  file,
  error,
  choose,
}: {
  file: File | null;
  error?: string;
  choose: (file: File | null) => void;
}) {
  return (
    <div class={`govuk-form-group${error ? ' govuk-form-group--error' : ''}`}>
      <label class="govuk-label govuk-label--s" for="file">
        {texts.file} <span class="optional">{common.optional}</span>
      </label>
      <div class="govuk-hint" id="file-hint">
        {texts.file_hint}
      </div>
      {error && (
        <p class="govuk-error-message" id="file-error">
          {error}
        </p>
      )}
      <input
        type="file"
        id="file"
        class="files__input govuk-visually-hidden"
        accept=".json,application/json"
        aria-describedby={`file-hint file-name${error ? ' file-error' : ''}`}
        onChange={(event) => choose(event.currentTarget.files?.[0] ?? null)}
      />
      <label class="govuk-button govuk-button--secondary file-choice" for="file">
        {texts.file_choose}
      </label>{' '}
      <span class="break" id="file-name">
        {file?.name ?? texts.file_none}
      </span>
    </div>
  );
}

interface BoxProps {
  typed: Typed;
  type: (typed: Typed) => void;
  show: (checking: Checking) => void;
  miss: (missing: Missing) => void;
}

function Box({ typed, type, show, miss }: BoxProps) {
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [problem, setProblem] = useState<Problem | null>(null);
  const [waiting, setWaiting] = useState(false);
  const put = (name: keyof Typed) => (value: string) => type({ ...typed, [name]: value });

  async function run(): Promise<void> {
    const saved = typed.file && (await readFile(typed.file));
    if (typed.file && !saved) return setErrors({ file: texts.file_bad });
    const [number, receipt] = [plain(typed.number), hashOf(typed.receipt)];
    try {
      show(await check(number, plain(typed.code), receipt, saved));
    } catch (failure) {
      // Without the receipt's fingerprint it is a slip, more likely than anything else.
      if (asProblem(failure).status !== 404 || !receipt) throw failure;
      const kept = saved && plain(saved.number) === number ? saved : null;
      miss({ number, kept: kept && (await check('', '', receipt, kept)) });
    }
  }

  async function submit(event: Event): Promise<void> {
    event.preventDefault();
    const wrong = wrongIn(typed);
    setErrors(wrong);
    setProblem(null);
    if (waiting || Object.keys(wrong).length > 0) return;
    setWaiting(true);
    try {
      await run();
    } catch (failure) {
      const refused = asProblem(failure);
      if (refused.status === 404) setErrors({ number: refused.message });
      else setProblem(refused);
    } finally {
      setWaiting(false);
    }
  }

  return (
    <form class="narrow" onSubmit={(event) => void submit(event)} noValidate>
      <Problems errors={errors} />
      {problem && <Failed problem={problem} />}
      <h1 class="govuk-heading-xl">{texts.title}</h1>
      <p class="lead">{texts.lead}</p>
      <LineBox
        id="number"
        label={track.number}
        hint={track.number_hint}
        value={typed.number}
        onChange={put('number')}
        error={errors.number}
      />
      <LineBox
        id="code"
        label={track.code}
        hint={texts.code_hint}
        value={typed.code}
        onChange={put('code')}
        error={errors.code}
      />
      <LineBox
        id="receipt"
        label={receiptTexts.chain}
        hint={texts.receipt_hint}
        optional
        value={typed.receipt}
        onChange={put('receipt')}
        error={errors.receipt}
      />
      <FileBox file={typed.file} error={errors.file} choose={(file) => type({ ...typed, file })} />
      <button type="submit" class="govuk-button" id="check" aria-disabled={waiting}>
        {texts.button}
      </button>
    </form>
  );
}

function ProofCheck() {
  const [typed, setTyped] = useState<Typed>({
    number: dashed(asked),
    code: known,
    receipt: '',
    file: null,
  });
  const [checking, setChecking] = useState<Checking | null>(null);
  const [missing, setMissing] = useState<Missing | null>(null);
  const title = useRef<HTMLHeadingElement>(null);
  const shown = checking ?? missing;
  useFocusWhen(title, shown);
  useEffect(() => {
    if (shown) scrollTo(0, 0);
  }, [shown]);
  return (
    <>
      {checking && <Checked checking={checking} title={title} close={() => setChecking(null)} />}
      {missing && <Gone missing={missing} title={title} close={() => setMissing(null)} />}
      {!shown && <Box typed={typed} type={setTyped} show={setChecking} miss={setMissing} />}
      <PublishedRoots />
    </>
  );
}

start(<ProofCheck />);

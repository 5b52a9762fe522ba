/** Keeps the draft beside the form: saves while typing, offers it again, deletes it on request. */
import { longDate } from '../../i18n/dates';
import { fill } from '../../i18n/fill';
import { form as texts } from '../../i18n/texts';
import { find, put } from '../dom';
import { type Draft, deleteDraft, isOpenHere, loadDraft, newKey, saveDraft } from './draft';
import { FIELDS, isConfidential, readValues, type Values } from './values';

const PAUSE = 400;

export interface Drafting {
  key(): string;
  renewKey(): void;
  save(): void;
  /** Whether this tab went on with a draft when it was loaded. */
  isOpen(): boolean;
  forget(): void;
}

const isEmpty = (values: Values): boolean => FIELDS.every((name) => !values[name]);

/** `resume` puts the draft's answers into the form; `restart` follows when the form was emptied. */
export function connectDraft(
  form: HTMLFormElement,
  { resume, restart }: { resume: (values: Values) => void; restart: () => void },
): Drafting {
  const keep = find<HTMLInputElement>('#draft-keep');
  const say = (text: string, stored: boolean) => {
    find('#draft-status').textContent = text;
    find('#draft-delete').hidden = !stored;
  };
  const found = loadDraft(Date.now());
  let key = newKey();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let offered = false;

  function save(): void {
    clearTimeout(timer);
    if (offered) return;
    const values = readValues(form);
    const secret = isConfidential(values);
    find('#draft-keep-box').hidden = !secret;
    if (secret && !keep.checked) {
      deleteDraft();
      say(texts.draft_off, false);
    } else if (!isEmpty(values) && saveDraft({ key, values, savedAt: Date.now() })) {
      say(texts.draft_saved, true);
    }
  }

  function goOnWith(draft: Draft): void {
    key = draft.key;
    keep.checked = isConfidential(draft.values);
    resume(draft.values);
    offered = false;
    find('#draft-found').hidden = true;
    save();
  }

  function forget(): void {
    clearTimeout(timer);
    // A draft that was offered and left alone belongs to another report.
    if (!offered) deleteDraft();
    key = newKey();
  }

  function offer(draft: Draft): void {
    offered = true;
    const box = find('#draft-found');
    const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
    const date = longDate(new Date(draft.savedAt).toISOString(), zone);
    put(box, 'found', fill(texts.draft_found, { date }));
    box.hidden = false;
    find('#draft-resume').addEventListener('click', () => goOnWith(draft));
    find('#draft-fresh').addEventListener('click', () => {
      offered = false;
      box.hidden = true;
      forget();
      save();
    });
  }

  const open = found !== null && isOpenHere(found);
  if (found && open) goOnWith(found);
  else if (found) offer(found);

  form.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(save, PAUSE);
  });
  form.addEventListener('change', save);
  window.addEventListener('pagehide', () => {
    // Typing within the last moment before leaving would be lost otherwise.
    if (timer !== undefined && !find('#filing').hidden) save();
  });
  find('#draft-delete').addEventListener('click', () => {
    if (!window.confirm(texts.draft_confirm)) return;
    offered = false;
    forget();
    form.reset();
    restart();
    say(texts.draft_deleted, false);
  });

  return {
    key: () => key,
    renewKey: () => {
      key = newKey();
      save();
    },
    save,
    isOpen: () => open,
    forget,
  };
}

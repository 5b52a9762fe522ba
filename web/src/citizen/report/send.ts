/** Sends the report once, however often the button is pressed, and says what became of it. */
import { call, Problem } from '../../api/client';
import type { Receipt } from '../../api/types';
import { fill } from '../../i18n/fill';
import { common, form as texts } from '../../i18n/texts';
import { find } from '../dom';
import { type Doing, withProof } from '../work';

export interface Sending {
  key: string;
  body: unknown;
}

const WORDS: Record<Doing, string> = { proving: texts.proving, sending: texts.sending };

function sentence(problem: Problem): string {
  if (problem.code === 'offline') return texts.failed_offline;
  if (problem.code === 'key_reused') return texts.failed_reused;
  return problem.status >= 500 ? texts.failed_server : problem.message;
}

function paragraphs(...lines: string[]): HTMLElement[] {
  return lines.filter(Boolean).map((line) => {
    const paragraph = document.createElement('p');
    paragraph.textContent = line;
    return paragraph;
  });
}

function showFailure(problem: Problem): void {
  const box = find('#failure');
  const incident = problem.incident ? fill(common.incident, { id: problem.incident }) : '';
  box.replaceChildren(...paragraphs(texts.failed_title, sentence(problem), incident));
  box.hidden = false;
  find('#send').textContent = common.retry;
  find('#send-new').hidden = problem.code !== 'key_reused';
}

export function forgetFailure(): void {
  find('#failure').hidden = true;
  find('#send').textContent = texts.send;
  find('#send-new').hidden = true;
}

function deliver({ key, body }: Sending): Promise<Receipt> {
  const say = (doing: Doing) => (find('#sending').textContent = WORDS[doing]);
  return withProof(key, say, (proof) =>
    call('/api/reports', { body, headers: { 'Idempotency-Key': key, Proof: proof } }),
  );
}

let underWay = false;

/** Gives the receipt, or null when the failure is shown on the page; throws validation problems. */
export async function send(sending: Sending): Promise<Receipt | null> {
  if (underWay) return null;
  underWay = true;
  forgetFailure();
  const button = find<HTMLButtonElement>('#send');
  button.setAttribute('aria-disabled', 'true');
  try {
    return await deliver(sending);
  } catch (problem) {
    if (!(problem instanceof Problem)) throw problem;
    if (problem.status === 422) throw problem;
    showFailure(problem);
    return null;
  } finally {
    underWay = false;
    button.removeAttribute('aria-disabled');
    find('#sending').textContent = '';
  }
}

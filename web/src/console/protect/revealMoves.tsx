/** Opening a reporter's identity: at once when named, after the national admin's consent if not. */
import { TextBox } from '../../components/controls';
import { fill, word } from '../../i18n/fill';
import { desk, protect, roles } from '../../i18n/texts';
import type { Typed } from '../kept';
import type { FieldsProps, Move } from '../moves';
import { officer } from '../session';
import { ExplanationBox, ReasonBox } from './reasonFields';

function Warning({ children }: { children: string }) {
  return <p class="notice notice--warning">{children}</p>;
}

function RevealFields(props: FieldsProps) {
  return (
    <>
      <Warning>{fill(protect.reveal_warning, { role: word(roles, officer()?.role) })}</Warning>
      <ReasonBox {...props} list="reveal" />
      <ExplanationBox {...props} />
    </>
  );
}

function AskFields(props: FieldsProps) {
  return (
    <>
      <Warning>{protect.ask_warning}</Warning>
      <ReasonBox {...props} list="reveal" />
      <ExplanationBox {...props} />
    </>
  );
}

function GrantFields({ report }: FieldsProps) {
  return <Warning>{fill(protect.grant_warning, { officer: report.look?.officer })}</Warning>;
}

function RefuseFields({ kept, errors }: FieldsProps) {
  return (
    <TextBox
      id="text"
      label={protect.refuse_text}
      hint={protect.refuse_hint}
      value={kept.text('text')}
      onChange={(text) => kept.set({ text })}
      error={errors.text}
    />
  );
}

const NEEDED = { reason: desk.reason_missing, text: desk.text_missing };
const why = ({ reason, text }: Typed) => ({ reason, text });

export const REVEAL_MOVES: Record<string, Move> = {
  reveal: { Fields: RevealFields, needed: NEEDED, body: why, send: protect.reveal_send },
  'ask-reveal': { Fields: AskFields, needed: NEEDED, body: why, send: protect.ask_send },
  'grant-reveal': {
    Fields: GrantFields,
    needed: {},
    body: () => ({}),
    send: protect.grant_send,
  },
  'refuse-reveal': {
    Fields: RefuseFields,
    needed: { text: desk.text_missing },
    body: ({ text }) => ({ text }),
    send: protect.refuse_send,
  },
};

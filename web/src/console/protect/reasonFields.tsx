/** Why something grave is done: a reason of the register and an explanation in the officer's words. */
import reasons from 'virtual:reasons';
import { ListBox, TextBox } from '../../components/controls';
import { desk, protect } from '../../i18n/texts';
import type { FieldsProps } from '../moves';

export function ReasonBox({ list, kept, errors }: FieldsProps & { list: 'redact' | 'reveal' }) {
  return (
    <ListBox
      id="reason"
      label={desk.reason}
      empty={desk.choose_reason}
      value={kept.text('reason')}
      onChange={(reason) => kept.set({ reason })}
      error={errors.reason}
      options={reasons[list]}
    />
  );
}

export function ExplanationBox({ kept, errors }: FieldsProps) {
  return (
    <TextBox
      id="text"
      label={protect.explanation}
      hint={protect.explanation_hint}
      max={1000}
      value={kept.text('text')}
      onChange={(text) => kept.set({ text })}
      error={errors.text}
    />
  );
}

/** The national admin's moves for who claims a right by letter. */
import { LineBox, ListBox, TextBox } from '../components/controls';
import { word } from '../i18n/fill';
import { desk, rights } from '../i18n/texts';
import type { FieldsProps, Move } from './moves';

const RIGHTS = Object.keys(rights);

function RightBox({ kept, errors, of }: FieldsProps & { of: string[] }) {
  return (
    <ListBox
      id="right"
      label={desk.right}
      empty={desk.right_choose}
      value={kept.text('right')}
      onChange={(right) => kept.set({ right })}
      error={errors.right}
      options={of.map((id) => ({ id, name: word(rights, id) }))}
    />
  );
}

function ClaimFields(props: FieldsProps) {
  const { kept, errors } = props;
  return (
    <>
      <RightBox {...props} of={RIGHTS} />
      <LineBox
        id="received_on"
        label={desk.received_on}
        hint={desk.received_hint}
        value={kept.text('received_on')}
        onChange={(received_on) => kept.set({ received_on })}
        error={errors.received_on}
      />
    </>
  );
}

function RefuseFields(props: FieldsProps) {
  const { kept, errors, report } = props;
  return (
    <>
      <RightBox {...props} of={Object.keys(report.asked ?? {})} />
      <TextBox
        id="text"
        label={desk.refuse_text}
        value={kept.text('text')}
        onChange={(text) => kept.set({ text })}
        error={errors.text}
      />
    </>
  );
}

const serving = (what: string): Move => ({
  Fields: () => <p>{what}</p>,
  needed: {},
  body: () => ({}),
});

export const LETTERS: Record<string, Move> = {
  'request-subject': {
    Fields: ClaimFields,
    needed: { right: desk.right_missing, received_on: desk.received_missing },
    body: ({ right, received_on }) => ({ right, received_on }),
  },
  'refuse-subject': {
    Fields: RefuseFields,
    needed: { right: desk.right_missing, text: desk.text_missing },
    body: ({ right, text }) => ({ right, text }),
  },
  'export-subject': serving(desk.export_subject),
  'erase-subject': serving(desk.erase_subject),
  'restrict-subject': serving(desk.restrict_subject),
};

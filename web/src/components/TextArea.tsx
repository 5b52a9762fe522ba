/** A question answered in several lines, with a counter of the characters left. */
import { form, lang } from '../i18n/texts';
import { describedBy, Field, type FieldProps } from './Field';

/** What the counter says, as the attributes that its script reads. */
const counterTexts = {
  'data-i18n.textarea-description.other': form.body_limit,
  'data-i18n.characters-under-limit.one': form.body_left,
  'data-i18n.characters-under-limit.other': form.body_left,
  'data-i18n.characters-at-limit': form.body_left.replace('%{count}', '0'),
  'data-i18n.characters-over-limit.one': form.body_over,
  'data-i18n.characters-over-limit.other': form.body_over,
};

export function TextArea({ rows = 8, max, ...field }: FieldProps & { rows?: number; max: number }) {
  const { id, filling } = field;
  return (
    <div
      class="govuk-character-count"
      data-module="govuk-character-count"
      data-maxlength={max}
      {...counterTexts}
    >
      <Field {...field}>
        <textarea
          class={`govuk-textarea govuk-js-character-count${filling.ifError(id, ' govuk-textarea--error')}`}
          id={id}
          name={id}
          rows={rows}
          aria-describedby={`${describedBy(field) ?? ''} ${id}-info`.trim()}
        >
          {filling.value(id)}
        </textarea>
      </Field>
      <div id={`${id}-info`} class="govuk-hint govuk-character-count__message">
        {form.body_limit.replace('%{count}', max.toLocaleString(lang))}
      </div>
    </div>
  );
}

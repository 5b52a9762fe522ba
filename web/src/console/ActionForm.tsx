/** A form that does one thing to one row, with what it means above its button. */
import type { ComponentChildren } from 'preact';
import { useRef } from 'preact/hooks';
import { useFocusWhen } from '../components/hooks';
import { Problems } from '../components/Problems';
import { Failed } from '../components/Status';
import { admin } from '../i18n/texts';
import type { Sending } from './useSending';

interface Props {
  id: string;
  title: string;
  lead?: string;
  button: string;
  /** Whether it cannot be undone. */
  danger?: boolean;
  sending: Sending;
  submit: () => void;
  cancel: () => void;
  children?: ComponentChildren;
}

export function ActionForm(props: Props) {
  const { id, title, lead, button, danger, sending, submit, cancel, children } = props;
  const heading = useRef<HTMLHeadingElement>(null);
  useFocusWhen(heading, id);
  return (
    <form
      class="action-form"
      id={`form-${id}`}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <Problems errors={sending.errors} />
      <h2 class="govuk-heading-m" tabIndex={-1} ref={heading}>
        {title}
      </h2>
      {lead && <p>{lead}</p>}
      {children}
      {sending.problem && <Failed problem={sending.problem} />}
      <div class="govuk-button-group">
        <button
          type="submit"
          class={`govuk-button${danger ? ' govuk-button--warning' : ''}`}
          aria-disabled={sending.sending}
        >
          {button}
        </button>
        <button type="button" class="link-button" onClick={cancel}>
          {admin.cancel}
        </button>
      </div>
    </form>
  );
}

/** What was just done, read out and in focus. */
export function Done({ message }: { message: string }) {
  const box = useRef<HTMLParagraphElement>(null);
  useFocusWhen(box, message);
  return (
    <p role="status" id="saved" tabIndex={-1} ref={box} class={message ? 'notice notice--ok' : ''}>
      {message}
    </p>
  );
}

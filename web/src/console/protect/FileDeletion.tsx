/** Deleting one file for good: a button, and behind it why and that it is meant. */
import { useRef, useState } from 'preact/hooks';
import reasons from 'virtual:reasons';
import type { ReportFile } from '../../api/types';
import { ListBox, TickBox } from '../../components/controls';
import { fileName } from '../../files/naming';
import { fill } from '../../i18n/fill';
import { desk, protect } from '../../i18n/texts';
import { ActionForm } from '../ActionForm';
import { useSending } from '../useSending';

interface Props {
  file: ReportFile;
  /** Has the file deleted for a reason; rejects with a `Problem`. */
  remove: (reason: string) => Promise<void>;
}

export function FileDeletion({ file, remove }: Props) {
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState('');
  const [sure, setSure] = useState(false);
  const sending = useSending('file-reason');
  const button = useRef<HTMLButtonElement>(null);

  function close(): void {
    setOpen(false);
    setReason('');
    setSure(false);
    // Drawn again before it can take the focus back.
    requestAnimationFrame(() => button.current?.focus());
  }

  if (!open) {
    return (
      <p>
        <button type="button" class="link-button" ref={button} onClick={() => setOpen(true)}>
          {protect.delete_file}
        </button>
      </p>
    );
  }
  const wrong = {
    ...(reason ? {} : { 'file-reason': desk.reason_missing }),
    ...(sure ? {} : { 'file-sure': protect.sure_missing }),
  };
  return (
    <ActionForm
      id="delete-file"
      title={fill(protect.delete_file_title, { name: fileName(file) })}
      lead={protect.delete_file_warning}
      button={protect.redact_send}
      danger
      sending={sending}
      submit={() => void sending.send(wrong, () => remove(reason))}
      cancel={close}
    >
      <ListBox
        id="file-reason"
        label={desk.reason}
        empty={desk.choose_reason}
        value={reason}
        onChange={setReason}
        error={sending.errors['file-reason']}
        options={reasons['delete-file']}
      />
      <TickBox
        id="file-sure"
        label={protect.delete_file_sure}
        value={sure}
        onChange={setSure}
        error={sending.errors['file-sure']}
      />
    </ActionForm>
  );
}

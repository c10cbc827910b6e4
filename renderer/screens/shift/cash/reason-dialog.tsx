// One question with one line of answer: why something is rejected, or printed again.
import { useState } from 'react';
import { ActionButton } from '../../../components/action-button.tsx';
import { Dialog } from '../../../components/dialog.tsx';
import { Field } from '../../../components/field.tsx';
import { Notice } from '../../../components/notice.tsx';
import { useWords } from '../../../i18n/i18n.ts';
import { useFaultSentence } from '../../../services.tsx';

type ReasonDialogProps = {
  readonly title: string;
  readonly label: string;
  readonly yes: string;
  readonly busy: boolean;
  readonly thrown: unknown;
  readonly maxLength: number;
  readonly onYes: (reason: string) => void;
  readonly onClose: () => void;
};

export function ReasonDialog({ title, label, yes, busy, thrown, maxLength, onYes, onClose }: ReasonDialogProps) {
  const { say } = useWords();
  const sentence = useFaultSentence();
  const [reason, setReason] = useState('');
  const ready = reason.trim() !== '';
  const send = (): void => {
    if (ready) onYes(reason.trim());
  };
  return (
    <Dialog title={title} onClose={onClose} keys={{ post: send }}>
      <Field label={label} value={reason} onType={setReason} maxLength={maxLength} autoFocus />
      {thrown !== null && <Notice tone="fault">{sentence(thrown)}</Notice>}
      <div className="dialog-acts">
        <ActionButton action="back" onPress={onClose}>
          {say('frame.cancel')}
        </ActionButton>
        <ActionButton tone="ink" action="post" busy={busy} disabled={!ready} onPress={send}>
          {yes}
        </ActionButton>
      </div>
    </Dialog>
  );
}

// Attaches one file to what is being typed: chosen in the desktop's own dialog, kept by the ledger at once, named by its id.
import { useState } from 'react';
import type { AttachmentKind } from '../../core/attachments/attachment-kind.ts';
import { useWords } from '../i18n/i18n.ts';
import { useKeys } from '../keys/use-keys.ts';
import { keepFile } from '../port/keep-file.ts';
import { useFaultSentence, useServices } from '../services.tsx';
import { useAct } from '../use-act.ts';
import { ActionButton } from './action-button.tsx';
import { Notice } from './notice.tsx';

type AttachFileProps = {
  readonly kind: AttachmentKind;
  /** The one that was kept; null while there is none. */
  readonly attachment: string | null;
  readonly onKept: (attachment: string) => void;
  /** Its key, in a dialog that has one for it. */
  readonly action?: 'evidence';
};

export function AttachFile({ kind, attachment, onKept, action }: AttachFileProps) {
  const { ledger, bridge } = useServices();
  const { say } = useWords();
  const sentence = useFaultSentence();
  const act = useAct();
  const [trouble, setTrouble] = useState<'FILE_TOO_LARGE' | 'FILE_UNREADABLE' | null>(null);
  const choose = (): void =>
    act.run(async () => {
      setTrouble(null);
      const chosen = await bridge.chooseFile();
      if ('cancelled' in chosen) return;
      if ('failed' in chosen) return setTrouble(chosen.failed);
      onKept(await keepFile(ledger, chosen, kind));
    });
  useKeys('dialog', { evidence: choose }, action !== undefined);
  return (
    <>
      <ActionButton
        size="small"
        tone="quiet"
        busy={act.busy}
        {...(action === undefined ? {} : { action })}
        onPress={choose}
      >
        {say(attachment === null ? 'followUp.attach' : 'followUp.attachOther')}
      </ActionButton>
      {attachment !== null && <Notice tone="good">{say('followUp.attached')}</Notice>}
      {trouble !== null && <Notice tone="fault">{say(`customers.${trouble}`)}</Notice>}
      {act.thrown !== null && <Notice tone="fault">{sentence(act.thrown)}</Notice>}
    </>
  );
}

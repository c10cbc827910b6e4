// 冻结 and letting go: a reason, a second person's approval, then the act.
import { useState } from 'react';
import type { CustomerFile } from '../../../core/contract/procedures/customer.ts';
import { useApproval } from '../../approving/use-approval.tsx';
import { ActionButton } from '../../components/action-button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { Field } from '../../components/field.tsx';
import { Notice } from '../../components/notice.tsx';
import { useWords } from '../../i18n/i18n.ts';
import { useFaultSentence, useServices } from '../../services.tsx';
import { useAct } from '../../use-act.ts';

type FreezeDialogProps = {
  readonly file: CustomerFile;
  readonly onClose: () => void;
  readonly onDone: (sentence: string) => void;
};

export function FreezeDialog({ file, onClose, onDone }: FreezeDialogProps) {
  const { ledger } = useServices();
  const { say } = useWords();
  const sentence = useFaultSentence();
  const act = useAct();
  const approval = useApproval('dialog');
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const frozen = !file.frozen;
  const save = (): void => {
    setTried(true);
    const wanted = { number: file.number, frozen, reason: reason.trim() };
    if (wanted.reason === '') return;
    act.run(async () => {
      const request = await approval.ask({ kind: 'customerFreeze', ...wanted });
      if (request === null) return;
      await ledger.act('customer.freeze', { ...wanted, approval: request });
      onDone(say(frozen ? 'customers.frozenDone' : 'customers.unfrozenDone', { name: file.name }));
    });
  };
  return (
    <Dialog
      title={say(frozen ? 'customers.freezeTitle' : 'customers.unfreezeTitle', { name: file.name })}
      onClose={onClose}
    >
      <form
        className="person-form"
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        <p className="dialog-say">{say(frozen ? 'customers.freezeSay' : 'customers.unfreezeSay')}</p>
        <Field
          label={say('customers.reason')}
          value={reason}
          onType={setReason}
          maxLength={100}
          autoFocus
          fault={tried && reason.trim() === '' ? say('customers.reasonNeeded') : null}
        />
        {approval.bar}
        {act.thrown !== null && <Notice tone="fault">{sentence(act.thrown)}</Notice>}
        <div className="dialog-acts">
          <ActionButton action="back" onPress={onClose}>
            {say('frame.cancel')}
          </ActionButton>
          <ActionButton tone="ink" cap="Enter" submit busy={act.busy}>
            {say('customers.askApproval')}
          </ActionButton>
        </div>
      </form>
    </Dialog>
  );
}

// 冻结收据 and letting it go: a reason, a second person's approval, then the act. No paper: the receipt itself says it.
import { useState } from 'react';
import type { ReceiptStanding } from '../../../../core/contract/receipt-standing.ts';
import { useApproval } from '../../../approving/use-approval.tsx';
import { ActionButton } from '../../../components/action-button.tsx';
import { Field } from '../../../components/field.tsx';
import { Notice } from '../../../components/notice.tsx';
import { useWords } from '../../../i18n/i18n.ts';
import { useFaultSentence, useServices } from '../../../services.tsx';
import { useAct } from '../../../use-act.ts';

type FreezeFormProps = {
  readonly standing: ReceiptStanding;
  /** It was asked for by its own key: the next keystroke belongs to its first field. */
  readonly eager: boolean;
  readonly onClose: () => void;
};

export function FreezeForm({ standing, eager, onClose }: FreezeFormProps) {
  const { ledger } = useServices();
  const { say } = useWords();
  const sentence = useFaultSentence();
  const act = useAct();
  const approval = useApproval('dialog');
  const [reason, setReason] = useState('');
  const frozen = standing.frozen === null;
  const said = reason.trim();
  const submit = (): void =>
    act.run(async () => {
      const wanted = { receipt: standing.receipt, frozen, reason: said };
      const request = await approval.ask({ kind: 'receiptFreeze', ...wanted });
      if (request === null) return;
      await ledger.act('receipt.freeze', { ...wanted, approval: request });
      onClose();
    });
  return (
    <form
      className="follow-up-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (said !== '') submit();
      }}
    >
      <p className="dialog-say">{say(frozen ? 'followUp.freezeSay' : 'followUp.unfreezeSay')}</p>
      <Field label={say('followUp.freezeReason')} value={reason} onType={setReason} maxLength={100} autoFocus={eager} />
      {approval.bar}
      {act.thrown !== null && <Notice tone="fault">{sentence(act.thrown)}</Notice>}
      <div className="dialog-acts">
        <ActionButton action="back" onPress={onClose}>
          {say('frame.cancel')}
        </ActionButton>
        <ActionButton tone="ink" cap="Enter" submit busy={act.busy} disabled={said === ''}>
          {say(frozen ? 'followUp.askFreeze' : 'followUp.askUnfreeze')}
        </ActionButton>
      </div>
    </form>
  );
}

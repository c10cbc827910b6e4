// 撤回账单: what is open of a bill is no longer owed, with the reason. A cashier needs a supervisor for it; who needs nobody
// is the ledger's to say.
import { useState } from 'react';
import type { BillRow } from '../../../../core/contract/procedures/bill.ts';
import { formatAmount } from '../../../../core/money/format-amount.ts';
import { useApproval } from '../../../approving/use-approval.tsx';
import { ActionButton } from '../../../components/action-button.tsx';
import { Field } from '../../../components/field.tsx';
import { Notice } from '../../../components/notice.tsx';
import { useWords } from '../../../i18n/i18n.ts';
import { faultOf } from '../../../port/call-fault.ts';
import { useFaultSentence, useServices } from '../../../services.tsx';
import { useAct } from '../../../use-act.ts';

type TakeBackFormProps = {
  readonly bill: BillRow;
  readonly onDone: (sentence: string) => void;
  readonly onBack: () => void;
};

export function TakeBackForm({ bill, onDone, onBack }: TakeBackFormProps) {
  const { ledger, currency } = useServices();
  const { say } = useWords();
  const sentence = useFaultSentence();
  const act = useAct();
  const approval = useApproval('dialog');
  const [reason, setReason] = useState('');
  const { number, revision } = bill;
  const takeBack = (): void => {
    if (reason.trim() === '') return;
    act.run(async () => {
      const wanted = { number, revision, reason: reason.trim() };
      try {
        await ledger.act('bill.cancel', wanted);
      } catch (thrown) {
        if (faultOf(thrown).code !== 'APPROVAL_REQUIRED') throw thrown;
        const request = await approval.ask({ kind: 'billCancel', ...wanted });
        if (request === null) return;
        await ledger.act('bill.cancel', { ...wanted, approval: request });
      }
      onDone(say('bills.takenBack', { number, amount: formatAmount(bill.rest, currency) }));
    });
  };
  return (
    <form
      className="person-form"
      onSubmit={(event) => {
        event.preventDefault();
        takeBack();
      }}
    >
      <p className="dialog-say">
        {say('bills.takeBackSay', { number, purpose: bill.purpose, amount: formatAmount(bill.rest, currency) })}
      </p>
      {bill.paid > 0 && (
        <Notice tone="warn">{say('bills.takeBackPaid', { paid: formatAmount(bill.paid, currency) })}</Notice>
      )}
      <Field label={say('bills.takeBackWhy')} value={reason} onType={setReason} maxLength={100} autoFocus />
      {approval.bar}
      {act.thrown !== null && <Notice tone="fault">{sentence(act.thrown)}</Notice>}
      <div className="dialog-acts">
        <ActionButton action="back" onPress={onBack}>
          {say('frame.cancel')}
        </ActionButton>
        <ActionButton tone="ink" cap="Enter" submit busy={act.busy} disabled={reason.trim() === ''}>
          {say('bills.takeBack')}
        </ActionButton>
      </div>
    </form>
  );
}

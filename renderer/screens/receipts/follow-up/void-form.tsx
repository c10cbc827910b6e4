// 当班作废: why, and the slip of every machine that has to give money back. A supervisor approves unless the total is small.
import { useId, useState } from 'react';
import { formatAmount } from '../../../../core/money/format-amount.ts';
import { voidReturn } from '../../../../core/receipts/void-rule.ts';
import { VOID_REASONS, type VoidReason } from '../../../../core/receipts/void-reason.ts';
import type { ReceiptStanding } from '../../../../core/contract/receipt-standing.ts';
import { useApproval } from '../../../approving/use-approval.tsx';
import { ActionButton } from '../../../components/action-button.tsx';
import { Field } from '../../../components/field.tsx';
import { Notice } from '../../../components/notice.tsx';
import { useWords } from '../../../i18n/i18n.ts';
import { useFaultSentence, useServices } from '../../../services.tsx';
import { useAct } from '../../../use-act.ts';
import type { Done } from './follow-up-dialog.tsx';

type VoidFormProps = {
  readonly standing: ReceiptStanding;
  readonly onDone: (done: Done) => void;
  readonly onClose: () => void;
};

export function VoidForm({ standing, onDone, onClose }: VoidFormProps) {
  const { ledger, currency } = useServices();
  const { say } = useWords();
  const sentence = useFaultSentence();
  const id = useId();
  const act = useAct();
  const approval = useApproval('dialog');
  const [reason, setReason] = useState<VoidReason>('mistyped');
  const [text, setText] = useState('');
  const [slips, setSlips] = useState<Readonly<Record<number, string>>>({});
  const needs = standing.voidNeedsApproval;
  const submit = (): void =>
    act.run(async () => {
      const wanted = { receipt: standing.receipt, reason, text: text.trim() === '' ? null : text.trim() };
      const reversals = Object.entries(slips)
        .map(([n, reference]) => ({ n: Number(n), reference: reference.trim() }))
        .filter(({ reference }) => reference !== '');
      const request = needs ? await approval.ask({ kind: 'void', ...wanted }) : null;
      if (needs && request === null) return;
      const { number } = await ledger.act('receipt.void', { ...wanted, reversals, approval: request });
      onDone({ kind: 'voided', number });
    });
  const bySlip = standing.tenders.filter(({ method }) => voidReturn(method) === 'slip');
  const back = [...new Set(standing.tenders.map(({ method }) => voidReturn(method)))].flatMap((way) =>
    way === 'paper' || way === 'debt' || way === 'balance' ? [way] : [],
  );
  return (
    <form
      className="follow-up-form"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <p className="dialog-say">{say('followUp.voidSay', { amount: formatAmount(standing.total, currency) })}</p>
      <fieldset className="follow-up-reasons">
        <legend>{say('followUp.why')}</legend>
        {VOID_REASONS.map((one) => (
          <label key={one}>
            <input type="radio" name={id} checked={reason === one} onChange={() => setReason(one)} />
            {say(`approval.voidReason.${one}`)}
          </label>
        ))}
      </fieldset>
      {back.map((way) => (
        <Notice key={way} tone="warn">
          {say(`followUp.back.${way}`)}
        </Notice>
      ))}
      {bySlip.map(({ n, method, amount }) => (
        <Field
          key={n}
          label={say('followUp.reversal', {
            method: say(`till.money.method.${method}`),
            amount: formatAmount(amount, currency),
          })}
          hint={say(method === 'card' ? 'followUp.reversalHint' : 'followUp.reversalOptional')}
          value={slips[n] ?? ''}
          onType={(typed) => setSlips((before) => ({ ...before, [n]: typed }))}
          maxLength={64}
          scans
        />
      ))}
      <Field
        label={say('followUp.text')}
        hint={say('followUp.textHint')}
        value={text}
        onType={setText}
        maxLength={200}
      />
      {approval.bar}
      {act.thrown !== null && <Notice tone="fault">{sentence(act.thrown)}</Notice>}
      <div className="dialog-acts">
        <ActionButton action="back" onPress={onClose}>
          {say('frame.cancel')}
        </ActionButton>
        <ActionButton tone="out" cap="Enter" submit busy={act.busy}>
          {say(needs ? 'followUp.askVoid' : 'followUp.goVoid')}
        </ActionButton>
      </div>
    </form>
  );
}

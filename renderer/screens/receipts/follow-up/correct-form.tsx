// 更正支付方式: which tender, how it was really paid, what proves that, and how it came about.
import { useId, useState } from 'react';
import { REFERENCE_RULE } from '../../../../core/charge/tender-method.ts';
import { formatAmount } from '../../../../core/money/format-amount.ts';
import {
  CORRECTABLE_METHODS,
  correctionFault,
  correctionNeedsApproval,
  type CorrectableMethod,
  isCorrectable,
} from '../../../../core/receipts/tender-correction.ts';
import type { ReceiptStanding, TenderNow } from '../../../../core/contract/receipt-standing.ts';
import { useApproval } from '../../../approving/use-approval.tsx';
import { ActionButton } from '../../../components/action-button.tsx';
import { Field } from '../../../components/field.tsx';
import { Notice } from '../../../components/notice.tsx';
import { useWords } from '../../../i18n/i18n.ts';
import { useFaultSentence, useServices } from '../../../services.tsx';
import { useAct } from '../../../use-act.ts';
import type { Done } from './follow-up-dialog.tsx';

type CorrectFormProps = {
  readonly standing: ReceiptStanding;
  readonly onDone: (done: Done) => void;
  readonly onClose: () => void;
};

type Correctable = TenderNow & { readonly method: CorrectableMethod };

export function CorrectForm({ standing, onDone, onClose }: CorrectFormProps) {
  const { ledger, currency } = useServices();
  const { say } = useWords();
  const sentence = useFaultSentence();
  const id = useId();
  const act = useAct();
  const approval = useApproval('dialog');
  const tenders = standing.tenders.filter((one): one is Correctable => isCorrectable(one.method));
  const [n, setN] = useState(tenders[0]?.n ?? 0);
  const tender = tenders.find((one) => one.n === n);
  const sameShift = standing.inMyShift;
  const offered = CORRECTABLE_METHODS.filter(
    (to) => tender !== undefined && correctionFault({ from: tender.method, to, sameShift }) === null,
  );
  const [chosen, setChosen] = useState<CorrectableMethod | null>(null);
  const to = offered.find((one) => one === chosen) ?? offered[0];
  const [reference, setReference] = useState('');
  const [text, setText] = useState('');
  if (tender === undefined || to === undefined) return null;
  const needs = correctionNeedsApproval({ from: tender.method, to, sameShift });
  const asksReference = REFERENCE_RULE[to] !== 'none';
  const submit = (): void =>
    act.run(async () => {
      const proof = asksReference && reference.trim() !== '' ? reference.trim() : null;
      const wanted = { receipt: standing.receipt, n, to, reference: proof, text: text.trim() };
      const request = needs ? await approval.ask({ kind: 'tenderCorrection', ...wanted }) : null;
      if (needs && request === null) return;
      const { number } = await ledger.act('tender.correct', { ...wanted, approval: request });
      onDone({ kind: 'corrected', number });
    });
  return (
    <form
      className="follow-up-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (text.trim() !== '') submit();
      }}
    >
      <p className="dialog-say">{say('followUp.correctSay')}</p>
      <fieldset className="follow-up-reasons">
        <legend>{say('followUp.tender')}</legend>
        {tenders.map((one) => (
          <label key={one.n}>
            <input type="radio" name={`${id}n`} checked={one.n === n} onChange={() => setN(one.n)} />
            {say(`till.money.method.${one.method}`)} {formatAmount(one.amount, currency)} {one.reference}
          </label>
        ))}
      </fieldset>
      <fieldset className="follow-up-reasons">
        <legend>{say('followUp.to')}</legend>
        {offered.map((one) => (
          <label key={one}>
            <input type="radio" name={`${id}to`} checked={one === to} onChange={() => setChosen(one)} />
            {say(`till.money.method.${one}`)}
          </label>
        ))}
      </fieldset>
      {asksReference && (
        <Field
          label={say('followUp.reference')}
          hint={say('followUp.referenceHint')}
          value={reference}
          onType={setReference}
          maxLength={64}
          scans
        />
      )}
      <Field
        label={say('followUp.textNeeded')}
        hint={say('followUp.textNeededHint')}
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
        <ActionButton tone="ink" cap="Enter" submit busy={act.busy} disabled={text.trim() === ''}>
          {say(needs ? 'followUp.askCorrect' : 'followUp.goCorrect')}
        </ActionButton>
      </div>
    </form>
  );
}

// 换票: to whom the receipt is made out again, why, and that the old paper lies on the desk. A supervisor approves.
import { useId, useState } from 'react';
import { EXCHANGE_REASONS, type ExchangeReason } from '../../../../core/receipts/exchange-rule.ts';
import { formatAmount } from '../../../../core/money/format-amount.ts';
import type { ReceiptStanding } from '../../../../core/contract/receipt-standing.ts';
import { useApproval } from '../../../approving/use-approval.tsx';
import { ActionButton } from '../../../components/action-button.tsx';
import { Field } from '../../../components/field.tsx';
import { Notice } from '../../../components/notice.tsx';
import { useWords } from '../../../i18n/i18n.ts';
import { useFaultSentence, useServices } from '../../../services.tsx';
import { useAct } from '../../../use-act.ts';
import type { Done } from './follow-up-dialog.tsx';

type ExchangeFormProps = {
  readonly standing: ReceiptStanding;
  /** It was asked for by its own key: the next keystroke belongs to its first field. */
  readonly eager: boolean;
  readonly onDone: (done: Done) => void;
  readonly onClose: () => void;
};

export function ExchangeForm({ standing, eager, onDone, onClose }: ExchangeFormProps) {
  const { ledger, currency } = useServices();
  const { say } = useWords();
  const sentence = useFaultSentence();
  const id = useId();
  const act = useAct();
  const approval = useApproval('dialog');
  const [payer, setPayer] = useState('');
  const [reason, setReason] = useState<ExchangeReason>('wrongName');
  const [text, setText] = useState('');
  const [originalBack, setOriginalBack] = useState(false);
  const { receipt, exchangeBlockedBy: blocked } = standing;
  const ready = payer.trim() !== '' && (reason !== 'other' || text.trim() !== '');
  const submit = (): void =>
    act.run(async () => {
      const said = text.trim() === '' ? null : text.trim();
      const wanted = { receipt, payer: payer.trim(), reason, text: said, originalBack };
      const request = await approval.ask({ kind: 'exchange', ...wanted });
      if (request === null) return;
      const { replacement } = await ledger.act('receipt.exchange', { ...wanted, approval: request });
      onDone({ kind: 'exchanged', number: replacement });
    });
  if (blocked !== null) return <Notice tone="warn">{say(`faults.EXCHANGE_REFUSED.${blocked}`, { receipt })}</Notice>;
  return (
    <form
      className="follow-up-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (ready) submit();
      }}
    >
      <p className="dialog-say">{say('followUp.exchangeSay', { amount: formatAmount(standing.total, currency) })}</p>
      <Field label={say('followUp.newPayer')} value={payer} onType={setPayer} maxLength={60} autoFocus={eager} />
      <fieldset className="follow-up-reasons">
        <legend>{say('followUp.why')}</legend>
        {EXCHANGE_REASONS.map((one) => (
          <label key={one}>
            <input type="radio" name={id} checked={reason === one} onChange={() => setReason(one)} />
            {say(`approval.exchangeReason.${one}`)}
          </label>
        ))}
      </fieldset>
      <Field
        label={say('followUp.text')}
        hint={say('followUp.textHint')}
        value={text}
        onType={setText}
        maxLength={200}
      />
      <label className="follow-up-tick">
        <input type="checkbox" checked={originalBack} onChange={(event) => setOriginalBack(event.target.checked)} />
        {say('followUp.originalBack')}
      </label>
      {approval.bar}
      {act.thrown !== null && <Notice tone="fault">{sentence(act.thrown)}</Notice>}
      <div className="dialog-acts">
        <ActionButton action="back" onPress={onClose}>
          {say('frame.cancel')}
        </ActionButton>
        <ActionButton tone="ink" cap="Enter" submit busy={act.busy} disabled={!ready}>
          {say('followUp.askExchange')}
        </ActionButton>
      </div>
    </form>
  );
}

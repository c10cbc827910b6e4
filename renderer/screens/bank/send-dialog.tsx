// The last look before transfers are sent: how many, and how much in figures and in words. Whoever makes the batch says so
// on the sum that is shown; another sum is refused by the ledger.
import { type FormEvent } from 'react';
import type { TransferToSend } from '../../../core/contract/bank-view.ts';
import { amountInWords } from '../../../core/money/amount-in-words.ts';
import type { Minor } from '../../../core/money/money.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { AmountBig } from '../../components/amount-big.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { Notice } from '../../components/notice.tsx';
import { useWords } from '../../i18n/i18n.ts';
import { useFaultSentence, useServices } from '../../services.tsx';
import { useAct } from '../../use-act.ts';

type SendDialogProps = {
  readonly transfers: readonly TransferToSend[];
  readonly total: Minor;
  readonly onClose: () => void;
  readonly onSent: (batch: string) => void;
};

export function SendDialog({ transfers, total, onClose, onSent }: SendDialogProps) {
  const { ledger, currency } = useServices();
  const { say } = useWords();
  const sentence = useFaultSentence();
  const act = useAct();
  const count = transfers.length;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    act.run(async () => {
      const payouts = transfers.map(({ case: number, n }) => ({ case: number, n }));
      const { number } = await ledger.act('payout.batch', { payouts, count, total });
      onSent(number);
    });
  };
  return (
    <Dialog title={say('bank.send.title', { count })} tone="out" onClose={onClose}>
      <form onSubmit={submit} className="bank-form">
        <AmountBig label={say('bank.send.total')} amount={total} currency={currency} tone="out" testId="batch-total" />
        {currency.code === 'CNY' && <p className="bank-words">{amountInWords(total, currency)}</p>}
        <p className="dialog-say">{say('bank.send.say')}</p>
        {act.thrown !== null && <Notice tone="fault">{sentence(act.thrown)}</Notice>}
        <div className="dialog-acts">
          <ActionButton action="back" onPress={onClose}>
            {say('frame.cancel')}
          </ActionButton>
          <ActionButton tone="out" cap="Enter" submit autoFocus busy={act.busy}>
            {say('bank.send.do')}
          </ActionButton>
        </div>
      </form>
    </Dialog>
  );
}

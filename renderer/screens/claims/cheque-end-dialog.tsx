// 支票收妥 or 退票: what the bank did with a cheque, said once. A bounced one needs the bank's reason.
import { useState } from 'react';
import { formatAmount } from '../../../core/money/format-amount.ts';
import type { ChequeRow } from '../../../core/contract/procedures/tender.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { Field } from '../../components/field.tsx';
import { Notice } from '../../components/notice.tsx';
import { useWords } from '../../i18n/i18n.ts';
import { useFaultSentence, useServices } from '../../services.tsx';
import { useAct } from '../../use-act.ts';

type ChequeEndDialogProps = {
  readonly row: ChequeRow;
  readonly outcome: 'cleared' | 'bounced';
  readonly onClose: () => void;
  readonly onDone: (sentence: string) => void;
};

export function ChequeEndDialog({ row, outcome, onClose, onDone }: ChequeEndDialogProps) {
  const { ledger, currency } = useServices();
  const { say } = useWords();
  const sentence = useFaultSentence();
  const act = useAct();
  const [reason, setReason] = useState('');
  const { number, n, reference } = row;
  const needsReason = outcome === 'bounced';
  const end = (): void => {
    if (needsReason && reason.trim() === '') return;
    act.run(async () => {
      const settled = needsReason
        ? await ledger.act('cheque.bounce', { number, n, reason: reason.trim() })
        : await ledger.act('cheque.clear', { number, n });
      onDone(
        say(`claims.ended.${outcome}`, {
          cheque: reference,
          number: settled.number,
          amount: formatAmount(settled.amount, currency),
          owed: formatAmount(settled.owedAgain, currency),
        }),
      );
    });
  };
  const amount = formatAmount(row.amount, currency);
  return (
    <Dialog title={say(`claims.endTitle.${outcome}`, { cheque: reference })} onClose={onClose}>
      <form
        className="person-form"
        onSubmit={(event) => {
          event.preventDefault();
          end();
        }}
      >
        <p className="dialog-say">{say(`claims.endSay.${outcome}`, { amount, bank: row.bank })}</p>
        {needsReason && (
          <Field label={say('claims.bounceWhy')} value={reason} onType={setReason} maxLength={100} autoFocus />
        )}
        {act.thrown !== null && <Notice tone="fault">{sentence(act.thrown)}</Notice>}
        <div className="dialog-acts">
          <ActionButton action="back" onPress={onClose}>
            {say('frame.cancel')}
          </ActionButton>
          <ActionButton
            tone={needsReason ? 'ink' : 'go'}
            cap="Enter"
            submit
            autoFocus={!needsReason}
            busy={act.busy}
            disabled={needsReason && reason.trim() === ''}
          >
            {say(needsReason ? 'claims.bounce' : 'claims.clear')}
          </ActionButton>
        </div>
      </form>
    </Dialog>
  );
}

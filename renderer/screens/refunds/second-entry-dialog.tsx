// 双人录入: a second person types payee and amount without seeing the first entry; the ledger compares them.
import { type FormEvent, useState } from 'react';
import type { CaseView } from '../../../core/contract/refund-view.ts';
import { parseAmount } from '../../../core/money/parse-amount.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { Field } from '../../components/field.tsx';
import { Notice } from '../../components/notice.tsx';
import { useWords } from '../../i18n/i18n.ts';
import { useFaultSentence, useServices } from '../../services.tsx';
import { useAct } from '../../use-act.ts';
import { NO_PAYEE } from './refund-draft.ts';

type SecondEntryProps = { readonly one: CaseView; readonly onClose: () => void };

export function SecondEntryDialog({ one, onClose }: SecondEntryProps) {
  const { ledger, currency } = useServices();
  const { say } = useWords();
  const sentence = useFaultSentence();
  const act = useAct();
  // After the approval only a payee is typed again: one that was entered for another way of paying.
  const isBefore = one.state === 'awaitingSecondEntry';
  const wantsPayee = isBefore ? one.secondEntry.payee : one.payee !== null;
  const wantsAmount = isBefore && one.secondEntry.amount;
  const [payee, setPayee] = useState(NO_PAYEE);
  const [amount, setAmount] = useState('');
  const [differs, setDiffers] = useState<readonly string[]>([]);
  const read = parseAmount(amount, { currency, source: 'person' });
  const missing =
    (wantsPayee && (payee.name.trim() === '' || payee.account.trim() === '' || payee.bank.trim() === '')) ||
    (wantsAmount && !(read.ok && read.value > 0));
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (missing) return;
    act.run(async () => {
      const answer = await ledger.act('refund.secondEntry', {
        case: one.number,
        payee: wantsPayee ? payee : null,
        amount: wantsAmount && read.ok ? read.value : null,
      });
      if (answer.agreed) onClose();
      else setDiffers(answer.differs.map((field) => say(`refunds.entry.${field}`)));
    });
  };
  return (
    <Dialog title={say('refunds.second.title')} tone="out" width="medium" onClose={onClose}>
      <p className="dialog-say">{say('refunds.second.say')}</p>
      <form onSubmit={submit} className="refunds-dialog">
        {wantsPayee && (
          <>
            <Field
              label={say('refunds.payeeName')}
              value={payee.name}
              maxLength={60}
              autoFocus
              onType={(name) => setPayee({ ...payee, name })}
            />
            <Field
              label={say('refunds.payeeAccount')}
              value={payee.account}
              maxLength={48}
              onType={(account) => setPayee({ ...payee, account })}
            />
            <Field
              label={say('refunds.payeeBank')}
              value={payee.bank}
              maxLength={60}
              onType={(bank) => setPayee({ ...payee, bank })}
            />
          </>
        )}
        {wantsAmount && (
          <Field
            label={say('refunds.second.amount')}
            value={amount}
            maxLength={20}
            autoFocus={!wantsPayee}
            onType={setAmount}
          />
        )}
        {differs.length > 0 && (
          <Notice tone="warn">{say('refunds.differs', { fields: differs.join(say('frame.comma')) })}</Notice>
        )}
        {act.thrown !== null && <Notice tone="fault">{sentence(act.thrown)}</Notice>}
        <div className="dialog-acts">
          <ActionButton action="back" onPress={onClose}>
            {say('frame.cancel')}
          </ActionButton>
          <ActionButton tone="out" cap="Enter" submit busy={act.busy} disabled={missing}>
            {say('refunds.second.do')}
          </ActionButton>
        </div>
      </form>
    </Dialog>
  );
}

// 收回欠款: what is owed for a bounced cheque, or by a third party, is paid now, whole or in part, by any way that brings money.
import { useState } from 'react';
import { MONEY_METHODS } from '../../../core/charge/tender-method.ts';
import type { InputOf } from '../../../core/contract/contract.ts';
import { formatAmount } from '../../../core/money/format-amount.ts';
import type { Minor } from '../../../core/money/money.ts';
import { useApproval } from '../../approving/use-approval.tsx';
import { ActionButton } from '../../components/action-button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { Field } from '../../components/field.tsx';
import { MoneyInput } from '../../components/money-input.tsx';
import { Notice } from '../../components/notice.tsx';
import { useWords } from '../../i18n/i18n.ts';
import { useKeys } from '../../keys/use-keys.ts';
import { faultOf } from '../../port/call-fault.ts';
import { useFaultSentence, useServices } from '../../services.tsx';
import { MoneyTakenSide } from '../till/held/money-taken-side.tsx';
import { AMOUNT_FIELD, useMoneyTaken } from '../till/held/use-money-taken.ts';
import { TENDER_KEYS } from '../till/use-till-acts.ts';
import { useAct } from '../../use-act.ts';
import '../till/held/held.css';

type CollectDialogProps = {
  readonly debt: InputOf<'claim.collect'>['debt'];
  readonly title: string;
  /** Minor units. */
  readonly owed: Minor;
  readonly onClose: () => void;
  readonly onDone: (sentence: string) => void;
};

export function CollectDialog({ debt, title, owed, onClose, onDone }: CollectDialogProps) {
  const { ledger, currency } = useServices();
  const { say } = useWords();
  const sentence = useFaultSentence();
  const act = useAct();
  const approval = useApproval('dialog');
  const money = useMoneyTaken(formatAmount(owed, currency).replaceAll(',', ''));
  const [text, setText] = useState('');
  const { due } = money.reading;
  const tell = ({
    number,
    amount,
    change,
    owed: rest,
  }: {
    number: string;
    amount: Minor;
    change: Minor;
    owed: Minor;
  }) =>
    onDone(
      say(change > 0 ? 'claims.collectedChange' : 'claims.collected', {
        number,
        amount: formatAmount(amount, currency),
        change: formatAmount(change, currency),
        rest: formatAmount(rest, currency),
      }),
    );
  const take = (): void =>
    act.run(async () => {
      const tenders = money.settled();
      if (tenders === null) return;
      const input = { debt, amount: due, tenders, text: text.trim() === '' ? null : text.trim() };
      try {
        tell(await ledger.act('claim.collect', input));
      } catch (thrown) {
        if (faultOf(thrown).code !== 'APPROVAL_REQUIRED') throw thrown;
        const request = await approval.ask({ kind: 'largeCash', customer: null, cash: money.cash, due });
        if (request !== null) tell(await ledger.act('claim.collect', { ...input, cashApproval: request }));
      }
    });
  useKeys('dialog', {
    post: take,
    ...Object.fromEntries(MONEY_METHODS.map((method) => [TENDER_KEYS[method], () => money.add(method)])),
  });
  return (
    <Dialog title={title} width="wide" onClose={onClose}>
      <div className="held-form">
        <div className="held-side">
          <p className="dialog-say">{say('claims.collectSay', { owed: formatAmount(owed, currency) })}</p>
          <div className="held-field">
            <span>{say('claims.collectAmount')}</span>
            <MoneyInput
              name={AMOUNT_FIELD}
              label={say('claims.collectAmount')}
              text={money.amountText}
              onType={money.typeAmount}
              onEnter={() => money.add('cash')}
              autoFocus
            />
          </div>
          <Field label={say('claims.note')} value={text} onType={setText} maxLength={100} />
        </div>
        <MoneyTakenSide money={money} busy={act.busy} />
        <div className="held-foot">
          {act.thrown !== null && <Notice tone="fault">{sentence(act.thrown)}</Notice>}
          {approval.bar}
          <div className="dialog-acts">
            <ActionButton action="back" onPress={onClose}>
              {say('frame.cancel')}
            </ActionButton>
            <ActionButton tone="ink" action="post" busy={act.busy} onPress={take}>
              {say('claims.collectNow')}
            </ActionButton>
          </div>
        </div>
      </div>
    </Dialog>
  );
}

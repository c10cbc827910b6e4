// Keeping a deposit, or a part of it: how much and why; a second person decides on exactly that.
import { useState } from 'react';
import type { PrepaymentAccountView, PrepaymentView } from '../../../../core/contract/prepayment-view.ts';
import { formatAmount } from '../../../../core/money/format-amount.ts';
import { parseAmount } from '../../../../core/money/parse-amount.ts';
import { useApproval } from '../../../approving/use-approval.tsx';
import { ActionButton } from '../../../components/action-button.tsx';
import { Field } from '../../../components/field.tsx';
import { MoneyInput } from '../../../components/money-input.tsx';
import { Notice } from '../../../components/notice.tsx';
import { useWords } from '../../../i18n/i18n.ts';
import { useKeys } from '../../../keys/use-keys.ts';
import { useFaultSentence, useServices } from '../../../services.tsx';
import { useAct } from '../../../use-act.ts';

type KeepFormProps = {
  readonly customer: string;
  readonly account: PrepaymentAccountView;
  readonly onDone: (view: PrepaymentView) => void;
  readonly onBack: () => void;
};

export function KeepForm({ customer, account, onDone, onBack }: KeepFormProps) {
  const { ledger, currency } = useServices();
  const { say } = useWords();
  const sentence = useFaultSentence();
  const act = useAct();
  const approval = useApproval('dialog');
  const [text, setText] = useState(formatAmount(account.balance, currency));
  const [reason, setReason] = useState('');
  const read = parseAmount(text, { currency, source: 'person' });
  const amount = read.ok && read.value > 0 ? read.value : null;
  const ready = amount !== null && reason.trim() !== '';
  const keep = (): void =>
    act.run(async () => {
      if (amount === null || reason.trim() === '') return;
      const what = { customer, amount, reason: reason.trim() };
      const request = await approval.ask({ kind: 'depositForfeit', held: account.kind.code, ...what });
      if (request === null) return;
      onDone(await ledger.act('prepayment.forfeit', { ...what, kind: account.kind.code, approval: request }));
    });
  useKeys('dialog', { post: keep });
  return (
    <div className="held-form held-form-one">
      <p className="dialog-say">{say('prepay.held.keepSay', { balance: formatAmount(account.balance, currency) })}</p>
      <div className="held-field">
        <span>{say('prepay.held.keepHowMuch')}</span>
        <MoneyInput
          name="held-keep"
          label={say('prepay.held.keepHowMuch')}
          text={text}
          onType={setText}
          onEnter={() => document.querySelector<HTMLInputElement>('dialog .held-reason input')?.focus()}
          autoFocus
        />
      </div>
      <Field
        className="held-reason"
        label={say('prepay.held.keepWhy')}
        value={reason}
        onType={setReason}
        maxLength={100}
      />
      {act.thrown !== null && <Notice tone="fault">{sentence(act.thrown)}</Notice>}
      {approval.bar}
      <div className="dialog-acts">
        <ActionButton action="back" onPress={onBack}>
          {say('frame.cancel')}
        </ActionButton>
        <ActionButton tone="ink" action="post" busy={act.busy} disabled={!ready} onPress={keep}>
          {say('prepay.held.keepNow')}
        </ActionButton>
      </div>
    </div>
  );
}

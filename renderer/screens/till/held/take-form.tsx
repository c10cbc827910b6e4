// Taking a prepayment or a deposit: how much, of which kind, paid in any way that brings money.
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { MONEY_METHODS } from '../../../../core/charge/tender-method.ts';
import type { PrepaymentAccountView, PrepaymentView } from '../../../../core/contract/prepayment-view.ts';
import { settingValue } from '../../../../core/settings/settings.ts';
import { useApproval } from '../../../approving/use-approval.tsx';
import { ActionButton } from '../../../components/action-button.tsx';
import { MoneyInput } from '../../../components/money-input.tsx';
import { Notice } from '../../../components/notice.tsx';
import { useWords } from '../../../i18n/i18n.ts';
import { useKeys } from '../../../keys/use-keys.ts';
import { faultOf } from '../../../port/call-fault.ts';
import { useFaultSentence, useServices } from '../../../services.tsx';
import { useAct } from '../../../use-act.ts';
import { TENDER_KEYS } from '../use-till-acts.ts';
import { MoneyTakenSide } from './money-taken-side.tsx';
import { AMOUNT_FIELD, useMoneyTaken } from './use-money-taken.ts';

type TakeFormProps = {
  readonly customer: string;
  readonly known: readonly PrepaymentAccountView[];
  readonly onDone: (view: PrepaymentView) => void;
  readonly onBack: () => void;
};

export function TakeForm({ customer, known, onDone, onBack }: TakeFormProps) {
  const { ledger } = useServices();
  const { say } = useWords();
  const sentence = useFaultSentence();
  const act = useAct();
  const approval = useApproval('dialog');
  const kinds = useKinds();
  const [chosen, setChosen] = useState<string | null>(null);
  const kind = kinds.find(({ code }) => code === chosen) ?? kinds[0];
  const money = useMoneyTaken();
  const { due } = money.reading;
  const take = (): void =>
    act.run(async () => {
      if (kind === undefined) return;
      const tenders = money.settled();
      if (tenders === null) return;
      const input = { customer, kind: kind.code, amount: due, tenders };
      try {
        onDone(await ledger.act('prepayment.take', input));
      } catch (thrown) {
        if (faultOf(thrown).code !== 'APPROVAL_REQUIRED') throw thrown;
        const request = await approval.ask({ kind: 'largeCash', customer, cash: money.cash, due });
        if (request !== null) onDone(await ledger.act('prepayment.take', { ...input, cashApproval: request }));
      }
    });
  useKeys('dialog', {
    post: take,
    ...Object.fromEntries(MONEY_METHODS.map((method) => [TENDER_KEYS[method], () => money.add(method)])),
  });
  return (
    <div className="held-form">
      <div className="held-side">
        <label className="held-field">
          <span>{say('prepay.held.kind')}</span>
          <select className="plain-input" value={kind?.code ?? ''} onChange={(event) => setChosen(event.target.value)}>
            {kinds.map(({ code, name }) => (
              <option key={code} value={code}>
                {name}
              </option>
            ))}
          </select>
        </label>
        <div className="held-field">
          <span>{say('prepay.held.howMuch')}</span>
          <MoneyInput
            name={AMOUNT_FIELD}
            label={say('prepay.held.howMuch')}
            text={money.amountText}
            onType={money.typeAmount}
            onEnter={() => money.add('cash')}
            autoFocus
          />
        </div>
        {kind?.purpose === 'deposit' && <p className="dialog-say">{say('prepay.held.depositSay')}</p>}
        {known.length > 0 && <p className="dialog-say">{say('prepay.held.backSay')}</p>}
      </div>
      <MoneyTakenSide money={money} busy={act.busy} />
      <div className="held-foot">
        {act.thrown !== null && <Notice tone="fault">{sentence(act.thrown)}</Notice>}
        {approval.bar}
        <div className="dialog-acts">
          <ActionButton action="back" onPress={onBack}>
            {say('frame.cancel')}
          </ActionButton>
          <ActionButton tone="ink" action="post" busy={act.busy} disabled={kind === undefined} onPress={take}>
            {say('prepay.held.takeNow')}
          </ActionButton>
        </div>
      </div>
    </div>
  );
}

/** The kinds that are taken today. */
function useKinds() {
  const { ledger } = useServices();
  const { data } = useQuery({
    queryKey: ['settings', 'prepayment'],
    queryFn: () => ledger.ask('settings.read', { keys: ['prepayment'], date: null }),
  });
  const value = settingValue('prepayment', data?.settings[0]?.value);
  return (value?.kinds ?? []).filter(({ taken }) => taken);
}

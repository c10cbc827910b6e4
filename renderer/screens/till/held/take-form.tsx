// Taking a prepayment or a deposit: how much, of which kind, paid in any way that brings money. The tenders are those of a
// bill with one open amount, so that change, references and cheques are asked for exactly as at a charge.
import { useQuery } from '@tanstack/react-query';
import { useMemo, useReducer, useState } from 'react';
import { MONEY_METHODS, type MoneyMethod } from '../../../../core/charge/tender-method.ts';
import type { PrepaymentAccountView, PrepaymentView } from '../../../../core/contract/prepayment-view.ts';
import type { TariffItem } from '../../../../core/contract/procedures/charge.ts';
import { sumMinor } from '../../../../core/money/money.ts';
import { settingValue } from '../../../../core/settings/settings.ts';
import { useApproval } from '../../../approving/use-approval.tsx';
import { ActionButton } from '../../../components/action-button.tsx';
import { AmountBig } from '../../../components/amount-big.tsx';
import { MoneyInput } from '../../../components/money-input.tsx';
import { Notice } from '../../../components/notice.tsx';
import { TenderKeys } from '../../../components/tender-keys.tsx';
import { TenderList } from '../../../components/tender-list.tsx';
import { useWords } from '../../../i18n/i18n.ts';
import { useKeys } from '../../../keys/use-keys.ts';
import { CallFailed, type Fault, faultOf } from '../../../port/call-fault.ts';
import { useFaultSentence, useServices } from '../../../services.tsx';
import { useAct } from '../../../use-act.ts';
import { billReducer, EMPTY_BILL, ONE, readBill } from '../bill-state.ts';
import { TENDER_KEYS } from '../use-till-acts.ts';

/** Stands for what is taken: one line of an open amount. It is never sent. */
const AMOUNT: TariffItem = { code: '-', name: '-', unit: '-', category: '', pricing: 'open', price: null };
const START = billReducer(EMPTY_BILL, { type: 'addItem', item: AMOUNT, quantity: ONE });
const LINE = START.lines[0]?.key ?? 0;

type TakeFormProps = {
  readonly customer: string;
  readonly known: readonly PrepaymentAccountView[];
  readonly onDone: (view: PrepaymentView) => void;
  readonly onBack: () => void;
};

export function TakeForm({ customer, known, onDone, onBack }: TakeFormProps) {
  const { ledger, currency } = useServices();
  const { say } = useWords();
  const sentence = useFaultSentence();
  const act = useAct();
  const approval = useApproval('dialog');
  const kinds = useKinds();
  const [chosen, setChosen] = useState<string | null>(null);
  const kind = kinds.find(({ code }) => code === chosen) ?? kinds[0];
  const [bill, dispatch] = useReducer(billReducer, START);
  const reading = useMemo(() => readBill(bill, currency), [bill, currency]);
  const { settlement, due } = reading;
  const cash = sumMinor(
    reading.tenders.flatMap(({ tender, given }) => (tender.method === 'cash' && given ? [given] : [])),
  );
  const add = (method: MoneyMethod): void => {
    if (due === 0) return focus(`amount-${LINE}`);
    const there = method === 'cash' ? bill.tenders.find((tender) => tender.method === 'cash') : undefined;
    dispatch({ type: 'addTender', method, currency });
    const key = there?.key ?? bill.nextKey;
    requestAnimationFrame(() => focus(`given-${key}`));
  };
  const take = (): void =>
    act.run(async () => {
      if (kind === undefined || due === 0) return focus(`amount-${LINE}`);
      if (bill.tenders.length === 0) return add('cash');
      if (!settlement.ok) {
        const { code, ...params } = settlement.fault;
        focus(`given-${bill.tenders.at(-1)?.key ?? 0}`);
        // The rule's fault and the contract's refusal have the same codes and parameters.
        throw new CallFailed({ code, params } as Fault);
      }
      const tenders = settlement.tenders.map(({ method, given, reference, detail }) => ({
        method: method as MoneyMethod,
        given,
        reference,
        ...(detail?.of === 'cheque' ? { detail } : {}),
      }));
      const input = { customer, kind: kind.code, amount: due, tenders };
      try {
        onDone(await ledger.act('prepayment.take', input));
      } catch (thrown) {
        if (faultOf(thrown).code !== 'APPROVAL_REQUIRED') throw thrown;
        const request = await approval.ask({ kind: 'largeCash', customer, cash, due });
        if (request !== null) onDone(await ledger.act('prepayment.take', { ...input, cashApproval: request }));
      }
    });
  useKeys('dialog', {
    post: take,
    ...Object.fromEntries(MONEY_METHODS.map((method) => [TENDER_KEYS[method], () => add(method)])),
  });
  const missing = reading.missing;
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
            name={`amount-${LINE}`}
            label={say('prepay.held.howMuch')}
            text={bill.lines[0]?.amountText ?? ''}
            onType={(text) => dispatch({ type: 'typeAmount', key: LINE, text })}
            onEnter={() => add('cash')}
            autoFocus
          />
        </div>
        {kind?.purpose === 'deposit' && <p className="dialog-say">{say('prepay.held.depositSay')}</p>}
        {known.length > 0 && <p className="dialog-say">{say('prepay.held.backSay')}</p>}
      </div>
      <div className="held-side">
        <TenderList reading={reading} customer={null} change={dispatch} onDone={() => undefined} />
        <TenderKeys
          methods={MONEY_METHODS}
          keys={TENDER_KEYS}
          disabled={act.busy}
          onAdd={(method) => add(method as MoneyMethod)}
        />
        {reading.tenders.length > 0 && (
          <AmountBig
            label={say(missing > 0 ? 'till.money.missing' : 'till.money.change')}
            amount={(missing > 0 ? missing : -missing + 0) as typeof missing}
            currency={currency}
            tone={missing > 0 ? 'warn' : 'go'}
          />
        )}
      </div>
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

function focus(name: string): void {
  const field = document.querySelector<HTMLInputElement>(`dialog [data-field="${name}"]`);
  field?.focus();
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

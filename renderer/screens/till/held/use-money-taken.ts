// Money that is taken and is no charge: an amount, and tenders that bring it, by the rules of a bill with one open line, so
// that change, references and cheques are asked for exactly as there. For prepayments and for debts that are paid.
import { useMemo, useReducer } from 'react';
import type { MoneyMethod } from '../../../../core/charge/tender-method.ts';
import type { InputOf } from '../../../../core/contract/contract.ts';
import type { TariffItem } from '../../../../core/contract/procedures/charge.ts';
import { type Minor, sumMinor } from '../../../../core/money/money.ts';
import { CallFailed, type Fault } from '../../../port/call-fault.ts';
import { useServices } from '../../../services.tsx';
import { type BillAction, billReducer, type BillReading, EMPTY_BILL, ONE, readBill } from '../bill-state.ts';

/** Stands for what is taken: one line of an open amount. It is never sent. */
const AMOUNT: TariffItem = { code: '-', name: '-', unit: '-', category: '', pricing: 'open', price: null };
const START = billReducer(EMPTY_BILL, { type: 'addItem', item: AMOUNT, quantity: ONE });
const LINE = START.lines[0]?.key ?? 0;

/** The field in which the amount is typed. */
export const AMOUNT_FIELD = `amount-${LINE}`;

export type MoneyTaken = {
  readonly reading: BillReading;
  readonly amountText: string;
  readonly typeAmount: (text: string) => void;
  readonly change: (action: BillAction) => void;
  /** Adds a way to pay and goes to its amount. */
  readonly add: (method: MoneyMethod) => void;
  /** The cash given, minor units. */
  readonly cash: Minor;
  /**
   * What to send; null while something must still be typed, to which the focus has gone. Throws what the rule of tenders
   * refuses, with the code and the parameters the ledger would use.
   */
  readonly settled: () => InputOf<'prepayment.take'>['tenders'] | null;
};

export function useMoneyTaken(amount = ''): MoneyTaken {
  const { currency } = useServices();
  const [bill, change] = useReducer(billReducer, START, (start) =>
    billReducer(start, { type: 'typeAmount', key: LINE, text: amount }),
  );
  const reading = useMemo(() => readBill(bill, currency), [bill, currency]);
  const { settlement, due } = reading;
  const add = (method: MoneyMethod): void => {
    if (due === 0) return focus(AMOUNT_FIELD);
    const there = method === 'cash' ? bill.tenders.find((tender) => tender.method === 'cash') : undefined;
    change({ type: 'addTender', method, currency });
    const key = there?.key ?? bill.nextKey;
    requestAnimationFrame(() => focus(`given-${key}`));
  };
  const settled: MoneyTaken['settled'] = () => {
    if (due === 0) return focus(AMOUNT_FIELD), null;
    if (bill.tenders.length === 0) return add('cash'), null;
    if (!settlement.ok) {
      const { code, ...params } = settlement.fault;
      focus(`given-${bill.tenders.at(-1)?.key ?? 0}`);
      // The rule's fault and the contract's refusal have the same codes and parameters.
      throw new CallFailed({ code, params } as Fault);
    }
    return settlement.tenders.map(({ method, given, reference, detail }) => ({
      method: method as MoneyMethod,
      given,
      reference,
      ...(detail?.of === 'cheque' ? { detail } : {}),
    }));
  };
  return {
    reading,
    amountText: bill.lines[0]?.amountText ?? '',
    typeAmount: (text) => change({ type: 'typeAmount', key: LINE, text }),
    change,
    add,
    cash: sumMinor(reading.tenders.flatMap(({ tender, given }) => (tender.method === 'cash' && given ? [given] : []))),
    settled,
  };
}

function focus(name: string): void {
  document.querySelector<HTMLInputElement>(`dialog [data-field="${name}"]`)?.focus();
}

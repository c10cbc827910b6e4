// Choosing bills to pay: when the list may open, and what taking some of them does to the bill on the screen.
import { type Dispatch, useCallback, useState } from 'react';
import type { BillRow } from '../../../../core/contract/procedures/bill.ts';
import { useKeys } from '../../../keys/use-keys.ts';
import { useServices } from '../../../services.tsx';
import { type Act, useAct } from '../../../use-act.ts';
import type { Bill, BillAction } from '../bill-state.ts';
import type { Posting } from '../use-posting.ts';

export type BillChoice = {
  readonly isOpen: boolean;
  readonly act: Act;
  readonly open: () => void;
  readonly close: () => void;
  readonly take: (bills: readonly BillRow[]) => void;
};

type BillChoiceOptions = {
  readonly bill: Bill;
  readonly dispatch: Dispatch<BillAction>;
  readonly posting: Posting;
  readonly focusNext: (field: string) => void;
};

export function useBillChoice({ bill, dispatch, posting, focusNext }: BillChoiceOptions): BillChoice {
  const { ledger, currency } = useServices();
  const act = useAct();
  const { run, forget } = act;
  const [isOpen, setIsOpen] = useState(false);
  const set = useCallback(
    (open: boolean) => {
      // What is being posted is what is on the screen.
      if (posting.phase !== 'editing') return;
      forget();
      setIsOpen(open);
    },
    [posting.phase, forget],
  );
  const open = useCallback(() => set(true), [set]);
  const close = useCallback(() => set(false), [set]);
  useKeys('screen', { bills: open }, !isOpen);
  const take = (bills: readonly BillRow[]): void =>
    run(async () => {
      const [first] = bills;
      if (first === undefined) return;
      // Whose bills they are is who pays, unless somebody was chosen before.
      if (bill.customer === null) {
        const { customers } = await ledger.ask('customer.find', { text: first.customer.number, limit: 5 });
        const customer = customers.find(({ number }) => number === first.customer.number);
        if (customer !== undefined) dispatch({ type: 'setCustomer', customer });
      }
      posting.forget();
      dispatch({ type: 'payBills', bills, currency });
      setIsOpen(false);
      // One bill may be paid in part: its amount comes next. Several are paid whole unless somebody goes there.
      focusNext(bills.length === 1 ? `payment-${bill.nextKey}` : 'items');
    });
  return { isOpen, act, open, close, take };
}

// Money held for the customer on the screen: when its dialog may open, and what the ledger knows of it.
import { useQuery } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import type { PrepaymentAccountView } from '../../../../core/contract/prepayment-view.ts';
import type { Minor } from '../../../../core/money/money.ts';
import { useKeys } from '../../../keys/use-keys.ts';
import { useServices } from '../../../services.tsx';
import type { Bill } from '../bill-state.ts';
import type { Posting } from '../use-posting.ts';

export type Held = { readonly isOpen: boolean; readonly open: () => void; readonly close: () => void };

type HeldOptions = {
  readonly bill: Bill;
  readonly posting: Posting;
  /** Puts the focus into the field where a customer is found. */
  readonly findCustomer: () => void;
};

export function useHeld({ bill, posting, findCustomer }: HeldOptions): Held {
  const [isOpen, setIsOpen] = useState(false);
  const customer = bill.customer?.number ?? null;
  const open = useCallback(() => {
    if (posting.phase !== 'editing') return;
    if (customer !== null) return setIsOpen(true);
    // Whose money it is must be known first.
    posting.refuse({ code: 'CUSTOMER_REQUIRED', params: {} });
    findCustomer();
  }, [posting, customer, findCustomer]);
  const close = useCallback(() => setIsOpen(false), []);
  useKeys('screen', { prepayments: open }, !isOpen);
  return { isOpen: isOpen && customer !== null, open, close };
}

type HeldAccounts = {
  readonly accounts: readonly PrepaymentAccountView[] | null;
  readonly balance: Minor;
  readonly error: unknown;
};

/** The accounts of `customer`; null while they are not known. */
export function useHeldAccounts(customer: string): HeldAccounts {
  const { ledger } = useServices();
  const { data, error } = useQuery({
    queryKey: ['prepayments', 'account', customer],
    queryFn: () => ledger.ask('prepayment.account', { customer }),
  });
  return { accounts: data?.accounts ?? null, balance: data?.balance ?? (0 as Minor), error };
}

// Posting the bill: one command, locked while it runs, looked up when its answer is lost, then the receipt's paper.
// What is shown as posted is always the ledger's answer, never what this window computed.
import { type Dispatch, useCallback, useRef, useState } from 'react';
import { CallFailed, type Fault } from '../../port/call-fault.ts';
import type { CommandInput } from '../../port/ledger.ts';
import { type Minor, ZERO } from '../../../core/money/money.ts';
import type { ReceiptView } from '../../../core/contract/receipt-view.ts';
import { usePapers } from '../../frame/papers.tsx';
import { useServices } from '../../services.tsx';
import { type Bill, type BillAction, type BillReading, isEmpty } from './bill-state.ts';
import { inputsToSend } from './read-line.ts';

/** `wasInDoubt`: the answer was lost once, and the ledger was asked what had become of it. */
export type Posted = { readonly receipt: ReceiptView; readonly wasInDoubt: boolean; readonly printThrown: unknown };
export type PostingPhase = 'editing' | 'posting' | 'checking';

export type Posting = {
  readonly phase: PostingPhase;
  readonly thrown: unknown;
  readonly last: Posted | null;
  /** True from the moment of posting until the next bill is begun: then the right place shows the receipt. */
  readonly showPosted: boolean;
  readonly post: (reading: BillReading) => void;
  readonly forget: () => void;
  /** Says what is missing, in the ledger's words, before anything is sent. */
  readonly refuse: (fault: Fault | null) => void;
};

type PostingOptions = { readonly bill: Bill; readonly dispatch: Dispatch<BillAction>; readonly mayPrint: boolean };

/** The command for what is on the screen; `reading` is complete when this is called. */
export function chargeInputOf(bill: Bill, reading: BillReading): CommandInput<'charge.post'> | null {
  if (!reading.settlement.ok) return null;
  return {
    customer: bill.customer?.number ?? null,
    payer: bill.payer.trim() === '' ? null : bill.payer.trim(),
    lines: reading.lines.map(({ line, unitPrice }) => ({
      item: line.item.code,
      quantity: line.quantity,
      ...inputsToSend(line),
      price: line.item.pricing === 'open' ? unitPrice : null,
    })),
    ...(reading.payments.length === 0 ? {} : { bills: reading.payments.map(paymentOf) }),
    tenders: reading.settlement.tenders.map(({ method, given, reference, detail }) => ({
      method,
      given,
      reference,
      ...(detail === undefined ? {} : { detail }),
    })),
    expectedTotal: reading.due,
  };
}

function paymentOf({ paying, amount }: BillReading['payments'][number]): { number: string; amount: Minor } {
  return { number: paying.bill.number, amount: amount ?? ZERO };
}

export function usePosting({ bill, dispatch, mayPrint }: PostingOptions): Posting {
  const { ledger } = useServices();
  const papers = usePapers();
  const [phase, setPhase] = useState<PostingPhase>('editing');
  const [thrown, setThrown] = useState<unknown>(null);
  const [last, setLast] = useState<Posted | null>(null);
  const busy = useRef(false);

  const work = useCallback(
    async (input: CommandInput<'charge.post'>): Promise<void> => {
      let wasInDoubt = false;
      const onDoubt = (): void => {
        wasInDoubt = true;
        setPhase('checking');
      };
      const receipt = await ledger.act('charge.post', input, { onDoubt });
      dispatch({ type: 'clear' });
      setLast({ receipt, wasInDoubt, printThrown: null });
      if (!mayPrint) return;
      void papers.print(receipt.number, null).catch((reason: unknown) => {
        setLast((now) => (now?.receipt.number === receipt.number ? { ...now, printThrown: reason } : now));
      });
    },
    [ledger, dispatch, mayPrint, papers],
  );
  const post = useCallback(
    (reading: BillReading): void => {
      const input = chargeInputOf(bill, reading);
      // One bill is posted once, however often the key is pressed.
      if (busy.current || input === null) return;
      busy.current = true;
      setThrown(null);
      setPhase('posting');
      void work(input)
        .catch((reason: unknown) => setThrown(reason))
        .finally(() => {
          busy.current = false;
          setPhase('editing');
        });
    },
    [bill, work],
  );
  const forget = useCallback(() => setThrown(null), []);
  const refuse = useCallback((fault: Fault | null) => setThrown(fault === null ? null : new CallFailed(fault)), []);
  const untouched = isEmpty(bill);
  return { phase, thrown, last, showPosted: last !== null && untouched && phase === 'editing', post, forget, refuse };
}

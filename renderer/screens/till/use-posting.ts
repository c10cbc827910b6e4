// Posting the bill: one command, locked while it runs, looked up when its answer is lost, then the receipt's paper.
// What is shown as posted is always the ledger's answer, never what this window computed.
import { type Dispatch, type ReactNode, useCallback, useRef, useState } from 'react';
import type { ApprovalSubject } from '../../../core/contract/approval-subjects.ts';
import { useApproval } from '../../approving/use-approval.tsx';
import { CallFailed, type Fault, faultOf } from '../../port/call-fault.ts';
import type { CommandInput } from '../../port/ledger.ts';
import { type Minor, sumMinor, ZERO } from '../../../core/money/money.ts';
import type { ReceiptView } from '../../../core/contract/receipt-view.ts';
import { usePapers } from '../../frame/papers.tsx';
import { useServices } from '../../services.tsx';
import { type Bill, type BillAction, type BillReading, isEmpty } from './bill-state.ts';
import { approvalToSend, type BillToApprove, discountsInput, overrideOf } from './discount/bill-discounts.ts';
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
  /** Waiting for the second person who counts large cash, and after a no; null otherwise. */
  readonly bar: ReactNode;
  /** Says what is missing, in the ledger's words, before anything is sent. */
  readonly refuse: (fault: Fault | null) => void;
};

type PostingOptions = { readonly bill: Bill; readonly dispatch: Dispatch<BillAction>; readonly mayPrint: boolean };

/** What a supervisor is asked about and the charge carries: the lines, the customer, everything that makes it cheaper. */
export function billToApprove(bill: Bill, reading: BillReading): BillToApprove {
  const discounts = discountsInput(bill);
  return {
    customer: bill.customer?.number ?? null,
    lines: reading.lines.map(({ line, unitPrice }) => ({
      item: line.item.code,
      quantity: line.quantity,
      ...inputsToSend(line),
      price: line.item.pricing === 'open' ? unitPrice : null,
      ...inputsToSend(line),
      ...overrideOf(bill, line.key),
    })),
    ...(discounts.length === 0 ? {} : { discounts }),
  };
}

/** The command for what is on the screen; `reading` is complete when this is called. */
export function chargeInputOf(bill: Bill, reading: BillReading): CommandInput<'charge.post'> | null {
  if (!reading.settlement.ok) return null;
  const subject = billToApprove(bill, reading);
  return {
    ...subject,
    payer: bill.payer.trim() === '' ? null : bill.payer.trim(),
    ...approvalToSend(bill.approval, subject),
    ...(reading.payments.length === 0 ? {} : { bills: reading.payments.map(paymentOf) }),
    tenders: reading.settlement.tenders.map(({ method, given, reference, detail }) => ({
      method,
      given,
      reference,
      ...(detail === undefined ? {} : { detail }),
    })),
    expectedTotal: reading.toPay,
  };
}

function paymentOf({ paying, amount }: BillReading['payments'][number]): { number: string; amount: Minor } {
  return { number: paying.bill.number, amount: amount ?? ZERO };
}

/** What a second person counts, when that is why the ledger refused. */
function largeCashOf(
  reason: unknown,
  input: CommandInput<'charge.post'>,
): Extract<ApprovalSubject, { kind: 'largeCash' }> | null {
  const fault = faultOf(reason);
  if (fault.code !== 'APPROVAL_REQUIRED' || fault.params.kind !== 'largeCash') return null;
  const cash = sumMinor(input.tenders.flatMap(({ method, given }) => (method === 'cash' ? [given] : [])));
  return { kind: 'largeCash', customer: input.customer, cash, due: input.expectedTotal };
}

export function usePosting({ bill, dispatch, mayPrint }: PostingOptions): Posting {
  const { ledger } = useServices();
  const papers = usePapers();
  const approval = useApproval();
  const { ask } = approval;
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
      const send = (cashApproval?: string) =>
        ledger.act('charge.post', cashApproval === undefined ? input : { ...input, cashApproval }, { onDoubt });
      const receipt = await send().catch(async (reason: unknown) => {
        const cash = largeCashOf(reason, input);
        if (cash === null) throw reason;
        const request = await ask(cash);
        // Not approved: the bar says why, and the bill stays as it is.
        return request === null ? null : send(request);
      });
      if (receipt === null) return;
      dispatch({ type: 'clear' });
      setLast({ receipt, wasInDoubt, printThrown: null });
      if (!mayPrint) return;
      void papers.print(receipt.number, null).catch((reason: unknown) => {
        setLast((now) => (now?.receipt.number === receipt.number ? { ...now, printThrown: reason } : now));
      });
    },
    [ledger, dispatch, mayPrint, papers, ask],
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
        .catch((reason: unknown) => {
          // An approval that ran out or does not fit is asked for again, never sent again.
          if (reason instanceof CallFailed && reason.fault.code.startsWith('APPROVAL_'))
            dispatch({ type: 'approved', approval: null });
          setThrown(reason);
        })
        .finally(() => {
          busy.current = false;
          setPhase('editing');
        });
    },
    [bill, work, dispatch],
  );
  const forget = useCallback(() => setThrown(null), []);
  const refuse = useCallback((fault: Fault | null) => setThrown(fault === null ? null : new CallFailed(fault)), []);
  const untouched = isEmpty(bill);
  return {
    phase,
    thrown,
    last,
    showPosted: last !== null && untouched && phase === 'editing',
    post,
    forget,
    refuse,
    bar: approval.bar,
  };
}

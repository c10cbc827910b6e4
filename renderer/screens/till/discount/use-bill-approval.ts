// Where the bill on the screen stands with a supervisor: needed, asked for, given, or lost because the bill was changed.
// Only the ledger decides; this says early what it would say late.
import type { Dispatch, ReactNode } from 'react';
import { useApproval } from '../../../approving/use-approval.tsx';
import { CallFailed } from '../../../port/call-fault.ts';
import type { Bill, BillAction, BillReading } from '../bill-state.ts';
import { billToApprove, type Posting } from '../use-posting.ts';
import { textOf } from './bill-discounts.ts';

/** null: no supervisor is needed. lost: one was asked, and the bill is another one since. */
export type ApprovalNeed = 'needed' | 'approved' | 'lost' | null;

export type BillApprovalState = {
  readonly standing: ApprovalNeed;
  /** The key for posting leads to the supervisor first. */
  readonly mustAsk: boolean;
  readonly ask: () => void;
  readonly bar: ReactNode;
};

type BillApprovalOptions = {
  readonly bill: Bill;
  readonly reading: BillReading;
  readonly dispatch: Dispatch<BillAction>;
  readonly posting: Posting;
};

export function useBillApproval({ bill, reading, dispatch, posting }: BillApprovalOptions): BillApprovalState {
  const approval = useApproval();
  const kind = bill.lines.length === 0 ? null : reading.discounts.needs;
  const subject = billToApprove(bill, reading);
  const of = textOf(subject);
  const standing: ApprovalNeed =
    kind === null ? null : bill.approval === null ? 'needed' : bill.approval.of === of ? 'approved' : 'lost';
  const ask = (): void => {
    if (kind === null || approval.waiting) return;
    posting.refuse(null);
    approval
      .ask({ kind, ...subject })
      .then((request) => {
        if (request !== null) dispatch({ type: 'approved', approval: { request, of } });
      })
      .catch((reason: unknown) => {
        if (reason instanceof CallFailed) posting.refuse(reason.fault);
      });
  };
  const mustAsk = standing === 'needed' || standing === 'lost';
  return { standing, mustAsk, ask, bar: approval.bar };
}

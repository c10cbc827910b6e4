// Which tender may be booked to which other way to pay, by whom: the money as it stands now, and what proves the new one.
import type { CorrectionSubject } from '../../core/contract/approval-subjects.ts';
import { refuse } from '../../core/contract/errors.ts';
import type { ReceiptView } from '../../core/contract/receipt-view.ts';
import { type SettledTender, settleTenders } from '../../core/charge/settle-tenders.ts';
import type { Minor } from '../../core/money/money.ts';
import {
  correctionFault,
  type CorrectableMethod,
  type CorrectionWanted,
  isCorrectable,
} from '../../core/receipts/tender-correction.ts';
import { inOpenShiftOf, tendersNow } from '../readers/read-standing.ts';
import { openTillShift } from './till-shift.ts';
import type { Caller } from './command.ts';
import { isBeingRefunded, standingReceipt } from './follow-up-rules.ts';
import { refuseFrozenReceipt } from './frozen-receipt.ts';
import type { Ledger } from './ledger.ts';
import type { ShiftToPostIn } from './post-receipt.ts';
import { refuseTender, refuseUsedReference } from './settle-bill.ts';

export interface TenderToCorrect extends CorrectionWanted {
  readonly seq: number;
  readonly view: ReceiptView;
  readonly shift: ShiftToPostIn;
  /** Minor units. */
  readonly amount: Minor;
  /** What proved it before. */
  readonly before: string | null;
  readonly proof: SettledTender['proof'];
}

type Wanted = Omit<CorrectionSubject, 'kind'>;

/** Throws Refused UNKNOWN_RECEIPT, RECEIPT_VOIDED, RECEIPT_FROZEN, TENDER_NOT_CORRECTABLE, DRAWER_COUNTED, NO_OPEN_SHIFT, DAY_CLOSED, or what is wrong with the reference. */
export function correctableTender(ledger: Ledger, caller: Caller, wanted: Wanted): TenderToCorrect {
  const { seq, view } = standingReceipt(ledger, wanted.receipt);
  refuseFrozenReceipt(ledger, seq);
  const shift = openTillShift(ledger, caller.personId);
  const tender = tendersNow(ledger, seq).find(({ n }) => n === wanted.n);
  if (isBeingRefunded(ledger, seq)) return refuse('RECEIPT_REFUNDED', { receipt: view.number });
  if (!tender || !isCorrectable(tender.method)) return refuse('TENDER_NOT_CORRECTABLE', {});
  // The cash of a receipt that took another's place lies where the first one left it.
  const sameShift = view.replaces === undefined && inOpenShiftOf(ledger, caller.personId, seq);
  const moved = { from: tender.method, to: wanted.to, sameShift };
  const fault = correctionFault(moved);
  if (fault === 'sameMethod') return refuse('TENDER_NOT_CORRECTABLE', {});
  if (fault === 'drawerCounted') return refuse('DRAWER_COUNTED', {});
  const proof = proofOf(ledger, tender.amount, wanted.to, wanted.reference);
  if (proof === 'unverified' && !isUnproved(ledger, seq, wanted.n))
    return refuse('REFERENCE_REQUIRED', { method: wanted.to });
  return { ...moved, seq, view, shift, amount: tender.amount, before: tender.reference, proof };
}

/** Whether nothing proves tender `n` of `seq` as it stands: only then may nothing prove where its money is said to be now. */
function isUnproved(ledger: Ledger, seq: number, n: number): boolean {
  return ledger.one('SELECT 1 FROM tender_unproved WHERE seq = ? AND n = ?', seq, n) !== undefined;
}

/** By the rule of the charge itself: the same references are asked for, and each proves one payment. */
function proofOf(
  ledger: Ledger,
  amount: Minor,
  method: CorrectableMethod,
  reference: string | null,
): SettledTender['proof'] {
  const settled = settleTenders(amount, [{ method, given: amount, reference }]);
  if (!settled.ok) return refuseTender(settled.fault);
  refuseUsedReference(ledger, method, reference);
  return settled.tenders[0]?.proof ?? 'none';
}

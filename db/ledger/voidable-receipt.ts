// Which receipt may be voided by whom: of one's own open shift, standing, and with nothing in it that only its own rows
// can give back.
import { refuse } from '../../core/contract/errors.ts';
import type { ReceiptView } from '../../core/contract/receipt-view.ts';
import type { VoidReason } from '../../core/receipts/void-reason.ts';
import { isCorrectable } from '../../core/receipts/tender-correction.ts';
import { openTillShift } from './till-shift.ts';
import type { Caller } from './command.ts';
import { isBeingRefunded, standingReceipt } from './follow-up-rules.ts';
import type { Ledger } from './ledger.ts';
import type { ShiftToPostIn } from './post-receipt.ts';

export interface ReceiptToVoid {
  readonly seq: number;
  readonly view: ReceiptView;
  readonly shift: ShiftToPostIn;
}

/** Throws Refused UNKNOWN_RECEIPT, RECEIPT_VOIDED, RECEIPT_NOT_IN_SHIFT, RECEIPT_NOT_VOIDABLE, REASON_TEXT_REQUIRED, NO_OPEN_SHIFT, DAY_CLOSED. */
export function voidableReceipt(
  ledger: Ledger,
  caller: Caller,
  wanted: { readonly receipt: string; readonly reason: VoidReason; readonly text: string | null },
): ReceiptToVoid {
  if (wanted.reason === 'other' && wanted.text === null) refuse('REASON_TEXT_REQUIRED', {});
  const { seq, view } = standingReceipt(ledger, wanted.receipt);
  const shift = openTillShift(ledger, caller.personId);
  if (view.shiftNumber !== shift.number) refuse('RECEIPT_NOT_IN_SHIFT', { receipt: view.number, shift: shift.number });
  // A balance lives in rows besides the entries, which a mirror of entries would not give back. What was paid on a bill
  // is given back by the schema (bill_state follows receipt_void).
  if (!view.tenders.every(({ method }) => isCorrectable(method)) || isBeingRefunded(ledger, seq))
    refuse('RECEIPT_NOT_VOIDABLE', { receipt: view.number });
  return { seq, view, shift };
}

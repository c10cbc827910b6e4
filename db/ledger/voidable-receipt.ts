// Which receipt may be voided by whom: of one's own open shift, standing, and with nothing in it that the bank has settled.
import { refuse } from '../../core/contract/errors.ts';
import type { ReceiptView } from '../../core/contract/receipt-view.ts';
import type { VoidReason } from '../../core/receipts/void-reason.ts';
import { openTillShift } from './till-shift.ts';
import type { Caller } from './command.ts';
import { isBeingRefunded, standingReceipt } from './follow-up-rules.ts';
import { refuseFrozenReceipt } from './frozen-receipt.ts';
import type { Ledger } from './ledger.ts';
import { refuseIfPaidSince } from './payer-debt.ts';
import type { ShiftToPostIn } from './post-receipt.ts';

export interface ReceiptToVoid {
  readonly seq: number;
  readonly view: ReceiptView;
  readonly shift: ShiftToPostIn;
}

/** Throws Refused UNKNOWN_RECEIPT, RECEIPT_VOIDED, RECEIPT_EXCHANGED, RECEIPT_FROZEN, RECEIPT_NOT_IN_SHIFT, RECEIPT_NOT_VOIDABLE, CHEQUE_SETTLED, LOAD_BOUNCED, DEBT_PAID, REASON_TEXT_REQUIRED, NO_OPEN_SHIFT, DAY_CLOSED. */
export function voidableReceipt(
  ledger: Ledger,
  caller: Caller,
  wanted: { readonly receipt: string; readonly reason: VoidReason; readonly text: string | null },
): ReceiptToVoid {
  if (wanted.reason === 'other' && wanted.text === null) refuse('REASON_TEXT_REQUIRED', {});
  const { seq, view } = standingReceipt(ledger, wanted.receipt);
  refuseFrozenReceipt(ledger, seq);
  const shift = openTillShift(ledger, caller.personId);
  if (view.shiftNumber !== shift.number) refuse('RECEIPT_NOT_IN_SHIFT', { receipt: view.number, shift: shift.number });
  // What took the place of another receipt left its cash in the drawer that took it.
  if (view.replaces !== undefined) refuse('RECEIPT_NOT_VOIDABLE', { receipt: view.number });
  refuseSettled(ledger, seq, view.number);
  if (isBeingRefunded(ledger, seq)) refuse('RECEIPT_REFUNDED', { receipt: view.number });
  return { seq, view, shift };
}

const SETTLED = `
  SELECT t.reference FROM cheque_end e JOIN tender t ON t.seq = e.tender_seq AND t.n = e.tender_n WHERE e.tender_seq = ?`;
const BOUNCED_LOAD = `
  SELECT d.number FROM prepayment_draw w JOIN document d ON d.seq = w.load_seq
  JOIN cheque_end e ON e.tender_seq = w.load_seq AND e.tender_n = w.load_n AND e.outcome = 'bounced' WHERE w.seq = ? LIMIT 1`;

// Balances, debts and bills follow the void by the schema. What the bank or a third party has done stays done: the customer owes it, or has
// the money, by a document of finance.
function refuseSettled(ledger: Ledger, seq: number, receipt: string): void {
  const cheque = ledger.one<{ reference: string }>(SETTLED, seq);
  if (cheque) refuse('CHEQUE_SETTLED', { receipt, cheque: cheque.reference });
  const load = ledger.one<{ number: string }>(BOUNCED_LOAD, seq);
  if (load) refuse('LOAD_BOUNCED', { receipt, load: load.number });
  refuseIfPaidSince(ledger, seq);
}

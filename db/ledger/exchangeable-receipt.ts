// Which receipt may be exchanged for what, by whom. Asked by the command and by the describer of its approval alike.
import type { ExchangeSubject } from '../../core/contract/approval-subjects.ts';
import { refuse } from '../../core/contract/errors.ts';
import type { ReceiptView } from '../../core/contract/receipt-view.ts';
import { exchangeFault } from '../../core/receipts/exchange-rule.ts';
import { customerToCharge } from '../readers/find-customer.ts';
import { receiptToExchange } from '../readers/read-paper-cases.ts';
import type { Caller } from './command.ts';
import { standingReceipt } from './follow-up-rules.ts';
import { refuseFrozenReceipt } from './frozen-receipt.ts';
import type { Ledger } from './ledger.ts';
import type { ShiftToPostIn } from './post-receipt.ts';
import { openTillShift } from './till-shift.ts';

export interface ExchangeableReceipt {
  readonly seq: number;
  readonly view: ReceiptView;
  readonly shift: ShiftToPostIn;
  /** Whom the new receipt is of: the customer of the old one as they are now. */
  readonly customerId: number | null;
}

/**
 * Throws Refused UNKNOWN_RECEIPT, RECEIPT_VOIDED, RECEIPT_EXCHANGED, RECEIPT_FROZEN, EXCHANGE_REFUSED, REASON_TEXT_REQUIRED,
 * CUSTOMER_FROZEN, NO_OPEN_SHIFT, DAY_CLOSED.
 */
export function exchangeableReceipt(
  ledger: Ledger,
  caller: Caller,
  wanted: Omit<ExchangeSubject, 'kind'>,
): ExchangeableReceipt {
  if (wanted.reason === 'other' && wanted.text === null) refuse('REASON_TEXT_REQUIRED', {});
  const { seq, view } = standingReceipt(ledger, wanted.receipt);
  refuseFrozenReceipt(ledger, seq);
  const shift = openTillShift(ledger, caller.personId);
  const fault = exchangeFault(receiptToExchange(ledger, seq, view), wanted);
  if (fault !== null) return refuse('EXCHANGE_REFUSED', { receipt: view.number, reason: fault });
  const customerId = view.customer === null ? null : customerToCharge(ledger, view.customer.number).id;
  return { seq, view, shift, customerId };
}

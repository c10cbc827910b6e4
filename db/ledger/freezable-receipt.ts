// Which receipt may be frozen or let go. Asked by the command and by the describer of its approval alike.
import type { ReceiptFreezeSubject } from '../../core/contract/approval-subjects.ts';
import { refuse } from '../../core/contract/errors.ts';
import type { ReceiptView } from '../../core/contract/receipt-view.ts';
import { readReceipt } from '../readers/read-receipt.ts';
import { refuseVoided } from './follow-up-rules.ts';
import { frozenReceipt, type ReceiptFrozen } from './frozen-receipt.ts';
import type { Ledger } from './ledger.ts';

export interface FreezableReceipt {
  readonly seq: number;
  readonly view: ReceiptView;
  /** How often it was frozen or let go so far. */
  readonly last: number;
  readonly frozen: ReceiptFrozen | null;
}

const LAST = 'SELECT coalesce(max(n), 0) AS n FROM receipt_freeze WHERE receipt_seq = ?';

/** Throws Refused UNKNOWN_RECEIPT, RECEIPT_VOIDED, RECEIPT_EXCHANGED, RECEIPT_FREEZE_SAME. */
export function freezableReceipt(
  ledger: Ledger,
  wanted: Pick<ReceiptFreezeSubject, 'receipt' | 'frozen'>,
): FreezableReceipt {
  const { seq, view } = readReceipt(ledger, wanted.receipt);
  refuseVoided(ledger, seq, view.number);
  // What was reissued may still have money on its way: that much of it can be stopped.
  if (view.replacedBy !== undefined && view.byRest === undefined)
    return refuse('RECEIPT_EXCHANGED', { receipt: view.number, replacement: view.replacedBy });
  const frozen = frozenReceipt(ledger, seq);
  if ((frozen !== null) === wanted.frozen) return refuse('RECEIPT_FREEZE_SAME', { receipt: view.number });
  return { seq, view, last: ledger.one<{ n: number }>(LAST, seq)?.n ?? 0, frozen };
}

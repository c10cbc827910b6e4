// What must hold before anything follows a receipt. Asked by the command and by the describer of its approval alike, so
// that nobody is asked to approve what would be refused.
import { refuse } from '../../core/contract/errors.ts';
import type { ReceiptView } from '../../core/contract/receipt-view.ts';
import { readReceipt } from '../readers/read-receipt.ts';
import type { Ledger } from './ledger.ts';

const VOIDED = `
  SELECT p.name AS "by" FROM receipt_void v JOIN document d ON d.seq = v.seq JOIN person p ON p.id = d.person_id
  WHERE v.receipt_seq = ?`;

/** The receipt `number` while it stands. Throws Refused UNKNOWN_RECEIPT, RECEIPT_VOIDED or RECEIPT_EXCHANGED. */
export function standingReceipt(ledger: Ledger, number: string): { readonly seq: number; readonly view: ReceiptView } {
  const found = readReceipt(ledger, number);
  refuseVoided(ledger, found.seq, found.view.number);
  const { number: receipt, replacedBy } = found.view;
  if (replacedBy !== undefined) refuse('RECEIPT_EXCHANGED', { receipt, replacement: replacedBy });
  return found;
}

/** Throws Refused RECEIPT_VOIDED when receipt `seq` was voided. */
export function refuseVoided(ledger: Ledger, seq: number, receipt: string): void {
  const voided = ledger.one<{ by: string }>(VOIDED, seq);
  if (voided) refuse('RECEIPT_VOIDED', { receipt, by: voided.by });
}

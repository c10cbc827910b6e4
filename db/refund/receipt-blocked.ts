// Why nothing of a receipt can be refunded now. One list, asked before every application, so that whoever adds a paper
// that takes a receipt's place (an exchange, a proof of payment for a lost one) adds its look-up here.
import type { RefundBlocked } from '../../core/contract/refund-view.ts';
import { type InvoiceStatus, refundBlockedByInvoice } from '../../core/invoice/invoice-state.ts';
import { frozenReceipt } from '../ledger/frozen-receipt.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { registerOf } from '../readers/read-paper-cases.ts';

/** `named`: numbers of the register's entries that the application names. */
type LookUp = (ledger: Ledger, receipt: number, named: readonly string[]) => RefundBlocked | null;

const voided: LookUp = (ledger, receipt) => {
  const by = ledger.one<{ number: string }>(
    'SELECT d.number FROM receipt_void v JOIN document d ON d.seq = v.seq WHERE v.receipt_seq = ?',
    receipt,
  );
  return by ? { reason: 'voided', by: by.number } : null;
};

const invoiced: LookUp = (ledger, receipt) => {
  const last = ledger.one<{ status: InvoiceStatus; number: string | null }>(
    'SELECT status, number FROM invoice WHERE document_seq = ? ORDER BY n DESC LIMIT 1',
    receipt,
  );
  const blocked = last ? refundBlockedByInvoice(last.status) : null;
  if (!last || blocked === null) return null;
  return { reason: blocked === 'notRedLettered' ? 'invoiceNotRed' : 'invoiceRequested', by: last.number };
};

const frozen: LookUp = (ledger, receipt) => {
  const found = ledger.one<{ customer: number | null }>(
    'SELECT customer_id AS customer FROM receipt WHERE seq = ?',
    receipt,
  );
  return !found || found.customer === null ? null : customerFrozen(ledger, found.customer);
};

const exchanged: LookUp = (ledger, receipt) => {
  const by = ledger.one<{ number: string }>(
    'SELECT d.number FROM receipt_exchange x JOIN document d ON d.seq = x.new_seq WHERE x.receipt_seq = ?',
    receipt,
  );
  return by ? { reason: 'exchanged', by: by.number } : null;
};

const reissued: LookUp = (ledger, receipt) => {
  const by = ledger.one<{ number: string }>(
    'SELECT d.number FROM receipt_reissue x JOIN document d ON d.seq = x.new_seq WHERE x.receipt_seq = ?',
    receipt,
  );
  return by ? { reason: 'reissued', by: by.number } : null;
};

const stopped: LookUp = (ledger, receipt) => {
  const found = frozenReceipt(ledger, receipt);
  return found ? { reason: 'receiptFrozen', by: found.reason } : null;
};

const lost: LookUp = (ledger, receipt, named) => {
  const by = registerOf(ledger, receipt);
  return by !== null && !named.includes(by) ? { reason: 'lostRegistered', by } : null;
};

/** Everything that keeps a receipt from being refunded, in the order in which it is said. */
const LOOK_UPS: readonly LookUp[] = [voided, exchanged, reissued, stopped, lost, invoiced, frozen];

/** Why nothing of receipt `seq` can be refunded, or null. A lost one can by whoever names its entry in the register. */
export function receiptBlockedForRefund(
  ledger: Ledger,
  seq: number,
  named: readonly string[] = [],
): RefundBlocked | null {
  for (const lookUp of LOOK_UPS) {
    const blocked = lookUp(ledger, seq, named);
    if (blocked !== null) return blocked;
  }
  return null;
}

/** Blocked while the customer, or whoever they were merged into, is frozen. */
export function customerFrozen(ledger: Ledger, customerId: number): RefundBlocked | null {
  const found = ledger.one<{ reason: string }>(
    `SELECT f.reason FROM customer_now o JOIN customer_now t ON t.customer_id = coalesce(o.merged_into, o.customer_id)
       JOIN customer_freeze f ON f.customer_id = t.customer_id
     WHERE o.customer_id = ? AND t.frozen = 1 ORDER BY f.n DESC LIMIT 1`,
    customerId,
  );
  return found ? { reason: 'customerFrozen', by: found.reason } : null;
}

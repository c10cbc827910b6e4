// 冲红重开: after a part of a receipt went back, its paper is taken back whole and a new receipt stands for what remains. No
// money moves: when it may be done, said by rule and in this order.
import { type InvoiceStatus, refundBlockedByInvoice } from '../invoice/invoice-state.ts';
import { REMAINDER_FAULTS } from './what-remains.ts';
import { isCorrectable } from './tender-correction.ts';

/**
 * notRefunded: no refund of it was approved. stillAsked: another application for it is not decided. lost: its paper cannot
 * be taken back. invoiceIssued, invoiceAsked: its e-invoice says the whole
 * amount. paidFromBalance: a balance or a claim names who it is of. paysBills: the bills say what remains.
 * originalMissing: the old paper was not taken back. The others: core/receipts/what-remains.ts.
 */
export const REISSUE_FAULTS = [
  'notRefunded',
  'stillAsked',
  'lost',
  'invoiceIssued',
  'invoiceAsked',
  'paidFromBalance',
  'paysBills',
  ...REMAINDER_FAULTS,
  'originalMissing',
] as const;
export type ReissueFault = (typeof REISSUE_FAULTS)[number];

/** What is known of a receipt that still stands. */
export interface ReceiptToReissue {
  /** Whether a refund of it was approved; whether one waits to be. */
  readonly refunded: boolean;
  readonly asked: boolean;
  readonly lost: boolean;
  readonly invoice: InvoiceStatus;
  /** How each tender is booked now. */
  readonly methods: readonly string[];
  readonly paysBills: boolean;
}

/** Why this receipt cannot be reissued, whatever remains of it; null when nothing speaks against it. */
export function reissueBlockedBy(receipt: ReceiptToReissue): ReissueFault | null {
  if (!receipt.refunded) return 'notRefunded';
  if (receipt.asked) return 'stillAsked';
  if (receipt.lost) return 'lost';
  const invoice = refundBlockedByInvoice(receipt.invoice);
  if (invoice !== null) return invoice === 'notRedLettered' ? 'invoiceIssued' : 'invoiceAsked';
  if (!receipt.methods.every(isCorrectable)) return 'paidFromBalance';
  return receipt.paysBills ? 'paysBills' : null;
}

// 换票: a receipt is made out again to another payer. The money stays where it is: the red document and the new receipt come
// to nothing together, account by account. When that may be done, said by rule and in this order.
import { refundBlockedByInvoice, type InvoiceStatus } from '../invoice/invoice-state.ts';
import { isCorrectable } from './tender-correction.ts';

/** wrongName: the name was typed wrong. otherPayer: somebody else pays or claims it back. other: said in words. */
export const EXCHANGE_REASONS = ['wrongName', 'otherPayer', 'other'] as const;
export type ExchangeReason = (typeof EXCHANGE_REASONS)[number];

/**
 * refunding: money of it is going back or has gone. lost: the original cannot be taken back. invoiceIssued, invoiceAsked: its
 * e-invoice names the old payer. paidFromBalance: a balance or a claim names who it is of. paysBills: bills name their
 * customer. sameName: nothing would change. originalMissing: the old paper was not taken back.
 */
export const EXCHANGE_FAULTS = [
  'refunding',
  'lost',
  'invoiceIssued',
  'invoiceAsked',
  'paidFromBalance',
  'paysBills',
  'sameName',
  'originalMissing',
] as const;
export type ExchangeFault = (typeof EXCHANGE_FAULTS)[number];

/** What is known of a receipt that still stands. */
export interface ReceiptToExchange {
  /** Whether any part of it is being refunded or was. */
  readonly refunding: boolean;
  readonly lost: boolean;
  readonly invoice: InvoiceStatus;
  /** How each tender is booked now. */
  readonly methods: readonly string[];
  readonly paysBills: boolean;
  /** The name on the old paper; null where none stands on it. */
  readonly payer: string | null;
  /** Whether a paper of it was ever made. */
  readonly printed: boolean;
}

export interface ExchangeWanted {
  readonly payer: string;
  /** The old paper lies on the desk. */
  readonly originalBack: boolean;
}

/** Why this receipt cannot be exchanged, whatever is asked for; null when it can. */
export function exchangeBlockedBy(receipt: ReceiptToExchange): ExchangeFault | null {
  if (receipt.refunding) return 'refunding';
  if (receipt.lost) return 'lost';
  const invoice = refundBlockedByInvoice(receipt.invoice);
  if (invoice !== null) return invoice === 'notRedLettered' ? 'invoiceIssued' : 'invoiceAsked';
  if (!receipt.methods.every(isCorrectable)) return 'paidFromBalance';
  return receipt.paysBills ? 'paysBills' : null;
}

/** Why it cannot be exchanged for what is asked, or null. Of a receipt that was never printed there is no paper to take back. */
export function exchangeFault(receipt: ReceiptToExchange, wanted: ExchangeWanted): ExchangeFault | null {
  const blocked = exchangeBlockedBy(receipt);
  if (blocked !== null) return blocked;
  if (receipt.payer?.trim() === wanted.payer) return 'sameName';
  return receipt.printed && !wanted.originalBack ? 'originalMissing' : null;
}

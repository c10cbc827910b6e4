// What may need a second person's approval. A closed list: each kind has its own right, its own describer in the ledger
// (db/approval/matters.ts) and its own words in the approval window.
import type { Permission } from '../people/permissions.ts';

/**
 * discount: beyond the cashier's limit. priceOverride: another price than the tariff's. void: 当班作废.
 * tenderCorrection: 更正支付方式. depositForfeit: a deposit is kept. customerFreeze: a customer is frozen or freed.
 * billCancel: what is open of a bill is taken back. stockWriteOff: receipt papers are written off. prepaymentReturn: more
 * goes back than a cashier may give alone. largeCash: a large sum of cash is counted by two. safeDrop, safeFill, safeCount,
 * bankDeposit: what goes into, lies in or leaves the safe is counted by two. recount: a drawer that did not agree is
 * counted again. refund: one level of a refund case. exchange: 换票, a receipt is made out to another payer.
 * ticketPayout: a small payout from a ticket is above the limits of whoever pays. receiptFreeze: a receipt is frozen or freed.
 */
export const APPROVAL_KINDS = [
  'discount',
  'priceOverride',
  'void',
  'tenderCorrection',
  'depositForfeit',
  'customerFreeze',
  'stockWriteOff',
  'prepaymentReturn',
  'largeCash',
  'refund',
  'safeDrop',
  'safeFill',
  'safeCount',
  'bankDeposit',
  'recount',
  'exchange',
  'billCancel',
  'ticketPayout',
  'receiptFreeze',
] as const;
export type ApprovalKind = (typeof APPROVAL_KINDS)[number];

/** The right somebody must hold to decide on `kind`. */
export function approvalPermission(kind: ApprovalKind): Permission {
  return `approval.${kind}`;
}

/** Where the money goes: decides the colour of the approval window (look.md "Colour means direction"). */
export type ApprovalDirection = 'out' | 'less' | 'none';

/** out: money leaves the drawer. less: less money comes in than the tariff says. none: money only changes its place. */
export const APPROVAL_DIRECTION: Readonly<Record<ApprovalKind, ApprovalDirection>> = {
  discount: 'less',
  priceOverride: 'less',
  void: 'out',
  tenderCorrection: 'none',
  depositForfeit: 'none',
  customerFreeze: 'none',
  stockWriteOff: 'none',
  prepaymentReturn: 'out',
  largeCash: 'none',
  refund: 'out',
  safeDrop: 'none',
  safeFill: 'none',
  safeCount: 'none',
  bankDeposit: 'none',
  recount: 'none',
  exchange: 'none',
  billCancel: 'less',
  ticketPayout: 'out',
  receiptFreeze: 'none',
};

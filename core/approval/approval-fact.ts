// What the approver is shown, as typed facts that the ledger read from its own rows: the window only puts them into words.
// A fact is bound to the decision: should one differ when the approval is used, the approval does not fit any more.
import { z } from 'zod';
import { DISCOUNT_KINDS, WAIVER_REASONS } from '../charge/bill-discounts.ts';
import { TENDER_METHODS } from '../charge/tender-method.ts';
import { milliCount, minorAmount } from '../contract/scalars.ts';
import { RISK_KINDS, RISK_VERDICTS } from '../refund/risk-rules.ts';
import { EXCHANGE_REASONS } from '../receipts/exchange-rule.ts';
import { VOID_REASONS } from '../receipts/void-reason.ts';
import { TICKET_WAYS } from '../tickets/ticket-rule.ts';

/** Names of facts; the window has a word for each (renderer/i18n, `approval.fact`). */
export const FACT_LABELS = [
  'receipt',
  'businessDate',
  'shift',
  'cashier',
  'customer',
  'payer',
  'reason',
  'remark',
  'before',
  'after',
  'tender',
  'printed',
  'version',
  'policy',
  'discount',
  'price',
  'limit',
  'document',
  'held',
  'due',
  'counted',
  'sheets',
  'sheetCount',
  'case',
  'paid',
  'refunded',
  'refundAmount',
  'fee',
  'rounding',
  'goesBack',
  'askedBy',
  'risk',
  'countedBefore',
  'expected',
  'difference',
  'notes',
  'from',
  'bank',
  'bearer',
  'newPayer',
  'bill',
  'owedAgain',
  'purpose',
  'open',
  'ticket',
  'category',
  'payee',
  'way',
  'paidBefore',
] as const;
export type FactLabel = (typeof FACT_LABELS)[number];

const label = z.enum(FACT_LABELS);

export const approvalFact = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('text'), label, text: z.string() }),
  z.strictObject({ kind: z.literal('amount'), label, amount: minorAmount }),
  z.strictObject({ kind: z.literal('count'), label, count: z.int() }),
  /** One way money came in, and whether a machine of its own has to give it back. */
  z.strictObject({
    kind: z.literal('tender'),
    label,
    method: z.enum(TENDER_METHODS),
    amount: minorAmount,
    reference: z.string().nullable(),
  }),
  /** Whether a customer may be charged. */
  z.strictObject({ kind: z.literal('customerState'), label, frozen: z.boolean() }),
  /** Whether anything may be done with a receipt. */
  z.strictObject({ kind: z.literal('receiptState'), label, frozen: z.boolean() }),
  /** Who hands cash to the safe. */
  z.strictObject({ kind: z.literal('cashFrom'), label, from: z.enum(['bank', 'finance']) }),
  /** Where a payout from a ticket leaves from. */
  z.strictObject({ kind: z.literal('ticketWay'), label, way: z.enum(TICKET_WAYS) }),
  z.strictObject({ kind: z.literal('voidReason'), label, reason: z.enum(VOID_REASONS) }),
  z.strictObject({ kind: z.literal('exchangeReason'), label, reason: z.enum(EXCHANGE_REASONS) }),
  /** One discount of a bill and what it comes to; `line` counts from 1, null for the whole bill. */
  z.strictObject({
    kind: z.literal('discount'),
    label,
    what: z.enum(DISCOUNT_KINDS),
    line: z.int().nullable(),
    /** Of the policy; null for what the cashier gives. */
    name: z.string().nullable(),
    basisPoints: z.int().nullable(),
    reason: z.enum(WAIVER_REASONS).nullable(),
    text: z.string().nullable(),
    amount: minorAmount,
  }),
  /** A fixed item at another price for one unit than the tariff's. */
  z.strictObject({
    kind: z.literal('price'),
    label,
    name: z.string(),
    tariffPrice: minorAmount,
    price: minorAmount,
    reason: z.string(),
  }),
  /** A risk rule that spoke up; `seen` and `limit` in its own unit (core/refund/risk-rules.ts). */
  z.strictObject({
    kind: z.literal('risk'),
    label,
    rule: z.enum(RISK_KINDS),
    verdict: z.enum(RISK_VERDICTS),
    seen: z.int(),
    limit: z.int(),
  }),
  /** One line of the bill or receipt in question. */
  z.strictObject({
    kind: z.literal('line'),
    name: z.string(),
    unit: z.string(),
    quantity: milliCount,
    amount: minorAmount,
  }),
]);
export type ApprovalFact = z.infer<typeof approvalFact>;

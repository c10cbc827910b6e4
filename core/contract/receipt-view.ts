// A receipt as everybody outside the ledger sees it: screens, paper, CLI.
// It repeats facts that were fixed at posting, so that a reprint in ten years says the same as the original.
import { z } from 'zod';
import { DISCOUNT_KINDS, WAIVER_REASONS } from '../charge/bill-discounts.ts';
import { TENDER_METHODS } from '../charge/tender-method.ts';
import { SPOIL_REASONS } from '../stock/spoil-reason.ts';
import { workingFacts } from '../tariff/working-facts.ts';
import { dateText, milliCount, minorAmount } from './scalars.ts';

export const receiptLineView = z.strictObject({
  n: z.int(),
  code: z.string(),
  name: z.string(),
  unit: z.string(),
  quantity: milliCount,
  /** null: the amount comes from a formula, or is a share of a package's price. */
  unitPrice: minorAmount.nullable(),
  gross: minorAmount,
  discount: minorAmount,
  amount: minorAmount,
  /** Within the amount; `rate` in basis points. Absent on an untaxed line. */
  tax: z.strictObject({ rate: z.int(), amount: minorAmount, code: z.string().nullable() }).optional(),
  /** How a formula came to the gross amount. */
  working: workingFacts.optional(),
  /** Number of the package this line belongs to. */
  package: z.int().optional(),
  /** On a line that pays on a bill: which one, and what was open of it afterwards. */
  bill: z.strictObject({ number: z.string(), rest: minorAmount }).optional(),
});

/** 套餐: its lines carry its number and share its gross amount. */
export const packageView = z.strictObject({
  n: z.int(),
  code: z.string(),
  name: z.string(),
  unit: z.string(),
  quantity: milliCount,
  price: minorAmount,
  gross: minorAmount,
});

/** What a tender says besides its amount, with the names as they were at posting. */
export const tenderDetailView = z.discriminatedUnion('of', [
  z.strictObject({ of: z.literal('cheque'), bank: z.string(), drawer: z.string() }),
  z.strictObject({ of: z.literal('payer'), code: z.string(), name: z.string() }),
  z.strictObject({ of: z.literal('prepayment'), kind: z.string(), name: z.string() }),
]);

export const tenderView = z.strictObject({
  n: z.int(),
  method: z.enum(TENDER_METHODS),
  given: minorAmount,
  applied: minorAmount,
  change: minorAmount,
  reference: z.string().nullable(),
  proof: z.enum(['none', 'reference', 'unverified']),
  detail: tenderDetailView.optional(),
});
export type TenderView = z.infer<typeof tenderView>;

/** A discount as it was given: `line` counts from 1, null for the whole bill; amount > 0. */
export const receiptDiscountView = z.strictObject({
  n: z.int(),
  kind: z.enum(DISCOUNT_KINDS),
  line: z.int().nullable(),
  policy: z.strictObject({ code: z.string(), name: z.string() }).nullable(),
  basisPoints: z.int().nullable(),
  reason: z.enum(WAIVER_REASONS).nullable(),
  text: z.string().nullable(),
  amount: minorAmount,
});

/** A fixed item charged at another price for one unit than the tariff's. */
export const priceOverrideView = z.strictObject({
  line: z.int(),
  tariffPrice: minorAmount,
  price: minorAmount,
  reason: z.string(),
});

export const receiptView = z.strictObject({
  number: z.string(),
  businessDate: dateText,
  postedAt: z.int(),
  utcOffsetMinutes: z.int(),
  organisation: z.string(),
  counter: z.strictObject({ code: z.string(), name: z.string() }),
  currency: z.string(),
  shiftNumber: z.string(),
  cashier: z.string(),
  payer: z.string().nullable(),
  customer: z.strictObject({ number: z.string(), name: z.string() }).nullable(),
  lines: z.array(receiptLineView),
  /** Absent when no line belongs to one. */
  packages: z.array(packageView).optional(),
  gross: minorAmount,
  discount: minorAmount,
  rounding: minorAmount,
  discounts: z.array(receiptDiscountView),
  overrides: z.array(priceOverrideView),
  total: minorAmount,
  tenders: z.array(tenderView),
  change: minorAmount,
  paper: z.strictObject({ number: z.string(), date: dateText }).nullable(),
  /** 换票, 冲红重开: the receipt this one took the place of. Absent where it took none. */
  replaces: z.string().optional(),
  /** 换票, 冲红重开: the receipt that took the place of this one. Absent while it stands. */
  replacedBy: z.string().optional(),
  /** Which of the two it was: this one stands for the rest of `replaces`; `replacedBy` stands for the rest of this one. */
  isRest: z.literal(true).optional(),
  byRest: z.literal(true).optional(),
  templateVersion: z.literal(1),
});

/** Amounts in minor units, quantities in thousandths, times in milliseconds since 1970 (UTC). */
export type ReceiptView = z.infer<typeof receiptView>;

export const printMark = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('original') }),
  z.strictObject({ kind: z.literal('copy'), n: z.int(), at: z.int(), by: z.string(), reason: z.string() }),
  // 废票重打: the original again, because the sheet before it was spoiled. `n` counts the replacements of this receipt.
  z.strictObject({
    kind: z.literal('replacement'),
    n: z.int(),
    at: z.int(),
    by: z.string(),
    reason: z.enum(SPOIL_REASONS),
    note: z.string().nullable(),
  }),
]);

/**
 * One living original per receipt (product.md B1, B4): every later print is a numbered copy that says who, when and why,
 * but for the sheet that replaces a spoiled one.
 */
export type PrintMark = z.infer<typeof printMark>;

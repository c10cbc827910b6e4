// Discounts on a bill as the till sends them, the policies 优惠政策 finance keeps, and what was given away by day.
import { z } from 'zod';
import { DISCOUNT_KINDS, MAX_DISCOUNTS, WAIVER_REASONS } from '../../charge/bill-discounts.ts';
import { amountAboveZero, amountFromZero, dateText, minorAmount, operationId, typedText } from '../scalars.ts';
import { procedure } from '../procedure.ts';

/** A line of the bill, counted from 1; null: the whole bill. */
const line = z.int().min(1).max(200).nullable();
const basisPoints = z.int().min(1).max(10_000);
const policyCode = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9-]{0,19}$/);
const text = typedText(100).nullable();

/** A discount as it is asked for on a bill. What it comes to is reckoned by core/charge/bill-discounts.ts, here and there. */
export const discountInput = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('policy'), policy: policyCode }),
  z.strictObject({ kind: z.literal('percent'), line, basisPoints, text }),
  z.strictObject({ kind: z.literal('amount'), line, amount: amountAboveZero, text }),
  z.strictObject({
    kind: z.literal('waiver'),
    line,
    /** null: all that the other discounts leave. */
    amount: amountAboveZero.nullable(),
    reason: z.enum(WAIVER_REASONS),
    /** In words; `other` needs them. */
    text,
    /** The last business date on which it may be used; null: it does not expire. */
    validUntil: dateText.nullable(),
  }),
]);
export type DiscountInput = z.infer<typeof discountInput>;
export const discountsInput = z.array(discountInput).max(MAX_DISCOUNTS);

/** A fixed item charged at another price for one unit, minor units; always approved by a second person. */
export const overrideInput = z.strictObject({ price: amountFromZero, reason: typedText(100) });
export type OverrideInput = z.infer<typeof overrideInput>;

export const policyBenefit = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('percent'), basisPoints }),
  z.strictObject({ kind: z.literal('amount'), amount: amountAboveZero }),
  z.strictObject({ kind: z.literal('threshold'), reach: amountAboveZero, off: amountAboveZero, repeats: z.boolean() }),
]);

export const policyAudience = z.discriminatedUnion('who', [
  z.strictObject({ who: z.literal('everyone') }),
  z.strictObject({ who: z.literal('customers') }),
  z.strictObject({ who: z.literal('tag'), tag: typedText(30) }),
]);

const terms = {
  code: policyCode,
  name: typedText(60),
  benefit: policyBenefit,
  audience: policyAudience,
  items: z.array(z.string().min(1).max(20)).max(200),
  categories: z.array(typedText(60)).max(50),
  cap: amountAboveZero.nullable(),
  combines: z.boolean(),
  fromDate: dateText,
  untilDate: dateText.nullable(),
};

export const policyView = z.strictObject({
  ...terms,
  n: z.int(),
  /** planned: begins later. given: today. ended: its last day is over. replaced: another version counts now. */
  state: z.enum(['planned', 'given', 'ended', 'replaced']),
  by: z.string(),
  at: z.int(),
});
export type PolicyView = z.infer<typeof policyView>;

export const discountRow = z.strictObject({
  kind: z.enum(DISCOUNT_KINDS),
  policy: z.strictObject({ code: policyCode, name: z.string() }).nullable(),
  reason: z.enum(WAIVER_REASONS).nullable(),
  cashier: z.string(),
  /** Of the cashier, to ask for the receipts behind it. */
  username: z.string(),
  count: z.int(),
  amount: minorAmount,
});
export type DiscountRow = z.infer<typeof discountRow>;

/** One receipt behind a row of the report: what of that kind was taken off it. */
export const discountReceipt = z.strictObject({
  number: z.string(),
  postedAt: z.int(),
  payer: z.string().nullable(),
  /** In words, where some were said. */
  text: z.string().nullable(),
  total: minorAmount,
  amount: minorAmount,
});
export type DiscountReceipt = z.infer<typeof discountReceipt>;

export const discountProcedures = {
  'policy.list': procedure({
    kind: 'query',
    access: 'policy.read',
    summary:
      'The discount policies: those given today, or every one there is with the version that counts; and the tags by which a customer may have them.',
    input: z.strictObject({ which: z.enum(['given', 'all']), customer: z.string().max(20).nullable() }),
    output: z.strictObject({
      /** The business date they are given on. */
      date: dateText,
      policies: z.array(policyView),
      /** What the customer asked about is tagged with; null for a walk-in. */
      tags: z.array(z.string()).nullable(),
    }),
    errors: [],
  }),
  'policy.history': procedure({
    kind: 'query',
    access: 'policy.read',
    summary: 'Every version of one policy, newest first, with who wrote it and when.',
    input: z.strictObject({ code: policyCode }),
    output: z.strictObject({ versions: z.array(policyView) }),
    errors: ['UNKNOWN_POLICY'],
  }),
  'policy.write': procedure({
    kind: 'command',
    access: 'policy.write',
    summary: 'Write a policy, or its next version: also how one is ended, with a last day.',
    input: z.strictObject({ operationId, ...terms }),
    output: policyView,
    errors: [
      'UNKNOWN_ITEM',
      'POLICY_DATES',
      'POLICY_BENEFIT',
      'POLICY_UNCHANGED',
      'CARD_NUMBER_NOT_ALLOWED',
      'DISK_FULL',
    ],
  }),
  'report.discounts': procedure({
    kind: 'query',
    access: 'report.read',
    summary:
      'Discounts and waivers per business date: by policy or reason, and by cashier; and what rounding cash cost.',
    input: z.strictObject({ from: dateText.nullable(), to: dateText.nullable() }),
    output: z.strictObject({
      days: z.array(
        z.strictObject({
          businessDate: dateText,
          rows: z.array(discountRow),
          total: minorAmount,
          rounding: minorAmount,
        }),
      ),
    }),
    errors: [],
  }),
  'report.discountReceipts': procedure({
    kind: 'query',
    access: 'report.read',
    summary: 'The receipts behind one row of the discount report, newest first; voided ones are not among them.',
    input: z.strictObject({
      businessDate: dateText,
      kind: z.enum(DISCOUNT_KINDS),
      policy: policyCode.nullable(),
      reason: z.enum(WAIVER_REASONS).nullable(),
      username: z.string().min(1).max(32),
      limit: z.int().min(1).max(500),
    }),
    output: z.strictObject({ receipts: z.array(discountReceipt), more: z.boolean() }),
    errors: [],
  }),
};

// Bills that do not become a receipt now: set aside and taken up again 挂单/取单, or not paid at all 拒付.
// Neither is a document and neither moves money; both are facts that outlive a crash and a shift.
import { z } from 'zod';
import { REFUSAL_REASONS } from '../../charge/refusal-reason.ts';
import { procedure } from '../procedure.ts';
import { dateText, milliCount, minorAmount, operationId, typedText } from '../scalars.ts';
import { lineInputs } from '../../tariff/line-inputs.ts';
import { billOnScreen, billToPay, customerView, DISCOUNT_ERRORS, PRICING_ERRORS, tariffItem } from './charge.ts';
import { discountInput } from './discount.ts';

// What was handed over is given back before a bill is put away: these carry no tenders.
export const parkInput = z.strictObject({ ...billToPay, note: typedText(100).nullable() });
export type ParkInput = z.infer<typeof parkInput>;
export const refusalInput = z.strictObject({
  ...billOnScreen,
  reason: z.enum(REFUSAL_REASONS),
  /** In words; `other` needs them. */
  text: typedText(200).nullable(),
  /** What is to follow: who calls whom, until when. */
  followUp: typedText(200).nullable(),
});
export type RefusalInput = z.infer<typeof refusalInput>;

export const parkedRow = z.strictObject({
  number: z.string(),
  parkedAt: z.int(),
  by: z.string(),
  /** The payer typed, else the customer's name, else the note; null when nothing was said. */
  label: z.string().nullable(),
  note: z.string().nullable(),
  lines: z.int(),
  /** As parked; lines without an amount yet do not count. */
  total: minorAmount,
});
export type ParkedRow = z.infer<typeof parkedRow>;

const named = { code: z.string(), name: z.string() };
export const recallChange = z.discriminatedUnion('kind', [
  /** The unit price today is another one; the line stands with today's. */
  z.strictObject({ kind: z.literal('price'), ...named, from: minorAmount, to: minorAmount }),
  /** Today's formula comes to another amount for what was entered. */
  z.strictObject({ kind: z.literal('amount'), ...named, from: minorAmount, to: minorAmount }),
  /** Was fixed and is typed today, or the other way round without a price to compare: the amount is asked for. */
  z.strictObject({ kind: z.literal('amountNeeded'), ...named, from: minorAmount }),
  /** No longer on sale: the line is left out. `amount` as parked, minor units. */
  z.strictObject({ kind: z.literal('notOnSale'), ...named, quantity: milliCount, amount: minorAmount.nullable() }),
  /** Frozen since: cannot be charged until let go. */
  z.strictObject({ kind: z.literal('customerFrozen'), customer: z.string(), reason: z.string() }),
  /** Turned out to be somebody else, to whom the bill goes now. */
  z.strictObject({ kind: z.literal('customerMerged'), customer: z.string(), from: z.string(), into: z.string() }),
  /** No longer in the customer file: the bill stands without a customer. */
  z.strictObject({ kind: z.literal('customerUnknown'), customer: z.string().nullable() }),
  /** A price given before parking was approved for that moment only: the line stands with the tariff's. */
  z.strictObject({ kind: z.literal('overrideDropped'), ...named, from: minorAmount }),
  /** The policy is not given any more, or not to this bill: the bill stands without it. */
  z.strictObject({ kind: z.literal('policyDropped'), policy: z.string(), name: z.string() }),
  /** Its last day is over: the bill stands without it. `amount` null: it waived everything. */
  z.strictObject({ kind: z.literal('waiverExpired'), amount: minorAmount.nullable(), until: dateText }),
  /** Of a line that is no longer on the bill, or more than is left of it. */
  z.strictObject({ kind: z.literal('discountDropped'), amount: minorAmount.nullable() }),
]);
export type RecallChange = z.infer<typeof recallChange>;

export const recalledBill = z.strictObject({
  number: z.string(),
  parkedAt: z.int(),
  by: z.string(),
  customer: customerView.nullable(),
  payer: z.string().nullable(),
  note: z.string().nullable(),
  lines: z.array(
    z.strictObject({
      /** As in the tariff today. */
      item: tariffItem,
      quantity: milliCount,
      /** The price typed for an open-amount item; null for a fixed one, and where it has to be typed. */
      price: minorAmount.nullable(),
      /** What had been entered for a formula; absent where today's tariff asks for something else. */
      inputs: lineInputs.optional(),
    }),
  ),
  /** Those that may still be given; lines counted as they stand here. */
  discounts: z.array(discountInput),
  changes: z.array(recallChange),
  totalAsParked: minorAmount,
});
export type RecalledBill = z.infer<typeof recalledBill>;

export const refusalRow = z.strictObject({
  number: z.string(),
  businessDate: dateText,
  at: z.int(),
  by: z.string(),
  who: z.string().nullable(),
  reason: z.enum(REFUSAL_REASONS),
  text: z.string().nullable(),
  followUp: z.string().nullable(),
  lines: z.int(),
  total: minorAmount,
});
export type RefusalRow = z.infer<typeof refusalRow>;
const refusalCounts = z.array(z.strictObject({ reason: z.enum(REFUSAL_REASONS), count: z.int(), total: minorAmount }));

const slipNumber = z.string().min(1).max(40);
const BILL_ERRORS = [
  'UNKNOWN_ITEM',
  'ITEM_NOT_ON_SALE',
  'PRICE_NOT_OPEN',
  ...PRICING_ERRORS,
  'UNKNOWN_CUSTOMER',
  'AMOUNT_OUT_OF_RANGE',
  'CARD_NUMBER_NOT_ALLOWED',
  'DISK_FULL',
] as const;
const ENDED = ['UNKNOWN_PARKED_BILL', 'PARKED_BILL_RECALLED', 'PARKED_BILL_DISCARDED', 'DISK_FULL'] as const;

export const holdProcedures = {
  'hold.park': procedure({
    kind: 'command',
    access: 'charge.post',
    summary: 'Set the bill on the screen aside 挂单; it belongs to the counter and waits through crashes and shifts.',
    input: parkInput,
    output: z.strictObject({ number: z.string(), label: z.string().nullable(), total: minorAmount }),
    errors: [...BILL_ERRORS, ...DISCOUNT_ERRORS],
  }),
  'hold.list': procedure({
    kind: 'query',
    access: 'charge.post',
    summary: 'The bills parked at this counter, newest first, and how many there are.',
    input: z.strictObject({ limit: z.int().min(1).max(200) }),
    output: z.strictObject({ bills: z.array(parkedRow), count: z.int() }),
    errors: [],
  }),
  'hold.recall': procedure({
    kind: 'command',
    access: 'charge.post',
    summary: 'Take a parked bill out 取单, once: its lines at today’s prices, and everything that changed since.',
    input: z.strictObject({ operationId, number: slipNumber }),
    output: recalledBill,
    errors: ENDED,
  }),
  'hold.discard': procedure({
    kind: 'command',
    access: 'charge.post',
    summary: 'Give a parked bill up, with a reason.',
    input: z.strictObject({ operationId, number: slipNumber, reason: typedText(100) }),
    output: z.strictObject({ number: z.string() }),
    errors: [...ENDED, 'CARD_NUMBER_NOT_ALLOWED'],
  }),
  'refusal.record': procedure({
    kind: 'command',
    access: 'charge.post',
    summary: 'Record that the bill on the screen was not paid 拒付, why, and what is to follow.',
    input: refusalInput,
    output: z.strictObject({ number: z.string(), total: minorAmount }),
    errors: [...BILL_ERRORS, 'REASON_TEXT_REQUIRED'],
  }),
  'refusal.list': procedure({
    kind: 'query',
    access: 'charge.post',
    summary: 'The bills not paid on one business date (null: today’s), newest first, with counts by reason.',
    input: z.strictObject({ businessDate: dateText.nullable() }),
    output: z.strictObject({ businessDate: dateText, refusals: z.array(refusalRow), counts: refusalCounts }),
    errors: [],
  }),
  'report.refusals': procedure({
    kind: 'query',
    access: 'report.read',
    summary: 'Bills not paid, per business date and reason, for the day report.',
    input: z.strictObject({ from: dateText.nullable(), to: dateText.nullable() }),
    output: z.strictObject({ days: z.array(z.strictObject({ businessDate: dateText, counts: refusalCounts })) }),
    errors: [],
  }),
};

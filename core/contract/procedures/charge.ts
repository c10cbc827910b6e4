// Charging 收费: find what to charge and whom, post it once, find it again, put it on paper.
import { z } from 'zod';
import { TENDER_METHODS } from '../../charge/tender-method.ts';
import { reference, tenderGiven } from '../tender-given.ts';
import { RECEIPT_PAPERS } from '../../documents/receipt-paper.ts';
import { CUSTOMER_FLAGS } from '../../customers/customer-flag.ts';
import { APPROVAL_ERRORS, type ErrorCode } from '../errors.ts';
import { receiptView } from '../receipt-view.ts';
import {
  amountAboveZero,
  amountFromZero,
  dateText,
  milliCount,
  milliSum,
  minorAmount,
  operationId,
  typedText,
} from '../scalars.ts';
import { lineInputs } from '../../tariff/line-inputs.ts';
import { PRICING_KINDS, tariffRule } from '../../tariff/tariff-rule.ts';
import { procedure } from '../procedure.ts';
import { discountsInput, overrideInput } from './discount.ts';

export const tariffItem = z.strictObject({
  code: z.string(),
  name: z.string(),
  unit: z.string(),
  category: z.string(),
  /** fixed: the price below. open: the cashier types the amount. The others are said by their rule. */
  pricing: z.enum(PRICING_KINDS),
  /** Of one; null for an open amount and for what a formula prices. */
  price: minorAmount.nullable(),
  /** Absent on an item that a price alone says. */
  rule: tariffRule.optional(),
  /** Basis points within the price; absent: untaxed. */
  taxRate: z.int().optional(),
  /** What a package holds, by the tariff of the day; `price` null: not on sale, so the package cannot be charged. */
  contents: z
    .array(
      z.strictObject({
        code: z.string(),
        name: z.string(),
        unit: z.string(),
        quantity: milliCount,
        price: minorAmount.nullable(),
        taxRate: z.int(),
      }),
    )
    .optional(),
});
export type TariffItem = z.infer<typeof tariffItem>;

export const customerView = z.strictObject({
  number: z.string(),
  name: z.string(),
  /** Masked for the screen: 199****0412. */
  phone: z.string().nullable(),
  plate: z.string().nullable(),
  /** Unit, room or address. */
  unit: z.string().nullable(),
  /** Masked for the screen: only the last four are told. */
  idNumber: z.string().nullable(),
  /** What a cashier must know before charging. */
  flags: z.array(z.enum(CUSTOMER_FLAGS)),
  note: z.string().nullable(),
  /** Frozen: is not charged. */
  frozen: z.boolean(),
  /** The old number they were asked by, which means this customer now; null elsewhere. */
  was: z.string().nullable(),
});
export type CustomerView = z.infer<typeof customerView>;

export const receiptRow = z.strictObject({
  number: z.string(),
  postedAt: z.int(),
  businessDate: dateText,
  payer: z.string().nullable(),
  total: minorAmount,
  cashier: z.string(),
  /** How many sheets there were, and how many of them were copies. */
  printed: z.int(),
  voided: z.boolean(),
  exchanged: z.boolean(),
  reissued: z.boolean(),
  copies: z.int(),
});
export type ReceiptRow = z.infer<typeof receiptRow>;

const findInput = z.strictObject({ text: z.string().max(60), limit: z.int().min(1).max(50) });

const lineOnScreen = {
  item: z.string().min(1).max(20),
  /** Of a metered or period item, whose quantity follows from its inputs, 1. */
  quantity: milliCount,
  /** Readings or a period, where the item asks for them. */
  inputs: lineInputs.optional(),
  /** Only for an open-amount item: its price for one unit, minor units; null elsewhere, and on a parked bill while it was not typed yet. */
  price: amountAboveZero.nullable(),
};
const MAX_LINES = 200;

/** A bill as it stands on the screen, without its tenders; parked and unpaid bills have the same shape. */
export const billOnScreen = {
  operationId,
  customer: z.string().max(20).nullable(),
  payer: typedText(60).nullable(),
  lines: z.array(z.strictObject(lineOnScreen)).min(1).max(MAX_LINES),
};

/** The same with what makes it cheaper. */
export const billToPay = {
  ...billOnScreen,
  /** `override`, only for a fixed item: another price than the tariff's. Absent: the tariff's. */
  lines: z
    .array(z.strictObject({ ...lineOnScreen, override: overrideInput.optional() }))
    .min(1)
    .max(MAX_LINES),
  /** Absent: none. In any order; how they add up is fixed (core/charge/bill-discounts.ts). */
  discounts: discountsInput.optional(),
};

/** Payments on bills that were issued before: each bill once, any part of what is open of it. */
export const billPayments = z
  .array(z.strictObject({ number: z.string().min(1).max(40), amount: amountAboveZero }))
  .max(50)
  .optional();

export const chargeInput = z.strictObject({
  ...billToPay,
  /** May be empty where `bills` is not. */
  lines: z.array(billToPay.lines.element).max(MAX_LINES),
  bills: billPayments,
  tenders: z.array(tenderGiven).max(10),
  /** The approval of a sum of cash that two people count. */
  cashApproval: z.uuid().optional(),
  /** Needed where a discount is beyond the cashier's limit or a price is not the tariff's; absent: none was asked for. */
  approval: z.uuid().optional(),
  /** The total the customer was shown, after discounts and rounding; a price that changed meanwhile refuses instead of charging another sum. */
  expectedTotal: amountFromZero,
});
export type ChargeInput = z.infer<typeof chargeInput>;

export const backfillRow = z.strictObject({
  paperNo: z.string().regex(/^[A-Za-z0-9-]{1,40}$/),
  paperDate: dateText,
  payer: typedText(60).nullable(),
  item: z.string().min(1).max(20),
  quantity: milliCount,
  amount: amountAboveZero,
  tender: z.enum(TENDER_METHODS),
  reference: reference.nullable(),
});
export type BackfillRow = z.infer<typeof backfillRow>;
/** A hand-written receipt that is not taken: which cell, and the code of the refusal with its parameters. */
export const backfillRejected = z.strictObject({
  row: z.int(),
  column: z.string(),
  code: z.string(),
  params: z.record(z.string(), z.unknown()),
});

/** What is wrong with what was entered for one line, or with the package it asks for. */
export const PRICING_ERRORS = [
  'QUANTITY_INVALID',
  'INPUTS_REQUIRED',
  'READING_INVALID',
  'NOTHING_USED',
  'PERIOD_INVALID',
  'PRICE_OUTSIDE_LIMITS',
  'PACKAGE_INCOMPLETE',
  'TOO_MANY_LINES',
] as const;

/** What a discount or another price on a bill may be refused with. */
export const DISCOUNT_ERRORS = [
  'PRICE_NOT_FIXED',
  'PRICE_UNCHANGED',
  'UNKNOWN_POLICY',
  'POLICY_NOT_GIVEN',
  'POLICY_STANDS_ALONE',
  'POLICY_NOT_FOR_CUSTOMER',
  'DISCOUNT_LINE_UNKNOWN',
  'DISCOUNT_TWICE',
  'DISCOUNT_TOO_LARGE',
  'WAIVER_EXPIRED',
  'REASON_TEXT_REQUIRED',
] as const satisfies readonly ErrorCode[];

/** What a bill may be refused with before anybody pays: its items, its customer, its discounts. */
export const BILL_TO_PAY_ERRORS = [
  'UNKNOWN_ITEM',
  'ITEM_NOT_ON_SALE',
  'PRICE_REQUIRED',
  'PRICE_NOT_OPEN',
  ...PRICING_ERRORS,
  'UNKNOWN_CUSTOMER',
  'CUSTOMER_FROZEN',
  'AMOUNT_OUT_OF_RANGE',
  ...DISCOUNT_ERRORS,
] as const satisfies readonly ErrorCode[];

/** What was put on paper: the ledger's word for the sheet. The paper itself is made after the answer. */
export const printedPaper = z.strictObject({
  jobId: z.string(),
  number: z.string(),
  mark: z.enum(['original', 'copy', 'replacement']),
  copyNumber: z.int().nullable(),
  /** Number of the pre-printed sheet it goes on; null where none is in use, or none is left. */
  stock: z.string().nullable(),
});
export type PrintedPaper = z.infer<typeof printedPaper>;

export const chargeProcedures = {
  'tariff.find': procedure({
    kind: 'query',
    access: 'tariff.read',
    summary: 'Items on sale today by code, name, pinyin or initials; an exact code comes first.',
    input: findInput,
    output: z.strictObject({ items: z.array(tariffItem) }),
    errors: [],
  }),
  'customer.find': procedure({
    kind: 'query',
    access: 'customer.read',
    summary:
      'Customers by number, name (any two characters of it), pinyin, initials, phone, plate or unit (start or tail), tag, or whole ID number.',
    input: findInput,
    output: z.strictObject({ customers: z.array(customerView) }),
    errors: [],
  }),
  'charge.lastInputs': procedure({
    kind: 'query',
    access: 'charge.post',
    summary:
      'What was entered last for an item of this customer, or of this meter: readings to begin with, the end of the last period.',
    input: z.strictObject({
      item: z.string().min(1).max(20),
      customer: z.string().max(20).nullable(),
      meter: z.string().max(30).nullable(),
    }),
    output: z.strictObject({
      /** Newest first, one a meter; readings in thousandths. */
      meters: z.array(
        z.strictObject({ meter: z.string(), reading: milliSum, businessDate: dateText, receipt: z.string() }),
      ),
      period: z.strictObject({ area: milliSum.nullable(), until: dateText, receipt: z.string() }).nullable(),
    }),
    errors: [],
  }),
  'charge.post': procedure({
    kind: 'command',
    access: 'charge.post',
    summary: 'Post one receipt with its lines and tenders into my open shift.',
    input: chargeInput,
    output: receiptView,
    errors: [
      'NO_OPEN_SHIFT',
      'SHIFT_SUSPENDED',
      'SHIFT_PAST_CUT',
      'DAY_CLOSED',
      ...BILL_TO_PAY_ERRORS,
      ...APPROVAL_ERRORS,
      'TOTAL_CHANGED',
      'TENDER_SHORT',
      'TENDER_OVER',
      'TENDER_EMPTY',
      'REFERENCE_REQUIRED',
      'REFERENCE_INVALID',
      'REFERENCE_USED',
      'TENDER_DETAIL_WRONG',
      'UNKNOWN_PAYER',
      'CUSTOMER_REQUIRED',
      'PREPAYMENT_KIND_UNKNOWN',
      'PREPAYMENT_NOT_FOR_ITEMS',
      'PREPAYMENT_SHORT',
      'CARD_NUMBER_NOT_ALLOWED',
      'NOTHING_CHARGED',
      'UNKNOWN_BILL',
      'BILL_OVERPAID',
      'BILL_TWICE',
      'DISK_FULL',
    ],
  }),
  'backfill.post': procedure({
    kind: 'command',
    access: 'backfill.post',
    summary:
      'Enter hand-written receipts of a break-down 应急补录 in a shift of its own: good rows are posted once, the others listed with the reason.',
    input: z.strictObject({
      operationId,
      rows: z
        .array(z.strictObject({ row: z.int(), entry: backfillRow }))
        .min(1)
        .max(10_000),
    }),
    output: z.strictObject({
      shift: z.string().nullable(),
      posted: z.int(),
      postedTotal: minorAmount,
      /** Rows that an earlier run had already posted, unchanged. */
      already: z.int(),
      first: z.string().nullable(),
      last: z.string().nullable(),
      rejected: z.array(backfillRejected),
    }),
    errors: ['DAY_CLOSED', 'DISK_FULL'],
  }),
  'receipt.get': procedure({
    kind: 'query',
    access: 'receipt.read',
    summary: 'One receipt by its number or the text of its QR code.',
    input: z.strictObject({ number: z.string().min(1).max(60) }),
    output: receiptView,
    errors: ['UNKNOWN_RECEIPT'],
  }),
  'receipt.recent': procedure({
    kind: 'query',
    access: 'receipt.read',
    summary: 'The newest receipts, newest first, a page at a time.',
    input: z.strictObject({ before: z.string().max(40).nullable(), limit: z.int().min(1).max(100) }),
    output: z.strictObject({ receipts: z.array(receiptRow), more: z.boolean() }),
    errors: [],
  }),
  'receipt.print': procedure({
    kind: 'command',
    access: 'receipt.print',
    summary:
      'Put a receipt on paper: the first time the original, every later time a numbered copy that needs a reason. The paper is made after the answer.',
    input: z.strictObject({
      operationId,
      number: z.string().min(1).max(60),
      /** Absent: the language the settings name. */
      locale: z.enum(['zh-CN', 'zh-TW', 'en']).optional(),
      reason: typedText(60).nullable(),
      /** Absent: the paper the settings name. */
      paper: z.enum(RECEIPT_PAPERS).optional(),
      /** Whether it goes to the printer as soon as it is made; absent: as the settings say. */
      send: z.boolean().optional(),
    }),
    output: printedPaper,
    errors: [
      'UNKNOWN_RECEIPT',
      'RECEIPT_VOIDED',
      'RECEIPT_EXCHANGED',
      'REPRINT_REASON_REQUIRED',
      'CARD_NUMBER_NOT_ALLOWED',
    ],
  }),
};

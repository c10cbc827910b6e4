// Charging 收费: find what to charge and whom, post it once, find it again, put it on paper.
import { z } from 'zod';
import { TENDER_METHODS } from '../../charge/tender-method.ts';
import { receiptView } from '../receipt-view.ts';
import {
  amountAboveZero,
  amountFromZero,
  dateText,
  milliCount,
  minorAmount,
  operationId,
  typedText,
} from '../scalars.ts';
import { procedure } from '../procedure.ts';

export const tariffItem = z.strictObject({
  code: z.string(),
  name: z.string(),
  unit: z.string(),
  category: z.string(),
  /** fixed: the price below. open: the cashier types the amount. */
  pricing: z.enum(['fixed', 'open']),
  price: minorAmount.nullable(),
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
});
export type CustomerView = z.infer<typeof customerView>;

export const receiptRow = z.strictObject({
  number: z.string(),
  postedAt: z.int(),
  businessDate: dateText,
  payer: z.string().nullable(),
  total: minorAmount,
  cashier: z.string(),
  printed: z.int(),
  voided: z.boolean(),
});
export type ReceiptRow = z.infer<typeof receiptRow>;

const findInput = z.strictObject({ text: z.string().max(60), limit: z.int().min(1).max(50) });
const reference = z.string().regex(/^[A-Za-z0-9_-]{4,64}$/);

/** A bill as it stands on the screen, without its tenders; parked and unpaid bills have the same shape. */
export const billOnScreen = {
  operationId,
  customer: z.string().max(20).nullable(),
  payer: typedText(60).nullable(),
  lines: z
    .array(
      z.strictObject({
        item: z.string().min(1).max(20),
        quantity: milliCount,
        /** Only for an open-amount item: its price for one unit, minor units; null elsewhere, and on a parked bill while it was not typed yet. */
        price: amountAboveZero.nullable(),
      }),
    )
    .min(1)
    .max(200),
};

export const chargeInput = z.strictObject({
  ...billOnScreen,
  tenders: z
    .array(
      z.strictObject({
        method: z.enum(TENDER_METHODS),
        given: amountAboveZero,
        reference: reference.nullable(),
      }),
    )
    .max(10),
  /** The total the customer was shown; a price that changed meanwhile refuses instead of charging another sum. */
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
      'Customers by number, name, pinyin, initials, phone or plate (start or tail), unit (start or tail), or whole ID number.',
    input: findInput,
    output: z.strictObject({ customers: z.array(customerView) }),
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
      'DAY_CLOSED',
      'UNKNOWN_ITEM',
      'ITEM_NOT_ON_SALE',
      'PRICE_REQUIRED',
      'PRICE_NOT_OPEN',
      'QUANTITY_INVALID',
      'UNKNOWN_CUSTOMER',
      'AMOUNT_OUT_OF_RANGE',
      'TOTAL_CHANGED',
      'TENDER_SHORT',
      'TENDER_OVER',
      'TENDER_EMPTY',
      'REFERENCE_REQUIRED',
      'REFERENCE_INVALID',
      'REFERENCE_USED',
      'CARD_NUMBER_NOT_ALLOWED',
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
      rejected: z.array(
        z.strictObject({
          row: z.int(),
          column: z.string(),
          code: z.string(),
          params: z.record(z.string(), z.unknown()),
        }),
      ),
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
      locale: z.enum(['zh-CN', 'zh-TW', 'en']),
      reason: typedText(60).nullable(),
    }),
    output: z.strictObject({
      jobId: z.string(),
      number: z.string(),
      mark: z.enum(['original', 'copy']),
      copyNumber: z.int().nullable(),
    }),
    errors: ['UNKNOWN_RECEIPT', 'RECEIPT_VOIDED', 'REPRINT_REASON_REQUIRED', 'CARD_NUMBER_NOT_ALLOWED'],
  }),
};

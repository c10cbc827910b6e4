// Bills 账单 that customers owe: found at the till and paid there, typed in one by one, taken back by the office.
// A whole list of them is imported like any list (lists.ts); paying is part of charge.post.
import { z } from 'zod';
import { CREDIT_KINDS } from '../../accounts/chart.ts';
import { BILL_NUMBER, MAX_BILL_LINES, MAX_PURPOSE } from '../../bills/bill-rules.ts';
import { APPROVAL_ERRORS } from '../errors.ts';
import { procedure } from '../procedure.ts';
import { amountAboveZero, dateText, minorAmount, operationId, typedText } from '../scalars.ts';

export const billNumber = z.string().regex(BILL_NUMBER);

/** Amounts in minor units. `rest` is what is still owed; `overdue` by the ledger's business date. */
export const billRow = z.strictObject({
  number: z.string(),
  /** 1, or more where the number was taken back and issued again. */
  revision: z.int(),
  customer: z.strictObject({ number: z.string(), name: z.string() }),
  purpose: z.string(),
  issued: dateText,
  due: dateText,
  amount: minorAmount,
  paid: minorAmount,
  cancelled: minorAmount,
  rest: minorAmount,
  overdue: z.boolean(),
});
export type BillRow = z.infer<typeof billRow>;

export const billView = z.strictObject({
  ...billRow.shape,
  lines: z.array(
    z.strictObject({
      item: z.string().nullable(),
      name: z.string(),
      amount: minorAmount,
      creditKind: z.enum(CREDIT_KINDS),
    }),
  ),
  /** Receipts that paid on it, oldest first; what was open after each, and what of the payment was refunded since. */
  payments: z.array(
    z.strictObject({
      receipt: z.string(),
      businessDate: dateText,
      amount: minorAmount,
      rest: minorAmount,
      refunded: minorAmount,
    }),
  ),
  /** How it was taken back, oldest first: again where a receipt that had paid on it was voided or refunded afterwards. */
  taken: z.array(z.strictObject({ reason: z.string(), amount: minorAmount, by: z.string(), businessDate: dateText })),
});
export type BillView = z.infer<typeof billView>;

/** What of a customer's bills is open: how many, how much, and how much of it is overdue. */
export const owed = z.strictObject({ count: z.int(), rest: minorAmount, overdue: minorAmount });

export const billToEnter = z.strictObject({
  operationId,
  /** null: the number of its document becomes the bill's. */
  number: billNumber.nullable(),
  customer: z.string().min(1).max(20),
  purpose: typedText(MAX_PURPOSE),
  due: dateText,
  lines: z
    .array(
      z.strictObject({
        /** An item of the tariff, or null: then `name` says what it is and `creditKind` what it is to the office. */
        item: z.string().min(1).max(20).nullable(),
        name: typedText(200).nullable(),
        creditKind: z.enum(CREDIT_KINDS),
        amount: amountAboveZero,
      }),
    )
    .min(1)
    .max(MAX_BILL_LINES),
});

/** `revision`: which issue of that number; null or left out: the newest. */
const whichBill = { number: z.string().min(1).max(40), revision: z.int().min(1).nullable().optional() };

const findOutput = z.strictObject({ bills: z.array(billRow) });

export const billProcedures = {
  'bill.list': procedure({
    kind: 'query',
    access: 'bill.read',
    summary: 'The bills of one customer, by due date: those still open, or all; and what is owed on the open ones.',
    input: z.strictObject({ customer: z.string().max(20), all: z.boolean(), limit: z.int().min(1).max(200) }),
    output: z.strictObject({ bills: z.array(billRow), owed }),
    errors: ['UNKNOWN_CUSTOMER'],
  }),
  'bill.find': procedure({
    kind: 'query',
    access: 'bill.read',
    summary: 'Open bills by the start of their number, or by what finds their customer.',
    input: z.strictObject({ text: z.string().max(60), limit: z.int().min(1).max(50) }),
    output: findOutput,
    errors: [],
  }),
  'bill.get': procedure({
    kind: 'query',
    access: 'bill.read',
    summary: 'One bill with its lines, what was paid on it, and how it was taken back.',
    input: z.strictObject({ ...whichBill }),
    output: billView,
    errors: ['UNKNOWN_BILL'],
  }),
  'bill.enter': procedure({
    kind: 'command',
    access: 'bill.write',
    summary: 'Issue one bill typed at the counter: the customer owes it from now on.',
    input: billToEnter,
    output: billRow,
    errors: [
      'UNKNOWN_CUSTOMER',
      'UNKNOWN_ITEM',
      'ITEM_NOT_ON_SALE',
      'BILL_NUMBER_TAKEN',
      'BILL_LINE_NAMELESS',
      'AMOUNT_OUT_OF_RANGE',
      'CARD_NUMBER_NOT_ALLOWED',
      'SHIFT_ALREADY_OPEN',
      'DRAWER_IN_USE',
      'DAY_CLOSED',
      'DATE_JUMPED',
      'SHIFT_SUSPENDED',
      'DISK_FULL',
    ],
  }),
  'bill.cancel': procedure({
    kind: 'command',
    access: 'bill.write',
    summary: 'Take back what is still open of a bill, with a reason; its number may then be issued again, corrected.',
    input: z.strictObject({
      operationId,
      ...whichBill,
      reason: typedText(100),
      /** Of somebody who may; needed from whoever may not alone. */
      approval: z.uuid().nullable().optional(),
    }),
    output: billRow,
    errors: [
      'UNKNOWN_BILL',
      'BILL_NOT_OPEN',
      ...APPROVAL_ERRORS,
      'AMOUNT_OUT_OF_RANGE',
      'CARD_NUMBER_NOT_ALLOWED',
      'SHIFT_ALREADY_OPEN',
      'DRAWER_IN_USE',
      'DAY_CLOSED',
      'DATE_JUMPED',
      'SHIFT_SUSPENDED',
      'DISK_FULL',
    ],
  }),
};

// Prepayments 预付款 and deposits 押金: taken, looked at, given back the way they came, forfeited, put on paper.
// Using a prepayment is no procedure of its own: it is a tender of charge.post.
import { z } from 'zod';
import { prepaymentAccountView, prepaymentMove, prepaymentView } from '../prepayment-view.ts';
import { APPROVAL_ERRORS } from '../errors.ts';
import { procedure } from '../procedure.ts';
import { amountAboveZero, minorAmount, operationId, typedText } from '../scalars.ts';
import { moneyGiven, returnPart } from '../tender-given.ts';

const customer = z.string().min(1).max(20);
const kind = z.string().min(1).max(12);
const number = z.string().min(1).max(60);
const ofAccount = { customer, kind };

export const returnInput = z.strictObject({
  operationId,
  ...ofAccount,
  backs: z.array(returnPart).min(1).max(50),
  reason: typedText(100).nullable(),
  /** The approval of a return above the limit; null below it. */
  approval: z.uuid().nullable(),
});

export const forfeitInput = z.strictObject({
  operationId,
  ...ofAccount,
  amount: amountAboveZero,
  reason: typedText(100),
  /** The approval it was given; without one a deposit is never kept. */
  approval: z.uuid().nullable(),
});

export const prepaymentProcedures = {
  'prepayment.take': procedure({
    kind: 'command',
    access: 'charge.post',
    summary:
      'Take a prepayment or a deposit of a customer into my open shift; each tender is a load that is remembered.',
    input: z.strictObject({
      operationId,
      ...ofAccount,
      amount: amountAboveZero,
      tenders: z.array(moneyGiven).min(1).max(10),
      /** The approval of a sum of cash that two people count. */
      cashApproval: z.uuid().optional(),
    }),
    output: prepaymentView,
    errors: [
      'NO_OPEN_SHIFT',
      'SHIFT_SUSPENDED',
      'SHIFT_PAST_CUT',
      'DAY_CLOSED',
      'UNKNOWN_CUSTOMER',
      'CUSTOMER_FROZEN',
      'PREPAYMENT_KIND_UNKNOWN',
      'PREPAYMENT_KIND_OFF',
      'AMOUNT_OUT_OF_RANGE',
      'TENDER_SHORT',
      'TENDER_OVER',
      'TENDER_EMPTY',
      'REFERENCE_REQUIRED',
      'REFERENCE_INVALID',
      'REFERENCE_USED',
      'TENDER_DETAIL_WRONG',
      'CARD_NUMBER_NOT_ALLOWED',
      ...APPROVAL_ERRORS,
      'DISK_FULL',
    ],
  }),
  'prepayment.return': procedure({
    kind: 'command',
    access: 'charge.post',
    summary: 'Give money back out of named loads, each the way it came: cash in cash, a card to the card.',
    input: returnInput,
    output: prepaymentView,
    errors: [
      'NO_OPEN_SHIFT',
      'SHIFT_SUSPENDED',
      'DAY_CLOSED',
      'UNKNOWN_CUSTOMER',
      'PREPAYMENT_KIND_UNKNOWN',
      'PREPAYMENT_SHORT',
      'LOAD_NOT_RETURNABLE',
      'CASH_SHORT',
      'REFERENCE_REQUIRED',
      'REFERENCE_INVALID',
      'AMOUNT_OUT_OF_RANGE',
      'CARD_NUMBER_NOT_ALLOWED',
      ...APPROVAL_ERRORS,
      'DISK_FULL',
    ],
  }),
  'prepayment.forfeit': procedure({
    kind: 'command',
    access: 'charge.post',
    summary: 'Keep a deposit, or a part of it, for good, with the reason.',
    input: forfeitInput,
    output: prepaymentView,
    errors: [
      'NO_OPEN_SHIFT',
      'SHIFT_SUSPENDED',
      'DAY_CLOSED',
      'UNKNOWN_CUSTOMER',
      'PREPAYMENT_KIND_UNKNOWN',
      'PREPAYMENT_SHORT',
      'AMOUNT_OUT_OF_RANGE',
      'CARD_NUMBER_NOT_ALLOWED',
      ...APPROVAL_ERRORS,
      'DISK_FULL',
    ],
  }),
  'prepayment.account': procedure({
    kind: 'query',
    access: 'customer.read',
    summary: 'What lies here for a customer, per kind: balance, loads with what is left, what may go back and how.',
    input: z.strictObject({ customer }),
    output: z.strictObject({ accounts: z.array(prepaymentAccountView), balance: minorAmount }),
    errors: ['UNKNOWN_CUSTOMER'],
  }),
  'prepayment.history': procedure({
    kind: 'query',
    access: 'customer.read',
    summary: 'The movements of one account, newest first, each with the balance after it.',
    input: z.strictObject({ ...ofAccount, limit: z.int().min(1).max(500) }),
    output: z.strictObject({ moves: z.array(prepaymentMove), more: z.boolean() }),
    errors: ['UNKNOWN_CUSTOMER'],
  }),
  'prepayment.balanceAt': procedure({
    kind: 'query',
    access: 'customer.read',
    summary: 'What an account held at a past moment, by the number of an act or by the time.',
    input: z.strictObject({
      ...ofAccount,
      moment: z.discriminatedUnion('by', [
        z.strictObject({ by: z.literal('seq'), seq: z.int().min(0) }),
        z.strictObject({ by: z.literal('time'), at: z.int().min(0) }),
      ]),
    }),
    output: z.strictObject({ balance: minorAmount }),
    errors: ['UNKNOWN_CUSTOMER'],
  }),
  'prepayment.get': procedure({
    kind: 'query',
    access: 'receipt.read',
    summary: 'One prepayment document by its number or the text of its QR code.',
    input: z.strictObject({ number }),
    output: prepaymentView,
    errors: ['UNKNOWN_PREPAYMENT'],
  }),
  'prepayment.print': procedure({
    kind: 'command',
    access: 'receipt.print',
    summary: 'Put a prepayment slip on paper: the first time the original, later numbered copies that need a reason.',
    input: z.strictObject({
      operationId,
      number,
      locale: z.enum(['zh-CN', 'zh-TW', 'en']).optional(),
      reason: typedText(60).nullable(),
    }),
    output: z.strictObject({
      jobId: z.string(),
      number: z.string(),
      mark: z.enum(['original', 'copy']),
      copyNumber: z.int().nullable(),
    }),
    errors: ['UNKNOWN_PREPAYMENT', 'REPRINT_REASON_REQUIRED', 'CARD_NUMBER_NOT_ALLOWED'],
  }),
};

// What follows a tender after its receipt: a claim proved later, a cheque paid or not, a third party that owes; and the
// account that is quoted to somebody who wants to transfer.
import { z } from 'zod';
import { TENDER_METHODS } from '../../charge/tender-method.ts';
import { PAYER_CODE, PAYER_KINDS } from '../../prepayment/payer-kind.ts';
import { procedure } from '../procedure.ts';
import { amountAboveZero, dateText, minorAmount, operationId, typedText } from '../scalars.ts';
import { reference } from '../tender-given.ts';

const number = z.string().min(1).max(60);
const place = { number, n: z.int().min(1).max(99) };
const limit = z.int().min(1).max(200);

export const payerView = z.strictObject({
  code: z.string(),
  name: z.string(),
  kind: z.enum(PAYER_KINDS),
  active: z.boolean(),
  /** What this payer owes us, minor units. */
  owed: minorAmount,
});
export type PayerView = z.infer<typeof payerView>;

export const unverifiedRow = z.strictObject({
  number: z.string(),
  n: z.int(),
  postedAt: z.int(),
  businessDate: dateText,
  method: z.enum(TENDER_METHODS),
  amount: minorAmount,
  cashier: z.string(),
  payer: z.string().nullable(),
});
export type UnverifiedRow = z.infer<typeof unverifiedRow>;

export const chequeRow = z.strictObject({
  number: z.string(),
  n: z.int(),
  postedAt: z.int(),
  businessDate: dateText,
  reference: z.string(),
  bank: z.string(),
  drawer: z.string(),
  amount: minorAmount,
  payer: z.string().nullable(),
  outcome: z.enum(['cleared', 'bounced']).nullable(),
});
export type ChequeRow = z.infer<typeof chequeRow>;

/** The document that says what became of a cheque; minor units. */
const chequeSettled = z.strictObject({
  number: z.string(),
  outcome: z.enum(['cleared', 'bounced']),
  amount: minorAmount,
  /** What the customer owes again: all of it, less what still lay unspent on their account. */
  owedAgain: minorAmount,
});

export const tenderProcedures = {
  'payer.list': procedure({
    kind: 'query',
    access: 'customer.read',
    summary: 'Third-party payers 医保/单位挂账 with what each owes.',
    input: z.strictObject({}),
    output: z.strictObject({ payers: z.array(payerView) }),
    errors: [],
  }),
  'payer.save': procedure({
    kind: 'command',
    access: 'payer.write',
    summary: 'Put a third-party payer into the register, or change its name, kind or whether it is used.',
    input: z.strictObject({
      operationId,
      code: z.string().regex(PAYER_CODE),
      name: typedText(60),
      kind: z.enum(PAYER_KINDS),
      active: z.boolean(),
    }),
    output: payerView,
    errors: ['CARD_NUMBER_NOT_ALLOWED'],
  }),
  'tender.unverified': procedure({
    kind: 'query',
    access: 'receipt.read',
    summary: 'QR payments and transfers that nothing proves yet, newest first.',
    input: z.strictObject({ limit }),
    output: z.strictObject({ tenders: z.array(unverifiedRow), more: z.boolean() }),
    errors: [],
  }),
  'tender.prove': procedure({
    kind: 'command',
    access: 'tender.prove',
    summary: 'Add the reference that proves a tender taken without one. The receipt stays as it was posted.',
    input: z.strictObject({ operationId, ...place, reference }),
    output: z.strictObject({ number: z.string(), n: z.int(), reference: z.string() }),
    errors: ['UNKNOWN_TENDER', 'TENDER_PROVED', 'REFERENCE_USED', 'CARD_NUMBER_NOT_ALLOWED'],
  }),
  'cheque.list': procedure({
    kind: 'query',
    access: 'receipt.read',
    summary: 'Cheques, those still in transit or those that ended, newest first.',
    input: z.strictObject({ state: z.enum(['inTransit', 'ended']), limit }),
    output: z.strictObject({ cheques: z.array(chequeRow), more: z.boolean() }),
    errors: [],
  }),
  'cheque.clear': procedure({
    kind: 'command',
    access: 'cheque.settle',
    summary: 'The bank paid a cheque: its money is at the bank now.',
    input: z.strictObject({ operationId, ...place }),
    output: chequeSettled,
    errors: ['UNKNOWN_TENDER', 'CHEQUE_ENDED', 'SHIFT_SUSPENDED', 'DAY_CLOSED', 'AMOUNT_OUT_OF_RANGE'],
  }),
  'cheque.bounce': procedure({
    kind: 'command',
    access: 'cheque.settle',
    summary: 'The bank did not pay a cheque: what was paid with it is owed again; unspent prepayment is taken off.',
    input: z.strictObject({ operationId, ...place, reason: typedText(100) }),
    output: chequeSettled,
    errors: [
      'UNKNOWN_TENDER',
      'CHEQUE_ENDED',
      'SHIFT_SUSPENDED',
      'DAY_CLOSED',
      'AMOUNT_OUT_OF_RANGE',
      'CARD_NUMBER_NOT_ALLOWED',
    ],
  }),
  'transfer.slip': procedure({
    kind: 'command',
    access: 'charge.post',
    summary: 'Print our bank account and the purpose to quote, for somebody who will transfer. No money is posted.',
    input: z.strictObject({
      operationId,
      amount: amountAboveZero,
      payer: typedText(60).nullable(),
      locale: z.enum(['zh-CN', 'zh-TW', 'en']),
    }),
    output: z.strictObject({ jobId: z.string(), purpose: z.string() }),
    errors: ['BANK_ACCOUNT_NOT_SET', 'CARD_NUMBER_NOT_ALLOWED'],
  }),
};

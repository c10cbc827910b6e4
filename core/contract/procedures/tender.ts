// What follows a tender after its receipt: a claim proved later, a cheque paid or not, a third party that owes; and the
// account that is quoted to somebody who wants to transfer.
import { z } from 'zod';
import { TENDER_METHODS } from '../../charge/tender-method.ts';
import { PAYER_CODE, PAYER_KINDS } from '../../prepayment/payer-kind.ts';
import { APPROVAL_ERRORS } from '../errors.ts';
import { procedure } from '../procedure.ts';
import { amountAboveZero, dateText, minorAmount, operationId, typedText } from '../scalars.ts';
import { moneyGiven, reference } from '../tender-given.ts';
import { attachmentId } from './attachment.ts';

const number = z.string().min(1).max(60);
const place = { number, n: z.int().min(1).max(99) };
const limit = z.int().min(1).max(200);

/** owed: the bank did not pay it and somebody owes it again. */
export const CHEQUE_STATES = ['inTransit', 'owed', 'ended'] as const;
export type ChequeState = (typeof CHEQUE_STATES)[number];

export const payerView = z.strictObject({
  code: z.string(),
  name: z.string(),
  kind: z.enum(PAYER_KINDS),
  active: z.boolean(),
  /** What this payer owes us, minor units. */
  owed: minorAmount,
});
export type PayerView = z.infer<typeof payerView>;

/** One movement of what a payer owes, signed, minor units; the document says where it comes from. */
export const payerMove = z.strictObject({
  number: z.string(),
  at: z.int(),
  businessDate: dateText,
  move: z.enum(['charged', 'voided', 'collected']),
  /** Whose bill it was, or what was noted when they paid. */
  of: z.string().nullable(),
  amount: minorAmount,
});

export const unverifiedRow = z.strictObject({
  number: z.string(),
  n: z.int(),
  postedAt: z.int(),
  businessDate: dateText,
  method: z.enum(TENDER_METHODS),
  amount: minorAmount,
  cashier: z.string(),
  payer: z.string().nullable(),
  evidence: z.array(attachmentId),
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
  /** Of a bounced one: what is still owed for it. */
  owed: minorAmount,
});
export type ChequeRow = z.infer<typeof chequeRow>;

/** One tender of a document with what speaks for it. */
export const tenderEvidenceRow = z.strictObject({
  n: z.int(),
  method: z.enum(TENDER_METHODS),
  amount: minorAmount,
  /** Told when it was taken, or later. */
  reference: z.string().nullable(),
  proved: z.boolean(),
  evidence: z.array(attachmentId),
});
export type TenderEvidenceRow = z.infer<typeof tenderEvidenceRow>;
const evidenceOf = z.strictObject({ number: z.string(), tenders: z.array(tenderEvidenceRow) });

/** What somebody owes and now pays. */
const debt = z.discriminatedUnion('of', [
  z.strictObject({ of: z.literal('cheque'), ...place }),
  z.strictObject({ of: z.literal('payer'), code: z.string().regex(PAYER_CODE) }),
]);

/** The document A. `owed`: what is still owed after it. */
const collected = z.strictObject({
  number: z.string(),
  amount: minorAmount,
  change: minorAmount,
  owed: minorAmount,
});

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
  'payer.moves': procedure({
    kind: 'query',
    access: 'customer.read',
    summary: 'What became of one payer’s debt: charged, taken back with a void, paid; newest first.',
    input: z.strictObject({ code: z.string().regex(PAYER_CODE), limit }),
    output: z.strictObject({ moves: z.array(payerMove), more: z.boolean() }),
    errors: ['UNKNOWN_PAYER'],
  }),
  'claim.collect': procedure({
    kind: 'command',
    access: 'claim.collect',
    summary: 'Somebody pays what they owe for a bounced cheque, or what a third party owes: by tenders like a charge.',
    input: z.strictObject({
      operationId,
      debt,
      amount: amountAboveZero,
      tenders: z.array(moneyGiven).min(1).max(10),
      text: typedText(100).nullable(),
      /** The approval of a sum of cash that two people count. */
      cashApproval: z.uuid().optional(),
    }),
    output: collected,
    errors: [
      'UNKNOWN_TENDER',
      'UNKNOWN_PAYER',
      'DEBT_OVERPAID',
      'NO_OPEN_SHIFT',
      'DRAWER_IN_USE',
      'DATE_JUMPED',
      'SHIFT_SUSPENDED',
      'DAY_CLOSED',
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
  'tender.evidence': procedure({
    kind: 'query',
    access: 'receipt.read',
    summary: 'The tenders of one document with the references and kept files that speak for them.',
    input: z.strictObject({ number }),
    output: evidenceOf,
    errors: ['UNKNOWN_RECEIPT'],
  }),
  'tender.attach': procedure({
    kind: 'command',
    access: 'attachment.write',
    summary: 'Put a kept file beside a tender as evidence of the payment. It proves nothing by itself.',
    input: z.strictObject({ operationId, ...place, attachment: attachmentId }),
    output: evidenceOf,
    errors: ['UNKNOWN_TENDER', 'UNKNOWN_ATTACHMENT', 'ATTACHMENT_IN_USE', 'TENDER_NEEDS_NONE', 'DISK_FULL'],
  }),
  'tender.unverified': procedure({
    kind: 'query',
    access: 'receipt.read',
    summary:
      'QR payments and transfers that nothing proves yet, newest first; all, or those of a number, payer or amount.',
    input: z.strictObject({ text: z.string().max(60).optional(), limit }),
    output: z.strictObject({ tenders: z.array(unverifiedRow), more: z.boolean() }),
    errors: [],
  }),
  'tender.prove': procedure({
    kind: 'command',
    access: 'tender.prove',
    summary: 'Add the reference that proves a tender taken without one. The receipt stays as it was posted.',
    input: z.strictObject({ operationId, ...place, reference }),
    output: z.strictObject({ number: z.string(), n: z.int(), reference: z.string() }),
    errors: [
      'UNKNOWN_TENDER',
      'RECEIPT_VOIDED',
      'RECEIPT_EXCHANGED',
      'TENDER_PROVED',
      'REFERENCE_USED',
      'CARD_NUMBER_NOT_ALLOWED',
    ],
  }),
  'cheque.list': procedure({
    kind: 'query',
    access: 'receipt.read',
    summary: 'Cheques, newest first: still in transit, ended, or bounced with something still owed.',
    input: z.strictObject({ state: z.enum(CHEQUE_STATES), limit }),
    output: z.strictObject({ cheques: z.array(chequeRow), more: z.boolean() }),
    errors: [],
  }),
  'cheque.clear': procedure({
    kind: 'command',
    access: 'cheque.settle',
    summary: 'The bank paid a cheque: its money is at the bank now.',
    input: z.strictObject({ operationId, ...place }),
    output: chequeSettled,
    errors: [
      'UNKNOWN_TENDER',
      'RECEIPT_VOIDED',
      'CHEQUE_ENDED',
      'SHIFT_SUSPENDED',
      'DAY_CLOSED',
      'AMOUNT_OUT_OF_RANGE',
    ],
  }),
  'cheque.bounce': procedure({
    kind: 'command',
    access: 'cheque.settle',
    summary: 'The bank did not pay a cheque: what was paid with it is owed again; unspent prepayment is taken off.',
    input: z.strictObject({ operationId, ...place, reason: typedText(100) }),
    output: chequeSettled,
    errors: [
      'UNKNOWN_TENDER',
      'RECEIPT_VOIDED',
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

// Payouts 打款 of approved refunds: each leaves `approved` once, is confirmed, fails, or is unknown until somebody finds
// out; what failed is replaced by another payout of the same amount, once. Nothing here pays twice.
import { z } from 'zod';
import { ANSWER_FAULTS } from '../../refund/bank-answer.ts';
import { CAME_BACK_REASONS, REFUND_WAYS } from '../../refund/refund-words.ts';
import { answerRow, answerView, batchRow, sentTransfer, transferToSend } from '../bank-view.ts';
import { procedure } from '../procedure.ts';
import { caseView, payoutView } from '../refund-view.ts';
import { minorAmount, operationId, tenderReference, typedText } from '../scalars.ts';
import { payeeInput } from './refund.ts';

const one = { case: z.string().min(1).max(60), n: z.int().min(1).max(999) };

const PAYOUT_ERRORS = [
  'UNKNOWN_REFUND',
  'UNKNOWN_PAYOUT',
  'PAYOUT_STATE',
  'PAYOUT_METHOD',
  'NO_OPEN_SHIFT',
  'SHIFT_SUSPENDED',
  'DAY_CLOSED',
  'DATE_JUMPED',
  'DRAWER_IN_USE',
  'AMOUNT_OUT_OF_RANGE',
  'CARD_NUMBER_NOT_ALLOWED',
  'DISK_FULL',
] as const;

/** A handed-over file, by its SHA-256 (attachment.stage). */
const file = z.string().regex(/^[0-9a-f]{64}$/);
const ANSWER_ERRORS = ['ATTACHMENT_NOT_HERE', 'BANK_ANSWER_SEEN', 'LIST_UNREADABLE'] as const;

export const payoutProcedures = {
  'payout.start': procedure({
    kind: 'command',
    access: 'payout.pay',
    summary:
      'Pay: cash leaves my drawer and is confirmed at once, a prepayment goes back to its loads; a card or QR reversal is sent and waits for its reference.',
    input: z.strictObject({ operationId, ...one, text: typedText(200).nullable() }),
    output: caseView,
    errors: ['RECEIPT_FROZEN', 'CASH_SHORT', 'TENDER_NOT_READY', 'DEBT_PAID', 'PAYOUT_SAID_PAID', ...PAYOUT_ERRORS],
  }),
  'payout.confirm': procedure({
    kind: 'command',
    access: 'payout.pay',
    summary: 'A payout that was sent has arrived: the terminal’s or channel’s own number of the reversal says so.',
    input: z.strictObject({ operationId, ...one, reference: tenderReference }),
    output: caseView,
    errors: ['REFERENCE_USED', 'DEBT_PAID', ...PAYOUT_ERRORS],
  }),
  'payout.unknown': procedure({
    kind: 'command',
    access: 'payout.pay',
    summary: 'Nobody knows whether a payout that was sent arrived: it can then neither be sent again nor replaced.',
    input: z.strictObject({ operationId, ...one, text: typedText(200) }),
    output: caseView,
    errors: PAYOUT_ERRORS,
  }),
  'payout.fail': procedure({
    kind: 'command',
    access: 'payout.pay',
    summary: 'A payout did not arrive, and it is certain that it will not.',
    input: z.strictObject({ operationId, ...one, text: typedText(200) }),
    output: caseView,
    errors: PAYOUT_ERRORS,
  }),
  'payout.retry': procedure({
    kind: 'command',
    access: 'payout.pay',
    summary: 'Put a new payout of the same amount and way in the place of one that failed.',
    input: z.strictObject({ operationId, ...one }),
    output: caseView,
    errors: ['PAYOUT_SAID_PAID', ...PAYOUT_ERRORS],
  }),
  'payout.reroute': procedure({
    kind: 'command',
    access: 'payout.reroute',
    summary:
      'Put a new payout by another way in the place of one that failed, with the reason. Somebody else than who applied, and never cash for what a card paid.',
    input: z.strictObject({
      operationId,
      ...one,
      way: z.enum(REFUND_WAYS),
      reason: typedText(100),
      /** Needed for a transfer when the case has none that two people typed. */
      payee: payeeInput.nullable(),
    }),
    output: caseView,
    errors: [
      'REFUND_OWN_CASE',
      'WAY_NOT_ALLOWED',
      'PAYEE_REQUIRED',
      'PAYEE_INVALID',
      'PAYOUT_SAID_PAID',
      ...PAYOUT_ERRORS,
    ],
  }),
  'payout.moneyBack': procedure({
    kind: 'command',
    access: 'payout.bank',
    summary:
      'Money that had gone out is back 退汇, or a reversal was rejected after all: the case opens again, and nothing looks like income.',
    input: z.strictObject({
      operationId,
      ...one,
      why: z.enum(CAME_BACK_REASONS).exclude(['chequeBounced']),
      reference: tenderReference.nullable(),
      text: typedText(200),
    }),
    output: caseView,
    errors: PAYOUT_ERRORS,
  }),
  'payout.list': procedure({
    kind: 'query',
    access: 'refund.read',
    summary: 'Payouts by where they stand, oldest first: what is to be paid now, on its way, unknown, failed.',
    input: z.strictObject({
      state: z.enum(['approved', 'sent', 'unknown', 'failed']),
      way: z.enum(REFUND_WAYS).nullable(),
      limit: z.int().min(1).max(500),
    }),
    output: z.strictObject({
      payouts: z.array(
        z.strictObject({
          case: z.string(),
          customer: z.strictObject({ number: z.string(), name: z.string() }).nullable(),
          payee: z.strictObject({ name: z.string(), bank: z.string(), account: z.string() }).nullable(),
          payout: payoutView,
        }),
      ),
      more: z.boolean(),
      total: minorAmount,
    }),
    errors: [],
  }),
  'payout.found': procedure({
    kind: 'command',
    access: 'payout.bank',
    summary:
      'A transfer that was taken for failed has arrived after all: what stands in its place is confirmed by its number and not paid again.',
    input: z.strictObject({ operationId, ...one, text: typedText(200) }),
    output: caseView,
    errors: PAYOUT_ERRORS,
  }),
  'payout.toSend': procedure({
    kind: 'query',
    access: 'payout.bank',
    summary: 'Transfers that can go to the bank, the longest wait first, with what keeps the others.',
    input: z.strictObject({ limit: z.int().min(1).max(500) }),
    output: z.strictObject({
      transfers: z.array(transferToSend),
      more: z.boolean(),
      /** Of those that nothing keeps. */
      count: z.int(),
      total: minorAmount,
    }),
    errors: [],
  }),
  'payout.batch': procedure({
    kind: 'command',
    access: 'payout.bank',
    summary:
      'Send transfers to the bank: one file of them with control totals (count, sum), each named by its own reference. They are sent from then on.',
    input: z.strictObject({
      operationId,
      payouts: z.array(z.strictObject(one)).min(1).max(500),
      /** As they were shown to whoever sends: another sum is refused. */
      count: z.int().min(1).max(500),
      total: minorAmount,
    }),
    output: z.strictObject({ number: z.string(), count: z.int(), total: minorAmount }),
    errors: [
      'RECEIPT_FROZEN',
      'BATCH_TOTALS',
      'PAYOUT_SAID_PAID',
      'TENDER_NOT_READY',
      'PAYEE_REQUIRED',
      ...PAYOUT_ERRORS,
    ],
  }),
  'payout.batches': procedure({
    kind: 'query',
    access: 'payout.bank',
    summary: 'Batches with what became of them, the newest first.',
    input: z.strictObject({ limit: z.int().min(1).max(200) }),
    output: z.strictObject({ batches: z.array(batchRow), more: z.boolean() }),
    errors: [],
  }),
  'payout.batchShow': procedure({
    kind: 'query',
    access: 'payout.bank',
    summary: 'The transfers of one batch and where each stands.',
    input: z.strictObject({ number: z.string().min(1).max(60) }),
    output: z.strictObject({ transfers: z.array(sentTransfer) }),
    errors: ['UNKNOWN_BATCH'],
  }),
  'payout.batchFile': procedure({
    kind: 'query',
    access: 'payout.bank',
    summary:
      'The bank’s file of one batch, CSV in UTF-8, the same bytes every time: account numbers whole; reading it is written into the journal.',
    input: z.strictObject({ number: z.string().min(1).max(60) }),
    output: z.strictObject({ fileName: z.string(), text: z.string(), sha256: z.string() }),
    errors: ['UNKNOWN_BATCH', 'DISK_FULL'],
  }),
  'payout.answerCheck': procedure({
    kind: 'query',
    access: 'payout.bank',
    summary: 'What a handed-over answer of the bank’s (CSV, XLSX) says of each transfer, before it is taken.',
    input: z.strictObject({ file }),
    output: z.discriminatedUnion('ok', [
      z.strictObject({
        ok: z.literal(true),
        controls: z.strictObject({
          batch: z.string().nullable(),
          count: z.int().nullable(),
          total: minorAmount.nullable(),
        }),
        rows: z.array(answerRow),
      }),
      z.strictObject({ ok: z.literal(false), row: z.int(), reason: z.enum(ANSWER_FAULTS) }),
    ]),
    errors: ANSWER_ERRORS,
  }),
  'payout.answerTake': procedure({
    kind: 'command',
    access: 'payout.bank',
    summary:
      'Take a handed-over answer of the bank’s whole: kept as it came; transfers arrive, fail, come back or stay unknown. What contradicts moves nothing.',
    input: z.strictObject({ operationId, file, name: typedText(120) }),
    output: answerView,
    errors: ['BANK_ANSWER', 'DISK_FAILED', 'NOT_WRITABLE', ...ANSWER_ERRORS, ...PAYOUT_ERRORS],
  }),
  'payout.answers': procedure({
    kind: 'query',
    access: 'payout.bank',
    summary: 'The bank’s answers that were taken, the newest first.',
    input: z.strictObject({ limit: z.int().min(1).max(200) }),
    output: z.strictObject({ answers: z.array(answerView), more: z.boolean() }),
    errors: [],
  }),
  'payout.answerShow': procedure({
    kind: 'query',
    access: 'payout.bank',
    summary: 'What each row of one answer came to when it was taken.',
    input: z.strictObject({ answer: z.int().min(1) }),
    output: z.strictObject({ rows: z.array(answerRow) }),
    errors: ['UNKNOWN_BANK_ANSWER'],
  }),
};

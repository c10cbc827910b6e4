// Payouts 打款 of approved refunds: each leaves `approved` once, is confirmed, fails, or is unknown until somebody finds
// out; what failed is replaced by another payout of the same amount, once. Nothing here pays twice.
import { z } from 'zod';
import { CAME_BACK_REASONS, REFUND_WAYS } from '../../refund/refund-words.ts';
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

export const payoutProcedures = {
  'payout.start': procedure({
    kind: 'command',
    access: 'payout.pay',
    summary:
      'Pay: cash leaves my drawer and is confirmed at once, a prepayment goes back to its loads; a card or QR reversal is sent and waits for its reference.',
    input: z.strictObject({ operationId, ...one, text: typedText(200).nullable() }),
    output: caseView,
    errors: ['DRAWER_SHORT', 'TENDER_NOT_READY', 'DEBT_PAID', ...PAYOUT_ERRORS],
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
    errors: PAYOUT_ERRORS,
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
    errors: ['REFUND_OWN_CASE', 'WAY_NOT_ALLOWED', 'PAYEE_REQUIRED', 'PAYEE_INVALID', ...PAYOUT_ERRORS],
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
  'payout.batch': procedure({
    kind: 'command',
    access: 'payout.bank',
    summary:
      'Send transfers to the bank: one file of them with control totals (count, sum), each named by its own reference. They are sent from then on.',
    input: z.strictObject({
      operationId,
      payouts: z.array(z.strictObject(one)).min(1).max(500),
    }),
    output: z.strictObject({ number: z.string(), count: z.int(), total: minorAmount }),
    errors: PAYOUT_ERRORS,
  }),
  'payout.batchFile': procedure({
    kind: 'query',
    access: 'payout.bank',
    summary:
      'The bank’s file of one batch, CSV in UTF-8: account numbers whole; reading it is written into the journal.',
    input: z.strictObject({ number: z.string().min(1).max(60) }),
    output: z.strictObject({ fileName: z.string(), text: z.string(), sha256: z.string() }),
    errors: ['UNKNOWN_BATCH', 'DISK_FULL'],
  }),
  'payout.bankAnswer': procedure({
    kind: 'command',
    access: 'payout.bank',
    summary:
      'Read the bank’s answer to a batch: each transfer paid or refused, with control totals that must agree with the file; all or nothing.',
    input: z.strictObject({
      operationId,
      number: z.string().min(1).max(60),
      count: z.int().min(1).max(500),
      total: minorAmount,
      rows: z
        .array(
          z.strictObject({
            /** The transfer's own reference, as the batch file says it. */
            reference: z.string().min(1).max(64),
            amount: minorAmount,
            outcome: z.enum(['paid', 'refused']),
            text: typedText(200).nullable(),
          }),
        )
        .min(1)
        .max(500),
    }),
    output: z.strictObject({ number: z.string(), paid: z.int(), refused: z.int(), open: z.int() }),
    errors: ['UNKNOWN_BATCH', 'BANK_ANSWER', 'DEBT_PAID', ...PAYOUT_ERRORS],
  }),
};

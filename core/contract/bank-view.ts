// Transfers and the bank's answers to them as everybody outside the ledger sees them. Amounts in minor units, times in ms
// since 1970 (UTC), accounts by their last four.
import { z } from 'zod';
import { BANK_VERDICTS, BANK_WORDS } from '../refund/bank-verdict.ts';
import { PAYOUT_STATES } from '../refund/refund-words.ts';
import { minorAmount } from './scalars.ts';

const payee = z.strictObject({ name: z.string(), bank: z.string(), account: z.string() });
const customer = z.strictObject({ number: z.string(), name: z.string() });

/** Why a transfer cannot go yet. uncleared: the cheque it gives back was not paid. saidPaid: the bank says it has left. */
export const TRANSFER_HOLDS = ['noPayee', 'typedOnce', 'uncleared', 'saidPaid'] as const;
export type TransferHold = (typeof TRANSFER_HOLDS)[number];

const transfer = {
  case: z.string(),
  n: z.int(),
  /** By which the bank knows it. */
  reference: z.string(),
  customer: customer.nullable(),
  payee: payee.nullable(),
  amount: minorAmount,
};

export const transferToSend = z.strictObject({
  ...transfer,
  /** ms it has waited. */
  waited: z.int(),
  hold: z.enum(TRANSFER_HOLDS).nullable(),
});
export type TransferToSend = z.infer<typeof transferToSend>;

export const batchRow = z.strictObject({
  number: z.string(),
  at: z.int(),
  by: z.string(),
  count: z.int(),
  total: minorAmount,
  paid: z.int(),
  failed: z.int(),
  /** On their way, of which nobody knows of so many. */
  open: z.int(),
  unknown: z.int(),
});
export type BatchRow = z.infer<typeof batchRow>;

export const sentTransfer = z.strictObject({
  ...transfer,
  state: z.enum(PAYOUT_STATES),
  /** What was said last. */
  text: z.string().nullable(),
  /** The payout that took its place. */
  replacedBy: z.int().nullable(),
});
export type SentTransfer = z.infer<typeof sentTransfer>;

export const answerRow = z.strictObject({
  row: z.int(),
  reference: z.string(),
  amount: minorAmount,
  said: z.enum(BANK_WORDS),
  text: z.string().nullable(),
  verdict: z.enum(BANK_VERDICTS),
  /** The case and payout it is of; null: none of ours. */
  case: z.string().nullable(),
  n: z.int().nullable(),
  customer: customer.nullable(),
  /** Where that payout stands now, and what stands in its place. */
  state: z.enum(PAYOUT_STATES).nullable(),
  last: z.strictObject({ n: z.int(), state: z.enum(PAYOUT_STATES) }).nullable(),
});
export type AnswerRowView = z.infer<typeof answerRow>;

export const answerView = z.strictObject({
  n: z.int(),
  name: z.string(),
  sha256: z.string(),
  at: z.int(),
  by: z.string(),
  count: z.int(),
  verdicts: z.record(z.enum(BANK_VERDICTS), z.int()),
});
export type AnswerView = z.infer<typeof answerView>;

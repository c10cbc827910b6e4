// The tables of 0014-refund.sql as typed columns: cases, applications, confirmations, double entries, slips F, payouts O.
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { BANK_VERDICTS, BANK_WORDS } from '../core/refund/bank-verdict.ts';
import { CASE_STATES, CASE_STEPS } from '../core/refund/case-state.ts';
import {
  PAYOUT_STATES,
  PAYOUT_STEPS,
  REFUND_CHANNELS,
  REFUND_RELATIONS,
  REFUND_WAYS,
  USE_KINDS,
} from '../core/refund/refund-words.ts';

const seq = () => integer().notNull();
const ofCase = () => integer('case_id').notNull();
const version = () => integer().notNull();

export const refundCase = sqliteTable('refund_case', {
  id: integer().primaryKey(),
  seq: seq(),
  number: text().notNull(),
  at: integer().notNull(),
  personId: integer('person_id').notNull(),
  receiptSeq: integer('receipt_seq'),
  accountId: integer('account_id'),
  customerId: integer('customer_id'),
});

export const refundSubmission = sqliteTable('refund_submission', {
  caseId: ofCase(),
  n: integer().notNull(),
  seq: seq(),
  at: integer().notNull(),
  personId: integer('person_id').notNull(),
  reason: text().notNull(),
  text: text(),
  askedBy: text('asked_by').notNull(),
  relation: text({ enum: REFUND_RELATIONS }).notNull(),
  channel: text({ enum: REFUND_CHANNELS }).notNull(),
  originalBack: integer('original_back').notNull(),
  amount: integer().notNull(),
  fee: integer().notNull(),
  rounding: integer().notNull(),
  total: integer().notNull(),
  difference: integer().notNull(),
  levels: text().notNull(),
  verdict: text({ enum: ['allow', 'extraLevel'] }).notNull(),
  findings: text().notNull(),
  twicePayee: integer('twice_payee').notNull(),
  twiceAmount: integer('twice_amount').notNull(),
});

export const refundLine = sqliteTable('refund_line', {
  caseId: ofCase(),
  version: version(),
  lineN: integer('line_n').notNull(),
  seq: seq(),
  receiptSeq: integer('receipt_seq').notNull(),
  quantity: integer().notNull(),
  gross: integer().notNull(),
  discount: integer().notNull(),
  tax: integer().notNull(),
  amount: integer().notNull(),
  needsUse: integer('needs_use').notNull(),
});

export const refundBack = sqliteTable('refund_back', {
  caseId: ofCase(),
  version: version(),
  n: integer().notNull(),
  seq: seq(),
  tenderSeq: integer('tender_seq').notNull(),
  tenderN: integer('tender_n').notNull(),
  method: text().notNull(),
  way: text({ enum: REFUND_WAYS }).notNull(),
  reason: text(),
  amount: integer().notNull(),
});

export const refundPaper = sqliteTable('refund_paper', {
  caseId: ofCase(),
  version: version(),
  n: integer().notNull(),
  seq: seq(),
  name: text().notNull(),
  attachmentId: text('attachment_id'),
});

export const refundEntry = sqliteTable('refund_entry', {
  caseId: ofCase(),
  version: version(),
  n: integer().notNull(),
  seq: seq(),
  at: integer().notNull(),
  personId: integer('person_id').notNull(),
  name: text(),
  bank: text(),
  sealed: text(),
  tail: text(),
  amount: integer(),
  base: integer().notNull(),
  agrees: integer().notNull(),
});

export const useConfirmation = sqliteTable('use_confirmation', {
  receiptSeq: integer('receipt_seq').notNull(),
  lineN: integer('line_n').notNull(),
  n: integer().notNull(),
  seq: seq(),
  quantity: integer().notNull(),
  kind: text({ enum: USE_KINDS }).notNull(),
  department: text().notNull(),
  at: integer().notNull(),
  personId: integer('person_id').notNull(),
});

export const refundStep = sqliteTable('refund_step', {
  caseId: ofCase(),
  n: integer().notNull(),
  seq: seq(),
  version: version(),
  step: text({ enum: ['applied', ...CASE_STEPS] }).notNull(),
  fromState: text('from_state', { enum: CASE_STATES }),
  toState: text('to_state', { enum: CASE_STATES }).notNull(),
  at: integer().notNull(),
  personId: integer('person_id').notNull(),
  text: text(),
});

export const refundRequest = sqliteTable('refund_request', {
  caseId: ofCase(),
  version: version(),
  seq: seq(),
  requestSeq: integer('request_seq').notNull(),
});

export const refundDelegation = sqliteTable('refund_delegation', {
  id: integer().primaryKey(),
  seq: seq(),
  fromId: integer('from_id').notNull(),
  toId: integer('to_id').notNull(),
  fromDate: text('from_date').notNull(),
  untilDate: text('until_date').notNull(),
  reason: text().notNull(),
  at: integer().notNull(),
});

export const refundDeputy = sqliteTable('refund_deputy', {
  requestSeq: integer('request_seq').notNull(),
  level: integer().notNull(),
  seq: seq(),
  delegationId: integer('delegation_id').notNull(),
});

export const refundDocument = sqliteTable('refund_document', {
  seq: integer().primaryKey(),
  caseId: ofCase(),
  version: version(),
  requestSeq: integer('request_seq'),
  at: integer().notNull(),
  tick: integer().notNull(),
  priorAccount: text('prior_account'),
  total: integer().notNull(),
});

export const refundPayout = sqliteTable('refund_payout', {
  caseId: ofCase(),
  n: integer().notNull(),
  seq: seq(),
  backN: integer('back_n').notNull(),
  method: text().notNull(),
  way: text({ enum: REFUND_WAYS }).notNull(),
  amount: integer().notNull(),
  replaces: integer(),
  reason: text(),
});

export const bankBatch = sqliteTable('bank_batch', {
  n: integer().primaryKey(),
  seq: seq(),
  number: text().notNull(),
  at: integer().notNull(),
  personId: integer('person_id').notNull(),
  count: integer().notNull(),
  total: integer().notNull(),
});

export const payoutStep = sqliteTable('payout_step', {
  caseId: ofCase(),
  payoutN: integer('payout_n').notNull(),
  n: integer().notNull(),
  seq: seq(),
  step: text({ enum: PAYOUT_STEPS }).notNull(),
  fromState: text('from_state', { enum: PAYOUT_STATES }).notNull(),
  toState: text('to_state', { enum: PAYOUT_STATES }).notNull(),
  at: integer().notNull(),
  personId: integer('person_id').notNull(),
  reference: text(),
  text: text(),
  batchN: integer('batch_n'),
});

export const payoutDocument = sqliteTable('payout_document', {
  seq: integer().primaryKey(),
  caseId: ofCase(),
  payoutN: integer('payout_n').notNull(),
  kind: text({ enum: ['paid', 'cameBack'] }).notNull(),
  amount: integer().notNull(),
});

export const prepaymentGiveback = sqliteTable('prepayment_giveback', {
  seq: seq(),
  n: integer().notNull(),
  drawSeq: integer('draw_seq').notNull(),
  drawN: integer('draw_n').notNull(),
  accountId: integer('account_id').notNull(),
  loadSeq: integer('load_seq').notNull(),
  loadN: integer('load_n').notNull(),
  amount: integer().notNull(),
});

// The tables of 0023-bank.sql: the file of a batch, and what banks answered.
export const bankBatchFile = sqliteTable('bank_batch_file', {
  batchN: integer('batch_n').primaryKey(),
  seq: seq(),
  size: integer().notNull(),
  sha256: text().notNull(),
});

export const bankAnswer = sqliteTable('bank_answer', {
  id: text().primaryKey(),
  seq: seq(),
  n: integer().notNull(),
  name: text().notNull(),
  size: integer().notNull(),
  sha256: text().notNull(),
  count: integer().notNull(),
});

export const bankAnswerRow = sqliteTable('bank_answer_row', {
  answerN: integer('answer_n').notNull(),
  row: integer().notNull(),
  seq: seq(),
  reference: text().notNull(),
  amount: integer().notNull(),
  said: text({ enum: BANK_WORDS }).notNull(),
  text: text(),
  verdict: text({ enum: BANK_VERDICTS }).notNull(),
});

/** Moves: where each case and payout stands; written by triggers only. */
export const refundNow = sqliteTable('refund_now', {
  caseId: integer('case_id').primaryKey(),
  version: version(),
  state: text({ enum: CASE_STATES }).notNull(),
  since: integer().notNull(),
});

export const payoutNow = sqliteTable('payout_now', {
  caseId: ofCase(),
  payoutN: integer('payout_n').notNull(),
  state: text({ enum: PAYOUT_STATES }).notNull(),
});

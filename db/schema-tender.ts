// Payers, cheques, proofs, evidence, debts paid, prepayments and deposits (0006-tender.sql, 0017-claims.sql) as typed columns.
// Apart from schema.ts only because of their number; the same test compares them with the file column by column.
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { PREPAYMENT_PURPOSES } from '../core/accounts/chart.ts';
import { PAYER_KINDS } from '../core/prepayment/payer-kind.ts';

const seq = () => integer().notNull();

export const payer = sqliteTable('payer', {
  id: integer().primaryKey(),
  seq: seq(),
  code: text().notNull(),
  account: text().notNull(),
});

export const payerVersion = sqliteTable('payer_version', {
  payerId: integer('payer_id').notNull(),
  n: integer().notNull(),
  seq: seq(),
  name: text().notNull(),
  kind: text({ enum: PAYER_KINDS }).notNull(),
  active: integer().notNull(),
});

export const tenderPayer = sqliteTable('tender_payer', {
  seq: seq(),
  n: integer().notNull(),
  payerId: integer('payer_id').notNull(),
});

export const tenderCheque = sqliteTable('tender_cheque', {
  seq: seq(),
  n: integer().notNull(),
  bank: text().notNull(),
  drawer: text().notNull(),
});

export const chequeEnd = sqliteTable('cheque_end', {
  seq: integer().primaryKey(),
  tenderSeq: integer('tender_seq').notNull(),
  tenderN: integer('tender_n').notNull(),
  outcome: text({ enum: ['cleared', 'bounced'] }).notNull(),
  reason: text(),
});

export const tenderProof = sqliteTable('tender_proof', {
  tenderSeq: integer('tender_seq').notNull(),
  tenderN: integer('tender_n').notNull(),
  seq: seq(),
  reference: text().notNull(),
  at: integer().notNull(),
  personId: integer('person_id').notNull(),
});

export const tenderEvidence = sqliteTable('tender_evidence', {
  tenderSeq: integer('tender_seq').notNull(),
  tenderN: integer('tender_n').notNull(),
  n: integer().notNull(),
  seq: seq(),
  attachmentId: text('attachment_id').notNull(),
  at: integer().notNull(),
  personId: integer('person_id').notNull(),
});

export const claimCollection = sqliteTable('claim_collection', {
  seq: integer().primaryKey(),
  chequeSeq: integer('cheque_seq'),
  payerId: integer('payer_id'),
  amount: integer().notNull(),
  change: integer().notNull(),
  text: text(),
});

export const prepaymentAccount = sqliteTable('prepayment_account', {
  id: integer().primaryKey(),
  seq: seq(),
  customerId: integer('customer_id').notNull(),
  kind: text().notNull(),
  purpose: text({ enum: PREPAYMENT_PURPOSES }).notNull(),
  account: text().notNull(),
});

export const prepayment = sqliteTable('prepayment', {
  seq: integer().primaryKey(),
  accountId: integer('account_id').notNull(),
  act: text({ enum: ['take', 'return', 'forfeit'] }).notNull(),
  amount: integer().notNull(),
  change: integer().notNull(),
  reason: text(),
  template: integer().notNull(),
});

export const prepaymentDraw = sqliteTable('prepayment_draw', {
  seq: seq(),
  n: integer().notNull(),
  accountId: integer('account_id').notNull(),
  loadSeq: integer('load_seq').notNull(),
  loadN: integer('load_n').notNull(),
  amount: integer().notNull(),
  tenderN: integer('tender_n'),
  method: text(),
  reference: text(),
});

export const loadLeft = sqliteTable('load_left', {
  loadSeq: integer('load_seq').notNull(),
  loadN: integer('load_n').notNull(),
  accountId: integer('account_id').notNull(),
  remaining: integer().notNull(),
});

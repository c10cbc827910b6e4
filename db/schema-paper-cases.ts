// The tables of exchanged, reissued, frozen, lost and damaged receipts as typed columns (migrations/0019-paper-case.sql, 0025-reissue.sql, 0026-receipt-freeze.sql make them).
// Beside the receipt's own tables, because a receipt never changes: what becomes of its paper are rows of its own.
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { EXCHANGE_REASONS } from '../core/receipts/exchange-rule.ts';
import { LOSS_IDENTIFIED, LOSS_KINDS } from '../core/receipts/loss-rule.ts';

export const receiptExchange = sqliteTable('receipt_exchange', {
  seq: integer().primaryKey(),
  receiptSeq: integer('receipt_seq').notNull(),
  newSeq: integer('new_seq').notNull(),
  payer: text().notNull(),
  reason: text({ enum: EXCHANGE_REASONS }).notNull(),
  text: text(),
  total: integer().notNull(),
  originalBack: integer('original_back').notNull(),
});

export const receiptLoss = sqliteTable('receipt_loss', {
  seq: integer().primaryKey(),
  receiptSeq: integer('receipt_seq').notNull(),
  kind: text({ enum: LOSS_KINDS }).notNull(),
  reportedBy: text('reported_by').notNull(),
  identified: text({ enum: LOSS_IDENTIFIED }).notNull(),
  note: text(),
  attachmentId: text('attachment_id'),
  originalBack: integer('original_back').notNull(),
});

export const receiptReissue = sqliteTable('receipt_reissue', {
  seq: integer().primaryKey(),
  receiptSeq: integer('receipt_seq').notNull(),
  newSeq: integer('new_seq').notNull(),
  caseId: integer('case_id').notNull(),
  total: integer().notNull(),
  originalBack: integer('original_back').notNull(),
});

export const receiptFreeze = sqliteTable('receipt_freeze', {
  receiptSeq: integer('receipt_seq').notNull(),
  n: integer().notNull(),
  seq: integer().notNull(),
  frozen: integer().notNull(),
  reason: text().notNull(),
  at: integer().notNull(),
  personId: integer('person_id').notNull(),
});

// The tables of voids and tender corrections as typed columns (migrations/0003-approval.sql makes them).
// Beside the receipt's own tables, because a receipt never changes: what becomes of it are rows of its own.
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { CORRECTABLE_METHODS } from '../core/receipts/tender-correction.ts';
import { VOID_REASONS } from '../core/receipts/void-reason.ts';

export const receiptVoid = sqliteTable('receipt_void', {
  seq: integer().primaryKey(),
  receiptSeq: integer('receipt_seq').notNull(),
  reason: text({ enum: VOID_REASONS }).notNull(),
  text: text(),
  total: integer().notNull(),
});

export const voidReversal = sqliteTable('void_reversal', {
  seq: integer().notNull(),
  n: integer().notNull(),
  reference: text().notNull(),
});

export const tenderCorrection = sqliteTable('tender_correction', {
  seq: integer().primaryKey(),
  receiptSeq: integer('receipt_seq').notNull(),
  tenderN: integer('tender_n').notNull(),
  amount: integer().notNull(),
  fromMethod: text('from_method', { enum: CORRECTABLE_METHODS }).notNull(),
  toMethod: text('to_method', { enum: CORRECTABLE_METHODS }).notNull(),
  reference: text(),
  proof: text({ enum: ['none', 'reference', 'unverified'] }).notNull(),
  text: text().notNull(),
});

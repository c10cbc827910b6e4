// The tables of paper as typed columns: spoiled sheets, stock and e-invoices (migrations/0007-paper.sql makes them).
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { INVOICE_KINDS, INVOICE_STATUSES } from '../core/invoice/invoice-state.ts';
import { SPOIL_REASONS } from '../core/stock/spoil-reason.ts';
import { STOCK_KINDS } from '../core/stock/stock-number.ts';

const seq = () => integer().notNull();

export const printSpoil = sqliteTable('print_spoil', {
  documentSeq: integer('document_seq').notNull(),
  markN: integer('mark_n').notNull(),
  seq: seq(),
  at: integer().notNull(),
  personId: integer('person_id').notNull(),
  reason: text({ enum: SPOIL_REASONS }).notNull(),
  note: text(),
});

export const stockSegment = sqliteTable('stock_segment', {
  id: integer().primaryKey(),
  seq: seq(),
  kind: text({ enum: STOCK_KINDS }).notNull(),
  prefix: text().notNull(),
  digits: integer().notNull(),
  first: integer().notNull(),
  last: integer().notNull(),
  businessDate: text('business_date').notNull(),
  at: integer().notNull(),
  personId: integer('person_id').notNull(),
  takenBy: integer('taken_by').notNull(),
  note: text(),
});

export const stockMark = sqliteTable('stock_mark', {
  segmentId: integer('segment_id').notNull(),
  number: integer().notNull(),
  n: integer().notNull(),
  seq: seq(),
  state: text({ enum: ['used', 'spoiled', 'voided'] }).notNull(),
  documentSeq: integer('document_seq'),
  markN: integer('mark_n'),
  shiftId: integer('shift_id'),
  at: integer().notNull(),
  personId: integer('person_id').notNull(),
  reason: text(),
});

export const stockWriteOff = sqliteTable('stock_write_off', {
  segmentId: integer('segment_id').notNull(),
  n: integer().notNull(),
  seq: seq(),
  first: integer().notNull(),
  last: integer().notNull(),
  at: integer().notNull(),
  personId: integer('person_id').notNull(),
  reason: text().notNull(),
});

export const invoice = sqliteTable('invoice', {
  documentSeq: integer('document_seq').notNull(),
  n: integer().notNull(),
  seq: seq(),
  status: text({ enum: INVOICE_STATUSES }).notNull(),
  kind: text({ enum: INVOICE_KINDS }).notNull(),
  code: text(),
  number: text(),
  at: integer().notNull(),
  personId: integer('person_id').notNull(),
  note: text(),
});

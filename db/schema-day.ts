// The tables of the end of a day as typed columns (migrations/0010-day.sql and 0021-package-paper.sql make them).
// A file of its own: a day is closed by finance, long after the tables of the till were filled.
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';

export const zReport = sqliteTable('z_report', {
  n: integer().primaryKey(),
  seq: integer().notNull(),
  businessDate: text('business_date').notNull(),
  documents: integer().notNull(),
  taken: integer().notNull(),
  perpetual: integer().notNull(),
  control: integer().notNull(),
});

export const counterKey = sqliteTable('counter_key', {
  n: integer().primaryKey(),
  seq: integer().notNull(),
  publicKey: text('public_key').notNull(),
  secretKey: text('secret_key').notNull(),
});

export const dayPackage = sqliteTable('day_package', {
  n: integer().primaryKey(),
  seq: integer().notNull(),
  businessDate: text('business_date').notNull(),
  firstSeq: integer('first_seq').notNull(),
  lastSeq: integer('last_seq').notNull(),
  manifest: text().notNull(),
});

export const packagePaper = sqliteTable('package_paper', {
  n: integer().primaryKey(),
  seq: integer().notNull(),
  id: text().notNull(),
  size: integer().notNull(),
  sha256: text().notNull(),
});

/** Running: payments of a business date that nothing proves now. */
export const unprovedDay = sqliteTable('unproved_day', {
  businessDate: text('business_date').primaryKey(),
  count: integer().notNull(),
  amount: integer().notNull(),
});

/** Cheques the bank has not answered for, deposits it has not confirmed: the open ones only. */
export const openItem = sqliteTable('open_item', {
  kind: text({ enum: ['cheque', 'deposit'] }).notNull(),
  seq: integer().notNull(),
  n: integer().notNull(),
  businessDate: text('business_date').notNull(),
  amount: integer().notNull(),
});

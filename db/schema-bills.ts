// The tables of bills, remembered columns and drafts as typed columns; the SQL in migrations/0009-bills.sql makes them and
// says what must hold.
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';

const seq = () => integer().notNull();

export const billDocument = sqliteTable('bill_document', {
  seq: integer().primaryKey(),
  kind: text({ enum: ['issue', 'cancel'] }).notNull(),
  amount: integer().notNull(),
});

export const bill = sqliteTable('bill', {
  id: integer().primaryKey(),
  seq: seq(),
  number: text().notNull(),
  revision: integer().notNull(),
  customerId: integer('customer_id').notNull(),
  purpose: text().notNull(),
  issued: text().notNull(),
  due: text().notNull(),
  amount: integer().notNull(),
});

export const billLine = sqliteTable('bill_line', {
  billId: integer('bill_id').notNull(),
  n: integer().notNull(),
  seq: seq(),
  itemId: integer('item_id'),
  name: text().notNull(),
  amount: integer().notNull(),
  creditKind: text('credit_kind', { enum: ['revenue', 'agency', 'treasury', 'deferred'] }).notNull(),
  account: text().notNull(),
});

export const billCancel = sqliteTable('bill_cancel', {
  billId: integer('bill_id').notNull(),
  seq: seq(),
  amount: integer().notNull(),
  reason: text().notNull(),
});

export const billLineTax = sqliteTable('bill_line_tax', {
  billId: integer('bill_id').notNull(),
  n: integer().notNull(),
  seq: seq(),
  rate: integer().notNull(),
  tax: integer().notNull(),
  code: text(),
});

export const billPayment = sqliteTable('bill_payment', {
  seq: seq(),
  n: integer().notNull(),
  billId: integer('bill_id').notNull(),
  amount: integer().notNull(),
  rest: integer().notNull(),
});

export const billState = sqliteTable('bill_state', {
  billId: integer('bill_id').primaryKey(),
  customerId: integer('customer_id').notNull(),
  due: text().notNull(),
  amount: integer().notNull(),
  paid: integer().notNull(),
  cancelled: integer().notNull(),
});

export const listLayout = sqliteTable('list_layout', {
  list: text({ enum: ['tariff', 'customer', 'bill', 'use'] }).notNull(),
  fingerprint: text().notNull(),
  n: integer().notNull(),
  seq: seq(),
  columns: text().notNull(),
});

export const draft = sqliteTable('draft', {
  personId: integer('person_id').notNull(),
  screen: text({ enum: ['backfill'] }).notNull(),
  text: text().notNull(),
  at: integer().notNull(),
});

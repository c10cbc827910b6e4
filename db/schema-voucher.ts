// The tables of the hand-over to central finance as typed columns (migrations/0013-voucher.sql makes them).
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { CENTRAL_OUTCOMES, CENTRAL_STEPS, CENTRAL_TASK_KINDS } from '../core/central/central-task.ts';
import { MAPPING_FORMS, VOUCHER_FORMATS } from '../core/vouchers/voucher-form.ts';

const seq = () => integer().notNull();

export const centralFile = sqliteTable('central_file', {
  id: text().primaryKey(),
  seq: seq(),
  kind: text({ enum: ['voucher', 'acknowledgement'] }).notNull(),
  name: text().notNull(),
  size: integer().notNull(),
  sha256: text().notNull(),
});

export const voucherAccount = sqliteTable('voucher_account', {
  account: text().notNull(),
  form: text({ enum: MAPPING_FORMS }).notNull(),
  n: integer().notNull(),
  seq: seq(),
  fromDate: text('from_date').notNull(),
  code: text(),
  name: text(),
  below: integer().notNull(),
  department: text(),
  person: text(),
  customer: text(),
  supplier: text(),
  project: text(),
  summary: text(),
});

export const voucherSet = sqliteTable('voucher_set', {
  businessDate: text('business_date').notNull(),
  n: integer().notNull(),
  seq: seq(),
  mode: text({ enum: ['summary', 'perDocument'] }).notNull(),
  word: text().notNull(),
  summary: text().notNull(),
  firstNumber: integer('first_number').notNull(),
  vouchers: integer().notNull(),
  entries: integer().notNull(),
  debit: integer().notNull(),
  reason: text(),
});

export const voucherFile = sqliteTable('voucher_file', {
  businessDate: text('business_date').notNull(),
  n: integer().notNull(),
  format: text({ enum: VOUCHER_FORMATS }).notNull(),
  seq: seq(),
  fileId: text('file_id').notNull(),
  rule: text({ enum: ['refuse', 'replace'] }).notNull(),
  replaced: integer().notNull(),
});

export const acknowledgement = sqliteTable('acknowledgement', {
  n: integer().primaryKey(),
  seq: seq(),
  fileId: text('file_id').notNull(),
  made: text().notNull(),
  answers: integer().notNull(),
  balances: integer().notNull(),
});

export const ackAnswer = sqliteTable('ack_answer', {
  ackN: integer('ack_n').notNull(),
  line: integer().notNull(),
  seq: seq(),
  package: integer().notNull(),
  voucher: integer(),
  setN: integer('set_n').notNull(),
  verdict: text({ enum: ['accepted', 'rejected'] }).notNull(),
  reason: text(),
});

export const ackBalance = sqliteTable('ack_balance', {
  ackN: integer('ack_n').notNull(),
  line: integer().notNull(),
  seq: seq(),
  asOf: text('as_of').notNull(),
  code: text().notNull(),
  theirs: integer().notNull(),
  ours: integer(),
});

export const centralTask = sqliteTable('central_task', {
  id: integer().primaryKey(),
  seq: seq(),
  ackN: integer('ack_n').notNull(),
  line: integer().notNull(),
  kind: text({ enum: CENTRAL_TASK_KINDS }).notNull(),
});

export const centralStep = sqliteTable('central_step', {
  taskId: integer('task_id').notNull(),
  n: integer().notNull(),
  seq: seq(),
  act: text({ enum: CENTRAL_STEPS }).notNull(),
  ownerId: integer('owner_id'),
  outcome: text({ enum: CENTRAL_OUTCOMES }),
  text: text(),
  at: integer().notNull(),
  personId: integer('person_id').notNull(),
});

export const delivery = sqliteTable('delivery', {
  n: integer().primaryKey(),
  seq: seq(),
  kind: text({ enum: ['package', 'voucher'] }).notNull(),
  businessDate: text('business_date').notNull(),
  setN: integer('set_n').notNull(),
  format: text().notNull(),
  folder: text().notNull(),
  name: text().notNull(),
  sha256: text().notNull(),
});

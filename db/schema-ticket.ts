// The tables of tickets and the payouts from them as typed columns (migrations/0016-ticket.sql and 0028-ticket-sample.sql make them).
// A ticket is a row and its steps: what it says now is what its last step says.
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { REVIEW_VERDICTS } from '../core/tickets/payout-sample.ts';
import { PAYEE_KINDS, TICKET_STATES, TICKET_STEPS, TICKET_WAYS } from '../core/tickets/ticket-rule.ts';

export const ticket = sqliteTable('ticket', {
  id: integer().primaryKey(),
  seq: integer().notNull(),
  number: text().notNull(),
  at: integer().notNull(),
  personId: integer('person_id').notNull(),
  petitioner: text().notNull(),
  title: text().notNull(),
});

export const ticketStep = sqliteTable('ticket_step', {
  ticketId: integer('ticket_id').notNull(),
  n: integer().notNull(),
  seq: integer().notNull(),
  step: text({ enum: TICKET_STEPS }).notNull(),
  state: text({ enum: TICKET_STATES }).notNull(),
  category: text().notNull(),
  assigneeId: integer('assignee_id'),
  customerId: integer('customer_id'),
  receiptSeq: integer('receipt_seq'),
  text: text(),
  at: integer().notNull(),
  personId: integer('person_id').notNull(),
});

export const ticketPayout = sqliteTable('ticket_payout', {
  seq: integer().primaryKey(),
  ticketId: integer('ticket_id').notNull(),
  n: integer().notNull(),
  returns: integer(),
  payeeKind: text('payee_kind', { enum: PAYEE_KINDS }).notNull(),
  payee: text().notNull(),
  employeeId: integer('employee_id'),
  way: text({ enum: TICKET_WAYS }).notNull(),
  reference: text(),
  amount: integer().notNull(),
  direct: integer().notNull(),
  text: text().notNull(),
});

export const ticketSample = sqliteTable('ticket_sample', {
  n: integer().primaryKey(),
  seq: integer().notNull(),
  at: integer().notNull(),
  personId: integer('person_id').notNull(),
  fromDate: text('from_date').notNull(),
  toDate: text('to_date').notNull(),
  percent: integer().notNull(),
  alwaysFrom: integer('always_from'),
  seed: text().notNull(),
  count: integer().notNull(),
  drawn: integer().notNull(),
});

export const ticketSamplePick = sqliteTable('ticket_sample_pick', {
  payoutSeq: integer('payout_seq').primaryKey(),
  seq: integer().notNull(),
  sampleN: integer('sample_n').notNull(),
});

export const ticketReview = sqliteTable('ticket_review', {
  payoutSeq: integer('payout_seq').primaryKey(),
  seq: integer().notNull(),
  verdict: text({ enum: REVIEW_VERDICTS }).notNull(),
  text: text(),
  at: integer().notNull(),
  personId: integer('person_id').notNull(),
});

// The tables of cash and counts as typed columns (migrations/0011-cash.sql makes them).
// A file of its own: what happens to cash between two sales grows apart from the tables of the till.
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { CASH_CAUSES } from '../core/cash/cash-cause.ts';
import { COUNT_CHANNELS, COUNT_PURPOSES } from '../core/cash/count-rule.ts';

export const OFFER_OUTCOMES = ['accepted', 'rejected', 'withdrawn'] as const;

export const transferOffer = sqliteTable('transfer_offer', {
  seq: integer().primaryKey(),
  fromShiftId: integer('from_shift_id'),
  toDrawerId: integer('to_drawer_id').notNull(),
  amount: integer().notNull(),
  at: integer().notNull(),
  personId: integer('person_id').notNull(),
  reason: text(),
});

export const transferEnd = sqliteTable('transfer_end', {
  offerSeq: integer('offer_seq').primaryKey(),
  seq: integer().notNull(),
  outcome: text({ enum: OFFER_OUTCOMES }).notNull(),
  at: integer().notNull(),
  personId: integer('person_id').notNull(),
  reason: text(),
});

export const cashSlip = sqliteTable('cash_slip', {
  seq: integer().primaryKey(),
  fromAccount: text('from_account'),
  toAccount: text('to_account'),
  cause: text({ enum: CASH_CAUSES }),
  reason: text(),
  party: text(),
  paper: text(),
  attachmentId: text('attachment_id'),
  offerSeq: integer('offer_seq'),
  counted: integer(),
});

export const cashPiece = sqliteTable('cash_piece', {
  seq: integer().notNull(),
  side: text({ enum: ['held', 'in', 'out'] }).notNull(),
  face: integer().notNull(),
  pieces: integer().notNull(),
});

export const depositSlip = sqliteTable('deposit_slip', {
  seq: integer().primaryKey(),
  amount: integer().notNull(),
  holder: text().notNull(),
  bank: text().notNull(),
  accountNumber: text('account_number').notNull(),
  bearer: text().notNull(),
});

export const depositEnd = sqliteTable('deposit_end', {
  depositSeq: integer('deposit_seq').primaryKey(),
  seq: integer().notNull(),
  outcome: text({ enum: ['confirmed', 'returned'] }).notNull(),
  reference: text(),
  counted: integer().notNull(),
  reason: text(),
});

export const counterfeitNote = sqliteTable('counterfeit_note', {
  seq: integer().primaryKey(),
  n: integer().notNull(),
  shiftId: integer('shift_id').notNull(),
  at: integer().notNull(),
  personId: integer('person_id').notNull(),
  face: integer().notNull(),
  serial: text().notNull(),
  outcome: text({ enum: ['refused', 'kept'] }).notNull(),
  note: text(),
});

export const drawerOpening = sqliteTable('drawer_opening', {
  seq: integer().primaryKey(),
  shiftId: integer('shift_id').notNull(),
  at: integer().notNull(),
  personId: integer('person_id').notNull(),
  reason: text().notNull(),
});

export const cashCount = sqliteTable('cash_count', {
  seq: integer().primaryKey(),
  shiftId: integer('shift_id').notNull(),
  n: integer().notNull(),
  purpose: text({ enum: COUNT_PURPOSES }).notNull(),
  at: integer().notNull(),
  personId: integer('person_id').notNull(),
  counted: integer().notNull(),
  expected: integer().notNull(),
  tolerance: integer().notNull(),
  reason: text(),
  firstReceipt: text('first_receipt'),
  lastReceipt: text('last_receipt'),
});

export const countChannel = sqliteTable('count_channel', {
  seq: integer().notNull(),
  method: text({ enum: COUNT_CHANNELS }).notNull(),
  said: integer().notNull(),
  booked: integer().notNull(),
});

export const handoverOffer = sqliteTable('handover_offer', {
  seq: integer().primaryKey(),
  shiftId: integer('shift_id').notNull(),
  countSeq: integer('count_seq').notNull(),
  at: integer().notNull(),
  personId: integer('person_id').notNull(),
});

export const handoverEnd = sqliteTable('handover_end', {
  offerSeq: integer('offer_seq').primaryKey(),
  seq: integer().notNull(),
  outcome: text({ enum: OFFER_OUTCOMES }).notNull(),
  at: integer().notNull(),
  personId: integer('person_id').notNull(),
  counted: integer(),
  reason: text(),
});

export const handoverCount = sqliteTable('handover_count', {
  offerSeq: integer('offer_seq').notNull(),
  n: integer().notNull(),
  seq: integer().notNull(),
  at: integer().notNull(),
  personId: integer('person_id').notNull(),
  counted: integer().notNull(),
});

export const shiftPause = sqliteTable('shift_pause', {
  shiftId: integer('shift_id').notNull(),
  n: integer().notNull(),
  seq: integer().notNull(),
  kind: text({ enum: ['suspended', 'resumed'] }).notNull(),
  at: integer().notNull(),
  personId: integer('person_id').notNull(),
  reason: text(),
});

export const shiftForced = sqliteTable('shift_forced', {
  shiftId: integer('shift_id').primaryKey(),
  seq: integer().notNull(),
  personId: integer('person_id').notNull(),
  reason: text().notNull(),
});

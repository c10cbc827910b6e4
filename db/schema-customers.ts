// The tables of the customer file and of kept files as typed columns; migrations/0008-customers.sql makes them.
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { ATTACHMENT_KINDS, ATTACHMENT_MEDIA } from '../core/attachments/attachment-kind.ts';
import { PAPER_KINDS } from '../core/customers/paper-kind.ts';

const seq = () => integer().notNull();

export const attachment = sqliteTable('attachment', {
  id: text().primaryKey(),
  seq: seq(),
  kind: text({ enum: ATTACHMENT_KINDS }).notNull(),
  media: text({ enum: ATTACHMENT_MEDIA }).notNull(),
  size: integer().notNull(),
  sha256: text().notNull(),
  at: integer().notNull(),
  personId: integer('person_id').notNull(),
});

export const customerPaper = sqliteTable('customer_paper', {
  customerId: integer('customer_id').notNull(),
  n: integer().notNull(),
  seq: seq(),
  attachmentId: text('attachment_id').notNull(),
  shows: text({ enum: PAPER_KINDS }).notNull(),
  at: integer().notNull(),
  personId: integer('person_id').notNull(),
});

export const customerPaperEnd = sqliteTable('customer_paper_end', {
  customerId: integer('customer_id').notNull(),
  n: integer().notNull(),
  seq: seq(),
  at: integer().notNull(),
  personId: integer('person_id').notNull(),
  reason: text().notNull(),
});

export const customerFreeze = sqliteTable('customer_freeze', {
  customerId: integer('customer_id').notNull(),
  n: integer().notNull(),
  seq: seq(),
  frozen: integer().notNull(),
  reason: text().notNull(),
  at: integer().notNull(),
  personId: integer('person_id').notNull(),
});

export const customerMerge = sqliteTable('customer_merge', {
  fromId: integer('from_id').notNull(),
  n: integer().notNull(),
  seq: seq(),
  intoId: integer('into_id').notNull(),
  undone: integer().notNull(),
  reason: text().notNull(),
  at: integer().notNull(),
  personId: integer('person_id').notNull(),
});

export const customerNow = sqliteTable('customer_now', {
  customerId: integer('customer_id').primaryKey(),
  n: integer().notNull(),
  frozen: integer().notNull(),
  mergedInto: integer('merged_into'),
});

export const customerKey = sqliteTable('customer_key', {
  kind: text().notNull(),
  key: text().notNull(),
  customerId: integer('customer_id').notNull(),
});

// The tables of a second person's approval as typed columns (migrations/0003-approval.sql makes them).
// A file of its own, because what approval is asked for grows while its tables stay.
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { VERDICTS } from '../core/approval/approval-rule.ts';

export const approvalRequest = sqliteTable('approval_request', {
  seq: integer().primaryKey(),
  id: text().notNull(),
  kind: text().notNull(),
  at: integer().notNull(),
  personId: integer('person_id').notNull(),
  subject: text().notNull(),
  amount: integer().notNull(),
  digest: text().notNull(),
  levels: integer().notNull(),
});

export const approvalDecision = sqliteTable('approval_decision', {
  requestSeq: integer('request_seq').notNull(),
  level: integer().notNull(),
  seq: integer().notNull(),
  verdict: text({ enum: VERDICTS }).notNull(),
  at: integer().notNull(),
  tick: integer().notNull(),
  personId: integer('person_id').notNull(),
  opinion: text(),
  digest: text().notNull(),
});

export const approvalUse = sqliteTable('approval_use', {
  requestSeq: integer('request_seq').primaryKey(),
  seq: integer().notNull(),
  at: integer().notNull(),
  tick: integer().notNull(),
  personId: integer('person_id').notNull(),
  digest: text().notNull(),
});

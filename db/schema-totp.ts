// The tables of the second factor as typed columns (migrations/0015-totp.sql makes them).
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { CODE_PURPOSES } from '../core/people/second-factor.ts';

export const totpEnrolment = sqliteTable('totp_enrolment', {
  personId: integer('person_id').notNull(),
  n: integer().notNull(),
  seq: integer().notNull(),
  sealed: text().notNull(),
});

export const totpEnd = sqliteTable('totp_end', {
  personId: integer('person_id').notNull(),
  n: integer().notNull(),
  seq: integer().notNull(),
  byPersonId: integer('by_person_id').notNull(),
});

export const totpRecovery = sqliteTable('totp_recovery', {
  personId: integer('person_id').notNull(),
  n: integer().notNull(),
  batch: integer().notNull(),
  place: integer().notNull(),
  seq: integer().notNull(),
  mark: text().notNull(),
});

export const totpUse = sqliteTable('totp_use', {
  personId: integer('person_id').notNull(),
  n: integer().notNull(),
  step: integer().notNull(),
  seq: integer().notNull(),
  purpose: text({ enum: CODE_PURPOSES }).notNull(),
});

export const totpRecoveryUse = sqliteTable('totp_recovery_use', {
  personId: integer('person_id').notNull(),
  n: integer().notNull(),
  batch: integer().notNull(),
  place: integer().notNull(),
  seq: integer().notNull(),
  purpose: text({ enum: CODE_PURPOSES }).notNull(),
});

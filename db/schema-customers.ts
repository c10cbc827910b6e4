// The tables of the customer file and of kept files as typed columns; migrations/0008-customers.sql makes them.
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { ATTACHMENT_KINDS, ATTACHMENT_MEDIA } from '../core/attachments/attachment-kind.ts';

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

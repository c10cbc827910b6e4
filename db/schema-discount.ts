// The tables of discounts, waivers, price overrides and policies as typed columns; migrations/0005-discount.sql makes them.
// Compared with the SQL column by column by the same test as db/schema.ts.
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { DISCOUNT_KINDS, WAIVER_REASONS } from '../core/charge/bill-discounts.ts';

const seq = () => integer().notNull();

export const policy = sqliteTable('policy', { id: integer().primaryKey(), seq: seq(), code: text().notNull() });

export const policyVersion = sqliteTable('policy_version', {
  policyId: integer('policy_id').notNull(),
  n: integer().notNull(),
  seq: seq(),
  fromDate: text('from_date').notNull(),
  untilDate: text('until_date'),
  name: text().notNull(),
  benefit: text({ enum: ['percent', 'amount', 'threshold'] }).notNull(),
  basisPoints: integer('basis_points'),
  off: integer(),
  reach: integer(),
  repeats: integer(),
  cap: integer(),
  combines: integer().notNull(),
  who: text({ enum: ['everyone', 'customers', 'tag'] }).notNull(),
  tag: text(),
  items: text().notNull(),
  categories: text().notNull(),
});

export const receiptDiscount = sqliteTable('receipt_discount', {
  seq: seq(),
  n: integer().notNull(),
  kind: text({ enum: [...DISCOUNT_KINDS] }).notNull(),
  line: integer(),
  policyId: integer('policy_id'),
  policyN: integer('policy_n'),
  basisPoints: integer('basis_points'),
  asked: integer(),
  reason: text({ enum: [...WAIVER_REASONS] }),
  text: text(),
  validUntil: text('valid_until'),
  amount: integer().notNull(),
});

export const lineDiscount = sqliteTable('line_discount', {
  seq: seq(),
  n: integer().notNull(),
  line: integer().notNull(),
  amount: integer().notNull(),
});

export const priceOverride = sqliteTable('price_override', {
  seq: seq(),
  line: integer().notNull(),
  tariffPrice: integer('tariff_price').notNull(),
  price: integer().notNull(),
  reason: text().notNull(),
});

export const parkedDiscount = sqliteTable('parked_discount', {
  seq: seq(),
  n: integer().notNull(),
  kind: text({ enum: [...DISCOUNT_KINDS] }).notNull(),
  line: integer(),
  policyId: integer('policy_id'),
  basisPoints: integer('basis_points'),
  asked: integer(),
  reason: text({ enum: [...WAIVER_REASONS] }),
  text: text(),
  validUntil: text('valid_until'),
  amount: integer().notNull(),
});

export const parkedOverride = sqliteTable('parked_override', {
  seq: seq(),
  line: integer().notNull(),
  price: integer().notNull(),
  reason: text().notNull(),
});

export const dayDiscount = sqliteTable('day_discount', {
  businessDate: text('business_date').notNull(),
  personId: integer('person_id').notNull(),
  kind: text().notNull(),
  policyId: integer('policy_id').notNull(),
  reason: text().notNull(),
  count: integer().notNull(),
  amount: integer().notNull(),
});

// The tables of lines that no single price says, as typed columns (migrations/0004-pricing.sql).
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { PART_MONTH_RULES } from '../core/tariff/period.ts';
import { FORMULA_KINDS } from '../core/tariff/tariff-rule.ts';

export const lineFormula = sqliteTable('line_formula', {
  seq: integer().notNull(),
  n: integer().notNull(),
  kind: text({ enum: FORMULA_KINDS }).notNull(),
  itemId: integer('item_id').notNull(),
  version: integer().notNull(),
  customerId: integer('customer_id'),
  meter: text(),
  meterRange: integer('meter_range'),
  readingBefore: integer('reading_before'),
  readingNow: integer('reading_now'),
  oldEnd: integer('old_end'),
  newStart: integer('new_start'),
  rate: integer(),
  area: integer(),
  fromDate: text('from_date'),
  untilDate: text('until_date'),
  months: integer(),
  days: integer(),
  daysOf: integer('days_of'),
  partMonth: text('part_month', { enum: PART_MONTH_RULES }),
});

export const lineStep = sqliteTable('line_step', {
  seq: integer().notNull(),
  n: integer().notNull(),
  step: integer().notNull(),
  fromQuantity: integer('from_quantity').notNull(),
  upTo: integer('up_to'),
  quantity: integer().notNull(),
  rate: integer().notNull(),
});

export const linePackage = sqliteTable('line_package', {
  seq: integer().notNull(),
  n: integer().notNull(),
  itemId: integer('item_id').notNull(),
  version: integer().notNull(),
  code: text().notNull(),
  name: text().notNull(),
  unit: text().notNull(),
  quantity: integer().notNull(),
  price: integer().notNull(),
  gross: integer().notNull(),
});

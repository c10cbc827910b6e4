// The tables as typed columns, for inserts and readable queries. The SQL in migrations/ makes them (drizzle-kit knows
// neither STRICT nor triggers); a test compares the two column by column, so they cannot drift apart.
import { blob, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { CASH_MOVEMENT_KINDS } from '../core/cash/cash-movement.ts';
import { ID_TYPES } from '../core/lists/identity.ts';
import { SETUP_OUTCOMES, SETUP_STEPS } from '../core/settings/setup-steps.ts';
import { FORMULA_KINDS, PRICING_KINDS } from '../core/tariff/tariff-rule.ts';

const seq = () => integer().notNull();

export const meta = sqliteTable('meta', { key: text().primaryKey(), value: text().notNull() });

export const chain = sqliteTable('chain', {
  seq: integer().primaryKey(),
  at: integer().notNull(),
  clockBack: integer('clock_back').notNull(),
  businessDate: text('business_date').notNull(),
  personId: integer('person_id'),
  kind: text().notNull(),
  ref: text(),
  detail: text().notNull(),
  digest: blob({ mode: 'buffer' }).notNull(),
  prev: blob({ mode: 'buffer' }).notNull(),
  hash: blob({ mode: 'buffer' }).notNull(),
});

export const person = sqliteTable('person', {
  id: integer().primaryKey(),
  seq: seq(),
  username: text().notNull(),
  name: text().notNull(),
});

export const personRole = sqliteTable('person_role', {
  personId: integer('person_id').notNull(),
  n: integer().notNull(),
  seq: seq(),
  role: text({ enum: ['cashier', 'supervisor', 'finance', 'it', 'auditor', 'confirmer'] }).notNull(),
  granted: integer().notNull(),
});

export const credential = sqliteTable('credential', {
  personId: integer('person_id').notNull(),
  n: integer().notNull(),
  seq: seq(),
  phc: text().notNull(),
  mustChange: integer('must_change').notNull(),
});

export const signinGuard = sqliteTable('signin_guard', {
  personId: integer('person_id').primaryKey(),
  failures: integer().notNull(),
  waitMs: integer('wait_ms').notNull(),
  lastSigninAt: integer('last_signin_at'),
});

export const session = sqliteTable('session', {
  id: integer().primaryKey(),
  ticketHash: blob('ticket_hash', { mode: 'buffer' }).notNull(),
  personId: integer('person_id').notNull(),
  startedAt: integer('started_at').notNull(),
  touchedAt: integer('touched_at').notNull(),
  usedMs: integer('used_ms').notNull(),
  locked: integer().notNull(),
  lastSigninAt: integer('last_signin_at'),
  failuresSince: integer('failures_since').notNull(),
});

export const account = sqliteTable('account', {
  code: text().primaryKey(),
  seq: seq(),
  name: text().notNull(),
  kind: text({ enum: ['asset', 'liability', 'income', 'expense'] }).notNull(),
});

export const item = sqliteTable('item', { id: integer().primaryKey(), seq: seq(), code: text().notNull() });

export const itemVersion = sqliteTable('item_version', {
  itemId: integer('item_id').notNull(),
  n: integer().notNull(),
  seq: seq(),
  fromDate: text('from_date').notNull(),
  untilDate: text('until_date'),
  name: text().notNull(),
  pinyin: text().notNull(),
  initials: text().notNull(),
  unit: text().notNull(),
  category: text().notNull(),
  pricing: text({ enum: PRICING_KINDS }).notNull(),
  price: integer(),
  creditKind: text('credit_kind', { enum: ['revenue', 'agency', 'treasury', 'deferred', 'receivable'] }).notNull(),
  account: text().notNull(),
  spec: text(),
  note: text(),
  rule: text(),
  taxRate: integer('tax_rate').notNull(),
  taxCode: text('tax_code'),
});

export const customer = sqliteTable('customer', { id: integer().primaryKey(), seq: seq(), number: text().notNull() });

export const customerVersion = sqliteTable('customer_version', {
  customerId: integer('customer_id').notNull(),
  n: integer().notNull(),
  seq: seq(),
  name: text().notNull(),
  pinyin: text().notNull(),
  initials: text().notNull(),
  phone: text(),
  phoneReversed: text('phone_reversed'),
  morePhones: text('more_phones'),
  morePhonesReversed: text('more_phones_reversed'),
  idType: text('id_type', { enum: ID_TYPES }),
  idNumber: text('id_number'),
  plate: text(),
  plateReversed: text('plate_reversed'),
  unit: text(),
  unitReversed: text('unit_reversed'),
  tags: text(),
  flags: text(),
  note: text(),
});

export const drawer = sqliteTable('drawer', {
  id: integer().primaryKey(),
  seq: seq(),
  code: text().notNull(),
  name: text().notNull(),
  kind: text({ enum: ['till', 'backfill', 'office'] }).notNull(),
  account: text().notNull(),
});

export const shift = sqliteTable('shift', {
  id: integer().primaryKey(),
  seq: seq(),
  number: text().notNull(),
  drawerId: integer('drawer_id').notNull(),
  personId: integer('person_id').notNull(),
  kind: text({ enum: ['till', 'backfill', 'office'] }).notNull(),
  businessDate: text('business_date').notNull(),
  openedAt: integer('opened_at').notNull(),
  float: integer().notNull(),
});

export const shiftEnd = sqliteTable('shift_end', {
  shiftId: integer('shift_id').primaryKey(),
  seq: seq(),
  closedAt: integer('closed_at').notNull(),
  counted: integer(),
  expected: integer().notNull(),
});

export const openShift = sqliteTable('open_shift', {
  drawerId: integer('drawer_id').primaryKey(),
  shiftId: integer('shift_id').notNull(),
  personId: integer('person_id').notNull(),
  kind: text({ enum: ['till', 'backfill', 'office'] }).notNull(),
});

export const closedDay = sqliteTable('closed_day', { businessDate: text('business_date').primaryKey(), seq: seq() });

export const numberSeries = sqliteTable('number_series', {
  type: text().primaryKey(),
  name: text().notNull(),
  last: integer().notNull(),
});

export const document = sqliteTable('document', {
  seq: integer().primaryKey(),
  type: text().notNull(),
  n: integer().notNull(),
  number: text().notNull(),
  businessDate: text('business_date').notNull(),
  at: integer().notNull(),
  utcOffset: integer('utc_offset').notNull(),
  shiftId: integer('shift_id').notNull(),
  personId: integer('person_id').notNull(),
});

export const receipt = sqliteTable('receipt', {
  seq: integer().primaryKey(),
  customerId: integer('customer_id'),
  payer: text(),
  gross: integer().notNull(),
  discount: integer().notNull(),
  rounding: integer().notNull(),
  total: integer().notNull(),
  change: integer().notNull(),
  paperNo: text('paper_no'),
  paperDate: text('paper_date'),
  template: integer().notNull(),
});

export const line = sqliteTable('line', {
  seq: seq(),
  n: integer().notNull(),
  itemId: integer('item_id').notNull(),
  code: text().notNull(),
  name: text().notNull(),
  unit: text().notNull(),
  quantity: integer().notNull(),
  unitPrice: integer('unit_price'),
  gross: integer().notNull(),
  discount: integer().notNull(),
  amount: integer().notNull(),
  creditKind: text('credit_kind', { enum: ['revenue', 'agency', 'treasury', 'deferred', 'receivable'] }).notNull(),
  account: text().notNull(),
  formula: text({ enum: FORMULA_KINDS }),
  packageN: integer('package_n'),
  taxRate: integer('tax_rate').notNull(),
  tax: integer().notNull(),
  taxCode: text('tax_code'),
});

export const tender = sqliteTable('tender', {
  seq: seq(),
  n: integer().notNull(),
  method: text().notNull(),
  given: integer().notNull(),
  applied: integer().notNull(),
  change: integer().notNull(),
  reference: text(),
  proof: text({ enum: ['none', 'reference', 'unverified'] }).notNull(),
});

export const cashMovement = sqliteTable('cash_movement', {
  seq: integer().primaryKey(),
  kind: text({ enum: CASH_MOVEMENT_KINDS }).notNull(),
  amount: integer().notNull(),
});

export const entry = sqliteTable('entry', {
  seq: seq(),
  n: integer().notNull(),
  account: text().notNull(),
  amount: integer().notNull(),
});

export const printMark = sqliteTable('print_mark', {
  documentSeq: integer('document_seq').notNull(),
  n: integer().notNull(),
  seq: seq(),
  job: text().notNull(),
  kind: text({ enum: ['original', 'copy', 'replacement'] }).notNull(),
  at: integer().notNull(),
  personId: integer('person_id').notNull(),
  reason: text(),
});

export const operation = sqliteTable('operation', {
  seq: integer().primaryKey(),
  id: text().notNull(),
  personId: integer('person_id').notNull(),
  method: text().notNull(),
  digest: text().notNull(),
  answer: text().notNull(),
});

export const parkedBill = sqliteTable('parked_bill', {
  seq: integer().primaryKey(),
  number: text().notNull(),
  n: integer().notNull(),
  at: integer().notNull(),
  personId: integer('person_id').notNull(),
  customerId: integer('customer_id'),
  payer: text(),
  note: text(),
  total: integer().notNull(),
});

export const parkedLine = sqliteTable('parked_line', {
  seq: seq(),
  n: integer().notNull(),
  itemId: integer('item_id').notNull(),
  name: text().notNull(),
  quantity: integer().notNull(),
  pricing: text({ enum: PRICING_KINDS }).notNull(),
  unitPrice: integer('unit_price'),
  amount: integer(),
  inputs: text(),
});

export const parkedEnd = sqliteTable('parked_end', {
  parkedSeq: integer('parked_seq').primaryKey(),
  seq: seq(),
  kind: text({ enum: ['recalled', 'discarded'] }).notNull(),
  at: integer().notNull(),
  personId: integer('person_id').notNull(),
  reason: text(),
});

export const parkedNow = sqliteTable('parked_now', { parkedSeq: integer('parked_seq').primaryKey() });

export const refusal = sqliteTable('refusal', {
  seq: integer().primaryKey(),
  number: text().notNull(),
  n: integer().notNull(),
  businessDate: text('business_date').notNull(),
  at: integer().notNull(),
  personId: integer('person_id').notNull(),
  customerId: integer('customer_id'),
  payer: text(),
  total: integer().notNull(),
  reason: text({ enum: ['noMoney', 'refuses', 'otherPayer', 'comesBack', 'other'] }).notNull(),
  text: text(),
  followUp: text('follow_up'),
});

export const refusalLine = sqliteTable('refusal_line', {
  seq: seq(),
  n: integer().notNull(),
  itemId: integer('item_id').notNull(),
  name: text().notNull(),
  quantity: integer().notNull(),
  pricing: text({ enum: PRICING_KINDS }).notNull(),
  unitPrice: integer('unit_price'),
  amount: integer(),
  inputs: text(),
});

export const dayDocument = sqliteTable('day_document', {
  businessDate: text('business_date').notNull(),
  type: text().notNull(),
  count: integer().notNull(),
  amount: integer().notNull(),
});
export const dayTender = sqliteTable('day_tender', {
  businessDate: text('business_date').notNull(),
  shiftId: integer('shift_id').notNull(),
  method: text().notNull(),
  count: integer().notNull(),
  amount: integer().notNull(),
});
export const dayItem = sqliteTable('day_item', {
  businessDate: text('business_date').notNull(),
  itemId: integer('item_id').notNull(),
  count: integer().notNull(),
  quantity: integer().notNull(),
  amount: integer().notNull(),
});
export const dayAccount = sqliteTable('day_account', {
  businessDate: text('business_date').notNull(),
  account: text().notNull(),
  debit: integer().notNull(),
  credit: integer().notNull(),
});
export const accountBalance = sqliteTable('account_balance', {
  account: text().primaryKey(),
  balance: integer().notNull(),
});

export const setting = sqliteTable('setting', {
  key: text().notNull(),
  n: integer().notNull(),
  seq: seq(),
  fromDate: text('from_date').notNull(),
  value: text().notNull(),
});

export const setupStep = sqliteTable('setup_step', {
  n: integer().primaryKey(),
  seq: seq(),
  step: text({ enum: SETUP_STEPS }).notNull(),
  outcome: text({ enum: SETUP_OUTCOMES }).notNull(),
});

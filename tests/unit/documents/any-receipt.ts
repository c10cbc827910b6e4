// Receipts nobody would think of: arbitrary lines, amounts, names and tenders for the properties of the paper.
// Sums need not add up: the paper prints what was posted, it does not judge it.
import * as fc from 'fast-check';
import type { PrintMark, ReceiptView } from '../../../core/contract/receipt-view.ts';
import { DISCOUNT_KINDS, WAIVER_REASONS } from '../../../core/charge/bill-discounts.ts';
import { TENDER_METHODS } from '../../../core/charge/tender-method.ts';
import { COUNTER_CODE, formatDocumentNumber } from '../../../core/numbers/document-number.ts';
import { SPOIL_REASONS } from '../../../core/stock/spoil-reason.ts';
import { MAX_ACT, milli, minor } from '../../../core/money/money.ts';
import { PART_MONTH_RULES } from '../../../core/tariff/period.ts';
import { rate } from '../../../core/tariff/rate.ts';
import type { Working } from '../../../core/tariff/working-facts.ts';

const LETTERS = [...'王敏欧阳惠䶮㛃𬭎𠅤𠮷收费项目静脉血（内科）、。·：ABCxyzWMil 0123456789-_/.,&<>{}$"%'];

/** Text of characters our fonts draw, trimmed as the contract wants it. */
export function words(maxLength: number): fc.Arbitrary<string> {
  return fc
    .array(fc.constantFrom(...LETTERS), { minLength: 1, maxLength })
    .map((characters) => characters.join('').trim())
    .filter((text) => text.length > 0);
}

/** Up to the most that one act may move: nothing larger can be posted, so nothing larger is printed. */
const amount = fc
  .oneof(fc.integer({ min: 0, max: 1_000_000 }), fc.integer({ min: 0, max: MAX_ACT }), fc.constant(MAX_ACT))
  .map(minor);

const quantity = fc.integer({ min: 1, max: 1e9 }).map(milli);
const anyRate = fc.integer({ min: 0, max: 100_000_000 }).map(rate);
const step = fc.record({ from: quantity, upTo: fc.option(quantity), rate: anyRate, quantity });
const working: fc.Arbitrary<Working> = fc.oneof(
  fc.record({ kind: fc.constant('tiered' as const), steps: fc.array(step, { minLength: 1, maxLength: 12 }) }),
  fc.record({
    kind: fc.constant('metered' as const),
    meter: fc.oneof(fc.constant(''), fc.stringMatching(/^[A-Z0-9-]{1,30}$/)),
    stretches: fc.array(fc.record({ from: quantity, to: quantity, rolled: fc.boolean(), used: quantity }), {
      minLength: 1,
      maxLength: 2,
    }),
    digits: fc.integer({ min: 3, max: 9 }),
    steps: fc.array(step, { minLength: 1, maxLength: 12 }),
  }),
  fc.record({
    kind: fc.constant('period' as const),
    rate: anyRate,
    area: fc.option(quantity),
    from: fc.constant('2026-11-01'),
    until: fc.constant('2027-01-15'),
    months: fc.integer({ min: 0, max: 600 }),
    days: fc.integer({ min: 0, max: 27 }),
    daysOf: fc.constantFrom(28, 30, 31),
    partMonth: fc.constantFrom(...PART_MONTH_RULES),
  }),
);
const tax = fc.record({ rate: fc.integer({ min: 1, max: 10_000 }), amount, code: fc.constant(null) });

const line = fc.record(
  {
    n: fc.constant(0),
    code: words(8),
    name: words(60),
    unit: words(8),
    quantity,
    unitPrice: fc.option(amount),
    gross: amount,
    discount: fc.oneof(fc.constant(minor(0)), amount),
    amount,
    tax,
    working,
    package: fc.constant(1),
  },
  { requiredKeys: ['n', 'code', 'name', 'unit', 'quantity', 'unitPrice', 'gross', 'discount', 'amount'] },
);

const tender = fc.record({
  n: fc.constant(0),
  method: fc.constantFrom(...TENDER_METHODS),
  given: amount,
  applied: amount,
  change: fc.oneof(fc.constant(minor(0)), amount),
  reference: fc.option(fc.stringMatching(/^[A-Za-z0-9_-]{4,64}$/)),
  proof: fc.constantFrom('none' as const, 'reference' as const, 'unverified' as const),
  detail: fc.option(
    fc.oneof(
      fc.record({ of: fc.constant('cheque' as const), bank: words(30), drawer: words(40) }),
      fc.record({ of: fc.constant('payer' as const), code: words(8), name: words(40) }),
      fc.record({ of: fc.constant('prepayment' as const), kind: words(8), name: words(20) }),
    ),
    { nil: undefined },
  ),
});

/** A field that is absent is not there, as the contract writes it. */
const withoutAbsent = <T extends { detail: unknown }>(rows: T[]): T[] =>
  rows.map(({ detail, ...row }) => (detail === undefined ? row : { ...row, detail }) as T);

/** Cash is one tender, however often it was entered. */
const cashOnce = <T extends { method: string }>(rows: T[]): T[] =>
  rows.filter((row, index) => row.method !== 'cash' || rows.findIndex((other) => other.method === 'cash') === index);

const numbered = <T extends { n: number }>(rows: T[]): T[] => rows.map((row, i) => ({ ...row, n: i + 1 }));

const date = fc.integer({ min: 0, max: 30_000 }).map((days) => new Date(days * 86_400_000).toISOString().slice(0, 10));

const anyDiscount = fc.record({
  n: fc.integer({ min: 1, max: 20 }),
  kind: fc.constantFrom(...DISCOUNT_KINDS),
  line: fc.option(fc.integer({ min: 1, max: 200 })),
  policy: fc.option(fc.record({ code: fc.constant('P1'), name: words(30) })),
  basisPoints: fc.option(fc.integer({ min: 1, max: 10_000 })),
  reason: fc.option(fc.constantFrom(...WAIVER_REASONS)),
  text: fc.option(words(30)),
  amount,
});
const anyOverride = fc.record({
  line: fc.integer({ min: 1, max: 200 }),
  tariffPrice: amount,
  price: amount,
  reason: words(30),
});

export const anyReceipt: fc.Arbitrary<ReceiptView> = fc.record({
  number: fc
    .record({ counter: fc.stringMatching(COUNTER_CODE), n: fc.integer({ min: 1, max: 9_999_999 }) })
    .map(({ counter, n }) => formatDocumentNumber({ counter, type: 'R', n })),
  businessDate: date,
  postedAt: fc.integer({ min: 0, max: 4_000_000_000_000 }),
  utcOffsetMinutes: fc.integer({ min: -720, max: 840 }),
  organisation: words(60),
  counter: fc.record({ code: fc.stringMatching(COUNTER_CODE), name: words(30) }),
  currency: fc.constantFrom('CNY', 'JPY', 'KWD', 'HKD'),
  shiftNumber: words(20),
  cashier: words(20),
  payer: fc.option(words(80)),
  customer: fc.option(fc.record({ number: words(16), name: words(60) })),
  lines: fc.array(line, { minLength: 1, maxLength: 12 }).map(numbered),
  packages: fc
    .record({ code: words(8), name: words(60), unit: words(8), quantity, price: amount, gross: amount })
    .map((one) => [{ n: 1, ...one }]),
  gross: amount,
  discount: fc.constant(minor(0)),
  discounts: fc.array(anyDiscount, { maxLength: 4 }),
  overrides: fc.array(anyOverride, { maxLength: 2 }),
  rounding: fc.constant(minor(0)),
  total: amount,
  tenders: fc.array(tender, { maxLength: 8 }).map(cashOnce).map(numbered).map(withoutAbsent),
  change: amount,
  paper: fc.option(fc.record({ number: words(20), date })),
  templateVersion: fc.constant(1 as const),
});

export const anyMark: fc.Arbitrary<PrintMark> = fc.oneof(
  fc.constant({ kind: 'original' as const }),
  fc.record({
    kind: fc.constant('copy' as const),
    n: fc.integer({ min: 1, max: 99 }),
    at: fc.integer({ min: 0, max: 4_000_000_000_000 }),
    by: words(20),
    reason: words(80),
  }),
  fc.record({
    kind: fc.constant('replacement' as const),
    n: fc.integer({ min: 1, max: 99 }),
    at: fc.integer({ min: 0, max: 4_000_000_000_000 }),
    by: words(20),
    reason: fc.constantFrom(...SPOIL_REASONS),
    note: fc.option(words(60)),
  }),
);

// A working told in words a customer understands: the same sentence on the screen and on the paper.
// Whole phrases with their values put in, because word order differs between the languages.
import { formatAmount, formatQuantity } from '../money/format-amount.ts';
import type { Currency, Milli, Minor } from '../money/money.ts';
import { endOfMonths, type PartMonthRule } from './period.ts';
import { fixedPoint, formatRate } from './rate.ts';
import { exactAmount, PARTS_PER_MINOR } from './working.ts';
import type { Working } from './working-facts.ts';

export interface WorkingWords {
  /** One stretch of a meter; `rolled`: the figure after which it began at 0 again, or null. */
  stretch: (from: string, to: string, used: string, rolled: string | null) => string;
  oldMeter: (stretch: string) => string;
  newMeter: (stretch: string) => string;
  /** Who is read: `number` null where meters have none. */
  meter: (number: string | null, stretches: string) => string;
  used: (quantity: string, unit: string) => string;
  /** One product: so much at so much. */
  product: (quantity: string, rate: string) => string;
  /** The products, and what they come to. */
  sum: (products: readonly string[], result: string) => string;
  /** Exact result, and what it was rounded to when that differs. */
  result: (exact: string | null, rounded: string) => string;
  span: (from: string, until: string) => string;
  months: (months: number) => string;
  /** The last of them was only begun. */
  monthsBegun: (months: number) => string;
  /** Whole months and a part of one. */
  monthsAndDays: (months: number, days: number, daysOf: number, rule: PartMonthRule) => string;
  perArea: (rate: string, area: string, unit: string, months: string) => string;
  perMonth: (rate: string, months: string) => string;
  /** Sentences after one another. */
  join: (parts: readonly string[]) => string;
}

/** `unit` is the line's unit as printed beside its quantity. */
export interface WorkingSetting {
  readonly words: WorkingWords;
  readonly currency: Currency;
  readonly unit: string;
  /** What the line came to, minor units. */
  readonly gross: Minor;
}

/** The working in words, one short paragraph. */
export function explainWorking(working: Working, setting: WorkingSetting): string {
  const { words, currency, unit, gross } = setting;
  const result = words.result(exactText(working, currency), formatAmount(gross, currency));
  if (working.kind === 'period') {
    const months = monthsText(working, words);
    const rate = formatRate(working.rate, currency);
    const product =
      working.area === null
        ? words.perMonth(rate, months)
        : words.perArea(rate, formatQuantity(working.area), unit, months);
    return words.join([words.span(working.from, working.until), words.sum([product], result)]);
  }
  const products = working.steps.map(({ quantity, rate }) =>
    words.product(formatQuantity(quantity), formatRate(rate, currency)),
  );
  const sum = words.sum(products, result);
  return working.kind === 'tiered'
    ? sum
    : words.join([meterText(working, words), usedText(working, setting, unit), sum]);
}

function monthsText(working: Extract<Working, { kind: 'period' }>, words: WorkingWords): string {
  const { from, until, months, days, daysOf, partMonth } = working;
  if (days > 0) return words.monthsAndDays(months, days, daysOf, partMonth);
  return partMonth === 'whole' && endOfMonths(from, months) !== until
    ? words.monthsBegun(months)
    : words.months(months);
}

type MeteredWorking = Extract<Working, { kind: 'metered' }>;

function meterText({ meter, stretches, digits }: MeteredWorking, words: WorkingWords): string {
  const highest = formatQuantity((10 ** digits * 1000) as Milli);
  const told = stretches.map(({ from, to, used, rolled }) =>
    words.stretch(formatQuantity(from), formatQuantity(to), formatQuantity(used), rolled ? highest : null),
  );
  const [first = '', second] = told;
  const text = second === undefined ? first : words.join([words.oldMeter(first), words.newMeter(second)]);
  return words.meter(meter === '' ? null : meter, text);
}

function usedText({ stretches }: MeteredWorking, { words }: WorkingSetting, unit: string): string {
  return words.used(formatQuantity(stretches.reduce((sum, { used }) => sum + used, 0) as Milli), unit);
}

/** The amount before rounding in major units, or null when it is that of the line or cannot be written out. */
function exactText(working: Working, currency: Currency): string | null {
  const { parts, of } = exactAmount(working);
  const perMinor = BigInt(PARTS_PER_MINOR);
  // A third of a month has no last decimal; then only the rounded amount is told.
  if ((parts * perMinor) % of !== 0n) return null;
  const decimals = currency.exponent + 7;
  const exact = (parts * perMinor) / of;
  return exact % perMinor === 0n ? null : fixedPoint(exact, decimals, currency.exponent);
}

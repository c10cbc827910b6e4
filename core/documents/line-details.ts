// What a paper says of lines beyond their figures: the package they belong to, how a formula came about, the tax within.
// Texts only; each paper sets them where it has room.
import type { ReceiptView } from '../contract/receipt-view.ts';
import { formatAmount, formatQuantity } from '../money/format-amount.ts';
import { addMinor, type Currency, type Minor, subtractMinor, ZERO } from '../money/money.ts';
import { explainWorking } from '../tariff/explain-working.ts';
import { fixedPoint } from '../tariff/rate.ts';
import type { ReceiptWords } from './receipt-words.ts';

export interface DetailSetting {
  readonly view: ReceiptView;
  readonly words: ReceiptWords;
  readonly currency: Currency;
}

type LineView = ReceiptView['lines'][number];

/** A package where its lines begin: what it is called, how many at what price, and what they come to. */
export interface PackageOpening {
  readonly name: string;
  readonly told: string;
  readonly gross: string;
}

/** The package whose first line stands at `row`; null for any other line. */
export function packageOpening({ view, words, currency }: DetailSetting, row: number): PackageOpening | null {
  const n = view.lines[row]?.package;
  if (n === undefined || view.lines[row - 1]?.package === n) return null;
  const found = view.packages?.find((one) => one.n === n);
  if (found === undefined) return null;
  return {
    name: found.name,
    told: words.timesPrice(formatQuantity(found.quantity), found.unit, formatAmount(found.price, currency)),
    gross: formatAmount(found.gross, currency),
  };
}

/** How a line with a formula came to its amount, in words; null for the others. */
export function explanationOf({ words, currency }: DetailSetting, line: LineView): string | null {
  if (line.working === undefined) return null;
  return explainWorking(line.working, { words: words.working, currency, unit: line.unit, gross: line.gross });
}

/** The tax within the total, rate by rate; null on a receipt without tax. */
export function taxSummary({ view, words, currency }: DetailSetting): string | null {
  const sums = new Map<number, { amount: Minor; tax: Minor }>();
  for (const { amount, tax } of view.lines) {
    if (tax === undefined) continue;
    const sum = sums.get(tax.rate) ?? { amount: ZERO, tax: ZERO };
    sums.set(tax.rate, { amount: addMinor(sum.amount, amount), tax: addMinor(sum.tax, tax.amount) });
  }
  if (sums.size === 0) return null;
  return [...sums]
    .sort(([one], [other]) => one - other)
    .map(([rate, { amount, tax }]) =>
      words.taxPart(percentText(rate), formatAmount(subtractMinor(amount, tax), currency), formatAmount(tax, currency)),
    )
    .join(words.taxSeparator);
}

/** Basis points as a per cent: 600 is "6%", 950 is "9.5%". */
function percentText(rate: number): string {
  return `${fixedPoint(BigInt(rate), 2, 0)}%`;
}

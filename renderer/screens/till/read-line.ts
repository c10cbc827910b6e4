// One line of the screen's bill, priced by the rules that the ledger applies at posting.
// A line that lacks something, or has something wrong, has no amount yet and says why.
import { type EntryFault, lineParts } from '../../../core/charge/line-parts.ts';
import { type LineFaultCode, type LineToPrice, type PricedLine, priceLine } from '../../../core/charge/price-line.ts';
import type { TariffItem } from '../../../core/contract/procedures/charge.ts';
import { type Currency, MAX_MINOR, type Milli, type Minor } from '../../../core/money/money.ts';
import { parseAmount } from '../../../core/money/parse-amount.ts';
import type { LineInputs } from '../../../core/tariff/line-inputs.ts';
import { isFormula } from '../../../core/tariff/tariff-rule.ts';
import type { Working } from '../../../core/tariff/working-facts.ts';
import { inputsOf, type LineEntry } from './line-entry.ts';

export type BillLine = {
  readonly key: number;
  readonly item: TariffItem;
  readonly quantity: Milli;
  /** What was typed as the price of an open-amount item; fixed items have none. */
  readonly amountText: string;
  /** What was typed for a formula that asks for more than a quantity; null for the others. */
  readonly entry: LineEntry | null;
};

/** The lines with the entry of one of them changed; a line without fields stays as it is. */
export function withEntry(
  lines: readonly BillLine[],
  key: number,
  change: (entry: LineEntry) => LineEntry,
): readonly BillLine[] {
  return lines.map((line) => (line.key === key && line.entry !== null ? { ...line, entry: change(line.entry) } : line));
}

/** The same with another quantity. What was used, or a period, is no quantity that anybody types. */
export function withQuantity(lines: readonly BillLine[], key: number, quantity: Milli): readonly BillLine[] {
  return lines.map((line) => (line.key === key && line.entry === null ? { ...line, quantity } : line));
}

/** One thing of a package with its share of the price, minor units. */
export type ContentReading = {
  readonly code: string;
  /** Of the package: what is in it is not priced by a category of its own. */
  readonly category: string;
  readonly name: string;
  readonly unit: string;
  readonly quantity: Milli;
  readonly amount: Minor;
};

export type LineReading = {
  readonly line: BillLine;
  /** Of one; null while the amount of an open item is missing, and for a formula. */
  readonly unitPrice: Minor | null;
  /** As the line shows it: what was used, the area, or what was typed. */
  readonly quantity: Milli;
  readonly amount: Minor | null;
  readonly working: Working | null;
  readonly contents: readonly ContentReading[];
  /** What the line becomes when it is priced; none while it has no amount. */
  readonly parts: readonly LineToPrice[];
  readonly fault: EntryFault | LineFaultCode | null;
};

/** What the ledger is sent for a line besides its item, quantity and price. */
export function inputsToSend({ entry }: BillLine): { readonly inputs?: LineInputs } {
  return entry === null ? {} : { inputs: inputsOf(entry) };
}

/** Reads and prices `line`. */
export function readLine(line: BillLine, currency: Currency): LineReading {
  const { item, quantity } = line;
  const typed = item.pricing === 'open' ? typedAmount(line.amountText, currency) : null;
  const reading = { line, quantity, amount: null, working: null, contents: [], parts: [] };
  const unitPrice = isFormula(item.rule) ? null : (item.price ?? typed);
  const parts = lineParts(
    { ...item, rule: item.rule ?? null, taxRate: item.taxRate ?? 0, contents: item.contents ?? [] },
    { quantity, price: typed, inputs: line.entry === null ? null : inputsOf(line.entry) },
  );
  if (typeof parts === 'string') return { ...reading, unitPrice, fault: parts };
  const priced: PricedLine[] = [];
  for (const part of parts.lines) {
    const one = priceLine(part);
    if (typeof one === 'string') return { ...reading, unitPrice, fault: one };
    priced.push(one);
  }
  const amount = priced.reduce((sum, one) => sum + one.amount, 0);
  if (amount > MAX_MINOR) return { ...reading, unitPrice, fault: 'AMOUNT_OUT_OF_RANGE' };
  return {
    line,
    unitPrice,
    quantity: isFormula(item.rule) ? (priced[0]?.quantity ?? quantity) : quantity,
    amount: amount as Minor,
    working: priced[0]?.working ?? null,
    contents: parts.packageGross === null ? [] : contentsOf(item, priced),
    parts: parts.lines,
    fault: null,
  };
}

function contentsOf(item: TariffItem, priced: readonly PricedLine[]): ContentReading[] {
  return (item.contents ?? []).flatMap(({ code, name, unit }, index) => {
    const one = priced[index];
    return one === undefined
      ? []
      : [{ code, category: item.category, name, unit, quantity: one.quantity, amount: one.amount }];
  });
}

function typedAmount(text: string, currency: Currency): Minor | null {
  const read = parseAmount(text, { currency, source: 'person' });
  return read.ok && read.value > 0 ? read.value : null;
}

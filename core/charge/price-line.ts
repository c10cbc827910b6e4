// What one line of a bill costs: quantity × price, a formula, or its share of a package; rounded once, here and nowhere else.
// A refund is a document of its own, so that quantities and prices on a bill are never negative.
import { MAX_MINOR, type Milli, type Minor, timesQuantityOrNull, ZERO } from '../money/money.ts';
import type { LineInputs } from '../tariff/line-inputs.ts';
import type { FormulaRule } from '../tariff/tariff-rule.ts';
import { work, type WorkingFault } from '../tariff/working.ts';
import type { Working } from '../tariff/working-facts.ts';
import { taxWithin } from './line-tax.ts';

/** Quantity in thousandths (> 0), price of one in minor units (≥ 0). */
export interface PlainLine {
  readonly quantity: Milli;
  readonly unitPrice: Minor;
  /** Basis points within the price; absent: untaxed. */
  readonly taxRate?: number;
}

/** Priced by a formula. `quantity` (thousandths) counts for a tiered item only. */
export interface FormulaLine {
  readonly rule: FormulaRule;
  readonly quantity: Milli;
  readonly inputs: LineInputs | null;
  readonly taxRate?: number;
}

/** A share of a package's price, minor units. */
export interface SharedLine {
  readonly quantity: Milli;
  readonly share: Minor;
  readonly taxRate?: number;
}

export type LineToPrice = PlainLine | FormulaLine | SharedLine;

/** A priced line in minor units: amount = gross − discount; `tax` is the part of the amount that is tax. */
export interface PricedLine {
  /** Thousandths: as asked for, or as the formula found it. */
  readonly quantity: Milli;
  readonly gross: Minor;
  readonly discount: Minor;
  readonly amount: Minor;
  readonly tax: Minor;
  /** How a formula came to the gross amount; null for the other lines. */
  readonly working: Working | null;
}

export type LineFaultCode = WorkingFault | 'PRICE_INVALID';

/** The line's amounts, or the code of what is wrong with it. No discounts yet: the discount is 0. */
export function priceLine(line: LineToPrice): PricedLine | LineFaultCode {
  if ('rule' in line) return priceFormula(line);
  const { quantity } = line;
  if (!(Number.isInteger(quantity) && quantity > 0 && quantity <= MAX_MINOR)) return 'QUANTITY_INVALID';
  const price = 'share' in line ? line.share : line.unitPrice;
  if (!(Number.isInteger(price) && price >= 0 && price <= MAX_MINOR)) return 'PRICE_INVALID';
  const gross = 'share' in line ? line.share : timesQuantityOrNull(price, quantity);
  if (gross === null) return 'AMOUNT_OUT_OF_RANGE';
  return pricedLine(quantity, gross, line.taxRate, null);
}

function priceFormula({ rule, quantity, inputs, taxRate }: FormulaLine): PricedLine | LineFaultCode {
  const worked = work(rule, quantity, inputs);
  if (typeof worked === 'string') return worked;
  return pricedLine(worked.quantity, worked.gross, taxRate, worked.working);
}

function pricedLine(quantity: Milli, gross: Minor, taxRate: number | undefined, working: Working | null): PricedLine {
  const tax = taxRate === undefined || taxRate === 0 ? ZERO : taxWithin(gross, taxRate);
  return { quantity, gross, discount: ZERO, amount: gross, tax, working };
}

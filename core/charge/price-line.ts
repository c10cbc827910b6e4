// What one line of a bill costs: quantity × price, rounded once, here and nowhere else.
// A refund is a document of its own, so that quantities and prices on a bill are never negative.
import { MAX_MINOR, type Milli, type Minor, timesQuantityOrNull, ZERO } from '../money/money.ts';

/** What is charged: quantity in thousandths (> 0), price of one in minor units (≥ 0). */
export interface LineToPrice {
  readonly quantity: Milli;
  readonly unitPrice: Minor;
}

/** A priced line in minor units: amount = gross − discount. */
export interface PricedLine {
  readonly gross: Minor;
  readonly discount: Minor;
  readonly amount: Minor;
}

export type LineFaultCode = 'QUANTITY_INVALID' | 'PRICE_INVALID' | 'AMOUNT_OUT_OF_RANGE';

/** The line's amounts, or the code of what is wrong with it. No discounts yet: the discount is 0. */
export function priceLine(line: LineToPrice): PricedLine | LineFaultCode {
  const { quantity, unitPrice } = line;
  if (!(Number.isInteger(quantity) && quantity > 0 && quantity <= MAX_MINOR)) return 'QUANTITY_INVALID';
  if (!(Number.isInteger(unitPrice) && unitPrice >= 0 && unitPrice <= MAX_MINOR)) return 'PRICE_INVALID';
  const gross = timesQuantityOrNull(unitPrice, quantity);
  if (gross === null) return 'AMOUNT_OUT_OF_RANGE';
  return { gross, discount: ZERO, amount: gross };
}

// The tax within an amount: prices are told with tax, as a customer pays them, so tax is taken out and never added.
// Rounded once, at the line, after its discount; the document's tax is the sum of its lines.
import { type Minor, roundQuotient } from '../money/money.ts';

/** Basis points: 600 is 6 %. */
export const MAX_TAX_RATE = 10_000;

/** The tax within `amount` (minor units ≥ 0) at `taxRate` basis points: amount × rate / (1 + rate), half away from zero. */
export function taxWithin(amount: Minor, taxRate: number): Minor {
  if (taxRate === 0 || amount === 0) return 0 as Minor;
  if (!(Number.isInteger(taxRate) && taxRate > 0 && taxRate <= MAX_TAX_RATE))
    throw new RangeError(`Not a tax rate: ${taxRate}`);
  return Number(roundQuotient(BigInt(amount) * BigInt(taxRate), BigInt(MAX_TAX_RATE + taxRate))) as Minor;
}

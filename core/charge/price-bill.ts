// What a bill comes to: its lines, each rounded once, and their sums.
// The till shows this before the charge and the ledger computes it again at the charge; both use this file.
import { MAX_MINOR, type Minor } from '../money/money.ts';
import { type LineFaultCode, type LineToPrice, type PricedLine, priceLine } from './price-line.ts';

export type BillFault =
  | { readonly code: 'AMOUNT_OUT_OF_RANGE' }
  | { readonly code: Exclude<LineFaultCode, 'AMOUNT_OUT_OF_RANGE'>; readonly n: number };

/** Sums in minor units: total = gross − discount = Σ amount; `tax` is the part of the total that is tax. */
export type PricedBill =
  | {
      readonly ok: true;
      readonly lines: PricedLine[];
      readonly gross: Minor;
      readonly discount: Minor;
      readonly total: Minor;
      readonly tax: Minor;
    }
  | { readonly ok: false; readonly fault: BillFault };

/**
 * Prices the lines in their order; no lines make a total of 0. A fault names its line by `n`, counted from 1 as
 * on the paper. AMOUNT_OUT_OF_RANGE when a line or the sum exceeds 2^51 minor units.
 */
export function priceBill(lines: readonly LineToPrice[]): PricedBill {
  const priced: PricedLine[] = [];
  let gross = 0;
  let discount = 0;
  let tax = 0;
  for (let n = 0; n < lines.length; n++) {
    const line = priceLine(lines[n] as LineToPrice);
    if (typeof line === 'string') {
      return { ok: false, fault: line === 'AMOUNT_OUT_OF_RANGE' ? { code: line } : { code: line, n: n + 1 } };
    }
    priced.push(line);
    gross += line.gross;
    discount += line.discount;
    tax += line.tax;
    if (gross > MAX_MINOR) return { ok: false, fault: { code: 'AMOUNT_OUT_OF_RANGE' } };
  }
  return {
    ok: true,
    lines: priced,
    gross: gross as Minor,
    discount: discount as Minor,
    total: (gross - discount) as Minor,
    tax: tax as Minor,
  };
}

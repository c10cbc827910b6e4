// What a bill costs before anybody pays: its lines by the tariff, its customer, its discounts.
// The charge and the approval of a bill reckon with this one function, or an approval would be of another sum.
import { refuse } from '../../core/contract/errors.ts';
import type { DiscountInput } from '../../core/contract/procedures/discount.ts';
import { MAX_ACT } from '../../core/money/money.ts';
import { customerToCharge } from '../readers/find-customer.ts';
import { discountLines } from './discount-lines.ts';
import type { Ledger } from './ledger.ts';
import { type LineWanted, priceLines } from './price-lines.ts';

export interface BillWanted {
  readonly customer: string | null;
  readonly lines: readonly LineWanted[];
  readonly discounts?: readonly DiscountInput[] | undefined;
}

/** Lines by the tariff of `date`, the customer, and what the discounts come to: what a bill costs before anybody pays. */
export function billToPay(ledger: Ledger, wanted: BillWanted, date: string) {
  const priced = priceLines(ledger, wanted.lines, date);
  if (priced.gross > MAX_ACT) refuse('AMOUNT_OUT_OF_RANGE', {});
  const customer = wanted.customer === null ? null : customerToCharge(ledger, wanted.customer);
  const discounts = wanted.discounts ?? [];
  return { customer, ...discountLines(ledger, priced, { discounts, customerId: customer?.id ?? null, date }) };
}

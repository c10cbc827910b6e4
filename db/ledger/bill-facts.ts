// A bill from the screen as facts: its items by the tariff, its lines priced by the rules of the charge, its customer.
// For bills that do not become a receipt now: parked ones and those that were not paid.
import { type PricedBill, priceBill } from '../../core/charge/price-bill.ts';
import { refuse } from '../../core/contract/errors.ts';
import type { Milli, Minor } from '../../core/money/money.ts';
import { containsCardNumber } from '../../core/text/card-number.ts';
import { customerId } from '../readers/find-customer.ts';
import { itemOnSale } from './item-on-sale.ts';
import type { Ledger } from './ledger.ts';
import type { LineWanted } from './price-lines.ts';

export interface BillOnScreen {
  readonly customer: string | null;
  readonly payer: string | null;
  readonly lines: readonly LineWanted[];
}

/** One line as it is kept. No price, no amount: an open-amount item whose amount was not typed yet. */
export interface BillFactLine {
  readonly n: number;
  readonly itemId: number;
  readonly name: string;
  readonly quantity: Milli;
  readonly pricing: 'fixed' | 'open';
  readonly unitPrice: Minor | null;
  readonly amount: Minor | null;
}

export interface BillFacts {
  readonly customerId: number | null;
  readonly lines: readonly BillFactLine[];
  /** Σ amounts, minor units. */
  readonly total: Minor;
}

const MY_DATE = `
  SELECT s.business_date AS date FROM open_shift o JOIN shift s ON s.id = o.shift_id WHERE o.person_id = ? AND o.kind = 'till'`;

/** The date whose tariff counts for `personId`: that of their open shift, as at the charge, else the ledger's. */
export function pricingDate(ledger: Ledger, personId: number): string {
  return ledger.one<{ date: string }>(MY_DATE, personId)?.date ?? ledger.businessDate();
}

/**
 * The facts of `bill` by the tariff of `date`. Throws Refused for what is not in the tariff or the customer file, for a
 * price on a fixed item, and for sums beyond 2^51; CARD_NUMBER_NOT_ALLOWED when a card number stands in a text.
 */
export function billFacts(
  ledger: Ledger,
  bill: BillOnScreen,
  texts: readonly (string | null)[],
  date: string,
): BillFacts {
  refuseCardNumbers([bill.payer, ...texts]);
  const lines = bill.lines.map(({ item: code, quantity, price }, index) => {
    const item = itemOnSale(ledger, code, date);
    if (item.pricing === 'fixed' && price !== null) return refuse('PRICE_NOT_OPEN', { code });
    return {
      n: index + 1,
      itemId: item.id,
      name: item.name,
      quantity,
      pricing: item.pricing,
      unitPrice: item.price ?? price,
    };
  });
  const counted = lines.flatMap(({ n, quantity, unitPrice }) =>
    unitPrice === null ? [] : [{ n, quantity, unitPrice }],
  );
  const priced = pricedOrRefused(priceBill(counted), counted);
  const amounts = new Map(priced.lines.map((line, index) => [counted[index]?.n, line.amount]));
  const customer = bill.customer === null ? null : customerId(ledger, bill.customer);
  if (customer === undefined) return refuse('UNKNOWN_CUSTOMER', { number: bill.customer ?? '' });
  return {
    customerId: customer,
    lines: lines.map((line) => ({ ...line, amount: amounts.get(line.n) ?? null })),
    total: priced.total,
  };
}

function pricedOrRefused(priced: PricedBill, counted: readonly { readonly n: number }[]) {
  if (priced.ok) return priced;
  const { fault } = priced;
  if (fault.code === 'AMOUNT_OUT_OF_RANGE') return refuse('AMOUNT_OUT_OF_RANGE', {});
  return refuse('QUANTITY_INVALID', { n: counted[fault.n - 1]?.n ?? fault.n });
}

/** Throws Refused CARD_NUMBER_NOT_ALLOWED when one of `texts` holds a card number. */
export function refuseCardNumbers(texts: readonly (string | null)[]): void {
  if (texts.some((text) => text !== null && containsCardNumber(text))) refuse('CARD_NUMBER_NOT_ALLOWED', {});
}

// Prices the lines of a bill by the tariff of a business date: from what the cashier asked for to what is posted.
// The first step of a receipt; discounts, tenders and entries follow on the lines it gives.
import type { LineCreditKind } from '../../core/accounts/chart.ts';
import { priceBill } from '../../core/charge/price-bill.ts';
import { refuse } from '../../core/contract/errors.ts';
import type { Milli, Minor } from '../../core/money/money.ts';
import { type ItemOnSale, itemOnSale } from './item-on-sale.ts';
import type { Ledger } from './ledger.ts';

/** A line as the cashier asks for it; `price` in minor units, only for an item whose amount is typed. */
export interface LineWanted {
  readonly item: string;
  readonly quantity: Milli;
  readonly price: Minor | null;
}

/** A line as it is posted, amounts in minor units: amount = gross − discount. */
export interface LineOfBill {
  readonly n: number;
  readonly itemId: number;
  readonly code: string;
  readonly name: string;
  readonly unit: string;
  readonly quantity: Milli;
  readonly unitPrice: Minor;
  readonly gross: Minor;
  readonly discount: Minor;
  readonly amount: Minor;
  readonly creditKind: LineCreditKind;
  readonly account: string;
}

/** The lines with their sums, minor units: total = gross − discount. */
export interface LinesOfBill {
  readonly lines: readonly LineOfBill[];
  readonly gross: Minor;
  readonly discount: Minor;
  readonly total: Minor;
}

/** Throws Refused: an item unknown or not on sale, a price missing or not asked for, a quantity or a sum out of range. */
export function priceLines(ledger: Ledger, wanted: readonly LineWanted[], date: string): LinesOfBill {
  const items = wanted.map(({ item }) => itemOnSale(ledger, item, date));
  const bill = priced(wanted, items);
  const lines = items.map((item, index) => ({
    n: index + 1,
    itemId: item.id,
    code: item.code,
    name: item.name,
    unit: item.unit,
    quantity: wanted[index]?.quantity as Milli,
    unitPrice: (item.price ?? wanted[index]?.price) as Minor,
    ...(bill.lines[index] as { gross: Minor; discount: Minor; amount: Minor }),
    creditKind: item.creditKind,
    account: item.account,
  }));
  return { lines, gross: bill.gross, discount: bill.discount, total: bill.total };
}

function priced(wanted: readonly LineWanted[], items: readonly ItemOnSale[]) {
  const toPrice = items.map((item, index) => {
    const { quantity, price } = wanted[index] as LineWanted;
    if (item.pricing === 'open' && price === null) return refuse('PRICE_REQUIRED', { code: item.code });
    // A hand-written receipt states its own price; at the till a fixed price is the tariff's.
    if (item.pricing === 'fixed' && price !== null) return refuse('PRICE_NOT_OPEN', { code: item.code });
    return { quantity, unitPrice: (item.price ?? price) as Minor };
  });
  const bill = priceBill(toPrice);
  if (bill.ok) return bill;
  const { fault } = bill;
  if (fault.code === 'AMOUNT_OUT_OF_RANGE') return refuse('AMOUNT_OUT_OF_RANGE', {});
  return refuse('QUANTITY_INVALID', { n: fault.n });
}

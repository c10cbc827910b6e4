// A bill from the screen as facts: its items by the tariff, its lines priced by the rules of the charge, its customer.
// For bills that do not become a receipt now: parked ones and those that were not paid.
import { lineParts } from '../../core/charge/line-parts.ts';
import { priceBill } from '../../core/charge/price-bill.ts';
import type { LineToPrice } from '../../core/charge/price-line.ts';
import { refuse } from '../../core/contract/errors.ts';
import { MAX_MINOR, type Milli, type Minor } from '../../core/money/money.ts';
import { containsCardNumber } from '../../core/text/card-number.ts';
import { isFormula, type PricingKind } from '../../core/tariff/tariff-rule.ts';
import { customerId } from '../readers/find-customer.ts';
import { contentsOnSale, itemOnSale } from './item-on-sale.ts';
import type { Ledger } from './ledger.ts';
import { enteredOf, type LineWanted, refuseBill, refuseEntry } from './price-lines.ts';

export interface BillOnScreen {
  readonly customer: string | null;
  readonly payer: string | null;
  readonly lines: readonly LineWanted[];
}

/** One line as it is kept. No amount: what it depends on was not entered yet. No price: a formula, or not typed yet. */
export interface BillFactLine {
  readonly n: number;
  readonly itemId: number;
  readonly name: string;
  readonly quantity: Milli;
  readonly pricing: PricingKind;
  readonly unitPrice: Minor | null;
  readonly amount: Minor | null;
  /** What was entered for a formula so far, as JSON. */
  readonly inputs: string | null;
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
  const lines = bill.lines.map((line, index) => lineFacts(ledger, line, index + 1, date));
  const total = lines.reduce((sum, { amount }) => sum + (amount ?? 0), 0);
  if (total > MAX_MINOR) return refuse('AMOUNT_OUT_OF_RANGE', {});
  const customer = bill.customer === null ? null : customerId(ledger, bill.customer);
  if (customer === undefined) return refuse('UNKNOWN_CUSTOMER', { number: bill.customer ?? '' });
  return {
    customerId: customer,
    lines,
    total: total as Minor,
  };
}

function lineFacts(ledger: Ledger, line: LineWanted, n: number, date: string): BillFactLine {
  const item = itemOnSale(ledger, line.item, date);
  const { id: itemId, name, pricing } = item;
  const contents = item.rule?.kind === 'package' ? contentsOnSale(ledger, item.rule, date) : [];
  const formula = isFormula(item.rule);
  const parts = lineParts({ ...item, contents }, enteredOf(line));
  // An amount that was not typed yet is no fault of a bill that is only set aside.
  if (typeof parts === 'string' && parts !== 'PRICE_REQUIRED') return refuseEntry(parts, item, contents, n);
  return {
    n,
    itemId,
    name,
    quantity: line.quantity,
    pricing,
    unitPrice: formula ? null : (item.price ?? line.price),
    amount: typeof parts === 'string' ? null : amountOf(parts.lines, n, formula),
    inputs: formula && line.inputs?.kind === pricing ? JSON.stringify(line.inputs) : null,
  };
}

/** What the lines of one entry come to, minor units; null for a formula that has not got all it needs yet. */
function amountOf(lines: readonly LineToPrice[], n: number, formula: boolean): Minor | null {
  const priced = priceBill(lines);
  if (priced.ok) return priced.total;
  if (formula && priced.fault.code !== 'AMOUNT_OUT_OF_RANGE' && priced.fault.code !== 'QUANTITY_INVALID') return null;
  return refuseBill(priced.fault, () => n);
}

/** Throws Refused CARD_NUMBER_NOT_ALLOWED when one of `texts` holds a card number. */
export function refuseCardNumbers(texts: readonly (string | null)[]): void {
  if (texts.some((text) => text !== null && containsCardNumber(text))) refuse('CARD_NUMBER_NOT_ALLOWED', {});
}

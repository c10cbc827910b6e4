// The bill on the screen as a pure reducer: lines, tenders, who pays. No ledger, no clock, no React.
// Prices and sums come from the same rules that the ledger applies at posting; here they are only shown.
import type { CustomerView, TariffItem } from '../../../core/contract/procedures/charge.ts';
import type { BillRow } from '../../../core/contract/procedures/bill.ts';
import type { RecallChange, RecalledBill } from '../../../core/contract/procedures/hold.ts';
import { priceBill } from '../../../core/charge/price-bill.ts';
import { roundingFor, type Settlement, settleTenders } from '../../../core/charge/settle-tenders.ts';
import type { TenderMethod } from '../../../core/charge/tender-method.ts';
import {
  type Currency,
  MAX_MINOR,
  MILLI_PER_ONE,
  milli,
  type Milli,
  type Minor,
  subtractMinor,
  ZERO,
} from '../../../core/money/money.ts';
import { parseAmount } from '../../../core/money/parse-amount.ts';
import { formatAmount } from '../../../core/money/format-amount.ts';
import {
  atGivenPrices,
  type BillApproval,
  type BillDiscount,
  type BillOverride,
  type ChargeTerms,
  type DiscountReading,
  discountsBack,
  type DiscountTyped,
  NO_TERMS,
  readDiscounts,
  withoutLine,
} from './discount/bill-discounts.ts';
import { type EntryField, entryFrom, exchanged, type LastInputs, newEntry, proposed, typed } from './line-entry.ts';
import { type BillLine, type LineReading, readLine, withEntry, withQuantity } from './read-line.ts';
import {
  type BillTender,
  detailOf,
  newTender,
  readTenders,
  type TenderReading,
  type TenderTold,
  withReference,
} from './read-tenders.ts';

export type { BillLine, LineReading } from './read-line.ts';
export type { BillTender, TenderReading } from './read-tenders.ts';

/** A payment on a bill that was issued before; its text is the amount, any part of what is open. */
export type BillPaying = { readonly key: number; readonly bill: BillRow; readonly amountText: string };

export type Bill = {
  readonly lines: readonly BillLine[];
  readonly paying: readonly BillPaying[];
  readonly tenders: readonly BillTender[];
  readonly discounts: readonly BillDiscount[];
  readonly overrides: readonly BillOverride[];
  /** The last approval given for this bill; it counts while the bill is what it was given for. */
  readonly approval: BillApproval | null;
  readonly customer: CustomerView | null;
  readonly payer: string;
  /** Key of the line that arrows, Del and `*3` act on. */
  readonly selected: number | null;
  /** Lines taken off with Del, newest last, with the place they came from: Ctrl Z puts them back. */
  readonly removed: readonly { readonly line: BillLine; readonly at: number }[];
  /** The slip this bill was taken back from, and what had changed since: shown until the bill is done with. */
  readonly recalled: { readonly number: string; readonly changes: readonly RecallChange[] } | null;
  readonly nextKey: number;
};

export type BillAction =
  | { readonly type: 'addItem'; readonly item: TariffItem; readonly quantity: Milli }
  | { readonly type: 'setQuantity'; readonly key: number; readonly quantity: Milli }
  | { readonly type: 'typeAmount'; readonly key: number; readonly text: string }
  /** Readings and periods, field by field; `exchange` puts the fields for another meter there or takes them away. */
  | { readonly type: 'typeEntry'; readonly key: number; readonly field: EntryField; readonly text: string }
  | { readonly type: 'exchangeMeter'; readonly key: number }
  | { readonly type: 'propose'; readonly key: number; readonly known: LastInputs; readonly askedFor: string }
  | { readonly type: 'removeLine'; readonly key: number }
  | { readonly type: 'restoreLine' }
  /** Bills chosen from a list; one that is on the screen already stays as it is. */
  | { readonly type: 'payBills'; readonly bills: readonly BillRow[]; readonly currency: Currency }
  | { readonly type: 'typePayment'; readonly key: number; readonly text: string }
  | { readonly type: 'removePayment'; readonly key: number }
  | { readonly type: 'select'; readonly step: 1 | -1 }
  | { readonly type: 'selectLine'; readonly key: number }
  | {
      readonly type: 'addTender';
      readonly method: TenderMethod;
      readonly currency: Currency;
      /** Absent where nothing is sold (money held for a customer): nothing is taken off or rounded. */
      readonly terms?: ChargeTerms;
    }
  | { readonly type: 'addDiscount'; readonly typed: DiscountTyped }
  | { readonly type: 'removeDiscount'; readonly key: number }
  /** null: the tariff's price again. */
  | { readonly type: 'givePrice'; readonly key: number; readonly price: Omit<BillOverride, 'key'> | null }
  | { readonly type: 'approved'; readonly approval: BillApproval | null }
  /** null: pays what is missing again, as if nothing had been typed. */
  | { readonly type: 'typeTender'; readonly key: number; readonly text: string | null }
  /** `shown`: the amount beside it, minor units, which is taken from then on. */
  | { readonly type: 'typeReference'; readonly key: number; readonly text: string; readonly shown: Minor | null }
  | { readonly type: 'tellTender'; readonly key: number; readonly told: Partial<TenderTold> }
  | { readonly type: 'removeTender'; readonly key: number }
  /** What was taken elsewhere was cancelled there: the same way to pay, begun anew. */
  | { readonly type: 'reenterTender'; readonly key: number }
  | { readonly type: 'setCustomer'; readonly customer: CustomerView | null }
  | { readonly type: 'typePayer'; readonly text: string }
  /** A parked bill comes back; only onto an empty one. */
  | { readonly type: 'takeBack'; readonly bill: RecalledBill; readonly currency: Currency }
  | { readonly type: 'clear' };

export const EMPTY_BILL: Bill = {
  lines: [],
  paying: [],
  tenders: [],
  discounts: [],
  overrides: [],
  approval: null,
  customer: null,
  payer: '',
  selected: null,
  removed: [],
  recalled: null,
  nextKey: 1,
};

/** The most that one receipt carries (the contract's limits). */
export const MAX_LINES = 200;
/** In thousandths. */
export const MAX_QUANTITY = 1e12;
export const MAX_TENDERS = 10;
export const MAX_PAYMENTS = 50;

export function billReducer(bill: Bill, action: BillAction): Bill {
  switch (action.type) {
    case 'addItem':
      return addItem(bill, action.item, action.quantity);
    case 'setQuantity':
      return { ...bill, lines: withQuantity(bill.lines, action.key, action.quantity) };
    case 'typeEntry':
      return { ...bill, lines: withEntry(bill.lines, action.key, (entry) => typed(entry, action.field, action.text)) };
    case 'exchangeMeter':
      return { ...bill, lines: withEntry(bill.lines, action.key, exchanged) };
    case 'propose':
      return {
        ...bill,
        lines: withEntry(bill.lines, action.key, (entry) => proposed(entry, action.known, action.askedFor)),
      };
    case 'typeAmount':
      return { ...bill, lines: changed(bill.lines, action.key, { amountText: action.text }) };
    case 'removeLine':
      return removeLine(bill, action.key);
    case 'restoreLine':
      return restoreLine(bill);
    case 'payBills':
      return payBills(bill, action.bills, action.currency);
    case 'typePayment':
      return { ...bill, paying: changed(bill.paying, action.key, { amountText: action.text }) };
    case 'removePayment':
      return removePayment(bill, action.key);
    case 'select':
      return { ...bill, selected: steppedSelection(bill, action.step) };
    case 'selectLine':
      return { ...bill, selected: action.key };
    case 'addTender':
      return addTender(withFixedTenders(bill, action.currency, action.terms), action.method);
    case 'addDiscount':
      return {
        ...bill,
        discounts: [...bill.discounts, { key: bill.nextKey, typed: action.typed }],
        nextKey: bill.nextKey + 1,
      };
    case 'removeDiscount':
      return { ...bill, discounts: bill.discounts.filter(({ key }) => key !== action.key) };
    case 'givePrice':
      return givePrice(bill, action.key, action.price);
    case 'approved':
      return { ...bill, approval: action.approval };
    case 'typeTender':
      return { ...bill, tenders: changed(bill.tenders, action.key, { amountText: action.text }) };
    case 'typeReference':
      return {
        ...bill,
        tenders: bill.tenders.map((one) =>
          one.key === action.key ? withReference(one, action.text, action.shown) : one,
        ),
      };
    case 'tellTender':
      return { ...bill, tenders: changed<BillTender>(bill.tenders, action.key, action.told) };
    case 'removeTender':
      return { ...bill, tenders: bill.tenders.filter((tender) => tender.key !== action.key) };
    case 'reenterTender':
      return {
        ...bill,
        tenders: bill.tenders.map((one) => (one.key === action.key ? newTender(bill.nextKey, one.method) : one)),
        nextKey: bill.nextKey + 1,
      };
    case 'setCustomer':
      return { ...bill, customer: action.customer };
    case 'typePayer':
      return { ...bill, payer: action.text };
    case 'takeBack':
      return takeBack(bill, action.bill, action.currency);
    case 'clear':
      // Keys go on counting, so that a field of the new bill is never taken for one of the old.
      return { ...EMPTY_BILL, nextKey: bill.nextKey };
  }
}

function changed<T extends { readonly key: number }>(
  list: readonly T[],
  key: number,
  change: Partial<T>,
): readonly T[] {
  return list.map((one) => (one.key === key ? { ...one, ...change } : one));
}

/** A fixed item that is already there gets the quantity added: one line a thing, as the customer reads it. */
function addItem(bill: Bill, item: TariffItem, quantity: Milli): Bill {
  const counted = item.pricing !== 'open' && newEntry(item) === null;
  const same = counted ? bill.lines.find((line) => line.item.code === item.code) : undefined;
  if (same !== undefined && same.quantity + quantity <= MAX_QUANTITY) {
    const sum = milli(same.quantity + quantity);
    return { ...bill, lines: changed(bill.lines, same.key, { quantity: sum }), selected: same.key };
  }
  if (bill.lines.length >= MAX_LINES) return bill;
  const entry = newEntry(item);
  const line: BillLine = { key: bill.nextKey, item, quantity: entry === null ? quantity : ONE, amountText: '', entry };
  return { ...bill, lines: [...bill.lines, line], selected: line.key, nextKey: bill.nextKey + 1 };
}

/** Nothing is on the bill that a recalled one would overwrite. */
export function isEmpty(bill: Bill): boolean {
  return nothingCharged(bill) && bill.tenders.length === 0;
}

/** Neither an item nor a payment on a bill: there is nothing to take money for. */
export function nothingCharged({ lines, paying }: Pick<Bill, 'lines' | 'paying'>): boolean {
  return lines.length === 0 && paying.length === 0;
}

/** Each proposes what is open; the whole is paid unless another amount is typed. */
function payBills(bill: Bill, wanted: readonly BillRow[], currency: Currency): Bill {
  const fresh = wanted
    .filter(({ number, rest }) => rest > 0 && !bill.paying.some((one) => one.bill.number === number))
    .slice(0, MAX_PAYMENTS - bill.paying.length)
    .map(
      (one, index): BillPaying => ({
        key: bill.nextKey + index,
        bill: one,
        amountText: formatAmount(one.rest, currency),
      }),
    );
  if (fresh.length === 0) return bill;
  return {
    ...bill,
    paying: [...bill.paying, ...fresh],
    selected: fresh.at(-1)?.key ?? bill.selected,
    nextKey: bill.nextKey + fresh.length,
  };
}

function removePayment(bill: Bill, key: number): Bill {
  const paying = bill.paying.filter((one) => one.key !== key);
  return { ...bill, paying, selected: (paying.at(-1) ?? bill.lines.at(-1))?.key ?? null };
}

/** What was parked, line by line as it was: two open items of one code stay two lines. */
function takeBack(bill: Bill, parked: RecalledBill, currency: Currency): Bill {
  if (!isEmpty(bill)) return bill;
  const lines = parked.lines.map(
    ({ item, quantity, price, inputs }, index): BillLine => ({
      key: bill.nextKey + index,
      item,
      quantity,
      amountText: price === null ? '' : formatAmount(price, currency),
      entry: entryFrom(item, inputs),
    }),
  );
  const keys = lines.map(({ key }) => key);
  const discounts = discountsBack(parked.discounts, keys, bill.nextKey + lines.length);
  return {
    ...EMPTY_BILL,
    lines,
    customer: parked.customer,
    payer: parked.payer ?? '',
    selected: lines.at(-1)?.key ?? null,
    discounts,
    recalled: { number: parked.number, changes: parked.changes },
    nextKey: bill.nextKey + lines.length + discounts.length,
  };
}

function givePrice(bill: Bill, key: number, price: Omit<BillOverride, 'key'> | null): Bill {
  const others = bill.overrides.filter((one) => one.key !== key);
  return { ...bill, overrides: price === null ? others : [...others, { key, ...price }] };
}

function removeLine(bill: Bill, key: number): Bill {
  const at = bill.lines.findIndex((line) => line.key === key);
  const line = bill.lines[at];
  if (line === undefined) return bill;
  const lines = bill.lines.filter((one) => one.key !== key);
  const neighbour = lines[at] ?? lines[at - 1];
  const left = withoutLine(bill, key);
  return { ...left, lines, selected: neighbour?.key ?? null, removed: [...bill.removed, { line, at }] };
}

function restoreLine(bill: Bill): Bill {
  const last = bill.removed.at(-1);
  if (last === undefined) return bill;
  const lines = bill.lines.toSpliced(last.at, 0, last.line);
  return { ...bill, lines, selected: last.line.key, removed: bill.removed.slice(0, -1) };
}

function steppedSelection(bill: Bill, step: 1 | -1): number | null {
  const rows = [...bill.lines, ...bill.paying];
  if (rows.length === 0) return null;
  const at = rows.findIndex(({ key }) => key === bill.selected);
  const from = at === -1 ? (step === 1 ? -1 : rows.length) : at;
  const to = Math.min(Math.max(from + step, 0), rows.length - 1);
  return rows[to]?.key ?? null;
}

/** The line whose open amount or fields the key for it goes to: the marked one, else the last such one, else null. */
export function lineToPrice({ lines, selected }: Pick<Bill, 'lines' | 'selected'>): BillLine | null {
  const open = lines.filter(({ item, entry }) => item.pricing === 'open' || entry !== null);
  return open.find(({ key }) => key === selected) ?? open.at(-1) ?? null;
}

/** Cash is one tender however often its key is pressed; a second slip of another method is a tender of its own. */
function addTender(bill: Bill, method: TenderMethod): Bill {
  if (bill.tenders.length >= MAX_TENDERS) return bill;
  if (method === 'cash' && bill.tenders.some((tender) => tender.method === 'cash')) return bill;
  // Only the newest tender follows what is missing: the earlier ones were fixed at what they showed.
  return { ...bill, tenders: [...bill.tenders, newTender(bill.nextKey, method)], nextKey: bill.nextKey + 1 };
}

/** The tenders that still followed the missing amount, fixed at what they show now. */
function withFixedTenders(bill: Bill, currency: Currency, terms: ChargeTerms = NO_TERMS): Bill {
  const { tenders } = readBill(bill, currency, terms);
  return {
    ...bill,
    tenders: bill.tenders.map((tender, index) => {
      const given = tenders[index]?.given ?? null;
      return tender.amountText === null && given !== null
        ? { ...tender, amountText: formatAmount(given, currency) }
        : tender;
    }),
  };
}

export type PaymentReading = {
  readonly paying: BillPaying;
  /** null while the amount cannot be read or is more than is open. */
  readonly amount: Minor | null;
  readonly tooMuch: boolean;
};
/** What the screen shows of a bill: every amount computed by the rules of core/charge. */
export type BillReading = {
  readonly lines: readonly LineReading[];
  readonly payments: readonly PaymentReading[];
  readonly tenders: readonly TenderReading[];
  readonly gross: Minor;
  readonly discount: Minor;
  readonly discounts: DiscountReading;
  /** gross − discount, before cash is rounded. */
  readonly due: Minor;
  /** 抹零 of the cash part, minor units, ≤ 0. */
  readonly rounding: Minor;
  /** due + rounding: what is taken. */
  readonly toPay: Minor;
  /** toPay − given, minor units; negative when more is given than due. */
  readonly missing: Minor;
  readonly settlement: Settlement;
  /** The first line without an amount, or null. */
  readonly unpriced: LineReading | null;
  readonly outOfRange: boolean;
};

/** Prices the lines and sets the tenders against the sum. Lines without a price do not count yet. */
export function readBill(bill: Bill, currency: Currency, terms: ChargeTerms = NO_TERMS): BillReading {
  const lines = atGivenPrices(bill, bill.lines).map((line) => readLine(line, currency));
  const priced = priceBill(lines.flatMap(({ parts }) => parts));
  const payments = bill.paying.map((paying) => readPayment(paying, currency));
  const onBills = payments.reduce((sum, { amount }) => sum + (amount ?? 0), 0);
  const tooLarge = lines.some(({ fault }) => fault === 'AMOUNT_OUT_OF_RANGE');
  const inRange = !tooLarge && priced.ok && priced.gross + onBills <= MAX_MINOR;
  const discounts = readDiscounts(bill, lines, terms);
  const due = inRange ? ((priced.gross - discounts.total + onBills) as Minor) : ZERO;
  const tenders = readTenders(bill.tenders, due, currency, terms.cashUnit);
  const given = tenders.reduce((sum, one) => sum + (one.given ?? 0), 0);
  const givens = tenders.map(({ tender, given: amount }) => ({
    method: tender.method,
    given: amount ?? ZERO,
    reference: tender.reference.trim() === '' ? null : tender.reference.trim(),
    detail: detailOf(tender),
  }));
  const rounding = roundingFor(due, givens, terms.cashUnit);
  const toPay = (due + rounding) as Minor;
  const settlement = settleTenders(due, givens, terms.cashUnit);
  return {
    lines,
    payments,
    tenders,
    gross: inRange ? ((priced.gross + onBills) as Minor) : ZERO,
    discount: discounts.total,
    discounts,
    due,
    rounding,
    toPay,
    missing: subtractMinor(toPay, Math.min(given, MAX_MINOR) as Minor),
    settlement,
    unpriced: lines.find((line) => line.amount === null) ?? null,
    outOfRange: !inRange,
  };
}

function readPayment(paying: BillPaying, currency: Currency): PaymentReading {
  const read = parseAmount(paying.amountText, { currency, source: 'person' });
  const tooMuch = read.ok && read.value > paying.bill.rest;
  return { paying, tooMuch, amount: read.ok && read.value > 0 && !tooMuch ? read.value : null };
}

export const ONE = milli(MILLI_PER_ONE);

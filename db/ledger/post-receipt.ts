// Posts one receipt: prices its lines, settles its tenders, writes the document, its entries and its link of the chain.
// The till's charge and the entry of hand-written receipts are the same act; they differ in shift and paper only.
import { chargePostings } from '../../core/charge/charge-postings.ts';
import { priceBill } from '../../core/charge/price-bill.ts';
import { settleTenders, type TenderFault, type TenderGiven } from '../../core/charge/settle-tenders.ts';
import { inTransitAccount } from '../../core/accounts/chart.ts';
import { type ErrorParams, refuse } from '../../core/contract/errors.ts';
import type { ReceiptView } from '../../core/contract/receipt-view.ts';
import { addMinor, MAX_ACT, type Milli, type Minor, sumMinor, ZERO } from '../../core/money/money.ts';
import { formatDocumentNumber } from '../../core/numbers/document-number.ts';
import { containsCardNumber } from '../../core/text/card-number.ts';
import { document, entry, line, receipt, tender } from '../schema.ts';
import { Act, type OperationSeal } from './act.ts';
import type { Caller } from './command.ts';
import type { Ledger } from './ledger.ts';
import { refuseBeyondRange } from './refuse-beyond-range.ts';

export interface ShiftToPostIn {
  readonly shiftId: number;
  readonly number: string;
  readonly businessDate: string;
  readonly drawerAccount: string;
}

export interface ReceiptToPost {
  readonly customer: string | null;
  readonly payer: string | null;
  readonly lines: readonly { readonly item: string; readonly quantity: Milli; readonly price: Minor | null }[];
  readonly tenders: readonly TenderGiven[];
  /** What the screen promised or the paper says; another sum is refused. */
  readonly expectedTotal: Minor;
  readonly paper: { readonly number: string; readonly date: string } | null;
}

interface ItemOnSale {
  readonly id: number;
  readonly code: string;
  readonly name: string;
  readonly unit: string;
  readonly pricing: 'fixed' | 'open';
  readonly price: Minor | null;
  readonly creditKind: 'revenue' | 'agency' | 'treasury' | 'deferred';
  readonly account: string;
  readonly untilDate: string | null;
}

const ITEM_ON_DATE = `
  SELECT i.id, i.code, v.name, v.unit, v.pricing, v.price, v.credit_kind AS creditKind, v.account, v.until_date AS untilDate
  FROM item i JOIN item_version v ON v.item_id = i.id
  WHERE i.code = ? AND v.from_date <= ? ORDER BY v.from_date DESC, v.n DESC LIMIT 1`;

/** The version of item `code` that is on sale on `date`. Throws Refused UNKNOWN_ITEM or ITEM_NOT_ON_SALE. */
export function itemOnSale(ledger: Ledger, code: string, date: string): ItemOnSale {
  const item = ledger.one<ItemOnSale>(ITEM_ON_DATE, code, date);
  if (item && (item.untilDate === null || item.untilDate >= date)) return item;
  const known = ledger.one('SELECT 1 FROM item WHERE code = ?', code);
  return known ? refuse('ITEM_NOT_ON_SALE', { code }) : refuse('UNKNOWN_ITEM', { code });
}

/** Posts inside a running transaction and answers the receipt as read back later. Amounts in minor units. */
export function postReceipt(
  ledger: Ledger,
  caller: Caller,
  shift: ShiftToPostIn,
  wanted: ReceiptToPost,
  operation: ((answer: unknown) => OperationSeal) | null,
): ReceiptView {
  refuseCardNumbers(wanted);
  const items = wanted.lines.map((wantedLine) => itemOnSale(ledger, wantedLine.item, shift.businessDate));
  const bill = priceLines(wanted, items);
  if (bill.gross > MAX_ACT) refuse('AMOUNT_OUT_OF_RANGE', {});
  const customer = wanted.customer === null ? null : customerByNumber(ledger, wanted.customer);
  if (wanted.expectedTotal !== bill.total) {
    refuse('TOTAL_CHANGED', { expected: wanted.expectedTotal, actual: bill.total });
  }
  const settlement = settleTenders(bill.total, wanted.tenders);
  if (!settlement.ok) return refuseTender(settlement.fault);

  for (const settled of settlement.tenders) refuseUsedReference(ledger, settled.method, settled.reference);

  const lines = items.map((item, index) => ({
    n: index + 1,
    itemId: item.id,
    code: item.code,
    name: item.name,
    unit: item.unit,
    quantity: wanted.lines[index]?.quantity as Milli,
    unitPrice: (item.price ?? wanted.lines[index]?.price) as Minor,
    ...(bill.lines[index] as { gross: Minor; discount: Minor; amount: Minor }),
    creditKind: item.creditKind,
    account: item.account,
  }));
  const postings = chargePostings({
    lines,
    tenders: settlement.tenders,
    drawerAccount: shift.drawerAccount,
    accountOfTender: inTransitAccount,
  });
  refuseBeyondRange(ledger, shift.businessDate, bill.total, postings);

  // Nothing below is refused: a batch may go on after a refusal without leaving half a receipt behind.
  const act = new Act(ledger);
  const n = (ledger.one<{ last: number }>("SELECT last FROM number_series WHERE type = 'R'")?.last ?? 0) + 1;
  const number = formatDocumentNumber({ counter: ledger.meta.counterCode, type: 'R', n });
  const utcOffset = ledger.clock.utcOffset(act.at);
  act.insert(document, {
    type: 'R',
    n,
    number,
    businessDate: shift.businessDate,
    at: act.at,
    utcOffset,
    shiftId: shift.shiftId,
    personId: caller.personId,
  });
  act.insert(receipt, {
    customerId: customer?.id ?? null,
    payer: wanted.payer,
    gross: bill.gross,
    discount: bill.discount,
    rounding: ZERO,
    total: bill.total,
    change: settlement.change,
    paperNo: wanted.paper?.number ?? null,
    paperDate: wanted.paper?.date ?? null,
    template: 1,
  });
  for (const row of lines) act.insert(line, row);
  for (const [index, settled] of settlement.tenders.entries()) {
    act.insert(tender, { n: index + 1, ...settled });
  }
  for (const [index, posting] of postings.entries()) act.insert(entry, { n: index + 1, ...posting });
  act.seal({
    kind: wanted.paper ? 'receipt.backfilled' : 'receipt.posted',
    ref: number,
    businessDate: shift.businessDate,
    personId: caller.personId,
    ...(operation ? { operation: operation({ receipt: number }) } : {}),
  });
  return {
    number,
    businessDate: shift.businessDate,
    postedAt: act.at,
    utcOffsetMinutes: utcOffset,
    organisation: ledger.meta.organisation,
    counter: { code: ledger.meta.counterCode, name: ledger.meta.counterName },
    currency: ledger.meta.currency,
    shiftNumber: shift.number,
    cashier: caller.name,
    payer: wanted.payer,
    customer: customer && { number: customer.number, name: customer.name },
    lines: lines.map(({ itemId: _item, creditKind: _kind, account: _account, ...shown }) => shown),
    gross: bill.gross,
    discount: bill.discount,
    rounding: ZERO,
    total: bill.total,
    tenders: settlement.tenders.map((settled, index) => ({ n: index + 1, ...settled })),
    change: settlement.change,
    paper: wanted.paper,
    templateVersion: 1,
  };
}

function priceLines(wanted: ReceiptToPost, items: readonly ItemOnSale[]) {
  const toPrice = items.map((item, index) => {
    const { quantity, price } = wanted.lines[index] as ReceiptToPost['lines'][number];
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

function refuseTender(fault: TenderFault): never {
  const { code, ...params } = fault;
  return refuse(code, params as ErrorParams<typeof code>);
}

function refuseCardNumbers(wanted: ReceiptToPost): void {
  for (const text of [wanted.payer, wanted.paper?.number]) {
    if (text && containsCardNumber(text)) refuse('CARD_NUMBER_NOT_ALLOWED', {});
  }
}

// A channel's own transaction number is unique; a slip number of a few digits comes round again and proves nothing.
function refuseUsedReference(ledger: Ledger, method: string, reference: string | null): void {
  if (reference === null || method === 'card' || reference.length < 16) return;
  const used = ledger.one<{ number: string }>(
    'SELECT d.number FROM tender t JOIN document d ON d.seq = t.seq WHERE t.reference = ? AND t.method = ?',
    reference,
    method,
  );
  if (used) refuse('REFERENCE_USED', { method, receipt: used.number });
}

function customerByNumber(ledger: Ledger, number: string): { id: number; number: string; name: string } {
  const sql = `SELECT c.id, c.number, v.name FROM customer c JOIN customer_version v ON v.customer_id = c.id
    WHERE c.number = ? ORDER BY v.n DESC LIMIT 1`;
  return ledger.one(sql, number) ?? refuse('UNKNOWN_CUSTOMER', { number });
}

/** Sum of what `receipts` came to. Throws RangeError beyond 2^51. */
export function totalOf(receipts: readonly ReceiptView[]): Minor {
  return receipts.reduce((sum, one) => addMinor(sum, one.total), sumMinor([]));
}

// Posts one receipt: prices its lines, settles its tenders, writes the document, its entries and its link of the chain.
// The till's charge and the entry of hand-written receipts are the same act; they differ in shift and paper only.
import { chargePostings } from '../../core/charge/charge-postings.ts';
import { roundingFor, type TenderGiven } from '../../core/charge/settle-tenders.ts';
import { TAX_ACCOUNT } from '../../core/accounts/chart.ts';
import { refuse } from '../../core/contract/errors.ts';
import type { ReceiptView } from '../../core/contract/receipt-view.ts';
import { addMinor, MAX_ACT, type Minor, minor, sumMinor } from '../../core/money/money.ts';
import { formatDocumentNumber } from '../../core/numbers/document-number.ts';
import { containsCardNumber } from '../../core/text/card-number.ts';
import { document, entry, line, receipt } from '../schema.ts';
import { lineView, packagesView } from '../readers/read-line-details.ts';
import type { BookletSheet } from '../stock/booklet-sheet.ts';
import { useSheet } from '../stock/stock-sheets.ts';
import { billPayment } from '../schema-bills.ts';
import { takeLargeCash } from '../approval/take-large-cash.ts';
import { linePackage } from '../schema-pricing.ts';
import { lineDiscount, priceOverride, receiptDiscount } from '../schema-discount.ts';
import { Act, type OperationSeal } from './act.ts';
import type { Caller } from './command.ts';
import { type BillWanted, billToPay } from './bill-to-pay.ts';
import { cashUnitOn } from './charge-settings.ts';
import type { Ledger } from './ledger.ts';
import { billShown, type BillToPay, paymentsOnBills, withPayments } from './pay-bills.ts';
import { refuseBeyondRange } from './refuse-beyond-range.ts';
import { settleBill } from './settle-bill.ts';
import { insertTenders, tenderDetails, tenderViews } from './tender-details.ts';
import { insertWorking } from './working-rows.ts';

export interface ShiftToPostIn {
  readonly shiftId: number;
  readonly number: string;
  readonly businessDate: string;
  readonly drawerAccount: string;
}

export interface ReceiptToPost extends BillWanted {
  readonly payer: string | null;
  /** Takes the approval that such a bill needs, or throws Refused. Left out: the bill can need none. */
  readonly approve?: ((act: Act, bill: { overrides: number; own: Minor; gross: Minor }) => void) | undefined;
  readonly tenders: readonly TenderGiven[];
  /** What the screen promised or the paper says, after discounts and rounding; another sum is refused. */
  readonly expectedTotal: Minor;
  readonly paper: { readonly number: string; readonly date: string } | null;
  /** The sheet of a booklet it was written on by hand; absent where none is kept count of. */
  readonly sheet?: BookletSheet | null;
  /** Payments on bills; they stand on the receipt after its lines. */
  readonly bills?: readonly BillToPay[] | undefined;
  /** The approval of a sum of cash that two people count. */
  readonly cashApproval?: string | undefined;
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
  const date = shift.businessDate;
  const { bill: sold, customer, ...discounted } = billToPay(ledger, wanted, date);
  // What was billed before was owed as it stands: discounts are of what is sold now.
  const payments = paymentsOnBills(ledger, wanted.bills ?? [], sold.lines.length);
  const bill = withPayments(sold, payments);
  if (bill.lines.length === 0) refuse('NOTHING_CHARGED', {});
  if (bill.gross > MAX_ACT) refuse('AMOUNT_OUT_OF_RANGE', {});
  // Paper says what was paid: what was written by hand is never rounded again.
  const cashUnit = wanted.paper ? minor(1) : cashUnitOn(ledger, date);
  const total = addMinor(bill.total, roundingFor(bill.total, wanted.tenders, cashUnit));
  if (wanted.expectedTotal !== total) refuse('TOTAL_CHANGED', { expected: wanted.expectedTotal, actual: total });
  const settlement = settleBill(ledger, bill.total, wanted.tenders, cashUnit);
  const { rounding } = settlement;
  const { lines } = bill;
  const tenders = tenderDetails(ledger, settlement.tenders, {
    customerId: customer?.id ?? null,
    businessDate: shift.businessDate,
    lines,
  });
  const postings = chargePostings({
    lines,
    taxAccount: TAX_ACCOUNT,
    tenders: settlement.tenders,
    drawerAccount: shift.drawerAccount,
    accountOfTender: (_settled, index) => tenders[index]?.account ?? '',
    rounding,
  });
  refuseBeyondRange(ledger, date, total, postings);

  const act = new Act(ledger);
  if (wanted.paper === null) {
    const cash = { tenders: wanted.tenders, due: bill.total, customer: wanted.customer };
    takeLargeCash(ledger, act, caller, shift.businessDate, { ...cash, request: wanted.cashApproval ?? null });
  }
  wanted.approve?.(act, { overrides: sold.overrides.length, own: discounted.own, gross: sold.gross });
  // Nothing below is refused: a batch may go on after a refusal without leaving half a receipt behind.
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
    rounding,
    total,
    change: settlement.change,
    paperNo: wanted.paper?.number ?? null,
    paperDate: wanted.paper?.date ?? null,
    template: 1,
  });
  // Before the lines that share it.
  for (const row of bill.packages) act.insert(linePackage, row);
  // First the payments: a line on the receivable is taken only beside one.
  for (const {
    line: { n },
    row,
  } of payments)
    act.insert(billPayment, { n, ...row });
  for (const row of lines) act.insert(line, row);
  for (const working of bill.workings) insertWorking(act, working, customer?.id ?? null);
  for (const row of discounted.rows) act.insert(receiptDiscount, row);
  for (const row of discounted.parts) act.insert(lineDiscount, row);
  for (const row of sold.overrides) act.insert(priceOverride, row);
  insertTenders(act, tenders);
  for (const [index, posting] of postings.entries()) act.insert(entry, { n: index + 1, ...posting });
  if (wanted.sheet) {
    const { personId } = caller;
    useSheet(act, wanted.sheet, { documentSeq: act.seq, markN: null, shiftId: shift.shiftId, personId });
  }
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
    lines: lines.map((one) => ({
      ...lineView(one, bill.workings.find(({ n: of }) => of === one.n)?.working),
      ...billShown(payments.find(({ line: of }) => of.n === one.n)?.shown),
    })),
    ...packagesView(bill.packages),
    gross: bill.gross,
    discount: bill.discount,
    rounding,
    discounts: discounted.views,
    overrides: [...sold.overrides],
    total,
    tenders: tenderViews(tenders),
    change: settlement.change,
    paper: wanted.paper,
    templateVersion: 1,
  };
}

function refuseCardNumbers(wanted: ReceiptToPost): void {
  for (const text of [wanted.payer, wanted.paper?.number]) {
    if (text && containsCardNumber(text)) refuse('CARD_NUMBER_NOT_ALLOWED', {});
  }
}

/** Sum of what `receipts` came to. Throws RangeError beyond 2^51. */
export function totalOf(receipts: readonly ReceiptView[]): Minor {
  return receipts.reduce((sum, one) => addMinor(sum, one.total), sumMinor([]));
}

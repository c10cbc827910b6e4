// 冲红重开: after a part went back, takes what remains of a receipt off every account and posts it as a receipt of its own, two
// links of the chain in one transaction. The money stays where it is, also when the shift and the day that took it are over.
import type { InputOf, OutputOf } from '../../core/contract/contract.ts';
import { refuse } from '../../core/contract/errors.ts';
import type { ReceiptView } from '../../core/contract/receipt-view.ts';
import { ZERO } from '../../core/money/money.ts';
import { type KeptOnAccount, reissuePostings, restPostings } from '../../core/receipts/reissue-postings.ts';
import type { ReissueFault } from '../../core/receipts/reissue-rule.ts';
import type { Remainder } from '../../core/receipts/what-remains.ts';
import { Act } from '../ledger/act.ts';
import { allotDocument } from '../ledger/allot-document.ts';
import type { Caller, Command } from '../ledger/command.ts';
import { standingReceipt } from '../ledger/follow-up-rules.ts';
import { refuseFrozenReceipt } from '../ledger/frozen-receipt.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { ShiftToPostIn } from '../ledger/post-receipt.ts';
import { refuseSumsBeyondRange } from '../ledger/refuse-beyond-range.ts';
import { rowsAgain, tendersAsBooked } from '../ledger/rows-again.ts';
import { openTillShift } from '../ledger/till-shift.ts';
import { customerToCharge } from '../readers/find-customer.ts';
import { readReceipt } from '../readers/read-receipt.ts';
import { caseHead } from '../readers/read-refund.ts';
import { readReissue, remainderOf, wasPrinted } from '../readers/read-reissue.ts';
import { receiptReissue } from '../schema-paper-cases.ts';
import { lineDiscount, priceOverride, receiptDiscount } from '../schema-discount.ts';
import { lineFormula, linePackage, lineStep } from '../schema-pricing.ts';
import { entry, line as lineTable, receipt as receiptTable, tender } from '../schema.ts';
import { endSheets } from '../stock/stock-sheets.ts';

type Wanted = InputOf<'refund.reissue'>;

/** A receipt of which a part went back, and what remains of it. */
interface Reissuable {
  readonly seq: number;
  readonly view: ReceiptView;
  readonly caseId: number;
  readonly customerId: number | null;
  readonly shift: ShiftToPostIn;
  readonly rest: Remainder;
  /** The account of the drawer that took its cash. */
  readonly drawer: string;
}

export const refundReissue: Command<Wanted, OutputOf<'refund.reissue'>> = {
  run({ ledger, caller, operation }, wanted) {
    const old = reissuable(ledger, caller, wanted);
    const { businessDate, shiftId } = old.shift;
    const { personId } = caller;
    takeBack(ledger, caller, old, wanted.originalBack);
    const act = new Act(ledger);
    const { number } = allotDocument(ledger, act, { type: 'R', businessDate, shiftId, personId });
    postRest(ledger, act, old);
    act.seal({
      kind: 'receipt.restIssued',
      ref: number,
      businessDate,
      personId,
      detail: { replaces: old.view.number },
      operation: operation({ receipt: old.view.number }),
    });
    return reissueOf(ledger, old.view.number);
  },
  again: (ledger, kept) => reissueOf(ledger, (kept as { receipt: string }).receipt),
};

function reissueOf(ledger: Ledger, number: string): OutputOf<'refund.reissue'> {
  const found = readReissue(ledger, readReceipt(ledger, number).seq);
  if (!found) throw new Error(`${number} was reissued and has no reissue`);
  return found;
}

/**
 * Throws Refused UNKNOWN_REFUND, RECEIPT_VOIDED, RECEIPT_EXCHANGED, RECEIPT_FROZEN, REISSUE_REFUSED, CUSTOMER_FROZEN, NO_OPEN_SHIFT,
 * DAY_CLOSED.
 */
function reissuable(ledger: Ledger, caller: Caller, wanted: Wanted): Reissuable {
  const head = caseHead(ledger, wanted.case);
  if (head.receipt === null) return refuse('UNKNOWN_REFUND', { number: wanted.case });
  const { seq, view } = standingReceipt(ledger, head.receipt);
  const refused = (reason: ReissueFault): never => refuse('REISSUE_REFUSED', { receipt: view.number, reason });
  // Of this case: it names the paper that the customer was given.
  if (head.document === null) return refused('notRefunded');
  refuseFrozenReceipt(ledger, seq);
  const shift = openTillShift(ledger, caller.personId);
  const rest = remainderOf(ledger, seq);
  if (typeof rest === 'string') return refused(rest);
  if (wasPrinted(ledger, seq) && !wanted.originalBack) return refused('originalMissing');
  const customerId = view.customer === null ? null : customerToCharge(ledger, view.customer.number).id;
  return { seq, view, caseId: head.id, customerId, shift, rest, drawer: drawerOf(ledger, seq) };
}

// The last word on where cash lies is a correction's, else the receipt's own posting.
const DRAWER = `
  SELECT e.account FROM entry e JOIN drawer d ON d.account = e.account
  WHERE e.amount > 0 AND (e.seq = :seq OR e.seq IN (SELECT seq FROM tender_correction WHERE receipt_seq = :seq))
  ORDER BY e.seq DESC LIMIT 1`;

function drawerOf(ledger: Ledger, seq: number): string {
  // A receipt without cash posts to no drawer.
  return ledger.one<{ account: string }>(DRAWER, { seq })?.account ?? '';
}

const KEPT = 'SELECT account, gross, discount, tax FROM line_kept WHERE seq = ? ORDER BY n';

/** The red document, with the end of the old sheets. */
function takeBack(ledger: Ledger, { personId }: Caller, old: Reissuable, originalBack: boolean): void {
  const { seq: receiptSeq, view, caseId, rest, drawer } = old;
  const { businessDate, shiftId } = old.shift;
  const red = reissuePostings(ledger.all<KeptOnAccount>(KEPT, receiptSeq), rest, drawer);
  refuseSumsBeyondRange(ledger, businessDate, ZERO, red);
  const act = new Act(ledger);
  const { number } = allotDocument(ledger, act, { type: 'H', businessDate, shiftId, personId });
  act.insert(receiptReissue, {
    ...{ receiptSeq, newSeq: act.seq + 1, caseId, total: rest.total, originalBack: originalBack ? 1 : 0 },
  });
  for (const [index, posting] of red.entries()) act.insert(entry, { n: index + 1, ...posting });
  const reason = 'reissued';
  endSheets(ledger, act, { state: 'voided', documentSeq: receiptSeq, markN: null, shiftId, personId, reason });
  act.seal({ kind: 'receipt.reissued', ref: number, businessDate, personId, detail: { receipt: view.number } });
}

/** What remains as rows of the new receipt; what no refund touched is repeated as it was. */
function postRest(ledger: Ledger, act: Act, { seq, view, customerId, rest, drawer }: Reissuable): void {
  const { lines, discounts, gross, discount, rounding, total } = rest;
  act.insert(receiptTable, {
    ...{ customerId, payer: view.payer, gross, discount, rounding, total, change: ZERO },
    ...{ paperNo: null, paperDate: null, template: 1 },
  });
  const now = new Map(lines.map((line) => [line.n, line]));
  const then = rowsAgain(ledger, lineTable, seq).filter(({ n }) => now.has(n));
  const packages = new Set(then.map(({ packageN }) => packageN));
  for (const row of rowsAgain(ledger, linePackage, seq)) if (packages.has(row.n)) act.insert(linePackage, row);
  for (const row of then) {
    const { steps: _steps, ...cells } = now.get(row.n) ?? {};
    act.insert(lineTable, { ...row, ...cells });
  }
  for (const row of rowsAgain(ledger, lineFormula, seq))
    if (now.has(row.n)) act.insert(lineFormula, { ...row, customerId });
  for (const { n, steps } of lines)
    for (const [index, { from, upTo, quantity, rate }] of steps.entries())
      act.insert(lineStep, { n, step: index + 1, fromQuantity: from, upTo, quantity, rate });
  for (const row of rowsAgain(ledger, receiptDiscount, seq)) {
    const left = discounts.find(({ n }) => n === row.n);
    if (left === undefined) continue;
    act.insert(receiptDiscount, { ...row, amount: left.amount, asked: row.asked === null ? null : left.amount });
  }
  for (const { n, shares } of discounts)
    for (const share of shares) act.insert(lineDiscount, { n, line: share.line, amount: share.amount });
  for (const row of rowsAgain(ledger, priceOverride, seq))
    if (now.get(row.line)?.unitPrice === row.price) act.insert(priceOverride, row);
  for (const row of tendersAsBooked(ledger, seq)) {
    const left = rest.tenders.find(({ n }) => n === row.n);
    if (left !== undefined) act.insert(tender, { ...row, given: left.applied, applied: left.applied, change: ZERO });
  }
  const accountOf = (n: number): string => then.find((row) => row.n === n)?.account ?? '';
  for (const [index, posting] of restPostings(rest, accountOf, drawer).entries())
    act.insert(entry, { n: index + 1, ...posting });
}

// 换票: takes a receipt back whole and posts it again to another payer, two links of the chain in one transaction. The money
// stays where it is: what the red document takes off every account the new receipt puts back, also when the shift and the
// day that took it are over.
import type { InputOf, OutputOf } from '../../core/contract/contract.ts';
import { negateMinor, ZERO } from '../../core/money/money.ts';
import { mirrorPostings } from '../../core/receipts/void-rule.ts';
import { matterOf } from '../approval/matters.ts';
import { takeApproval } from '../approval/take-approval.ts';
import { Act } from '../ledger/act.ts';
import { allotDocument } from '../ledger/allot-document.ts';
import { refuseCardNumbers } from '../ledger/bill-facts.ts';
import type { Caller, Command } from '../ledger/command.ts';
import { type ExchangeableReceipt, exchangeableReceipt } from '../ledger/exchangeable-receipt.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { postedFor } from '../ledger/posted-for.ts';
import { refuseSumsBeyondRange } from '../ledger/refuse-beyond-range.ts';
import { rowsAgain, tendersAsBooked } from '../ledger/rows-again.ts';
import { readExchange } from '../readers/read-paper-cases.ts';
import { readReceipt } from '../readers/read-receipt.ts';
import { lineDiscount, priceOverride, receiptDiscount } from '../schema-discount.ts';
import { receiptExchange } from '../schema-paper-cases.ts';
import { lineFormula, linePackage, lineStep } from '../schema-pricing.ts';
import { entry, line, receipt as receiptTable, tender } from '../schema.ts';
import { endSheets } from '../stock/stock-sheets.ts';

type Wanted = InputOf<'receipt.exchange'>;
type Postings = ReturnType<typeof mirrorPostings>;

export const receiptExchangeCommand: Command<Wanted, OutputOf<'receipt.exchange'>> = {
  run({ ledger, caller, operation }, wanted) {
    refuseCardNumbers([wanted.payer, wanted.text]);
    const old = exchangeableReceipt(ledger, caller, wanted);
    const red = mirrorPostings(postedFor(ledger, old.seq));
    const { businessDate } = old.shift;
    refuseSumsBeyondRange(ledger, businessDate, ZERO, red);
    takeBack(ledger, caller, old, wanted, red);
    const act = new Act(ledger);
    const { personId } = caller;
    const { number } = allotDocument(ledger, act, {
      type: 'R',
      businessDate,
      shiftId: old.shift.shiftId,
      personId,
    });
    postAgain(ledger, act, old, wanted.payer, red);
    act.seal({
      kind: 'receipt.reissued',
      ref: number,
      businessDate,
      personId,
      detail: { replaces: old.view.number },
      operation: operation({ receipt: old.view.number }),
    });
    return exchangeOf(ledger, old.view.number);
  },
  again: (ledger, kept) => exchangeOf(ledger, (kept as { receipt: string }).receipt),
};

function exchangeOf(ledger: Ledger, number: string): OutputOf<'receipt.exchange'> {
  const found = readExchange(ledger, readReceipt(ledger, number).seq);
  if (!found) throw new Error(`${number} was exchanged and has no exchange`);
  return found;
}

/** The red document, with the approval it was given and the end of the old sheets. */
function takeBack(ledger: Ledger, caller: Caller, old: ExchangeableReceipt, wanted: Wanted, red: Postings): void {
  const { operationId: _id, approval, ...subject } = wanted;
  const { payer, reason, text, originalBack } = wanted;
  const { seq: receiptSeq, view, shift } = old;
  const { personId } = caller;
  const act = new Act(ledger);
  const { digest } = matterOf(ledger, caller, { kind: 'exchange', ...subject });
  takeApproval(ledger, act, caller, { request: approval, kind: 'exchange', digest });
  const { businessDate, shiftId } = shift;
  const { number } = allotDocument(ledger, act, { type: 'X', businessDate, shiftId, personId });
  act.insert(receiptExchange, {
    ...{ receiptSeq, newSeq: act.seq + 1, payer, reason, text, total: view.total },
    originalBack: originalBack ? 1 : 0,
  });
  for (const [index, posting] of red.entries()) act.insert(entry, { n: index + 1, ...posting });
  endSheets(ledger, act, { state: 'voided', documentSeq: receiptSeq, markN: null, shiftId, personId, reason });
  act.seal({
    kind: 'receipt.exchanged',
    ref: number,
    businessDate,
    personId,
    detail: { receipt: view.number, reason },
  });
}

/** The rows of the old receipt once more, under another payer; tenders as they are booked now. */
function postAgain(ledger: Ledger, act: Act, old: ExchangeableReceipt, payer: string, red: Postings): void {
  const { seq, view, customerId } = old;
  const { gross, discount, rounding, total, change } = view;
  act.insert(receiptTable, {
    ...{ customerId, payer, gross, discount, rounding, total, change },
    ...{ paperNo: null, paperDate: null, template: 1 },
  });
  for (const row of rowsAgain(ledger, linePackage, seq)) act.insert(linePackage, row);
  for (const row of rowsAgain(ledger, line, seq)) act.insert(line, row);
  for (const row of rowsAgain(ledger, lineFormula, seq)) act.insert(lineFormula, { ...row, customerId });
  for (const row of rowsAgain(ledger, lineStep, seq)) act.insert(lineStep, row);
  for (const row of rowsAgain(ledger, receiptDiscount, seq)) act.insert(receiptDiscount, row);
  for (const row of rowsAgain(ledger, lineDiscount, seq)) act.insert(lineDiscount, row);
  for (const row of rowsAgain(ledger, priceOverride, seq)) act.insert(priceOverride, row);
  for (const row of tendersAsBooked(ledger, seq)) act.insert(tender, row);
  for (const [index, { account, amount }] of red.entries())
    act.insert(entry, { n: index + 1, account, amount: negateMinor(amount) });
}

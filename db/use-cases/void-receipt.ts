// 当班作废: takes a receipt back whole, in the shift it was posted in. The receipt stays as it was and visible; a document
// of its own mirrors everything that was posted for it, so that every account and every total follows.
import type { InputOf } from '../../core/contract/contract.ts';
import { refuse } from '../../core/contract/errors.ts';
import type { TenderNow, VoidView } from '../../core/contract/receipt-standing.ts';
import { ZERO } from '../../core/money/money.ts';
import { mirrorPostings, voidNeedsApproval, voidReturn } from '../../core/receipts/void-rule.ts';
import { containsCardNumber } from '../../core/text/card-number.ts';
import { matterOf } from '../approval/matters.ts';
import { takeApproval } from '../approval/take-approval.ts';
import { Act } from '../ledger/act.ts';
import { allotDocument } from '../ledger/allot-document.ts';
import { refuseCardNumbers } from '../ledger/bill-facts.ts';
import type { Command } from '../ledger/command.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { postedFor } from '../ledger/posted-for.ts';
import { refuseBeyondRange } from '../ledger/refuse-beyond-range.ts';
import { voidableReceipt } from '../ledger/voidable-receipt.ts';
import { readReceipt } from '../readers/read-receipt.ts';
import { readVoid, tendersNow, voidLimit } from '../readers/read-standing.ts';
import { entry } from '../schema.ts';
import { endSheets } from '../stock/stock-sheets.ts';
import { receiptVoid, voidReversal } from '../schema-void.ts';

type Reversals = InputOf<'receipt.void'>['reversals'];

export const receiptVoidCommand: Command<InputOf<'receipt.void'>, VoidView> = {
  run({ ledger, caller, operation }, { receipt, reason, text, reversals, approval }) {
    refuseCardNumbers([text]);
    const { seq, view, shift } = voidableReceipt(ledger, caller, { receipt, reason, text });
    checkReversals(tendersNow(ledger, seq), reversals);
    const postings = mirrorPostings(postedFor(ledger, seq));
    refuseBeyondRange(ledger, shift.businessDate, ZERO, postings);
    const { personId } = caller;
    const act = new Act(ledger);
    if (voidNeedsApproval(view.total, voidLimit(ledger, view.businessDate))) {
      const { digest } = matterOf(ledger, caller, { kind: 'void', receipt, reason, text });
      takeApproval(ledger, act, caller, { request: approval, kind: 'void', digest });
    }
    const { businessDate } = shift;
    const { number } = allotDocument(ledger, act, { type: 'V', businessDate, shiftId: shift.shiftId, personId });
    act.insert(receiptVoid, { receiptSeq: seq, reason, text, total: view.total });
    for (const one of [...reversals].sort((a, b) => a.n - b.n)) act.insert(voidReversal, one);
    for (const [index, posting] of postings.entries()) act.insert(entry, { n: index + 1, ...posting });
    // What was printed on numbered sheets: those are void papers now, and stay in the count.
    endSheets(ledger, act, {
      state: 'voided',
      documentSeq: seq,
      markN: null,
      shiftId: shift.shiftId,
      personId,
      reason,
    });
    act.seal({
      kind: 'receipt.voided',
      ref: number,
      businessDate,
      personId,
      detail: { receipt: view.number, reason },
      operation: operation({ receipt: view.number }),
    });
    return voidOf(ledger, view.number);
  },
  again: (ledger, kept) => voidOf(ledger, (kept as { receipt: string }).receipt),
};

function voidOf(ledger: Ledger, receipt: string): VoidView {
  const found = readVoid(ledger, readReceipt(ledger, receipt).seq);
  if (!found) throw new Error(`${receipt} was voided and has no void`);
  return found;
}

// A card was charged by a machine of its own, which has to give it back: its slip of that is asked for. A QR payment may
// stay where it is, when the same money pays the receipt that follows.
function checkReversals(tenders: readonly TenderNow[], reversals: Reversals): void {
  for (const [index, { n, reference }] of reversals.entries()) {
    const tender = tenders.find((one) => one.n === n);
    const twice = reversals.findIndex((one) => one.n === n) !== index;
    if (!tender || voidReturn(tender.method) !== 'slip' || twice) refuse('REVERSAL_INVALID', { n });
    if (containsCardNumber(reference)) refuse('CARD_NUMBER_NOT_ALLOWED', {});
  }
  const missing = tenders.find(({ n, method }) => method === 'card' && !reversals.some((one) => one.n === n));
  if (missing) refuse('REVERSAL_REQUIRED', { n: missing.n });
}

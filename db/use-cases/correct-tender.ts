// 更正支付方式: WeChat was posted and Alipay was paid. The receipt stays as it was; a document linked to it moves the money
// from where it was booked to where it is, and the new way to pay brings what proves it.
import type { InputOf } from '../../core/contract/contract.ts';
import type { CorrectionView } from '../../core/contract/receipt-standing.ts';
import { ZERO } from '../../core/money/money.ts';
import { correctionNeedsApproval, correctionPostings } from '../../core/receipts/tender-correction.ts';
import { matterOf } from '../approval/matters.ts';
import { takeApproval } from '../approval/take-approval.ts';
import { Act } from '../ledger/act.ts';
import { allotDocument } from '../ledger/allot-document.ts';
import { refuseCardNumbers } from '../ledger/bill-facts.ts';
import type { Command } from '../ledger/command.ts';
import { correctableTender } from '../ledger/correctable-tender.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { refuseBeyondRange } from '../ledger/refuse-beyond-range.ts';
import { readReceipt } from '../readers/read-receipt.ts';
import { readCorrections } from '../readers/read-standing.ts';
import { entry } from '../schema.ts';
import { tenderCorrection } from '../schema-void.ts';

interface Kept {
  readonly receipt: string;
  readonly correction: string;
}

export const tenderCorrect: Command<InputOf<'tender.correct'>, CorrectionView> = {
  run({ ledger, caller, operation }, { operationId: _, approval, ...wanted }) {
    refuseCardNumbers([wanted.text]);
    const { seq, view, shift, amount, proof, ...moved } = correctableTender(ledger, caller, wanted);
    const postings = correctionPostings(moved, amount, shift.drawerAccount);
    refuseBeyondRange(ledger, shift.businessDate, ZERO, postings);
    const act = new Act(ledger);
    if (correctionNeedsApproval(moved)) {
      const { digest } = matterOf(ledger, caller, { kind: 'tenderCorrection', ...wanted });
      takeApproval(ledger, act, caller, { request: approval, kind: 'tenderCorrection', digest });
    }
    const { businessDate, shiftId } = shift;
    const { personId } = caller;
    const { number } = allotDocument(ledger, act, { type: 'T', businessDate, shiftId, personId });
    act.insert(tenderCorrection, {
      ...{ receiptSeq: seq, tenderN: wanted.n, amount, fromMethod: moved.from, toMethod: moved.to },
      ...{ reference: wanted.reference, proof, text: wanted.text },
    });
    for (const [index, posting] of postings.entries()) act.insert(entry, { n: index + 1, ...posting });
    const kept: Kept = { receipt: view.number, correction: number };
    act.seal({
      kind: 'tender.corrected',
      ref: number,
      businessDate,
      personId,
      detail: { receipt: view.number },
      operation: operation(kept),
    });
    return correctionOf(ledger, kept);
  },
  again: (ledger, kept) => correctionOf(ledger, kept as Kept),
};

function correctionOf(ledger: Ledger, { receipt, correction }: Kept): CorrectionView {
  const found = readCorrections(ledger, readReceipt(ledger, receipt).seq).find(({ number }) => number === correction);
  if (!found) throw new Error(`${correction} is not there`);
  return found;
}

// 冻结收据: nothing of it is refunded, voided, exchanged or corrected until somebody lets it go again; each with a reason and a
// second person, so that whoever stands at the till can neither block a customer's money nor free it alone.
import type { InputOf, OutputOf } from '../../core/contract/contract.ts';
import { matterOf } from '../approval/matters.ts';
import { takeApproval } from '../approval/take-approval.ts';
import { Act } from '../ledger/act.ts';
import { refuseCardNumbers } from '../ledger/bill-facts.ts';
import type { Command } from '../ledger/command.ts';
import { freezableReceipt } from '../ledger/freezable-receipt.ts';
import { frozenReceipt } from '../ledger/frozen-receipt.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { readReceipt } from '../readers/read-receipt.ts';
import { receiptFreeze as freezeTable } from '../schema-paper-cases.ts';

export const receiptFreeze: Command<InputOf<'receipt.freeze'>, OutputOf<'receipt.freeze'>> = {
  run({ ledger, caller, operation }, { receipt, frozen, reason, approval }) {
    refuseCardNumbers([reason]);
    const { seq, view, last } = freezableReceipt(ledger, { receipt, frozen });
    const { digest } = matterOf(ledger, caller, { kind: 'receiptFreeze', receipt, frozen, reason });
    const act = new Act(ledger);
    takeApproval(ledger, act, caller, { request: approval, kind: 'receiptFreeze', digest });
    const { personId } = caller;
    act.insert(freezeTable, {
      ...{ receiptSeq: seq, n: last + 1, frozen: frozen ? 1 : 0, reason, at: act.at, personId },
    });
    act.seal({
      kind: frozen ? 'receipt.frozen' : 'receipt.unfrozen',
      ref: view.number,
      businessDate: ledger.businessDate(),
      personId,
      operation: operation({ receipt: view.number }),
    });
    return standsNow(ledger, view.number);
  },
  again: (ledger, kept) => standsNow(ledger, (kept as { receipt: string }).receipt),
};

function standsNow(ledger: Ledger, receipt: string): OutputOf<'receipt.freeze'> {
  return { receipt, frozen: frozenReceipt(ledger, readReceipt(ledger, receipt).seq) };
}

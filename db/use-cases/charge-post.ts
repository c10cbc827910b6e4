// 收费: posts the bill on the cashier's screen into the cashier's own open shift.
import { approvalFor } from '../../core/charge/bill-discounts.ts';
import type { InputOf, OutputOf } from '../../core/contract/contract.ts';
import { matterOf } from '../approval/matters.ts';
import { takeApproval } from '../approval/take-approval.ts';
import type { Command } from '../ledger/command.ts';
import { discountLimitOn } from '../ledger/charge-settings.ts';
import { postReceipt, type ReceiptToPost } from '../ledger/post-receipt.ts';
import { tillShiftToTakeIn } from '../ledger/till-shift.ts';
import { readReceipt } from '../readers/read-receipt.ts';

export const chargePost: Command<InputOf<'charge.post'>, OutputOf<'charge.post'>> = {
  run({ ledger, caller, operation }, input) {
    const { operationId: _, approval, ...wanted } = input;
    const shift = tillShiftToTakeIn(ledger, caller.personId);
    const { customer, lines, discounts } = wanted;
    const approve: ReceiptToPost['approve'] = (act, bill) => {
      if (bill.overrides === 0 && bill.own === 0) return;
      const kind = approvalFor(bill, discountLimitOn(ledger, shift.businessDate));
      if (kind === null) return;
      const { digest } = matterOf(ledger, caller, { kind, customer, lines, discounts });
      takeApproval(ledger, act, caller, { request: approval ?? null, kind, digest });
    };
    return postReceipt(ledger, caller, shift, { ...wanted, approve, paper: null }, operation);
  },
  again: (ledger, kept) => {
    // As it was answered first: what took its place came later.
    const { replacedBy: _, byRest: _too, ...view } = readReceipt(ledger, (kept as { receipt: string }).receipt).view;
    return view;
  },
};

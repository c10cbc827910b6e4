// 核销: sheets that were never used and never will be are struck from the stock, with a second person's approval.
import type { InputOf, OutputOf } from '../../core/contract/contract.ts';
import { matterOf } from '../approval/matters.ts';
import { takeApproval } from '../approval/take-approval.ts';
import { Act } from '../ledger/act.ts';
import { refuseCardNumbers } from '../ledger/bill-facts.ts';
import type { Command } from '../ledger/command.ts';
import { readSegmentView } from '../readers/read-stock.ts';
import { stockWriteOff as writeOffTable } from '../schema-paper.ts';
import { writeOffRange } from '../stock/write-off-range.ts';

export const stockWriteOff: Command<InputOf<'stock.writeOff'>, OutputOf<'stock.writeOff'>> = {
  run({ ledger, caller, operation }, { first, last, reason, approval }) {
    refuseCardNumbers([reason]);
    const { digest } = matterOf(ledger, caller, { kind: 'stockWriteOff', first, last, reason });
    const { segmentId, before, first: from, last: to } = writeOffRange(ledger, first, last);
    const act = new Act(ledger);
    takeApproval(ledger, act, caller, { request: approval, kind: 'stockWriteOff', digest });
    act.insert(writeOffTable, {
      segmentId,
      n: before + 1,
      first: from,
      last: to,
      at: act.at,
      personId: caller.personId,
      reason,
    });
    act.seal({
      kind: 'stock.writtenOff',
      ref: `${first}–${last}`,
      businessDate: ledger.businessDate(),
      personId: caller.personId,
      operation: operation({ segment: segmentId }),
    });
    return readSegmentView(ledger, segmentId);
  },
  again: (ledger, kept) => readSegmentView(ledger, (kept as { segment: number }).segment),
};

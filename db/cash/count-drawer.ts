// 盲点: a drawer is counted and the count committed before anybody is told what should be there. Every count is a row.
import { differenceOf } from '../../core/cash/count-rule.ts';
import { matterOf } from '../approval/matters.ts';
import { takeApproval } from '../approval/take-approval.ts';
import { Act, type OperationSeal } from '../ledger/act.ts';
import type { Caller } from '../ledger/command.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { insertPieces } from '../ledger/post-cash.ts';
import type { ShiftToPostIn } from '../ledger/post-receipt.ts';
import { bookedInShift } from '../readers/read-counts.ts';
import { cashCount, countChannel } from '../schema-cash.ts';
import type { CountReady } from './ready-count.ts';

/** Commits `count` as an act of its own inside a running transaction; answers its seq. Throws as `takeApproval`. */
export function writeCount(
  ledger: Ledger,
  caller: Caller,
  shift: ShiftToPostIn,
  count: CountReady,
  { approval, operation }: { readonly approval: string | null; readonly operation: OperationSeal | null },
): number {
  const act = new Act(ledger);
  const { n, purpose, counted, expected, tolerance, reason, sheet } = count;
  if (count.recount && reason !== null) {
    const { digest } = matterOf(ledger, caller, { kind: 'recount', counted, sheet, reason });
    takeApproval(ledger, act, caller, { request: approval, kind: 'recount', digest });
  }
  act.insert(cashCount, {
    ...{ shiftId: shift.shiftId, n, purpose, at: act.at, personId: caller.personId },
    ...{ counted, expected, tolerance, reason },
    firstReceipt: sheet?.receipts?.first ?? null,
    lastReceipt: sheet?.receipts?.last ?? null,
  });
  insertPieces(act, 'held', sheet?.pieces ?? []);
  const said = [...(sheet?.channels ?? [])].sort((one, other) => (one.method < other.method ? -1 : 1));
  for (const one of said) act.insert(countChannel, { ...one, booked: bookedInShift(ledger, shift, one.method) });
  act.seal({
    kind: 'shift.counted',
    ref: shift.number,
    businessDate: shift.businessDate,
    personId: caller.personId,
    detail: { n, purpose, difference: differenceOf(count) },
    ...(operation === null ? {} : { operation }),
  });
  return act.seq;
}

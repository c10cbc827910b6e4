// 交班 counting: the count is committed first, then compared; within the tolerance, or counted again by two, the difference
// is posted to over/short in the same act, and what was counted goes back to the safe, so that the drawer ends at nothing.
import { OVER_SHORT_ACCOUNT, SAFE_ACCOUNT } from '../../core/accounts/chart.ts';
import { differenceOf } from '../../core/cash/count-rule.ts';
import type { InputOf, OutputOf } from '../../core/contract/contract.ts';
import { refuse } from '../../core/contract/errors.ts';
import { type Minor, negateMinor } from '../../core/money/money.ts';
import { writeCount } from '../cash/count-drawer.ts';
import { type CountReady, readyCount } from '../cash/ready-count.ts';
import { openHandover } from '../cash/open-offers.ts';
import { Act, type OperationSeal } from '../ledger/act.ts';
import type { Caller, Command } from '../ledger/command.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { postCashMovement } from '../ledger/post-cash.ts';
import type { ShiftToPostIn } from '../ledger/post-receipt.ts';
import { openTillShift } from '../ledger/till-shift.ts';
import { readClosed } from '../readers/read-counts.ts';
import { shiftEnd } from '../schema.ts';

type Closed = OutputOf<'shift.close'>;
interface Kept {
  readonly shift: string;
  readonly n: number;
  readonly closed: boolean;
}

export const shiftClose: Command<InputOf<'shift.close'>, Closed> = {
  run({ ledger, caller, operation }, input) {
    const open = openTillShift(ledger, caller.personId);
    if (openHandover(ledger, open.shiftId)) refuse('HANDOVER_OPEN', {});
    const count = readyCount(ledger, open, 'close', input);
    const kept: Kept = { shift: open.number, n: count.n, closed: count.stands };
    const approval = input.approval ?? null;
    if (count.stands) {
      writeCount(ledger, caller, open, count, { approval, operation: null });
      emptyDrawer(ledger, caller, open, count);
      endShift(ledger, caller, open, count, operation(kept));
    } else {
      writeCount(ledger, caller, open, count, { approval, operation: operation(kept) });
    }
    return readClosed(ledger, kept.shift, kept.n, kept.closed);
  },
  again: (ledger, kept) => {
    const { shift, n, closed } = kept as Kept;
    return readClosed(ledger, shift, n, closed);
  },
};

/** Posts what was counted into the safe and the difference to over/short: afterwards the drawer's account is at nothing. */
export function emptyDrawer(
  ledger: Ledger,
  caller: Caller,
  open: ShiftToPostIn,
  count: Pick<CountReady, 'counted' | 'expected'>,
): void {
  const { counted, expected } = count;
  if (expected === 0 && counted === 0) return;
  const postings = [
    { account: SAFE_ACCOUNT, amount: counted },
    { account: open.drawerAccount, amount: negateMinor(expected) },
    { account: OVER_SHORT_ACCOUNT, amount: negateMinor(differenceOf(count)) },
  ];
  postCashMovement(ledger, caller, open, { kind: 'shiftClose', amount: counted, postings }, null);
}

/** Ends a shift inside a running transaction; `counted` is null when nobody counted. `rows` adds what else the act says. */
export function endShift(
  ledger: Ledger,
  caller: Caller,
  open: ShiftToPostIn,
  { counted, expected }: { readonly counted: Minor | null; readonly expected: Minor },
  operation: OperationSeal | null,
  rows: (act: Act) => void = () => undefined,
): void {
  const act = new Act(ledger);
  rows(act);
  ledger.prepared('DELETE FROM open_shift WHERE shift_id = ?').run(open.shiftId);
  act.insert(shiftEnd, { shiftId: open.shiftId, closedAt: act.at, counted, expected });
  act.seal({
    kind: 'shift.closed',
    ref: open.number,
    businessDate: open.businessDate,
    personId: caller.personId,
    ...(operation === null ? {} : { operation }),
  });
}

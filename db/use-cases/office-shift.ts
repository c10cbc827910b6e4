// Documents belong to a shift. The office, which has no drawer to count, posts in one of its own that begins and ends
// within the same transaction, as hand-written receipts do; a cashier at work posts into the shift that is open.
import { Refused } from '../../core/contract/errors.ts';
import { ZERO } from '../../core/money/money.ts';
import type { OperationSeal } from '../ledger/act.ts';
import type { Caller } from '../ledger/command.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { ShiftToPostIn } from '../ledger/post-receipt.ts';
import { openTillShift } from '../ledger/till-shift.ts';
import { endShift } from './close-shift.ts';
import { type DrawerRow, openShift } from './open-shift.ts';

/**
 * Runs `work` in the caller's open shift, or else in a shift of the office that ends after it. `work` seals its act with
 * the operation it is given; it is given null where the end of the office's shift carries the operation, whose answer is
 * `answerOf` what was done; null when what is done is no command (a decision). Throws Refused DRAWER_IN_USE, SHIFT_ALREADY_OPEN, DAY_CLOSED.
 */
export function inSomeShift<T>(
  ledger: Ledger,
  caller: Caller,
  operation: ((answer: unknown) => OperationSeal) | null,
  answerOf: (done: T) => unknown,
  work: (shift: ShiftToPostIn, operation: ((answer: unknown) => OperationSeal) | null) => T,
): T {
  const mine = ownShift(ledger, caller);
  if (mine !== null) return work(mine, operation);
  const drawer = ledger.one<DrawerRow>("SELECT * FROM drawer WHERE kind = 'office' ORDER BY id LIMIT 1");
  if (!drawer) throw new Error('this ledger has no desk for the office');
  const shift = openShift(ledger, caller, drawer, { float: ZERO, dateConfirmed: null }, null);
  const done = work(shift, null);
  const seal = operation === null ? null : operation(answerOf(done));
  endShift(ledger, caller, shift, { counted: null, expected: ZERO }, seal);
  return done;
}

function ownShift(ledger: Ledger, caller: Caller): ShiftToPostIn | null {
  try {
    return openTillShift(ledger, caller.personId);
  } catch (error) {
    if (error instanceof Refused && error.refusal.code === 'NO_OPEN_SHIFT') return null;
    throw error;
  }
}

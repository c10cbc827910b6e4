// 交班 counting: the count is committed first, then compared; the difference is posted to over/short in the same act,
// and what was counted goes back to the safe, so that the drawer's account ends at nothing.
import { OVER_SHORT_ACCOUNT, SAFE_ACCOUNT } from '../../core/accounts/chart.ts';
import type { InputOf, OutputOf } from '../../core/contract/contract.ts';
import { type Minor, minor, negateMinor, subtractMinor } from '../../core/money/money.ts';
import { Act, type OperationSeal } from '../ledger/act.ts';
import type { Caller, Command } from '../ledger/command.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { ShiftToPostIn } from '../ledger/post-receipt.ts';
import { shiftEnd } from '../schema.ts';
import { openTillShift } from '../ledger/till-shift.ts';
import { postCashMovement } from './open-shift.ts';

type Closed = OutputOf<'shift.close'>;

export const shiftClose: Command<InputOf<'shift.close'>, Closed> = {
  run({ ledger, caller, operation }, { counted }) {
    const open = openTillShift(ledger, caller.personId);
    const expected = drawerBalance(ledger, open.drawerAccount);
    const difference = subtractMinor(counted, expected);
    if (expected !== 0 || counted !== 0) {
      const postings = [
        { account: SAFE_ACCOUNT, amount: counted },
        { account: open.drawerAccount, amount: negateMinor(expected) },
        { account: OVER_SHORT_ACCOUNT, amount: negateMinor(difference) },
      ];
      postCashMovement(ledger, caller, open, { kind: 'shiftClose', amount: counted, postings }, null);
    }
    endShift(ledger, caller, open, counted, expected, operation({ shift: open.number }));
    return { number: open.number, expected, counted, difference };
  },
  again: (ledger, kept) => {
    const { shift } = kept as { shift: string };
    const row = ledger.one<{ counted: Minor; expected: Minor }>(
      'SELECT e.counted, e.expected FROM shift_end e JOIN shift s ON s.id = e.shift_id WHERE s.number = ?',
      shift,
    );
    if (!row) throw new Error(`shift ${shift} has an operation but no end`);
    return { number: shift, ...row, difference: subtractMinor(row.counted, row.expected) };
  },
};

/** Ends a shift inside a running transaction; amounts in minor units; `counted` is null when nobody counted. */
export function endShift(
  ledger: Ledger,
  caller: Caller,
  open: ShiftToPostIn,
  counted: Minor | null,
  expected: Minor,
  operation: OperationSeal | null,
): void {
  const act = new Act(ledger);
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

/** What must be in a drawer: the balance of its account, minor units (ledger.md "Expected cash"). */
export function drawerBalance(ledger: Ledger, account: string): Minor {
  const row = ledger.one<{ balance: number }>('SELECT balance FROM account_balance WHERE account = ?', account);
  return minor(row?.balance ?? 0);
}

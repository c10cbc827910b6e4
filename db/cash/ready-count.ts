// What a count of a drawer comes to before anything is written: what should be there, and whether two must count it.
import {
  type CountMade,
  type CountPurpose,
  recountNeedsApproval,
  withinTolerance,
} from '../../core/cash/count-rule.ts';
import type { CountSheet } from '../../core/contract/count-sheet.ts';
import { refuse } from '../../core/contract/errors.ts';
import { type Minor, minor } from '../../core/money/money.ts';
import { refuseCardNumbers } from '../ledger/bill-facts.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { ShiftToPostIn } from '../ledger/post-receipt.ts';
import { settingOn } from '../ledger/settings.ts';
import { countsOf, receiptsOfShift } from '../readers/read-counts.ts';
import { refuseMiscounted } from './count-pieces.ts';

export interface CountGiven {
  readonly counted: Minor;
  readonly sheet?: CountSheet | undefined;
  readonly reason?: string | undefined;
  readonly approval?: string | undefined;
}

export interface CountReady extends CountMade {
  readonly n: number;
  readonly purpose: CountPurpose;
  readonly sheet: CountSheet | null;
  readonly reason: string | null;
  /** Whether a second person must have approved it. */
  readonly recount: boolean;
  /** Whether the drawer may be closed or handed over with it. */
  readonly stands: boolean;
}

/**
 * What a count of the drawer of `shift` comes to; writes nothing. Throws Refused PIECES_DIFFER, RECEIPTS_DIFFER,
 * REASON_TEXT_REQUIRED, CARD_NUMBER_NOT_ALLOWED.
 */
export function readyCount(ledger: Ledger, shift: ShiftToPostIn, purpose: CountPurpose, given: CountGiven): CountReady {
  const { counted, sheet = null, reason = null } = given;
  refuseCardNumbers([reason]);
  if (sheet !== null) {
    refuseMiscounted(counted, sheet.pieces);
    refuseOtherReceipts(ledger, shift, sheet.receipts);
  }
  const before = countsOf(ledger, shift.shiftId);
  const recount = purpose !== 'forced' && recountNeedsApproval(before);
  if (recount && reason === null) refuse('REASON_TEXT_REQUIRED', {});
  const expected = drawerBalance(ledger, shift.drawerAccount);
  const { tolerance } = settingOn(ledger, 'overShort', shift.businessDate);
  const made = { counted, expected, tolerance };
  const stands = recount || purpose === 'forced' || withinTolerance(made);
  return { ...made, n: before.length + 1, purpose, sheet, reason, recount, stands };
}

/** What must be in a drawer: the balance of its account, minor units (ledger.md "Expected cash"). */
export function drawerBalance(ledger: Ledger, account: string): Minor {
  const row = ledger.one<{ balance: number }>('SELECT balance FROM account_balance WHERE account = ?', account);
  return minor(row?.balance ?? 0);
}

// The paper in hand must be the paper that was given out: a sheet missing at either end is noticed here.
function refuseOtherReceipts(ledger: Ledger, shift: ShiftToPostIn, said: CountSheet['receipts']): void {
  const there = receiptsOfShift(ledger, shift.shiftId);
  if (said === null) return;
  if (there?.first !== said.first || there.last !== said.last)
    refuse('RECEIPTS_DIFFER', { first: there?.first ?? null, last: there?.last ?? null });
}

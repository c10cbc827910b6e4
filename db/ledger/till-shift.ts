// The shift a cashier works in at a till: what everything that takes or gives money there is posted into.
// One prepared look-up, because every charge begins with it.
import { isPastCut, localDate } from '../../core/day/business-date.ts';
import { refuse } from '../../core/contract/errors.ts';
import type { Ledger } from './ledger.ts';
import type { ShiftToPostIn } from './post-receipt.ts';
import { settingOn } from './settings.ts';

interface MyShift extends ShiftToPostIn {
  readonly suspended: 0 | 1;
  readonly closed: 0 | 1;
}

const MY_SHIFT = `
  SELECT s.id AS shiftId, s.number, s.business_date AS businessDate, d.account AS drawerAccount,
    (SELECT count(*) FROM shift_pause p WHERE p.shift_id = s.id) % 2 AS suspended,
    EXISTS (SELECT 1 FROM closed_day c WHERE c.business_date = s.business_date) AS closed
  FROM open_shift o JOIN shift s ON s.id = o.shift_id JOIN drawer d ON d.id = o.drawer_id
  WHERE o.person_id = ? AND o.kind = 'till'`;

/**
 * The caller's open shift at a till. Throws Refused NO_OPEN_SHIFT, SHIFT_SUSPENDED, or DAY_CLOSED when its date was closed
 * under it.
 */
export function openTillShift(ledger: Ledger, personId: number): ShiftToPostIn {
  const { suspended, closed, ...shift } = ledger.one<MyShift>(MY_SHIFT, personId) ?? refuse('NO_OPEN_SHIFT', {});
  if (suspended === 1) refuse('SHIFT_SUSPENDED', {});
  return closed === 1 ? refuse('DAY_CLOSED', { businessDate: shift.businessDate }) : shift;
}

/**
 * The caller's open shift, to take money in. Throws Refused as `openTillShift` does, and SHIFT_PAST_CUT when the counter's
 * day was cut (setting dayCut) while it was open.
 */
export function tillShiftToTakeIn(ledger: Ledger, personId: number): ShiftToPostIn {
  const shift = openTillShift(ledger, personId);
  const at = ledger.clock.now();
  const offset = ledger.clock.utcOffset(at);
  const cut = settingOn(ledger, 'dayCut', localDate(at, offset));
  if (isPastCut(shift.businessDate, at, offset, cut))
    refuse('SHIFT_PAST_CUT', { shift: shift.number, businessDate: shift.businessDate });
  return shift;
}

const SHIFT_BY_ID = `
  SELECT s.id AS shiftId, s.number, s.business_date AS businessDate, d.account AS drawerAccount
  FROM open_shift o JOIN shift s ON s.id = o.shift_id JOIN drawer d ON d.id = o.drawer_id WHERE s.id = ?`;

/** The open shift of row `id`, whoever works in it. Throws Refused SHIFT_NOT_OPEN, DAY_CLOSED. */
export function openShiftById(ledger: Ledger, id: number): ShiftToPostIn {
  const shift = ledger.one<ShiftToPostIn>(SHIFT_BY_ID, id) ?? refuse('SHIFT_NOT_OPEN', { shift: String(id) });
  const closed = ledger.one('SELECT 1 FROM closed_day WHERE business_date = ?', shift.businessDate);
  return closed ? refuse('DAY_CLOSED', { businessDate: shift.businessDate }) : shift;
}

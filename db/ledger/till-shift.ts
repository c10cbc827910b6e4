// The shift a cashier works in at a till: what everything that takes or gives money there is posted into.
// One prepared look-up, because every charge begins with it.
import { isPastCut, localDate } from '../../core/day/business-date.ts';
import { refuse } from '../../core/contract/errors.ts';
import type { Ledger } from './ledger.ts';
import type { ShiftToPostIn } from './post-receipt.ts';
import { settingOn } from './settings.ts';

interface OpenShift extends ShiftToPostIn {
  readonly suspended: 0 | 1;
  readonly closed: 0 | 1;
}

const OPEN = `
  SELECT s.id AS shiftId, s.number, s.business_date AS businessDate, d.account AS drawerAccount,
    (SELECT count(*) FROM shift_pause p WHERE p.shift_id = s.id) % 2 AS suspended,
    EXISTS (SELECT 1 FROM closed_day c WHERE c.business_date = s.business_date) AS closed
  FROM open_shift o JOIN shift s ON s.id = o.shift_id JOIN drawer d ON d.id = o.drawer_id`;
const MINE = `${OPEN} WHERE o.person_id = ? AND o.kind = 'till'`;
const BY_ID = `${OPEN} WHERE s.id = ?`;

/** Throws Refused DAY_CLOSED. */
function ofOpenDay({ suspended: _, closed, ...shift }: OpenShift): ShiftToPostIn {
  return closed === 1 ? refuse('DAY_CLOSED', { businessDate: shift.businessDate }) : shift;
}

/**
 * The caller's open shift at a till. Throws Refused NO_OPEN_SHIFT, SHIFT_SUSPENDED, or DAY_CLOSED when its date was closed
 * under it.
 */
export function openTillShift(ledger: Ledger, personId: number): ShiftToPostIn {
  const shift = ledger.one<OpenShift>(MINE, personId) ?? refuse('NO_OPEN_SHIFT', {});
  return shift.suspended === 1 ? refuse('SHIFT_SUSPENDED', {}) : ofOpenDay(shift);
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

/** The open shift of row `id`, whoever works in it. Throws Refused SHIFT_NOT_OPEN, DAY_CLOSED. */
export function openShiftById(ledger: Ledger, id: number): ShiftToPostIn {
  return ofOpenDay(ledger.one<OpenShift>(BY_ID, id) ?? refuse('SHIFT_NOT_OPEN', { shift: String(id) }));
}

// 收费: posts the bill on the cashier's screen into the cashier's own open shift.
import type { InputOf, OutputOf } from '../../core/contract/contract.ts';
import { refuse } from '../../core/contract/errors.ts';
import type { Command } from '../ledger/command.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { postReceipt, type ShiftToPostIn } from '../ledger/post-receipt.ts';
import { readReceipt } from '../readers/read-receipt.ts';

const MY_SHIFT = `
  SELECT s.id AS shiftId, s.number, s.business_date AS businessDate, d.account AS drawerAccount
  FROM open_shift o JOIN shift s ON s.id = o.shift_id JOIN drawer d ON d.id = o.drawer_id
  WHERE o.person_id = ? AND o.kind = 'till'`;

/** The caller's open shift at a till. Throws Refused NO_OPEN_SHIFT, or DAY_CLOSED when its date was closed under it. */
export function openTillShift(ledger: Ledger, personId: number): ShiftToPostIn {
  const shift = ledger.one<ShiftToPostIn>(MY_SHIFT, personId) ?? refuse('NO_OPEN_SHIFT', {});
  const closed = ledger.one('SELECT 1 FROM closed_day WHERE business_date = ?', shift.businessDate);
  return closed ? refuse('DAY_CLOSED', { businessDate: shift.businessDate }) : shift;
}

export const chargePost: Command<InputOf<'charge.post'>, OutputOf<'charge.post'>> = {
  run({ ledger, caller, operation }, input) {
    const { operationId: _, ...wanted } = input;
    return postReceipt(ledger, caller, openTillShift(ledger, caller.personId), { ...wanted, paper: null }, operation);
  },
  again: (ledger, kept) => readReceipt(ledger, (kept as { receipt: string }).receipt).view,
};

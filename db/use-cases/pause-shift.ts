// 挂起/恢复: a shift is set aside while its cashier is away, and nothing can be posted into it until it is resumed.
// 代交班: a shift whose cashier left it open is closed by a supervisor, who counts it and says why.
import type { InputOf, OutputOf } from '../../core/contract/contract.ts';
import { refuse } from '../../core/contract/errors.ts';
import type { ShiftClosed } from '../../core/contract/procedures/shift.ts';
import { writeCount } from '../cash/count-drawer.ts';
import { readyCount } from '../cash/ready-count.ts';
import { openHandover } from '../cash/open-offers.ts';
import { Act, type OperationSeal } from '../ledger/act.ts';
import { refuseCardNumbers } from '../ledger/bill-facts.ts';
import type { Caller, Command } from '../ledger/command.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { ShiftToPostIn } from '../ledger/post-receipt.ts';
import { openShiftById, openTillShift } from '../ledger/till-shift.ts';
import { readClosed } from '../readers/read-counts.ts';
import { shiftForced, shiftPause } from '../schema-cash.ts';
import { emptyDrawer, endShift } from './close-shift.ts';

type Paused = OutputOf<'shift.suspend'>;
const again = (_ledger: Ledger, kept: unknown): Paused => kept as Paused;

export const shiftSuspend: Command<InputOf<'shift.suspend'>, Paused> = {
  run({ ledger, caller, operation }, { reason }) {
    refuseCardNumbers([reason]);
    const shift = openTillShift(ledger, caller.personId);
    if (openHandover(ledger, shift.shiftId)) return refuse('HANDOVER_OPEN', {});
    const answer: Paused = { suspended: true };
    pause(ledger, caller, shift, { kind: 'suspended', reason }, operation(answer));
    return answer;
  },
  again,
};

export const shiftResume: Command<InputOf<'shift.resume'>, Paused> = {
  run({ ledger, caller, operation }) {
    const mine = ledger.one<{ id: number }>(
      "SELECT shift_id AS id FROM open_shift WHERE person_id = ? AND kind = 'till'",
      caller.personId,
    );
    if (!mine) return refuse('NO_OPEN_SHIFT', {});
    if (!isSuspended(ledger, mine.id)) return refuse('SHIFT_NOT_SUSPENDED', {});
    const answer: Paused = { suspended: false };
    const shift = openShiftById(ledger, mine.id);
    pause(ledger, caller, shift, { kind: 'resumed', reason: null }, operation(answer));
    return answer;
  },
  again,
};

const PAUSES = 'SELECT count(*) AS n FROM shift_pause WHERE shift_id = ?';

/** Whether shift `id` is set aside: it was suspended once more often than resumed. */
function isSuspended(ledger: Ledger, id: number): boolean {
  return (ledger.one<{ n: number }>(PAUSES, id)?.n ?? 0) % 2 === 1;
}

function pause(
  ledger: Ledger,
  caller: Caller,
  { shiftId, number, businessDate }: ShiftToPostIn,
  row: { readonly kind: 'suspended' | 'resumed'; readonly reason: string | null },
  operation: OperationSeal | null,
): void {
  const n = (ledger.one<{ n: number }>(PAUSES, shiftId)?.n ?? 0) + 1;
  const act = new Act(ledger);
  const { personId } = caller;
  act.insert(shiftPause, { shiftId, n, ...row, at: act.at, personId });
  const done = operation === null ? {} : { operation };
  act.seal({ kind: `shift.${row.kind}`, ref: number, businessDate, personId, ...done });
}

interface Kept {
  readonly shift: string;
  readonly n: number;
}

export const shiftCloseForgotten: Command<InputOf<'shift.closeForgotten'>, ShiftClosed> = {
  run({ ledger, caller, operation }, { shift: number, counted, sheet, reason }) {
    const found = ledger.one<{ id: number; personId: number }>(
      "SELECT id, person_id AS personId FROM shift WHERE number = ? AND kind = 'till'",
      number,
    );
    if (!found) return refuse('UNKNOWN_SHIFT', { number });
    if (found.personId === caller.personId) return refuse('SHIFT_IS_YOURS', {});
    if (!ledger.one('SELECT 1 FROM open_shift WHERE shift_id = ?', found.id))
      return refuse('SHIFT_NOT_OPEN', { shift: number });
    const shift = openShiftById(ledger, found.id);
    // What was set aside is taken up again by whoever closes it: nothing is posted into a suspended shift.
    if (isSuspended(ledger, found.id)) pause(ledger, caller, shift, { kind: 'resumed', reason: null }, null);
    const count = readyCount(ledger, shift, 'forced', { counted, reason, ...(sheet === null ? {} : { sheet }) });
    writeCount(ledger, caller, shift, count, { approval: null, operation: null });
    emptyDrawer(ledger, caller, shift, count);
    const kept: Kept = { shift: number, n: count.n };
    endShift(ledger, caller, shift, count, operation(kept), (act) =>
      act.insert(shiftForced, { shiftId: found.id, personId: caller.personId, reason }),
    );
    return readClosed(ledger, number, count.n, true);
  },
  again: (ledger, kept) => {
    const { shift, n } = kept as Kept;
    return readClosed(ledger, shift, n, true);
  },
};

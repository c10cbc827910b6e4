// Reads shifts and the drawers one may open them on.
import type { OutputOf } from '../../core/contract/contract.ts';
import type { ShiftView } from '../../core/contract/procedures/shift.ts';
import { withinTolerance } from '../../core/cash/count-rule.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { settingOn } from '../ledger/settings.ts';
import { channelsOfShift, countsOf, receiptsOfShift } from './read-counts.ts';

interface Row extends Omit<ShiftView, 'drawer'> {
  readonly drawerCode: string;
  readonly drawerName: string;
}

const SHIFT = `
  SELECT s.number, d.code AS drawerCode, d.name AS drawerName, p.name AS cashier, s.business_date AS businessDate,
    s.opened_at AS openedAt, s.float
  FROM shift s JOIN drawer d ON d.id = s.drawer_id JOIN person p ON p.id = s.person_id`;

const view = ({ drawerCode, drawerName, ...row }: Row): ShiftView => ({
  ...row,
  drawer: { code: drawerCode, name: drawerName },
});

/** The shift numbered `number`; it must exist. */
export function readShift(ledger: Ledger, number: string): ShiftView {
  const row = ledger.one<Row>(`${SHIFT} WHERE s.number = ?`, number);
  if (!row) throw new Error(`shift ${number} does not exist`);
  return view(row);
}

/** The caller's open shift and the drawers of this counter with who holds them. */
export function readCurrentShift(ledger: Ledger, personId: number): OutputOf<'shift.current'> {
  const mine = ledger.one<Row>(
    `${SHIFT} JOIN open_shift o ON o.shift_id = s.id WHERE o.person_id = ? AND o.kind = 'till'`,
    personId,
  );
  const drawers = ledger.all<{ code: string; name: string; takenBy: string | null }>(
    `SELECT d.code, d.name, p.name AS takenBy FROM drawer d LEFT JOIN open_shift o ON o.drawer_id = d.id
     LEFT JOIN person p ON p.id = o.person_id WHERE d.kind = 'till' ORDER BY d.code`,
  );
  const denominations = settingOn(ledger, 'denominations', mine?.businessDate ?? ledger.businessDate()).amounts;
  return {
    shift: mine ? view(mine) : null,
    drawers,
    denominations: [...denominations],
    ...aroundCount(ledger, mine?.number ?? null),
  };
}

type AroundCount = Pick<OutputOf<'shift.current'>, 'suspended' | 'receipts' | 'channels' | 'differed'>;

const PAUSED = 'SELECT kind, reason FROM shift_pause WHERE shift_id = ? ORDER BY n DESC LIMIT 1';

// What the cashier needs to count: nothing of it says what should be in the drawer, but for a count that differed.
function aroundCount(ledger: Ledger, number: string | null): AroundCount {
  const shift = ledger.one<{ shiftId: number; businessDate: string }>(
    'SELECT id AS shiftId, business_date AS businessDate FROM shift WHERE number = ?',
    number,
  );
  if (!shift) return { suspended: null, receipts: null, channels: [], differed: [] };
  const paused = ledger.one<{ kind: string; reason: string | null }>(PAUSED, shift.shiftId);
  return {
    suspended: paused?.kind === 'suspended' ? paused.reason : null,
    receipts: receiptsOfShift(ledger, shift.shiftId),
    channels: channelsOfShift(ledger, shift),
    differed: countsOf(ledger, shift.shiftId)
      .filter((count) => !withinTolerance(count))
      .map(({ n, counted, expected, at }) => ({ n, counted, expected, at })),
  };
}

// 日结: ends a business date for good. What stands in its way is looked for in the same transaction that closes it, so
// that nothing can be posted between the look and the end.
import type { InputOf } from '../../core/contract/contract.ts';
import { refuse } from '../../core/contract/errors.ts';
import type { DayBlocker, ZReportView } from '../../core/contract/procedures/day.ts';
import { addMinor, minor } from '../../core/money/money.ts';
import { Act } from '../ledger/act.ts';
import type { Command } from '../ledger/command.ts';
import { dayBlockers, daySums, openDays, readZReport } from '../readers/read-day.ts';
import { closedDay } from '../schema.ts';
import { zReport } from '../schema-day.ts';

export const dayClose: Command<InputOf<'day.close'>, ZReportView> = {
  run({ ledger, caller, operation }, { businessDate, expectedTaken, expectedControl }) {
    const closed = ledger.one('SELECT 1 FROM closed_day WHERE business_date = ?', businessDate);
    if (closed) refuse('DAY_CLOSED', { businessDate });
    if (!openDays(ledger).includes(businessDate)) refuse('DAY_NOT_OPEN', { businessDate });
    refuseBlocked(dayBlockers(ledger, businessDate));
    const { documents, taken, control } = daySums(ledger, businessDate);
    if (taken !== expectedTaken) refuse('TOTAL_CHANGED', { expected: expectedTaken, actual: taken });
    if (expectedControl !== undefined && control !== expectedControl)
      refuse('TOTAL_CHANGED', { expected: expectedControl, actual: control });
    const before = ledger.one<{ n: number; perpetual: number }>(
      'SELECT n, perpetual FROM z_report ORDER BY n DESC LIMIT 1',
    );
    const act = new Act(ledger);
    act.insert(closedDay, { businessDate });
    act.insert(zReport, {
      n: (before?.n ?? 0) + 1,
      businessDate,
      documents,
      taken,
      perpetual: addMinor(minor(before?.perpetual ?? 0), taken),
      control,
    });
    act.seal({
      kind: 'day.closed',
      ref: businessDate,
      businessDate,
      personId: caller.personId,
      detail: { documents, taken, control },
      operation: operation({ businessDate }),
    });
    return readZReport(ledger, businessDate);
  },
  again: (ledger, kept) => readZReport(ledger, (kept as { businessDate: string }).businessDate),
};

function refuseBlocked(blockers: readonly DayBlocker[]): void {
  if (blockers.length === 0) return;
  const count = (kind: DayBlocker['kind']): number => blockers.filter((blocker) => blocker.kind === kind).length;
  refuse('DAY_BLOCKED', {
    shifts: count('openShift'),
    parked: count('parkedBill'),
    earlier: count('earlierDay'),
  });
}

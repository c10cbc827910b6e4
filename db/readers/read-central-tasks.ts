// What central rejected or counts otherwise, with who has it, how old it is, and every step that was taken.
import type { OutputOf } from '../../core/contract/contract.ts';
import { refuse } from '../../core/contract/errors.ts';
import type { CentralTask, CentralTaskFile } from '../../core/contract/procedures/central.ts';
import type { Ledger } from '../ledger/ledger.ts';

const DAY_MS = 86_400_000;

interface TaskRow {
  readonly id: number;
  readonly kind: CentralTask['kind'];
  readonly acknowledgement: number;
  readonly line: number;
  readonly opened: number;
  readonly package: number | null;
  readonly businessDate: string | null;
  readonly voucher: number | null;
  readonly reason: string | null;
  readonly asOf: string | null;
  readonly code: string | null;
  readonly theirs: number | null;
  readonly ours: number | null;
  readonly last: CentralTaskFile['steps'][number]['act'] | null;
}

/** A task is resolved when its last step is. */
const LAST = '(SELECT s.act FROM central_step s WHERE s.task_id = t.id ORDER BY s.n DESC LIMIT 1)';
const TASKS = `
  SELECT t.id, t.kind, t.ack_n AS acknowledgement, t.line, c.at AS opened, a.package, p.business_date AS businessDate,
    a.voucher, a.reason, b.as_of AS asOf, b.code, b.theirs, b.ours, ${LAST} AS last
  FROM central_task t JOIN chain c ON c.seq = t.seq
  LEFT JOIN ack_answer a ON a.ack_n = t.ack_n AND a.line = t.line LEFT JOIN day_package p ON p.n = a.package
  LEFT JOIN ack_balance b ON b.ack_n = t.ack_n AND b.line = t.line`;
const OPEN = `${LAST} IS NOT 'resolve'`;

/** How many tasks nobody has resolved, and since when the oldest waits (ms since 1970). */
export function openTasks(ledger: Ledger): { readonly open: number; readonly oldest: number | null } {
  const sql = `SELECT count(*) AS open, min(c.at) AS oldest FROM central_task t JOIN chain c ON c.seq = t.seq WHERE ${OPEN}`;
  return ledger.one<{ open: number; oldest: number | null }>(sql) ?? { open: 0, oldest: null };
}

/** Whole days from `at` to now; 0 when the clock was set back. */
export function ageInDays(ledger: Ledger, at: number): number {
  return Math.max(0, Math.floor((ledger.clock.now() - at) / DAY_MS));
}

/** Open ones the oldest first, all of them the newest first. */
export function readCentralTasks(ledger: Ledger, state: 'open' | 'all', limit: number): OutputOf<'central.tasks'> {
  const sql = state === 'open' ? `${TASKS} WHERE ${OPEN} ORDER BY t.id LIMIT ?` : `${TASKS} ORDER BY t.id DESC LIMIT ?`;
  const rows = ledger.all<TaskRow>(sql, limit);
  return { tasks: rows.map((row) => taskOf(ledger, row, stepsOf(ledger, row.id))), open: openTasks(ledger).open };
}

/** One task with its steps. Throws Refused UNKNOWN_TASK. */
export function readCentralTask(ledger: Ledger, id: number): CentralTaskFile {
  const row = ledger.one<TaskRow>(`${TASKS} WHERE t.id = ?`, id) ?? refuse('UNKNOWN_TASK', { task: id });
  const steps = stepsOf(ledger, id);
  return { task: taskOf(ledger, row, steps), steps };
}

const STEPS = `
  SELECT s.n, s.act, o.name AS owner, s.outcome, s.text, s.at, p.name AS "by"
  FROM central_step s JOIN person p ON p.id = s.person_id LEFT JOIN person o ON o.id = s.owner_id
  WHERE s.task_id = ? ORDER BY s.n`;

function stepsOf(ledger: Ledger, id: number): CentralTaskFile['steps'] {
  return ledger.all<CentralTaskFile['steps'][number]>(STEPS, id);
}

function taskOf(ledger: Ledger, row: TaskRow, steps: CentralTaskFile['steps']): CentralTask {
  const { id, kind, acknowledgement, opened, businessDate, voucher, reason, asOf, code, theirs, ours } = row;
  const resolved = row.last === 'resolve';
  return {
    id,
    kind,
    businessDate,
    voucher,
    reason,
    difference:
      asOf === null || code === null ? null : ({ asOf, code, theirs, ours } as NonNullable<CentralTask['difference']>),
    acknowledgement,
    opened,
    age: ageInDays(ledger, opened),
    owner: steps.findLast((step) => step.act === 'assign')?.owner ?? null,
    state: resolved ? 'resolved' : 'open',
    outcome: resolved ? (steps.at(-1)?.outcome ?? null) : null,
    acceptedSince: kind === 'rejected' && acceptedSince(ledger, row),
  };
}

function acceptedSince(ledger: Ledger, { package: number, voucher, acknowledgement }: TaskRow): boolean {
  const sql = `SELECT verdict FROM ack_answer WHERE package = ? AND ack_n > ? AND (voucher IS NULL OR voucher IS ? OR ? IS NULL)
    ORDER BY ack_n DESC, line DESC LIMIT 1`;
  return ledger.one<{ verdict: string }>(sql, number, acknowledgement, voucher, voucher)?.verdict === 'accepted';
}

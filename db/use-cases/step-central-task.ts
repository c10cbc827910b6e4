// A task central's answers left: given to somebody, noted on, resolved with how it ended, opened again. A row per step.
import { mayStep } from '../../core/central/central-task.ts';
import type { InputOf, OutputOf } from '../../core/contract/contract.ts';
import { refuse } from '../../core/contract/errors.ts';
import { refuseCardNumbers } from '../ledger/bill-facts.ts';
import { Act } from '../ledger/act.ts';
import type { Command } from '../ledger/command.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { readCentralTask } from '../readers/read-central-tasks.ts';
import { centralStep } from '../schema-voucher.ts';

type Input = InputOf<'central.step'>;

export const centralStepTaken: Command<Input, OutputOf<'central.step'>> = {
  run({ ledger, caller, operation }, { task, step }) {
    const { steps } = readCentralTask(ledger, task);
    const last = steps.at(-1)?.act ?? null;
    if (!mayStep(last, step.act)) refuse(last === 'resolve' ? 'TASK_RESOLVED' : 'TASK_OPEN', { task });
    refuseCardNumbers([step.text]);
    const act = new Act(ledger);
    act.insert(centralStep, {
      taskId: task,
      n: steps.length + 1,
      act: step.act,
      ownerId: step.act === 'assign' ? ownerId(ledger, step.username) : null,
      outcome: step.act === 'resolve' ? step.outcome : null,
      text: step.text,
      at: act.at,
      personId: caller.personId,
    });
    act.seal({
      kind: `central.${step.act}`,
      ref: String(task),
      businessDate: ledger.businessDate(),
      personId: caller.personId,
      operation: operation({ task }),
    });
    return readCentralTask(ledger, task);
  },
  again: (ledger, kept) => readCentralTask(ledger, (kept as { task: number }).task),
};

/** Whoever it is given to must be able to work on it. */
function ownerId(ledger: Ledger, username: string): number {
  const sql = `SELECT p.id FROM person p JOIN person_role r ON r.person_id = p.id
    WHERE p.username = ? AND r.role = 'finance' AND r.granted = 1
      AND r.n = (SELECT max(n) FROM person_role o WHERE o.person_id = p.id AND o.role = 'finance')`;
  return ledger.one<{ id: number }>(sql, username)?.id ?? refuse('UNKNOWN_USER', { username });
}

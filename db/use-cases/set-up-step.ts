// Says of a step of the first set-up that it is done or passed over, and reads how far it is.
// `finish` takes away what IT may do only until then; the first shift does so as well.
import type { InputOf, OutputOf } from '../../core/contract/contract.ts';
import { refuse } from '../../core/contract/errors.ts';
import type { SetupState } from '../../core/contract/procedures/setup.ts';
import { ROLES } from '../../core/people/permissions.ts';
import { SETUP_STEPS, type SetupOutcome, type SetupStep } from '../../core/settings/setup-steps.ts';
import { Act } from '../ledger/act.ts';
import type { Command } from '../ledger/command.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { setupIsOpen } from '../ledger/rights.ts';
import { setupStep } from '../schema.ts';
import { rolesOf } from './manage-people.ts';

export const setupStepSaid: Command<InputOf<'setup.step'>, OutputOf<'setup.step'>> = {
  run({ ledger, caller, operation }, { step, outcome }) {
    // Asked again here: the first shift may have been opened since the call was admitted.
    if (!setupIsOpen(ledger)) refuse('FORBIDDEN', { permission: 'setup.work' });
    const act = new Act(ledger);
    insertSetupStep(ledger, act, step, step === 'finish' ? 'done' : outcome);
    act.seal({
      kind: step === 'finish' ? 'setup.finished' : 'setup.step',
      ref: step,
      businessDate: ledger.businessDate(),
      personId: caller.personId,
      operation: operation({}),
    });
    return readSetup(ledger);
  },
  again: (ledger) => readSetup(ledger),
};

/** Adds a step to a running act. */
export function insertSetupStep(ledger: Ledger, act: Act, step: SetupStep, outcome: SetupOutcome): void {
  const n = (ledger.one<{ n: number | null }>('SELECT max(n) AS n FROM setup_step')?.n ?? 0) + 1;
  act.insert(setupStep, { n, step, outcome });
}

/** How far the set-up is, and what stands in the ledger by now. */
export function readSetup(ledger: Ledger): SetupState {
  const said = new Map(
    ledger
      .all<{ step: SetupStep; outcome: SetupOutcome }>('SELECT step, outcome FROM setup_step ORDER BY n')
      .map(({ step, outcome }) => [step, outcome]),
  );
  const people = ledger.all<{ id: number }>('SELECT id FROM person').map(({ id }) => rolesOf(ledger, id));
  const count = (table: 'item' | 'customer'): number =>
    ledger.one<{ n: number }>(`SELECT count(*) AS n FROM ${table}`)?.n ?? 0;
  return {
    steps: SETUP_STEPS.map((step) => ({ step, outcome: said.get(step) ?? null })),
    people: ROLES.map((role) => ({ role, count: people.filter((roles) => roles.includes(role)).length })),
    items: count('item'),
    customers: count('customer'),
  };
}

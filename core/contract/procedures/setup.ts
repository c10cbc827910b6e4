// The first set-up: how far it is, and each step said once it is done or passed over.
import { z } from 'zod';
import { ROLES } from '../../people/permissions.ts';
import { SETUP_OUTCOMES, SETUP_STEPS } from '../../settings/setup-steps.ts';
import { operationId } from '../scalars.ts';
import { procedure } from '../procedure.ts';

const setupState = z.strictObject({
  /** What was last said of each step, in the order of SETUP_STEPS; null: nothing yet. */
  steps: z.array(z.strictObject({ step: z.enum(SETUP_STEPS), outcome: z.enum(SETUP_OUTCOMES).nullable() })),
  /** What stands in the ledger, for the review: people by role, items, customers. */
  people: z.array(z.strictObject({ role: z.enum(ROLES), count: z.int() })),
  items: z.int(),
  customers: z.int(),
});
export type SetupState = z.infer<typeof setupState>;

export const setupProcedures = {
  'setup.state': procedure({
    kind: 'query',
    access: 'setup.work',
    summary: 'How far the first set-up is; nobody has the right any more once it is over.',
    input: z.strictObject({}),
    output: setupState,
    errors: [],
  }),
  'setup.step': procedure({
    kind: 'command',
    access: 'setup.work',
    summary: 'Say of a step that it is done or passed over; `finish` ends the set-up and the rights that go with it.',
    input: z.strictObject({ operationId, step: z.enum(SETUP_STEPS), outcome: z.enum(SETUP_OUTCOMES) }),
    output: setupState,
    errors: [],
  }),
  'account.list': procedure({
    kind: 'query',
    access: 'tariff.read',
    summary: 'The chart of accounts, as the office calls them today, and what each is called otherwise.',
    input: z.strictObject({}),
    output: z.strictObject({
      accounts: z.array(
        z.strictObject({
          code: z.string(),
          name: z.string(),
          usual: z.string(),
          kind: z.enum(['asset', 'liability', 'income', 'expense']),
        }),
      ),
    }),
    errors: [],
  }),
};

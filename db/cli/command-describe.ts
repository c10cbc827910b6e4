// `describe`: the whole contract as JSON Schema, derived from what the ledger really checks.
import { z } from 'zod';
import { COMMON_ERRORS, CONTRACT } from '../../core/contract/contract.ts';
import { ERROR_PARAMS } from '../../core/contract/errors.ts';
import type { Procedure } from '../../core/contract/procedure.ts';
import { PERMISSIONS, permissionsOf, ROLES } from '../../core/people/permissions.ts';
import { type CommandResult, readOptions } from './options.ts';

export async function describe(args: readonly string[]): Promise<CommandResult> {
  readOptions(args, { data: 'text', 'key-file': 'text' }, 0);
  return { exit: 0, output: describeContract() };
}

/** Methods with kind, permission, schemas and errors; error parameters; permissions by role. */
export function describeContract(): Record<string, unknown> {
  const methods = Object.entries(CONTRACT as unknown as Record<string, Procedure>).map(([name, procedure]) => [
    name,
    {
      summary: procedure.summary,
      kind: procedure.kind,
      permission: procedure.access,
      input: z.toJSONSchema(procedure.input, { io: 'input' }),
      output: z.toJSONSchema(procedure.output),
      errors: [...new Set([...procedure.errors, ...COMMON_ERRORS])],
    },
  ]);
  return {
    units: { amounts: 'minor units of the currency', quantities: 'thousandths', times: 'ms since 1970 UTC' },
    methods: Object.fromEntries(methods),
    errors: Object.fromEntries(Object.entries(ERROR_PARAMS).map(([code, params]) => [code, z.toJSONSchema(params)])),
    permissions: PERMISSIONS,
    roles: Object.fromEntries(ROLES.map((role) => [role, permissionsOf([role])])),
  };
}

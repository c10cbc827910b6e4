// Runs a command exactly once: the operation id decides, the digest of the input guards it against another meaning.
import { hash } from 'node:crypto';
import { refuse } from '../../core/contract/errors.ts';
import type { Ledger } from './ledger.ts';
import type { OperationSeal } from './act.ts';

/** Who calls: read from the session, never from a message. */
export interface Caller {
  readonly personId: number;
  readonly username: string;
  readonly name: string;
}

export interface CommandCall {
  readonly ledger: Ledger;
  readonly caller: Caller;
  /** What the sealing act takes: the operation with the facts its answer is rebuilt from. */
  readonly operation: (answer: unknown) => OperationSeal;
}

export interface Command<I, O> {
  /** What cannot be done inside a transaction (hashing a password, keeping a file). Runs before it, and not for a repetition. */
  readonly prepare?: (input: I, call: Pick<CommandCall, 'ledger' | 'caller'>) => Promise<unknown>;
  /** Inside the transaction; seals exactly one act with `call.operation`. Synchronous by type: no promise escapes it. */
  readonly run: (call: CommandCall, input: I, prepared: unknown) => O extends Promise<unknown> ? never : O;
  /** Rebuilds the first answer from what was kept. */
  readonly again: (ledger: Ledger, kept: unknown) => O;
}

interface OperationRow {
  readonly personId: number;
  readonly method: string;
  readonly digest: string;
  readonly answer: string;
}

const FIND = 'SELECT person_id AS personId, method, digest, answer FROM operation WHERE id = ?';

/** What is kept of operation `id`, or undefined. */
export function findOperation(ledger: Ledger, id: string): OperationRow | undefined {
  return ledger.one<OperationRow>(FIND, id);
}

/** SHA-256, hex, of a command's parsed input. Parsing fixed the order of its keys, so equal input means equal text. */
export function inputDigest(method: string, input: unknown): string {
  return hash('sha256', JSON.stringify([method, input]), 'hex');
}

/**
 * Runs `command` once for `input.operationId`, or gives the first answer again. Throws Refused OPERATION_REUSED.
 * `admit` throws when the caller may no longer do it: asked again where `prepare` let time pass.
 */
export async function runCommand<I extends { readonly operationId: string }, O>(
  ledger: Ledger,
  method: string,
  command: Command<I, O>,
  caller: Caller,
  input: I,
  admit: () => void,
): Promise<O> {
  const digest = inputDigest(method, input);
  const repeated = (): O | undefined => {
    const found = findOperation(ledger, input.operationId);
    if (!found) return undefined;
    if (found.digest !== digest || found.personId !== caller.personId) {
      return refuse('OPERATION_REUSED', { operationId: input.operationId });
    }
    return command.again(ledger, JSON.parse(found.answer));
  };
  const first = repeated();
  if (first !== undefined) return first;
  const prepared = command.prepare ? await command.prepare(input, { ledger, caller }) : undefined;
  const operation = (answer: unknown): OperationSeal => ({
    id: input.operationId,
    personId: caller.personId,
    method,
    digest,
    answer,
  });
  return ledger.transact<O>(
    () => {
      // Asked again inside: `prepare` let other calls through, and one of them may have been this very operation.
      const meanwhile = command.prepare ? repeated() : undefined;
      if (meanwhile !== undefined) return meanwhile;
      if (command.prepare) admit();
      const output = command.run({ ledger, caller, operation }, input, prepared) as O;
      if (ledger.sealed !== input.operationId) throw new Error(`${method} did not seal its operation`);
      return output;
    },
    repeated,
    input.operationId,
  );
}

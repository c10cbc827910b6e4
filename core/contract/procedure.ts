// What a procedure of the contract is: a business verb with schemas, the permission it needs and the refusals it gives.
// Server, windows, CLI and `describe` are all derived from these, so nothing can be called that is not written here.
import type { z } from 'zod';
import type { Permission } from '../people/permissions.ts';
import type { ErrorCode } from './errors.ts';

/**
 * query: reads, changes nothing. command: changes the ledger once per operation id. session: signs people in and out;
 * it has no operation id because a second try with a password is a new fact that must be counted, never replayed.
 */
export type ProcedureKind = 'query' | 'command' | 'session';

/**
 * anyone: before sign-in. signedIn: any person with an unlocked session. evenLocked: a locked one too, and asking does not keep
 * it from locking: only for what a passer-by may hear. Else: the one permission needed.
 */
export type Access = 'anyone' | 'signedIn' | 'evenLocked' | Permission;

/** At which window it may be called: the other one is refused before anybody asks who is there. */
export type ProcedureWindow = 'till' | 'approval';

export interface Procedure<I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType> {
  readonly kind: ProcedureKind;
  readonly access: Access;
  /** The till unless said otherwise. */
  readonly window?: ProcedureWindow;
  readonly summary: string;
  readonly input: I;
  readonly output: O;
  readonly errors: readonly ErrorCode[];
}

/** Keeps the exact schema types of one procedure. */
export function procedure<I extends z.ZodType, O extends z.ZodType>(definition: Procedure<I, O>): Procedure<I, O> {
  return definition;
}

// People and their roles: added, reset, deactivated and taken back by IT, every change a link of the chain.
// First passwords must be changed at the first sign-in, so that whoever set one does not keep it.
import type { InputOf, OutputOf } from '../../core/contract/contract.ts';
import { refuse } from '../../core/contract/errors.ts';
import { passwordFault } from '../../core/people/password-rule.ts';
import { conflictingRoles, type Role, ROLES } from '../../core/people/permissions.ts';
import { containsCardNumber } from '../../core/text/card-number.ts';
import { Act } from '../ledger/act.ts';
import type { Command } from '../ledger/command.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { hashPassword } from '../keys/password-hash.ts';
import { enrolmentOf } from '../readers/read-factor.ts';
import { credential, person, personRole } from '../schema.ts';

type Person = OutputOf<'people.create'>;

export const peopleCreate: Command<InputOf<'people.create'>, Person> = {
  prepare: (input) => {
    refuseBadPassword(input.password, input.username);
    return hashPassword(input.password);
  },
  run({ ledger, caller, operation }, input, phc) {
    if (containsCardNumber(input.name) || containsCardNumber(input.username)) refuse('CARD_NUMBER_NOT_ALLOWED', {});
    const conflict = conflictingRoles(input.roles);
    if (conflict) return refuse('ROLES_CONFLICT', { one: conflict[0], other: conflict[1] });
    if (personByUsername(ledger, input.username)) refuse('USERNAME_TAKEN', { username: input.username });
    const act = new Act(ledger);
    insertPerson(ledger, act, { ...input, phc: phc as string, mustChange: true });
    act.seal({
      kind: 'person.created',
      ref: input.username,
      businessDate: ledger.businessDate(),
      personId: caller.personId,
      operation: operation({ username: input.username }),
    });
    return readPerson(ledger, input.username);
  },
  again: (ledger, kept) => readPerson(ledger, (kept as { username: string }).username),
};

export const peopleReset: Command<InputOf<'people.reset'>, Person> = {
  prepare: (input) => {
    refuseBadPassword(input.password, input.username);
    return hashPassword(input.password);
  },
  run({ ledger, caller, operation }, { username }, phc) {
    const target = personByUsername(ledger, username) ?? refuse('UNKNOWN_USER', { username });
    const act = new Act(ledger);
    resetCredential(ledger, act, target.id, phc as string);
    act.seal({
      kind: 'person.reset',
      ref: username,
      businessDate: ledger.businessDate(),
      personId: caller.personId,
      operation: operation({ username }),
    });
    return readPerson(ledger, username);
  },
  again: (ledger, kept) => readPerson(ledger, (kept as { username: string }).username),
};

export const peopleDeactivate: Command<InputOf<'people.deactivate'>, Person> = {
  run({ ledger, caller, operation }, { username }) {
    const target = personByUsername(ledger, username) ?? refuse('UNKNOWN_USER', { username });
    const roles = rolesOf(ledger, target.id);
    if (roles.length === 0) refuse('PERSON_UNCHANGED', { username });
    // Without an administrator nobody could give a right again, not even this one back.
    if (roles.includes('it') && administrators(ledger).length === 1) refuse('LAST_ADMIN', {});
    const act = new Act(ledger);
    insertRoles(ledger, act, target.id, roles, 0);
    ledger.prepared('DELETE FROM session WHERE person_id = ?').run(target.id);
    act.seal({
      kind: 'person.deactivated',
      ref: username,
      businessDate: ledger.businessDate(),
      personId: caller.personId,
      detail: { roles, openShift: readPerson(ledger, username).openShift },
      operation: operation({ username }),
    });
    return readPerson(ledger, username);
  },
  again: (ledger, kept) => readPerson(ledger, (kept as { username: string }).username),
};

export const peopleReactivate: Command<InputOf<'people.reactivate'>, Person> = {
  run({ ledger, caller, operation }, { username, roles }) {
    const target = personByUsername(ledger, username) ?? refuse('UNKNOWN_USER', { username });
    if (rolesOf(ledger, target.id).length > 0) refuse('PERSON_UNCHANGED', { username });
    const conflict = conflictingRoles(roles);
    if (conflict) return refuse('ROLES_CONFLICT', { one: conflict[0], other: conflict[1] });
    const act = new Act(ledger);
    insertRoles(ledger, act, target.id, [...new Set(roles)], 1);
    act.seal({
      kind: 'person.reactivated',
      ref: username,
      businessDate: ledger.businessDate(),
      personId: caller.personId,
      detail: { roles },
      operation: operation({ username }),
    });
    return readPerson(ledger, username);
  },
  again: (ledger, kept) => readPerson(ledger, (kept as { username: string }).username),
};

function administrators(ledger: Ledger): number[] {
  const everybody = ledger.all<{ id: number }>('SELECT id FROM person').map(({ id }) => id);
  return everybody.filter((id) => rolesOf(ledger, id).includes('it'));
}

function insertRoles(ledger: Ledger, act: Act, personId: number, roles: readonly Role[], granted: 0 | 1): void {
  const sql = 'SELECT max(n) AS n FROM person_role WHERE person_id = ?';
  const last = ledger.one<{ n: number | null }>(sql, personId)?.n ?? 0;
  for (const [index, role] of roles.entries()) act.insert(personRole, { personId, n: last + index + 1, role, granted });
}

/** Throws Refused PASSWORD_REFUSED when a new password breaks the rule. */
export function refuseBadPassword(password: string, username: string): void {
  const fault = passwordFault(password, username);
  if (fault) refuse('PASSWORD_REFUSED', { reason: fault });
}

export interface NewPerson {
  readonly username: string;
  readonly name: string;
  readonly roles: readonly Role[];
  readonly phc: string;
  readonly mustChange: boolean;
}

/** Adds a person with roles and credential to a running act. */
export function insertPerson(ledger: Ledger, act: Act, added: NewPerson): number {
  const id = (ledger.one<{ id: number | null }>('SELECT max(id) AS id FROM person')?.id ?? 0) + 1;
  act.insert(person, { id, username: added.username, name: added.name });
  for (const [index, role] of [...new Set(added.roles)].entries()) {
    act.insert(personRole, { personId: id, n: index + 1, role, granted: 1 });
  }
  insertCredential(ledger, act, id, added.phc, added.mustChange);
  ledger.prepared('INSERT INTO signin_guard (person_id, failures, wait_ms) VALUES (?, 0, 0)').run(id);
  return id;
}

/** Adds a new credential to a running act; the newest one counts. */
export function insertCredential(ledger: Ledger, act: Act, personId: number, phc: string, mustChange: boolean): void {
  const sql = 'SELECT max(n) AS n FROM credential WHERE person_id = ?';
  const n = (ledger.one<{ n: number | null }>(sql, personId)?.n ?? 0) + 1;
  act.insert(credential, { personId, n, phc, mustChange: mustChange ? 1 : 0 });
}

/** Adds a first password to a running act, to be changed at the next sign-in; lifts a lockout, ends what was signed in. */
export function resetCredential(ledger: Ledger, act: Act, personId: number, phc: string): void {
  insertCredential(ledger, act, personId, phc, true);
  ledger.prepared('UPDATE signin_guard SET failures = 0, wait_ms = 0 WHERE person_id = ?').run(personId);
  ledger.prepared('DELETE FROM session WHERE person_id = ?').run(personId);
}

export interface PersonRow {
  readonly id: number;
  readonly username: string;
  readonly name: string;
}

/** The person called `username`, or undefined. */
export function personByUsername(ledger: Ledger, username: string): PersonRow | undefined {
  return ledger.one<PersonRow>('SELECT id, username, name FROM person WHERE username = ?', username);
}

/** The roles `personId` holds now. */
export function rolesOf(ledger: Ledger, personId: number): Role[] {
  const rows = ledger.all<{ role: Role; granted: number }>(
    'SELECT role, granted FROM person_role WHERE person_id = ? ORDER BY n',
    personId,
  );
  const held = new Map(rows.map(({ role, granted }) => [role, granted === 1]));
  return ROLES.filter((role) => held.get(role) === true);
}

/** The person called `username`, as the list of people shows them. */
export function readPerson(ledger: Ledger, username: string): Person {
  const found = personByUsername(ledger, username);
  if (!found) throw new Error(`person ${username} does not exist`);
  return view(ledger, found);
}

function view(ledger: Ledger, row: PersonRow): Person {
  const roles = rolesOf(ledger, row.id);
  const guard = ledger.one<{ wait: number }>('SELECT wait_ms AS wait FROM signin_guard WHERE person_id = ?', row.id);
  const shift = ledger.one<{ number: string }>(
    "SELECT s.number FROM open_shift o JOIN shift s ON s.id = o.shift_id WHERE o.person_id = ? AND o.kind = 'till'",
    row.id,
  );
  return {
    username: row.username,
    name: row.name,
    roles,
    active: roles.length > 0,
    lockedOut: (guard?.wait ?? 0) > 0,
    secondFactor: enrolmentOf(ledger, row.id) !== null,
    openShift: shift?.number ?? null,
  };
}

/** Everybody who may sign in, by name. */
export function readPeople(ledger: Ledger): Person[] {
  return ledger
    .all<PersonRow>('SELECT id, username, name FROM person ORDER BY username')
    .map((row) => view(ledger, row));
}

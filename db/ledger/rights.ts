// What a person may do now: what their roles say, and for IT a little more until the first set-up is over.
import { type Permission, permissionsOf } from '../../core/people/permissions.ts';
import { SETUP_GRANTS } from '../../core/settings/setup-steps.ts';
import { rolesOf } from '../use-cases/manage-people.ts';
import type { Ledger } from './ledger.ts';

/** Whether nobody has said yet that the set-up is finished and no shift was ever opened. */
export function setupIsOpen(ledger: Ledger): boolean {
  const over =
    "SELECT EXISTS (SELECT 1 FROM shift LIMIT 1) OR EXISTS (SELECT 1 FROM setup_step WHERE step = 'finish') AS over";
  return ledger.one<{ over: number }>(over)?.over === 0;
}

/** Everything `personId` may do now. */
export function rightsOf(ledger: Ledger, personId: number): ReadonlySet<Permission> {
  const roles = rolesOf(ledger, personId);
  const setup = roles.includes('it') && setupIsOpen(ledger) ? SETUP_GRANTS : [];
  return new Set([...permissionsOf(roles), ...setup]);
}

/** `rightsOf`, each person read once: for as long as one question is answered. */
export function rightsReadOnce(ledger: Ledger): (personId: number) => ReadonlySet<Permission> {
  const known = new Map<number, ReadonlySet<Permission>>();
  return (personId) => {
    const rights = known.get(personId) ?? rightsOf(ledger, personId);
    known.set(personId, rights);
    return rights;
  };
}

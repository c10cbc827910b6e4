// An administrator who forgot the password, with nobody left to reset it: whoever holds the recovery key sets a new first
// one. That key opens the whole ledger anyway, so this gives nothing it does not give already; that it was used, and that it
// was tried in vain, stands in the journal.
import type { InputOf } from '../../core/contract/contract.ts';
import { refuse } from '../../core/contract/errors.ts';
import { Act } from '../ledger/act.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { hashPassword } from '../keys/password-hash.ts';
import { personByUsername, refuseBadPassword, resetCredential, rolesOf } from './manage-people.ts';

/**
 * Proves the key with `proves` before anything of the person is looked at, so that no answer tells which names exist.
 * Throws Refused PASSWORD_REFUSED, LOCKED_OUT, WRONG_KEY, or UNKNOWN_USER where the name is no administrator's.
 */
export async function recoverAdministrator(
  ledger: Ledger,
  proves: (secret: string) => Promise<boolean>,
  { username, recoveryKey, password }: InputOf<'session.recover'>,
): Promise<void> {
  refuseBadPassword(password, username);
  if (!(await proves(recoveryKey))) {
    ledger.transact(
      () => seal(ledger, 'recovery.failed', null),
      () => undefined,
    );
    return refuse('WRONG_KEY', {});
  }
  const target = personByUsername(ledger, username);
  if (target === undefined || !rolesOf(ledger, target.id).includes('it')) return refuse('UNKNOWN_USER', { username });
  const phc = await hashPassword(password);
  ledger.transact(
    () => {
      const act = new Act(ledger);
      resetCredential(ledger, act, target.id, phc);
      act.seal({ kind: 'person.recovered', ref: username, businessDate: ledger.businessDate(), personId: null });
    },
    () => undefined,
  );
}

function seal(ledger: Ledger, kind: string, ref: string | null): void {
  new Act(ledger).seal({ kind, ref, businessDate: ledger.businessDate(), personId: null });
}

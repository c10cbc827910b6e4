// Somebody of a department: a role that the sample counter has nobody for.
import type { Counter } from './counter.ts';
import { op } from './counter.ts';

/** The user name of the laboratory's confirmer; the password is as every test's: `lab1-2026`. */
export const CONFIRMER = 'lab1';

/** Adds the laboratory's confirmer, whose first password is changed already. */
export async function addConfirmer(counter: Counter): Promise<void> {
  const first = { username: CONFIRMER, password: 'a first password' };
  const it = counter.window();
  await it.signIn('it1');
  await it.call('people.create', { operationId: op(), ...first, name: '检验科', roles: ['confirmer'] });
  const window = counter.window();
  await window.call('session.signIn', first);
  await window.call('session.changePassword', { old: first.password, next: `${CONFIRMER}-2026` });
}

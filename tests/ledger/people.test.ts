// People who leave and come back: everything ends at once for who leaves, the ledger is never without an administrator.
import { afterEach, beforeEach, expect, it } from 'vitest';
import { minor } from '../../core/money/money.ts';
import { Counter, op, refusalOf, type Window } from './support/counter.ts';

let counter: Counter;
let admin: Window;
beforeEach(async () => {
  counter = await Counter.withSample();
  admin = await counter.signedIn('it1');
});
afterEach(() => counter.stop());

const deactivate = (username: string) => admin.call('people.deactivate', { operationId: op(), username });
const reactivate = (username: string, roles: ('cashier' | 'it' | 'finance')[]) =>
  admin.call('people.reactivate', { operationId: op(), username, roles });

it('who is deactivated is signed out at once, everywhere, and does not get in again', async () => {
  const till = await counter.signedIn('cashier1');
  const ticket = counter.tickets.get(till.channel) ?? '';
  counter.events.length = 0;
  expect(await deactivate('cashier1')).toMatchObject({ active: false, roles: [], openShift: null });
  expect(await refusalOf(till.call('shift.current', {}))).toBe('NOT_SIGNED_IN');
  expect(counter.events).toContainEqual({ event: 'session', data: { state: 'ended' } });
  expect(await refusalOf(counter.window().signIn('cashier1'))).toBe('BAD_CREDENTIALS');
  expect(await refusalOf(counter.window(ticket).call('shift.current', {}))).toBe('NOT_SIGNED_IN');
  expect(await refusalOf(deactivate('cashier1'))).toBe('PERSON_UNCHANGED');
  expect(await refusalOf(deactivate('nobody'))).toBe('UNKNOWN_USER');
  expect(counter.verify()).toMatchObject({ ok: true });
});

it('an open shift is stated, and closed by the same person once they are back', async () => {
  const till = await counter.signedIn('cashier1');
  const { number } = await till.call('shift.open', { operationId: op(), drawer: '1', float: minor(0), counted: null });
  expect((await deactivate('cashier1')).openShift).toBe(number);
  const said = counter.ledger.db.prepare("SELECT detail FROM chain WHERE kind = 'person.deactivated'").pluck().get();
  expect(JSON.parse(String(said))).toEqual({ roles: ['cashier'], openShift: number });
  expect(await refusalOf(reactivate('cashier1', ['cashier', 'finance']))).toBe('ROLES_CONFLICT');
  expect(await reactivate('cashier1', ['cashier'])).toMatchObject({ active: true, openShift: number });
  expect(await refusalOf(reactivate('cashier1', ['cashier']))).toBe('PERSON_UNCHANGED');
  const again = await counter.signedIn('cashier1');
  await again.call('shift.close', { operationId: op(), counted: minor(0) });
});

it('the last administrator stays, also when it is oneself', async () => {
  await deactivate('admin');
  expect(await refusalOf(deactivate('it1'))).toBe('LAST_ADMIN');
  await reactivate('admin', ['it']);
  await deactivate('it1');
  expect(await refusalOf(admin.call('people.list', {}))).toBe('NOT_SIGNED_IN');
});

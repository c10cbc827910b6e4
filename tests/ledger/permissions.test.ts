// Who may do what, asked of the real server: every role at every method of the contract, so that a method that is added
// is asked as well. What a window sends never names a role or a person.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CONTRACT, type Method } from '../../core/contract/contract.ts';
import { PERMISSIONS, type Permission, permissionsOf, type Role, ROLES } from '../../core/people/permissions.ts';
import { Act } from '../../db/ledger/act.ts';
import { personRole } from '../../db/schema.ts';
import { addConfirmer, CONFIRMER } from './support/confirmer.ts';
import { Counter, op, refusalOf, type Window } from './support/counter.ts';
import { mixedCharge } from './support/charges.ts';

let counter: Counter;
beforeEach(async () => {
  counter = await Counter.withSample();
});
afterEach(() => counter.stop());

const METHODS = Object.keys(CONTRACT) as Method[];
const accessOf = (method: Method): string => CONTRACT[method].access;
const WHO: Readonly<Record<Role, string>> = {
  cashier: 'cashier1',
  supervisor: 'supervisor1',
  finance: 'finance1',
  it: 'it1',
  auditor: 'auditor1',
  confirmer: CONFIRMER,
};
const GUARDED = METHODS.filter((method) => (PERMISSIONS as readonly string[]).includes(accessOf(method)));

/** The code a bare call is answered with; 'done' when it is not refused. */
async function codeOf(window: Window, method: string, params: object = {}): Promise<string> {
  const answer = await counter.send(window.channel, JSON.stringify({ id: 1, method, params }), 1);
  return answer.error?.code ?? 'done';
}

/** At a window of whoever has only this role; the sample counter has no confirmer, who is added. */
async function only(role: Role): Promise<Window> {
  if (role === 'confirmer') await addConfirmer(counter);
  return counter.signedIn(WHO[role]);
}

describe.each(ROLES)('a person who is only %s', (role) => {
  it('is forbidden exactly what the role does not permit', async () => {
    const permitted = permissionsOf([role]);
    const window = await only(role);
    for (const method of GUARDED) {
      const code = await codeOf(window, method);
      if (permitted.includes(accessOf(method) as Permission)) expect(code, method).not.toBe('FORBIDDEN');
      else expect(code, method).toBe('FORBIDDEN');
    }
  });

  it('changes nothing by a forbidden call, however well it is worded', async () => {
    const window = await only(role);
    const before = counter.ledger.db.prepare('SELECT count(*) FROM operation').pluck().get();
    const wellWorded: readonly (readonly [Method, object])[] = [
      ['charge.post', mixedCharge()],
      ['shift.open', { operationId: op(), drawer: '1', float: 0, counted: null }],
      ['people.create', { operationId: op(), username: 'mine', name: 'x', roles: ['it'], password: 'a long password' }],
      ['people.reset', { operationId: op(), username: 'supervisor2', password: 'a long password' }],
    ];
    let forbidden = 0;
    for (const [method, params] of wellWorded) {
      if (permissionsOf([role]).includes(accessOf(method) as Permission)) continue;
      expect(await codeOf(window, method, params), method).toBe('FORBIDDEN');
      forbidden += 1;
    }
    expect(forbidden).toBeGreaterThan(0);
    expect(counter.ledger.db.prepare('SELECT count(*) FROM operation').pluck().get()).toBe(before);
  });
});

describe('the duties, said once more in words of their own', () => {
  const may = (permission: Permission): Role[] => ROLES.filter((role) => permissionsOf([role]).includes(permission));
  it.each([
    ['charge.post', ['cashier']],
    ['shift.work', ['cashier']],
    ['people.manage', ['it']],
    ['audit.read', ['finance', 'it', 'auditor']],
    ['ledger.verify', ['finance', 'it', 'auditor']],
    ['report.read', ['supervisor', 'finance', 'auditor']],
    ['backfill.post', ['cashier', 'supervisor', 'finance']],
    ['receipt.print', ['cashier', 'supervisor', 'finance']],
    ['customer.merge', ['supervisor', 'finance']],
    ['customer.reveal', ['cashier', 'supervisor', 'finance', 'auditor']],
    ['attachment.read', ['cashier', 'supervisor', 'finance', 'auditor']],
    ['approval.request', ['cashier', 'supervisor', 'finance']],
    ['receipt.void', ['cashier']],
    ['tender.correct', ['cashier']],
    ['approval.discount', ['supervisor']],
    ['approval.priceOverride', ['supervisor']],
    ['approval.void', ['supervisor']],
    ['approval.tenderCorrection', ['supervisor']],
    ['approval.depositForfeit', ['supervisor']],
    ['approval.customerFreeze', ['supervisor']],
    ['approval.stockWriteOff', ['supervisor']],
    ['refund.confirmUse', ['supervisor', 'confirmer']],
  ] as const)('%s: %s', (permission, roles) => expect(may(permission)).toEqual(roles));

  it('IT has no part in money, an auditor writes nothing', () => {
    const money = ['shift.work', 'charge.post', 'backfill.post', 'receipt.print'];
    expect(permissionsOf(['it']).filter((one) => money.includes(one) || one.startsWith('customer'))).toEqual([]);
    const writes = new Set(METHODS.filter((method) => CONTRACT[method].kind === 'command').map(accessOf));
    expect(permissionsOf(['auditor']).filter((one) => writes.has(one))).toEqual([]);
  });
});

describe('a window where', () => {
  it('nobody is signed in gets nothing but what anyone may have', async () => {
    const window = counter.window();
    for (const method of METHODS.filter((one) => accessOf(one) !== 'anyone')) {
      expect(await codeOf(window, method), method).toBe('NOT_SIGNED_IN');
    }
    expect(METHODS.filter((one) => accessOf(one) === 'anyone').sort()).toEqual([
      'approval.case',
      'approval.decide',
      'approval.decideSeveral',
      'approval.paper',
      'approval.show',
      'approval.showSeveral',
      'ledger.create',
      'ledger.status',
      'ledger.unlock',
      'session.current',
      'session.recover',
      'session.signIn',
      'session.signOut',
      'session.unlock',
    ]);
  });

  it('the session is locked gets nothing either, but by number what waits', async () => {
    const window = await counter.signedIn('cashier1');
    await window.call('session.lock', {});
    expect(METHODS.filter((one) => accessOf(one) === 'evenLocked')).toEqual(['reminder.waiting']);
    for (const method of METHODS.filter((one) => !['anyone', 'evenLocked'].includes(accessOf(one)))) {
      expect(await codeOf(window, method), method).toBe('SESSION_LOCKED');
    }
  });

  it('a first password must be changed can change it, sign out, and nothing else', async () => {
    const it1 = await counter.signedIn('it1');
    const first = { username: 'newcomer', password: 'a first password' };
    await it1.call('people.create', { operationId: op(), ...first, name: '新人', roles: ['cashier'] });
    const window = counter.window();
    expect((await window.call('session.signIn', first)).mustChangePassword).toBe(true);
    for (const method of METHODS.filter((one) => accessOf(one) !== 'anyone' && CONTRACT[one].kind !== 'session')) {
      expect(await codeOf(window, method), method).toBe('PASSWORD_MUST_CHANGE');
    }
    const change = (next: string) => window.call('session.changePassword', { old: first.password, next });
    expect(await refusalOf(change(first.password))).toBe('PASSWORD_REFUSED');
    expect(await refusalOf(change('short'))).toBe('PASSWORD_REFUSED');
    expect(await refusalOf(change('newcomer'))).toBe('PASSWORD_REFUSED');
    await change('a second password');
    expect(await codeOf(window, 'shift.current')).toBe('done');
    expect(await refusalOf(counter.window().call('session.signIn', first))).toBe('BAD_CREDENTIALS');
  });

  it('a second person signs in has the rights of that person only', async () => {
    const window = await counter.signedIn('it1');
    await window.signIn('cashier1');
    expect(await codeOf(window, 'people.list')).toBe('FORBIDDEN');
    expect(await codeOf(window, 'shift.current')).toBe('done');
  });

  it('names of roles or people are sent along is told that there is no such field', async () => {
    const window = await counter.signedIn('cashier1');
    for (const field of ['role', 'roles', 'user', 'personId', 'session', '__proto__', 'constructor']) {
      const text = `{"id":1,"method":"people.list","params":{},"${field}":{"roles":["it"]}}`;
      expect((await counter.send(window.channel, text, 1)).error?.code, field).toBe('MALFORMED');
      const inside = `{"id":1,"method":"shift.current","params":{"${field}":["it"]}}`;
      expect((await counter.send(window.channel, inside, 1)).error?.code, field).toBe('INVALID_INPUT');
    }
  });
});

describe('a role that is taken away', () => {
  function takeAway(username: string, role: Role): void {
    const { ledger } = counter;
    const id = Number(ledger.db.prepare('SELECT id FROM person WHERE username = ?').pluck().get(username));
    ledger.transact(
      () => {
        const act = new Act(ledger);
        act.insert(personRole, { personId: id, n: 2, role, granted: 0 });
        act.seal({ kind: 'person.changed', ref: username, businessDate: ledger.businessDate(), personId: null });
      },
      () => undefined,
    );
  }

  it('is gone at the next call after people changed, and at the next sign-in', async () => {
    const till = await counter.signedIn('cashier1');
    const it1 = await counter.signedIn('it1');
    takeAway('cashier1', 'cashier');
    await it1.call('people.reset', { operationId: op(), username: 'supervisor2', password: 'a long password' });
    expect(await codeOf(till, 'shift.current')).toBe('NOT_SIGNED_IN');
    expect(await refusalOf(counter.window().signIn('cashier1'))).toBe('BAD_CREDENTIALS');
    const { people } = await it1.call('people.list', {});
    expect(people.find((person) => person.username === 'cashier1')).toMatchObject({ active: false, roles: [] });
  });

  it('does not come back with the ticket of a session from before', async () => {
    const till = await counter.signedIn('cashier1');
    const ticket = counter.tickets.get(till.channel) ?? '';
    takeAway('cashier1', 'cashier');
    counter.stop(false);
    await counter.start();
    expect(await codeOf(counter.window(ticket), 'shift.current')).toMatch(/FORBIDDEN|NOT_SIGNED_IN/);
  });

  it('ends the session of whoever got a new password', async () => {
    const till = await counter.signedIn('cashier1');
    const it1 = await counter.signedIn('it1');
    await it1.call('people.reset', { operationId: op(), username: 'cashier1', password: 'a long password' });
    expect(await codeOf(till, 'shift.current')).toBe('PASSWORD_MUST_CHANGE');
    expect(await refusalOf(till.call('session.changePassword', { old: 'cashier1-2026', next: 'another one' }))).toBe(
      'BAD_CREDENTIALS',
    );
  });
});

describe('in the journal', () => {
  const noted = () =>
    counter.ledger.db
      .prepare(
        "SELECT p.username, c.ref FROM chain c JOIN person p ON p.id = c.person_id WHERE c.kind = 'call.forbidden'",
      )
      .raw()
      .all();

  it('stands every forbidden call with who and what, a flood of them once a minute', async () => {
    const window = await counter.signedIn('it1');
    for (let n = 0; n < 20; n += 1) expect(await codeOf(window, 'charge.post')).toBe('FORBIDDEN');
    expect(noted()).toEqual([['it1', 'charge.post']]);
    counter.clock.pass(60_000);
    expect(await codeOf(window, 'charge.post')).toBe('FORBIDDEN');
    expect(noted()).toHaveLength(2);
  });

  it('stands the next person as well, although the session has the number of the last', async () => {
    const window = await counter.signedIn('it1');
    await codeOf(window, 'charge.post');
    await window.call('session.signOut', {});
    await window.signIn('auditor1');
    await codeOf(window, 'charge.post');
    expect(noted()).toEqual([
      ['it1', 'charge.post'],
      ['auditor1', 'charge.post'],
    ]);
  });
});

// Guessing, idling, restarting: what a session and a password withstand when the clock lies and the process dies.
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ledgerFiles } from '../../db/open/ledger-files.ts';
import { openForReading } from '../../db/open/open-ledger.ts';
import { ABSOLUTE_MS } from '../../db/server/sessions.ts';
import { Counter, MORNING, op, refusalOf, TestClock, type Window } from './support/counter.ts';
import { looks } from './support/fast-passwords.ts';
import { dump } from './support/raw-sql.ts';
import { dose } from '../fixtures/dose.ts';
import { seeded } from './support/random.ts';
import { mixedCharge } from './support/charges.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** What a clock may say: an hour wrong, 1970, ten years on. */
const LIES = [MORNING, MORNING - HOUR, MORNING + HOUR, MORNING + 24 * HOUR, 0, MORNING + 3652 * 24 * HOUR];

let counter: Counter;
beforeEach(async () => {
  counter = await Counter.withSample();
  looks.count = 0;
  looks.before = () => undefined;
});
afterEach(() => {
  expect(counter.faults).toEqual([]);
  counter.stop();
});

/** The ledger process dies and another one starts: its monotonic clock begins anew, the wall clock says `wall`. */
async function restart(wall = counter.clock.wall): Promise<void> {
  counter.stop(false);
  expect(counter.faults).toEqual([]);
  const clock = new TestClock();
  clock.wall = wall;
  clock.mono = 0;
  const { dataDir, tickets } = counter;
  counter = await new Counter({ dataDir, clock }).start();
  for (const [channel, ticket] of tickets) counter.tickets.set(channel, ticket);
}

const guess = (window: Window, password = 'a guess', username = 'cashier1') =>
  window.call('session.signIn', { username, password });

/** Counts the looks at a password while `work` runs. */
async function looksDuring(work: () => Promise<unknown>): Promise<number> {
  const before = looks.count;
  await work();
  return looks.count - before;
}

describe('guessing a password', () => {
  it('ten thousand times over many restarts and any clock is looked at twenty times at most', async () => {
    const random = seeded(17);
    const guesses = 10_000;
    const restarts = dose(25, 100);
    const codes = new Set<string>();
    counter.ledger.db.pragma('synchronous = OFF');
    for (let round = 0; round < restarts; round += 1) {
      const window = counter.window();
      for (let n = 0; n < guesses / restarts; n += 1) {
        codes.add(await refusalOf(guess(window, `guess ${round} ${n}`)));
        counter.clock.pass(random.below(400));
        if (random.chance(0.05)) counter.clock.wall = random.pick(LIES);
      }
      await restart(random.pick(LIES));
      counter.ledger.db.pragma('synchronous = OFF');
    }
    expect([...codes].sort()).toEqual(['BAD_CREDENTIALS', 'LOCKED_OUT']);
    expect(looks.count).toBeGreaterThan(4);
    expect(looks.count).toBeLessThanOrEqual(20);
    // Not even the right one is looked at now, and nobody else is locked out.
    expect(await looksDuring(() => refusalOf(counter.window().signIn('cashier1')))).toBe(0);
    expect((await counter.window().signIn('cashier2')).user.username).toBe('cashier2');
  });

  it('is slowed by 1, 5 and 15 minutes of running time, and then by an hour after every one', async () => {
    const window = counter.window();
    const burst = async (): Promise<number> =>
      looksDuring(async () => {
        for (let n = 0; n < 30; n += 1) await refusalOf(guess(window));
      });
    expect(await burst()).toBe(5);
    for (const minutes of [1, 5, 15]) {
      counter.clock.pass(minutes * MINUTE - 1);
      expect(await burst(), `${minutes} min − 1 ms`).toBe(0);
      counter.clock.pass(1);
      expect(await burst(), `${minutes} min`).toBe(5);
    }
    for (let more = 0; more < 3; more += 1) {
      counter.clock.pass(HOUR - 1);
      expect(await burst()).toBe(0);
      counter.clock.pass(1);
      expect(await burst()).toBe(1);
    }
  });

  it('ends its wait on a machine that is switched off every evening: what was served stays served', async () => {
    for (const wait of [MINUTE, 0]) {
      for (let n = 0; n < 5; n += 1) await refusalOf(guess(counter.window()));
      counter.clock.pass(wait);
    }
    // Five minutes are to be waited now: five evenings of a minute, each written down by the sweep.
    for (let evening = 0; evening < 5; evening += 1) {
      expect(await looksDuring(() => refusalOf(guess(counter.window())))).toBe(0);
      counter.clock.pass(MINUTE);
      counter.server.sweep();
      await restart();
    }
    expect(await looksDuring(() => refusalOf(guess(counter.window())))).toBe(1);
  });

  it('is answered for a name nobody has as for one that exists', async () => {
    const tries = async (username: string): Promise<unknown[]> => {
      const window = counter.window();
      const seen: unknown[] = [];
      for (let n = 0; n < 7; n += 1) {
        const error = await window
          .call('session.signIn', { username, password: 'wrong password' })
          .catch((thrown) => thrown);
        seen.push([error.code, error.params.triesLeft]);
      }
      return seen;
    };
    expect(await tries('nobody.here')).toEqual(await tries('cashier2'));
  });

  it('is not made faster by setting the clock or by starting again: waiting is running time', async () => {
    for (let n = 0; n < 5; n += 1) await refusalOf(guess(counter.window()));
    for (const wall of [counter.clock.wall + 365 * 24 * HOUR, 0, counter.clock.wall]) {
      await restart(wall);
      counter.clock.pass(30_000);
      expect(await looksDuring(() => refusalOf(guess(counter.window())))).toBe(0);
      counter.clock.wall += 24 * HOUR;
      expect(await looksDuring(() => refusalOf(guess(counter.window())))).toBe(0);
      // Half a minute was served and written down at the try; the restart takes what was not.
      await restart();
      counter.clock.pass(0);
    }
  });

  it('at fifty windows at once is still looked at five times', async () => {
    const windows = Array.from({ length: 50 }, () => counter.window());
    expect(await looksDuring(() => Promise.all(windows.map((window) => refusalOf(guess(window)))))).toBe(5);
  });

  it('is counted before it is answered: the count is in the file when the password is looked at', async () => {
    const seen: unknown[] = [];
    looks.before = () => {
      const db = openForReading(counter.keeper.files, counter.keeper.ready().key);
      seen.push(db.prepare('SELECT max(failures) FROM signin_guard').pluck().get());
      db.close();
    };
    for (let n = 0; n < 3; n += 1) await refusalOf(guess(counter.window()));
    expect(seen).toEqual([1, 2, 3]);
  });

  it('at unlock and at a change of password is the same count', async () => {
    const window = counter.window();
    await window.signIn('cashier1');
    for (let n = 0; n < 2; n += 1) {
      const change = window.call('session.changePassword', { old: 'a guess', next: 'a new password' });
      expect(await refusalOf(change)).toBe('BAD_CREDENTIALS');
    }
    await window.call('session.lock', {});
    for (let n = 0; n < 3; n += 1) {
      expect(await refusalOf(window.call('session.unlock', { password: 'a guess' }))).toBe('BAD_CREDENTIALS');
    }
    expect(await refusalOf(window.call('session.unlock', { password: 'cashier1-2026' }))).toBe('LOCKED_OUT');
    expect(await refusalOf(counter.window().signIn('cashier1'))).toBe('LOCKED_OUT');
  });

  it('is forgiven by the right one, told to its owner, and lifted by a reset', async () => {
    for (let n = 0; n < 4; n += 1) await refusalOf(guess(counter.window()));
    const signedIn = await counter.window().signIn('cashier1');
    expect(signedIn.failuresSince).toBe(4);
    for (let n = 0; n < 5; n += 1) await refusalOf(guess(counter.window()));
    expect(await refusalOf(counter.window().signIn('cashier1'))).toBe('LOCKED_OUT');
    const it1 = counter.window();
    await it1.signIn('it1');
    const reset = await it1.call('people.reset', {
      operationId: op(),
      username: 'cashier1',
      password: 'a first password',
    });
    expect(reset.lockedOut).toBe(false);
    expect((await guess(counter.window(), 'a first password')).mustChangePassword).toBe(true);
  });

  it('is in the journal: what failed, what was locked out, and names nobody has', async () => {
    for (let n = 0; n < 9; n += 1) await refusalOf(guess(counter.window()));
    expect(await refusalOf(guess(counter.window(), 'x', 'nobody'))).toBe('BAD_CREDENTIALS');
    const kinds = counter.ledger.db
      .prepare("SELECT kind, count(*) FROM chain WHERE kind LIKE 'signin.%' GROUP BY 1 ORDER BY 1")
      .raw()
      .all();
    expect(kinds).toEqual([
      ['signin.failed', 5],
      ['signin.lockedOut', 1],
      ['signin.unknown', 1],
    ]);
  });
});

describe('a session', () => {
  let window: Window;
  const works = (): Promise<unknown> => window.call('shift.current', {});
  beforeEach(async () => {
    window = counter.window();
    await window.signIn('cashier1');
  });

  it('locks after five minutes without a call, not before', async () => {
    counter.clock.pass(5 * MINUTE - 1);
    await works();
    counter.clock.pass(5 * MINUTE);
    expect(await refusalOf(works())).toBe('SESSION_LOCKED');
    expect((await window.call('session.current', {})).state).toBe('locked');
  });

  it('tells its window that it locked, without being asked', async () => {
    counter.clock.pass(5 * MINUTE);
    counter.server.sweep();
    expect(counter.events).toContainEqual({ event: 'session', data: { state: 'locked' } });
    const kinds = counter.ledger.db.prepare("SELECT kind FROM chain WHERE kind LIKE 'session.%'").pluck().all();
    expect(kinds).toEqual(['session.idle']);
  });

  it('is unlocked by its own person’s password only, with everything as it was', async () => {
    await window.call('session.lock', {});
    expect(await refusalOf(window.call('session.unlock', { password: 'cashier2-2026' }))).toBe('BAD_CREDENTIALS');
    expect((await window.call('session.unlock', { password: 'cashier1-2026' })).user.username).toBe('cashier1');
    await works();
    expect(await refusalOf(counter.window().call('session.unlock', { password: 'cashier1-2026' }))).toBe(
      'NOT_SIGNED_IN',
    );
  });

  it('ends after twelve hours, however busy, and whatever the wall clock says', async () => {
    expect(ABSOLUTE_MS).toBe(12 * HOUR);
    for (let worked = 0; worked < ABSOLUTE_MS - 4 * MINUTE; worked += 4 * MINUTE) {
      counter.clock.mono += 4 * MINUTE;
      await works();
    }
    counter.clock.mono += 4 * MINUTE;
    expect(await refusalOf(works())).toBe('NOT_SIGNED_IN');
    expect(counter.tickets.get(window.channel)).toBeNull();
  });

  it('ends with its window', async () => {
    const ticket = counter.tickets.get(window.channel) ?? '';
    counter.server.close(window.channel);
    expect(await refusalOf(counter.window(ticket).call('shift.current', {}))).toBe('NOT_SIGNED_IN');
  });

  it('ends when signed out, and its ticket with it', async () => {
    const ticket = counter.tickets.get(window.channel) ?? '';
    await window.call('session.signOut', {});
    expect(counter.tickets.get(window.channel)).toBeNull();
    await restart();
    expect(await refusalOf(counter.window(ticket).call('shift.current', {}))).toBe('NOT_SIGNED_IN');
  });
});

describe('a ticket, after the ledger process died', () => {
  let ticket: string;
  const taken = (): Promise<unknown> => counter.window(ticket).call('shift.current', {});
  beforeEach(async () => {
    const window = counter.window();
    await window.signIn('cashier1');
    ticket = counter.tickets.get(window.channel) ?? '';
    expect(ticket).toHaveLength(43);
  });

  it('lets the window go on as the same person', async () => {
    await restart(counter.clock.wall + 2_000);
    await taken();
  });

  it('is good on the next channel of a window that never spoke on this one, and only then', async () => {
    const unheard = counter.window(ticket);
    counter.server.close(unheard.channel, true);
    const next = counter.window(ticket);
    await next.call('shift.current', {});
    counter.server.close(next.channel);
    expect(await refusalOf(taken())).toBe('NOT_SIGNED_IN');
  });

  it('waits for a ledger that somebody else held for a moment', async () => {
    counter.stop(false);
    const { dataDir, clock } = counter;
    const other = new Database(ledgerFiles(dataDir).lock, { timeout: 0 });
    other.exec('BEGIN EXCLUSIVE');
    counter = await new Counter({ dataDir, clock }).start();
    const window = counter.window(ticket);
    expect(await refusalOf(window.call('shift.current', {}))).toBe('WRITER_BUSY');
    other.close();
    await counter.keeper.retry();
    expect(await window.call('session.current', {})).toMatchObject({ state: 'active' });
    await window.call('shift.current', {});
  });

  it('that is wrong, cut, empty or another’s is none', async () => {
    await restart();
    for (const wrong of ['', 'x', ticket.slice(1), `${ticket}x`, ticket.toLowerCase(), "' OR 1=1 --", '\0']) {
      const window = counter.window(wrong);
      expect(await refusalOf(window.call('shift.current', {})), wrong).toBe('NOT_SIGNED_IN');
      expect(counter.tickets.get(window.channel)).toBeNull();
    }
  });

  it.each([
    ['longer than idle allows', 5 * MINUTE + MINUTE + 1],
    ['and the clock was set back meanwhile', -1],
    ['and the clock says 1970', -Date.parse('2026-11-23')],
  ])('is locked when the process was away %s', async (_name, away) => {
    await restart(counter.clock.wall + away);
    expect(await refusalOf(taken())).toBe('SESSION_LOCKED');
  });

  it('is worth nothing twelve hours later', async () => {
    await restart(counter.clock.wall + ABSOLUTE_MS);
    expect(await refusalOf(taken())).toBe('NOT_SIGNED_IN');
  });

  it('does not make the twelve hours begin again', async () => {
    let window = counter.window(ticket);
    for (let worked = 0; worked < 12 * HOUR - 8 * MINUTE; worked += 4 * MINUTE) {
      counter.clock.pass(4 * MINUTE);
      await window.call('shift.current', {});
      if (worked % (2 * HOUR) === 0) {
        await restart(counter.clock.wall + 1_000);
        window = counter.window(ticket);
      }
    }
    counter.clock.pass(4 * MINUTE);
    await window.call('shift.current', {});
    counter.clock.pass(4 * MINUTE);
    expect(await refusalOf(window.call('shift.current', {}))).toBe('NOT_SIGNED_IN');
  });
});

describe('the file keeps no secret in the clear', () => {
  it('no password, no ticket, no recovery key, no card number, wherever they were typed', async () => {
    const pan = '4111111111111111';
    const window = counter.window();
    await window.signIn('cashier1');
    const ticket = counter.tickets.get(window.channel) ?? '';
    await window.call('shift.open', { operationId: op(), drawer: '1', float: 0 as never, counted: null });
    const { number } = await window.call('charge.post', mixedCharge());
    const tender = { method: 'card' as const, given: 15851 as never, reference: pan };
    const print = { operationId: op(), number, locale: 'en' as const };
    await window.call('receipt.print', { ...print, reason: null });
    const typed: readonly (() => Promise<unknown>)[] = [
      () => window.call('charge.post', mixedCharge({ payer: `卡 ${pan}` })),
      () => window.call('charge.post', mixedCharge({ payer: '4111 1111 1111 1111' })),
      () => window.call('charge.post', mixedCharge({ tenders: [tender] })),
      () => window.call('receipt.print', { ...print, operationId: op(), reason: pan }),
      () => window.call('charge.post', mixedCharge({ customer: pan })),
      () => window.call('receipt.get', { number: pan }),
      () => window.call('customer.find', { text: pan, limit: 5 }),
      () => guess(window, pan, 'nobody'),
    ];
    for (const type of typed) await type().catch(() => undefined);
    const finance = counter.window();
    await finance.signIn('finance1');
    const row = {
      paperDate: '2026-11-22',
      item: 'OPEN',
      quantity: 1000,
      amount: 100,
      tender: 'wechat',
      reference: null,
    };
    const rows = [
      { row: 2, entry: { ...row, paperNo: pan, payer: null } },
      { row: 3, entry: { ...row, paperNo: 'P-1', payer: pan } },
      { row: 4, entry: { ...row, paperNo: 'P-2', payer: null, reference: pan } },
    ];
    const { rejected } = await finance.call('backfill.post', { operationId: op(), rows: rows as never });
    expect(rejected.map(({ column, code }) => `${column} ${code}`)).toEqual(
      ['paper_no', 'payer', 'reference'].map((column) => `${column} CARD_NUMBER_NOT_ALLOWED`),
    );
    const it1 = counter.window();
    await it1.signIn('it1');
    const person = {
      operationId: op(),
      username: 'newcomer',
      roles: ['cashier' as const],
      password: 'a first password',
    };
    expect(await refusalOf(it1.call('people.create', { ...person, name: pan }))).toBe('CARD_NUMBER_NOT_ALLOWED');

    const text = dump(counter.ledger.db);
    for (const secret of [pan, '4111 1111', 'cashier1-2026', 'open sesame 42', 'a first password', ticket]) {
      expect(text.includes(secret), secret).toBe(false);
    }
    expect(text).toContain('欧阳𠅤');
  });
});

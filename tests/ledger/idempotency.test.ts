// One command is carried out once, however often it is sent, and whatever happens to its COMMIT: thrown after it became
// durable, thrown before, or thrown with no way to look. Nothing is doubled, nothing acknowledged is lost.
import Database from 'better-sqlite3';
import { existsSync, renameSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { minor } from '../../core/money/money.ts';
import { Act } from '../../db/ledger/act.ts';
import { type Command, runCommand } from '../../db/ledger/command.ts';
import { type Counter, op, refusalOf, type Window } from './support/counter.ts';
import { mixedCharge, openCharge } from './support/charges.ts';
import { LedgerTemplate } from './support/sample-ledger.ts';

let template: LedgerTemplate;
let counter: Counter;
let till: Window;

beforeAll(async () => {
  template = await LedgerTemplate.make(async (made) => {
    const window = made.window();
    await window.signIn('cashier1');
    await window.call('shift.open', { operationId: op(), drawer: '1', float: minor(20000), counted: null });
  });
});
afterAll(() => template.remove());
beforeEach(async () => {
  counter = await template.counter();
  till = counter.window();
  await till.signIn('cashier1');
});
afterEach(() => {
  expect(counter.faults).toEqual([]);
  expect(counter.verify()).toMatchObject({ ok: true, firstBad: null });
  counter.stop();
});

const receipts = async (): Promise<number> =>
  (await till.call('receipt.recent', { before: null, limit: 100 })).receipts.length;

/** Makes the next COMMIT throw `code`, after or before it was carried out; `meanwhile` happens in between. */
function breakNextCommit(when: 'after' | 'before', code: string, meanwhile: () => void = () => undefined): void {
  const statement = counter.ledger.prepared('COMMIT');
  const honest = statement.run.bind(statement);
  Object.assign(statement, {
    run: () => {
      Object.assign(statement, { run: honest });
      if (when === 'after') honest();
      meanwhile();
      throw new Database.SqliteError('injected', code);
    },
  });
}

describe('the same command', () => {
  it('sent twice is answered twice the same, and posted once', async () => {
    const input = mixedCharge();
    const first = await till.call('charge.post', input);
    const head = counter.ledger.head.seq;
    expect(await till.call('charge.post', input)).toEqual(first);
    expect(counter.ledger.head.seq).toBe(head);
  });

  it('sent fifty times at once is posted once', async () => {
    const input = mixedCharge();
    const answers = await Promise.all(Array.from({ length: 50 }, () => till.call('charge.post', input)));
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(await receipts()).toBe(1);
  });

  it('that hashes a password first, sent at once from two windows, makes one person', async () => {
    const windows = [counter.window(), counter.window()];
    for (const window of windows) await window.signIn('it1');
    const input = {
      operationId: op(),
      username: 'newcomer',
      name: '新人',
      roles: ['cashier' as const],
      password: 'a first password',
    };
    const [one, other] = await Promise.all(windows.map((window) => window.call('people.create', input)));
    expect(one).toEqual(other);
  });

  it('is answered again after a restart, every kind of it', async () => {
    const sent = {
      charge: mixedCharge(),
      close: { operationId: op(), counted: minor(27851) },
    };
    const charged = await till.call('charge.post', sent.charge);
    const print = { operationId: op(), number: charged.number, locale: 'en' as const, reason: null };
    const printed = await till.call('receipt.print', print);
    const closed = await till.call('shift.close', sent.close);
    counter.stop(false);
    await counter.start();
    till = counter.window();
    await till.signIn('cashier1');
    const head = counter.ledger.head.seq;
    expect(await till.call('charge.post', sent.charge)).toEqual(charged);
    expect(await till.call('receipt.print', print)).toEqual(printed);
    expect(await till.call('shift.close', sent.close)).toEqual(closed);
    expect(counter.ledger.head.seq).toBe(head);
  });

  it('that was refused leaves its id free', async () => {
    const input = mixedCharge();
    expect(await refusalOf(till.call('charge.post', { ...input, expectedTotal: minor(1) }))).toBe('TOTAL_CHANGED');
    await till.call('charge.post', input);
    expect(await receipts()).toBe(1);
  });
});

describe('an operation id is refused for', () => {
  it('another payload, another method, another person', async () => {
    const input = mixedCharge();
    await till.call('charge.post', input);
    const head = counter.ledger.head.seq;
    expect(await refusalOf(till.call('charge.post', { ...input, payer: '别人' }))).toBe('OPERATION_REUSED');
    const close = { operationId: input.operationId, counted: minor(0) };
    expect(await refusalOf(till.call('shift.close', close))).toBe('OPERATION_REUSED');
    expect(counter.ledger.head.seq).toBe(head);
    const other = counter.window();
    await other.signIn('cashier2');
    expect(await refusalOf(other.call('charge.post', input))).toBe('OPERATION_REUSED');
    expect(await other.call('operation.find', { operationId: input.operationId })).toEqual({ found: false });
  });
});

describe('a COMMIT that threw', () => {
  it.each(['SQLITE_IOERR_FSYNC', 'SQLITE_FULL', 'SQLITE_IOERR_WRITE'])(
    '%s although durable is looked up and answered',
    async (code) => {
      const input = mixedCharge();
      breakNextCommit('after', code);
      const answer = await till.call('charge.post', input);
      expect(answer.total).toBe(15851);
      expect(await till.call('charge.post', input)).toEqual(answer);
      expect(await receipts()).toBe(1);
    },
  );

  it.each(['SQLITE_IOERR_FSYNC', 'SQLITE_FULL'])(
    '%s and is not durable is refused, and works when sent again',
    async (code) => {
      const input = mixedCharge();
      const head = counter.ledger.head.seq;
      breakNextCommit('before', code);
      expect(await refusalOf(till.call('charge.post', input))).toBe(
        code === 'SQLITE_FULL' ? 'DISK_FULL' : 'DISK_FAILED',
      );
      expect(counter.ledger.head.seq).toBe(head);
      expect(await till.call('operation.find', { operationId: input.operationId })).toEqual({ found: false });
      expect((await till.call('charge.post', input)).number).toBe('A01-R-0000001');
    },
  );

  it.each(['after', 'before'] as const)(
    'and cannot be looked up is said to be in doubt, and settled when sent again (%s durable)',
    async (when) => {
      const { ledger } = counter.keeper.files;
      const input = mixedCharge();
      breakNextCommit(when, 'SQLITE_IOERR', () => renameSync(ledger, `${ledger}.away`));
      expect(await refusalOf(till.call('charge.post', input))).toBe('COMMIT_IN_DOUBT');
      // Until the file is back everything is refused with a code, and no new file is made in its place.
      expect(await refusalOf(till.call('charge.post', input))).toBe('NOT_WRITABLE');
      expect(existsSync(ledger)).toBe(false);
      renameSync(`${ledger}.away`, ledger);
      expect((await till.call('operation.find', { operationId: input.operationId })).found).toBe(when === 'after');
      expect((await till.call('charge.post', input)).number).toBe('A01-R-0000001');
      expect(await receipts()).toBe(1);
    },
  );

  it('while signing in counts the try and lets the next one in', async () => {
    const window = counter.window();
    breakNextCommit('before', 'SQLITE_IOERR_FSYNC');
    expect(await refusalOf(window.signIn('cashier2'))).toBe('DISK_FAILED');
    expect((await window.signIn('cashier2')).user.username).toBe('cashier2');
  });
});

describe('a transaction that fails half-way', () => {
  it('after its first act was sealed goes back to the head before it', async () => {
    const { db } = counter.ledger;
    const other = counter.window();
    await other.signIn('cashier2');
    const head = counter.ledger.head;
    db.exec("CREATE TEMP TRIGGER full BEFORE INSERT ON main.cash_movement BEGIN SELECT RAISE(ABORT, 'injected'); END");
    const open = { operationId: op(), drawer: '2', float: minor(100), counted: null };
    expect(await refusalOf(other.call('shift.open', open))).toBe('INTERNAL');
    expect(counter.faults.splice(0)).toHaveLength(1);
    db.exec('DROP TRIGGER temp.full');
    expect(counter.ledger.head).toEqual(head);
    expect((await other.call('shift.open', open)).number).toBe('A01-S-0000002');
  });

  it.each([
    'INSERT INTO document',
    'INSERT INTO tender',
    'INSERT INTO entry',
    'INSERT INTO operation',
    'INSERT INTO chain',
  ])('at %s leaves nothing behind', async (words) => {
    await till.call('charge.post', openCharge(100));
    const { db } = counter.ledger;
    const head = counter.ledger.head.seq;
    const table = words.split(' ').at(-1) ?? '';
    // A trigger of this connection only: the disk fills at exactly this row.
    db.exec(`CREATE TEMP TRIGGER full BEFORE INSERT ON main.${table} BEGIN SELECT RAISE(ABORT, 'injected'); END`);
    const answer = await counter.send(
      till.channel,
      JSON.stringify({ id: 77, method: 'charge.post', params: mixedCharge() }),
      77,
    );
    expect(answer.error?.code).toBe('INTERNAL');
    expect(counter.faults.splice(0)).toHaveLength(1);
    db.exec('DROP TRIGGER temp.full');
    expect(counter.ledger.head.seq).toBe(head);
    await till.call('charge.post', mixedCharge());
    expect(await receipts()).toBe(2);
  });
});

it('a command that seals nothing under its own id is undone, whatever was sealed before it', async () => {
  const { ledger } = counter;
  const caller = { personId: 1, username: 'admin', name: '孙管理' };
  const go = (run: Command<{ operationId: string }, number>['run']) =>
    runCommand(ledger, 'test', { run, again: () => 0 }, caller, { operationId: op() }, () => undefined);
  await till.call('charge.post', openCharge(1000));
  const { seq } = ledger.head;
  const plain = { kind: 'test', ref: null, businessDate: ledger.businessDate(), personId: 1 };
  await expect(go(() => 1)).rejects.toThrow('did not seal its operation');
  await expect(
    go(() => {
      new Act(ledger).seal(plain);
      return 1;
    }),
  ).rejects.toThrow('did not seal its operation');
  // Sealed, and undone again within the command: as if it had not been.
  await expect(
    go(({ operation }) => {
      const before = ledger.head;
      ledger.prepared('SAVEPOINT part').run();
      new Act(ledger).seal({ ...plain, operation: operation({}) });
      ledger.prepared('ROLLBACK TO part').run();
      ledger.rewind(before);
      return 1;
    }),
  ).rejects.toThrow('did not seal its operation');
  expect(ledger.head.seq).toBe(seq);
});

// The built ledger process as the shell starts it: killed in the middle of posting, started many times at once, beside a
// second writer and a verifier that dies. What was answered is kept, what was asked again is not doubled.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { OutputOf } from '../../core/contract/contract.ts';
import { minor } from '../../core/money/money.ts';
import { openForReading } from '../../db/open/open-ledger.ts';
import { dose } from '../fixtures/dose.ts';
import { build, counterfoil } from './support/built-programs.ts';
import { op, refusalOf } from './support/counter.ts';
import { LedgerChild, LedgerGone } from './support/ledger-child.ts';
import { seeded } from './support/random.ts';
import { mixedCharge, openCharge } from './support/charges.ts';
import { LedgerTemplate, verifyRows } from './support/sample-ledger.ts';

let template: LedgerTemplate;
const children: LedgerChild[] = [];

beforeAll(async () => {
  await build('ledger', 'verify', 'command');
  template = await LedgerTemplate.make();
}, 120_000);
afterEach(async () => {
  await Promise.all(children.splice(0).map((child) => child.kill()));
  template.forgetCopies();
});
afterAll(() => template.remove());

function start(dataDir: string, ticket: string | null = null): LedgerChild {
  const child = new LedgerChild(dataDir, join(dataDir, 'test.key'), ticket);
  children.push(child);
  return child;
}

type Receipt = OutputOf<'charge.post'>;
type Charge = ReturnType<typeof mixedCharge>;

/** Posts `charges` all at once and kills the process when `acks` have come back. */
async function postAndKill(
  child: LedgerChild,
  charges: readonly Charge[],
  acks: number,
): Promise<Map<string, Receipt>> {
  const answered = new Map<string, Receipt>();
  const posting = charges.map(async (charge) => {
    const receipt = await child.call('charge.post', charge);
    // What arrives after the kill was sent before it: acknowledged all the same.
    answered.set(charge.operationId, receipt);
    if (answered.size === acks) child.process.kill('SIGKILL');
  });
  for (const settled of await Promise.allSettled(posting)) {
    if (settled.status === 'rejected') expect(settled.reason).toBeInstanceOf(LedgerGone);
  }
  await child.exited;
  return answered;
}

/** Looks every charge up, as the window does after a restart, and sends again what is not there. */
async function settle(child: LedgerChild, charges: readonly Charge[], answered: Map<string, Receipt>) {
  let found = 0;
  for (const charge of charges) {
    const looked = await child.call('operation.find', { operationId: charge.operationId });
    const known = answered.get(charge.operationId);
    if (known) expect(looked).toEqual({ found: true, method: 'charge.post', result: known });
    if (looked.found) found += 1;
    const receipt = await child.call('charge.post', charge);
    if (looked.found) expect(receipt).toEqual(looked.result);
  }
  return found;
}

describe('kill -9 in the middle of 200 postings', () => {
  it('loses nothing that was answered and doubles nothing that is sent again', async () => {
    const files = template.copy();
    const random = seeded(9);
    const rounds = dose(3, 100);
    let child = start(files.dataDir);
    await child.signIn('cashier1');
    await child.call('shift.open', { operationId: op(), drawer: '1', float: minor(20000), counted: null });
    let inDoubt = 0;
    for (let round = 0; round < rounds; round += 1) {
      const charges = Array.from({ length: 200 }, () => mixedCharge());
      const answered = await postAndKill(child, charges, 1 + random.below(199));
      expect(answered.size).toBeGreaterThan(0);
      const restarted = start(files.dataDir, child.ticket);
      restarted.ticket = child.ticket;
      child = restarted;
      const found = await settle(child, charges, answered);
      expect(found).toBeGreaterThanOrEqual(answered.size);
      inDoubt += found - answered.size;
    }
    await child.kill();
    const db = openForReading(files, template.key);
    expect(verifyRows(db)).toMatchObject({ ok: true, firstBad: null, counts: { receipt: rounds * 200 } });
    const numbers = db.prepare("SELECT n FROM document WHERE type = 'R' ORDER BY seq").pluck().all();
    expect(numbers).toEqual(Array.from({ length: rounds * 200 }, (_, n) => n + 1));
    const drawer = db.prepare("SELECT balance FROM account_balance WHERE account = '1001.1.1'").pluck().get();
    expect(drawer).toBe(20000 + rounds * 200 * 7851);
    db.close();
    // Postings that stood although their answer was lost: what makes looking up necessary at all. Three kills may meet none.
    if (rounds > 3) expect(inDoubt).toBeGreaterThan(0);
  });

  it('goes on with the session of its window', async () => {
    const { dataDir } = template.copy();
    const first = start(dataDir);
    await first.signIn('cashier1');
    await first.kill();
    const second = start(dataDir, first.ticket);
    expect((await second.call('session.current', {})).state).toBe('active');
    const third = new LedgerChild(dataDir, join(dataDir, 'test.key'), 'a made-up ticket');
    children.push(third);
    await second.kill();
    expect(await refusalOf(third.call('shift.current', {}))).toMatch(/NOT_SIGNED_IN|WRITER_BUSY/);
  });
});

describe('one writer', () => {
  const stateOf = async (child: LedgerChild): Promise<string> => {
    const status = await child.call('ledger.status', {});
    return status.state === 'refused' ? status.error.code : status.state;
  };

  it('of many started at the same time; the others say so; a kill -9 lets the next one in', async () => {
    const { dataDir } = template.copy();
    const started = Array.from({ length: dose(20, 100) }, () => start(dataDir));
    const states = await Promise.all(started.map(stateOf));
    expect(states.filter((state) => state === 'ready')).toHaveLength(1);
    expect(states.filter((state) => state === 'WRITER_BUSY')).toHaveLength(started.length - 1);
    await started[states.indexOf('ready')]?.kill();
    expect(await stateOf(start(dataDir))).toBe('ready');
  });

  it('keeps the command from writing beside it, and lets it read', async () => {
    const { dataDir } = template.copy();
    const child = start(dataDir);
    expect(await stateOf(child)).toBe('ready');
    const ledger = ['--data', dataDir, '--key-file', join(dataDir, 'test.key')];
    const rpc = await counterfoil(['rpc', ...ledger], '{"id":1,"method":"ledger.status","params":{}}\n');
    expect([rpc.exit, rpc.output]).toEqual([1, { error: { code: 'WRITER_BUSY', params: {} } }]);
    expect((await counterfoil(['verify', ...ledger])).exit).toBe(0);
    expect((await counterfoil(['totals', ...ledger])).exit).toBe(0);
    await child.signIn('cashier1');
  });

  it('leaves cleanly when told to, and when whoever started it is gone', async () => {
    const { dataDir } = template.copy();
    const told = start(dataDir);
    expect(await stateOf(told)).toBe('ready');
    told.say({ k: 'stop' });
    expect(await told.exited).toBe(0);
    const left = start(dataDir);
    expect(await stateOf(left)).toBe('ready');
    left.process.disconnect();
    expect(await left.exited).toBe(0);
    expect(await stateOf(start(dataDir))).toBe('ready');
  });
});

/** The process ids of the children of `pid`; Linux tells. */
function childrenOf(pid: number): number[] {
  return readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(/\s+/).filter(Boolean).map(Number);
}

describe('verify in a process of its own', () => {
  it('proves the ledger while posting goes on, and tells how far it is', async () => {
    const { dataDir } = template.copy();
    const child = start(dataDir);
    await child.signIn('cashier1');
    await child.call('shift.open', { operationId: op(), drawer: '1', float: minor(0), counted: null });
    const { ticket } = child;
    await child.signIn('it1');
    const verified = await child.call('ledger.verify', {});
    expect(verified).toMatchObject({ ok: true, firstBad: null });
    expect(child.events).toContainEqual(expect.objectContaining({ event: 'verify.progress' }));
    expect(ticket).not.toBe(child.ticket);
  });

  it('killed while it runs is an answer that says so, and leaves the writer unharmed', async (context) => {
    const { dataDir } = template.copy();
    const child = start(dataDir);
    await child.signIn('it1');
    const { pid } = child.process;
    if (pid === undefined || !existsSync(`/proc/${pid}/task/${pid}/children`)) return context.skip('needs /proc');
    const running = child.call('ledger.verify', {});
    expect(await refusalOf(child.call('ledger.verify', {}))).toBe('TOO_MANY');
    while (childrenOf(pid).length === 0) await new Promise((done) => setTimeout(done, 1));
    for (const verifier of childrenOf(pid)) process.kill(verifier, 'SIGKILL');
    expect(await running).toMatchObject({ ok: false, firstBad: { check: 'stopped' } });

    const again = child.call('ledger.verify', {});
    while (childrenOf(pid).length === 0) await new Promise((done) => setTimeout(done, 1));
    expect(await child.call('ledger.verifyCancel', {})).toEqual({ stopped: true });
    expect(await again).toMatchObject({ ok: false, firstBad: { check: 'stopped' } });

    await child.signIn('cashier1');
    await child.call('shift.open', { operationId: op(), drawer: '1', float: minor(0), counted: null });
    await child.call('charge.post', openCharge(100));
    await child.signIn('it1');
    expect(await child.call('ledger.verify', {})).toMatchObject({ ok: true, counts: { receipt: 1 } });
  });
});

describe('the process', () => {
  it('lives through messages of windows that were never opened, and through rubbish', async () => {
    const { dataDir } = template.copy();
    const child = start(dataDir);
    child.say({ k: 'msg', ch: 99, data: '{"id":1,"method":"ledger.status","params":{}}' });
    child.say({ k: 'msg', ch: 1, data: undefined as never });
    child.say({ k: 'msg', ch: 1, data: new Map([[1, 2]]) as never });
    child.say({ k: 'close', ch: 77 });
    child.say({ k: 'osUnwrapped', id: 5, key: 'x' });
    child.say({ k: 'nonsense' } as never);
    expect((await child.call('ledger.status', {})).state).toBe('ready');
  });

  it('says what is wrong with a folder it cannot use, and does not die of it', async () => {
    const child = start('/proc/nowhere');
    expect(['new', 'refused']).toContain((await child.call('ledger.status', {})).state);
    const wanted = {
      organisation: 'x',
      counter: { code: 'A01', name: 'x' },
      admin: { username: 'admin', name: 'x', password: 'open sesame 42' },
      passphrase: 'a passphrase of some length',
      currency: 'CNY',
      demo: false,
    };
    expect(await refusalOf(child.call('ledger.create', wanted))).toMatch(/NOT_WRITABLE|KEY_FILE_UNUSABLE/);
    expect(child.process.exitCode).toBeNull();
  });
});

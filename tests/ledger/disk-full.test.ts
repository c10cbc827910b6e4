// A full disk: everything acknowledged stays, the refusal says DISK_FULL, what can be read is read, the process lives,
// and posting goes on as soon as there is room, without a restart.
import { execFileSync } from 'node:child_process';
import { appendFileSync, mkdirSync, mkdtempSync, rmSync, statfsSync, writeFileSync, cpSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { minor } from '../../core/money/money.ts';
import { Counter, op, RefusedAnswer, type Window } from './support/counter.ts';
import { mixedCharge } from './support/charges.ts';
import { LedgerTemplate } from './support/sample-ledger.ts';

let template: LedgerTemplate;

beforeAll(async () => {
  template = await LedgerTemplate.make(async (made) => {
    const window = made.window();
    await window.signIn('cashier1');
    await window.call('shift.open', { operationId: op(), drawer: '1', float: minor(20000), counted: null });
  });
});
afterAll(() => template.remove());

/** Posts until the first refusal; answers the operation ids acknowledged, the one refused, and why. */
async function postUntilRefused(till: Window): Promise<{ kept: string[]; refused: string; code: string }> {
  const kept: string[] = [];
  for (let n = 0; n < 5_000; n += 1) {
    const input = mixedCharge();
    try {
      await till.call('charge.post', input);
      kept.push(input.operationId);
    } catch (error) {
      if (error instanceof RefusedAnswer) return { kept, refused: input.operationId, code: error.code };
      throw error;
    }
  }
  throw new Error('the disk never filled');
}

async function allThere(till: Window, ids: readonly string[]): Promise<void> {
  for (const operationId of ids) {
    expect((await till.call('operation.find', { operationId })).found, operationId).toBe(true);
  }
}

describe('no more pages', () => {
  it('is DISK_FULL, keeps what was acknowledged, and goes on when there are pages again', async () => {
    const counter = await template.counter();
    const till = counter.window();
    await till.signIn('cashier1');
    const { db } = counter.ledger;
    const pages = Number(db.pragma('page_count', { simple: true }));
    db.pragma(`max_page_count = ${pages + 12}`);
    const { kept, refused, code } = await postUntilRefused(till);
    expect(code).toBe('DISK_FULL');
    expect(kept.length).toBeGreaterThan(0);
    await allThere(till, kept);
    expect((await till.call('operation.find', { operationId: refused })).found).toBe(false);
    expect(counter.verify().ok).toBe(true);
    db.pragma('max_page_count = 1073741823');
    await till.call('charge.post', mixedCharge());
    expect(counter.faults).toEqual([]);
    expect(counter.verify()).toMatchObject({ ok: true });
    counter.stop();
  });
});

/** A small volume of its own; null where this account may not mount one. */
function smallVolume(): { path: string; unmount: () => void } | null {
  const path = mkdtempSync(join(tmpdir(), 'counterfoil-volume-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=3m', 'tmpfs', path], { stdio: 'ignore' });
  } catch {
    rmSync(path, { recursive: true, force: true });
    return null;
  }
  return {
    path,
    unmount: () => {
      execFileSync('umount', ['-l', path]);
      rmSync(path, { recursive: true, force: true });
    },
  };
}

describe('a volume that is really full', () => {
  it('loses nothing, answers with a code, and works again when room is made', async (context) => {
    const volume = smallVolume();
    if (!volume) return context.skip('only an account that may mount a volume can fill one');
    try {
      await fillAndRecover(volume.path);
    } finally {
      volume.unmount();
    }
  });
});

// A smaller act than a receipt may still have found room.
function fillToTheLastByte(path: string): void {
  for (const chunk of [65_536, 4_096, 1]) {
    try {
      for (;;) appendFileSync(path, Buffer.alloc(chunk));
    } catch {
      // No room for this much any more.
    }
  }
}

async function fillAndRecover(path: string): Promise<void> {
  const dataDir = join(path, 'ledger');
  mkdirSync(dataDir);
  cpSync(template.dir, dataDir, { recursive: true });
  const counter = await new Counter({ dataDir }).start();
  let till = counter.window();
  await till.signIn('cashier1');
  const { bavail, bsize } = statfsSync(path);
  const ballast = join(path, 'ballast');
  writeFileSync(ballast, Buffer.alloc(Math.max(0, bavail * bsize - 600_000)));
  const { kept, refused, code } = await postUntilRefused(till);
  expect(code).toBe('DISK_FULL');
  expect(kept.length).toBeGreaterThan(0);
  fillToTheLastByte(join(path, 'last'));
  // Now the connection that is opened to look the doubtful commit up finds no room either: still refused, not in doubt.
  expect((await postUntilRefused(till)).code).toBe('DISK_FULL');
  // Reading goes on, whatever time passes; and what time does to sessions does not end the process.
  expect((await till.call('receipt.recent', { before: null, limit: 5 })).receipts).toHaveLength(5);
  counter.clock.pass(2 * 60_000);
  await allThere(till, kept);
  counter.clock.pass(6 * 60_000);
  counter.server.sweep();
  counter.server.close(till.channel);
  // Started on a disk without a byte left it says so, or opens; it never dies of it.
  counter.stop(false);
  fillToTheLastByte(join(path, 'last'));
  await counter.start();
  const status = await counter.window().call('ledger.status', {});
  if (status.state !== 'ready') expect(JSON.stringify(status)).toMatch(/DISK_F(ULL|AILED)/);
  counter.stop(false);

  rmSync(ballast);
  rmSync(join(path, 'last'));
  await counter.start();
  till = counter.window();
  await till.signIn('cashier1');
  await allThere(till, kept);
  const found = await till.call('operation.find', { operationId: refused });
  expect(found.found).toBe(false);
  const posted = await till.call('charge.post', mixedCharge());
  expect(posted.number).toBe(`A01-R-${String(kept.length + 1).padStart(7, '0')}`);
  expect(counter.verify()).toMatchObject({ ok: true, firstBad: null });
  expect(counter.faults).toEqual([]);
  counter.stop(false);
}

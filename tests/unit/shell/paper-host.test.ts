// The paper's host: whatever happens to the process or the disk, every order gets one answer and no half file stays.
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { ChildProgram, ProgramListener } from '../../../electron/child-program.ts';
import { diskFault, PaperHost, paperPath, type PrintOrder } from '../../../electron/paper-host.ts';

type Request = { readonly k: string; readonly id: number };
type Behaviour = (request: Request, listener: ProgramListener) => void;

const PDF = new Uint8Array([37, 80, 68, 70]);
const draws: Behaviour = ({ id }, listener) =>
  queueMicrotask(() => listener.message({ k: 'rendered', id, pdf: PDF, millis: 1 }));
const dies: Behaviour = (_request, listener) => queueMicrotask(() => listener.exit(1));
const sleeps: Behaviour = () => undefined;

let receipts: string;
let spawned: number;

beforeEach(() => {
  receipts = mkdtempSync(join(tmpdir(), 'counterfoil-paper-'));
  spawned = 0;
});
afterEach(() => {
  vi.useRealTimers();
  rmSync(receipts, { recursive: true, force: true });
});

/** A host whose n-th process behaves as the n-th entry says; the last entry goes on for ever. */
function hostOf(...behaviours: readonly Behaviour[]): PaperHost {
  return new PaperHost({
    receipts,
    log: () => undefined,
    spawn: (listener): ChildProgram => {
      const behaviour = behaviours[Math.min(spawned, behaviours.length - 1)] ?? sleeps;
      spawned += 1;
      return {
        pid: spawned,
        send: (message) => behaviour(message as Request, listener),
        kill: () => listener.exit(null),
      };
    },
  });
}

function order(n: number, change: Partial<PrintOrder> = {}): PrintOrder {
  const layout = {} as PrintOrder['layout'];
  return {
    k: 'print',
    ch: 1,
    jobId: `job-${n}`,
    businessDate: '2026-11-22',
    fileName: `A01-R-000000${n}.pdf`,
    layout,
    printer: { name: null, media: 'A5', copies: 1, slowAfterMs: 20_000, send: false },
    ...change,
  };
}

test('a drawn paper is on disk whole, for this account only', async () => {
  const outcome = await hostOf(draws).print(order(1));
  const path = join(receipts, '2026-11-22', 'A01-R-0000001.pdf');
  expect(outcome).toEqual({ ok: true, path });
  expect(new Uint8Array(readFileSync(path))).toEqual(PDF);
  expect(statSync(path).mode & 0o077).toBe(0);
  expect(readdirSync(join(receipts, '2026-11-22'))).toEqual(['A01-R-0000001.pdf']);
});

test('orders are drawn one after the other, each answered once', async () => {
  const host = hostOf(draws);
  const outcomes = await Promise.all([1, 2, 3, 4].map((n) => host.print(order(n))));
  expect(outcomes.every(({ ok }) => ok)).toBe(true);
  expect(readdirSync(join(receipts, '2026-11-22'))).toHaveLength(4);
  expect(spawned).toBe(1);
});

test('a process that dies while drawing is replaced and the paper drawn again', async () => {
  expect(await hostOf(dies, draws).print(order(1))).toMatchObject({ ok: true });
  expect(spawned).toBe(2);
});

test('a paper that kills its process twice is given up, and the next one is drawn', async () => {
  const host = hostOf(dies, dies, draws);
  const [bad, good] = await Promise.all([host.print(order(1)), host.print(order(2))]);
  expect(bad).toMatchObject({ ok: false, error: { code: 'RENDER_FAILED' } });
  expect(good).toMatchObject({ ok: true });
});

test('a process that draws for ever is ended and the order fails by name', async () => {
  vi.useFakeTimers();
  const printing = hostOf(sleeps).print(order(1));
  vi.advanceTimersByTime(30_000);
  expect(await printing).toMatchObject({ ok: false, error: { code: 'RENDER_TIMEOUT' } });
});

test('what the drawer says is passed on', async () => {
  const refuses: Behaviour = ({ id }, listener) =>
    queueMicrotask(() => listener.message({ k: 'failed', id, code: 'GLYPH_MISSING', params: { characters: ['𠅤'] } }));
  expect(await hostOf(refuses).print(order(1))).toEqual({
    ok: false,
    error: { code: 'GLYPH_MISSING', params: { characters: ['𠅤'] } },
  });
});

test('a folder that cannot be written to is a fault of the disk, not of the paper', async () => {
  writeFileSync(join(receipts, '2026-11-22'), 'a file where the folder should be');
  expect(await hostOf(draws).print(order(1))).toMatchObject({ ok: false, error: { code: 'DISK_FAILED' } });
  expect(diskFault(Object.assign(new Error('x'), { code: 'ENOSPC' })).code).toBe('DISK_FULL');
  expect(diskFault(Object.assign(new Error('x'), { code: 'EACCES' })).code).toBe('DISK_DENIED');
});

test.each([
  ['2026-11-22', '../key.pdf'],
  ['2026-11-22', 'a/b.pdf'],
  ['2026-11-22', '.pdf'],
  ['2026-11-22', 'key.json'],
  ['../..', 'a.pdf'],
  ['2026-11-22/..', 'a.pdf'],
])('no paper leaves its folder: %s %s', async (businessDate, fileName) => {
  expect(paperPath(receipts, businessDate, fileName)).toBeNull();
  expect((await hostOf(draws).print(order(1, { businessDate, fileName }))).ok).toBe(false);
  expect(existsSync(join(receipts, '..', 'key.pdf'))).toBe(false);
});

test('closing answers what is still waiting', async () => {
  const host = hostOf(sleeps);
  const waiting = [host.print(order(1)), host.print(order(2))];
  host.stop();
  const outcomes = await Promise.all([...waiting, host.print(order(3))]);
  expect(outcomes.map((outcome) => outcome.ok)).toEqual([false, false, false]);
});

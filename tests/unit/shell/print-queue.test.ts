// Papers on their way to printers, over a CUPS of our own: what is told at each station, and that one that may have come
// out is never sent a second time.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { PrintState } from '../../../core/contract/bridge.ts';
import type { PrinterOrder } from '../../../core/contract/host.ts';
import { CupsPrinters, endOf, waitsFor } from '../../../electron/cups-printers.ts';
import { paperMillimetres } from '../../../electron/paper-millimetres.ts';
import { PrintQueue } from '../../../electron/print-queue.ts';
import { FakeCups } from '../../fixtures/fake-cups.ts';

const ORDER: PrinterOrder = { name: 'Office', media: 'A5', copies: 1, slowAfterMs: 60_000, send: false };
const A5 = '%PDF-1.3\n/MediaBox [0 0 419.53 595.28]\n%%EOF';

let cups: FakeCups;
let folder: string;
let path: string;
let told: PrintState[];
let queue: PrintQueue;
const before = { ...process.env };

beforeEach(() => {
  cups = new FakeCups();
  Object.assign(process.env, cups.env);
  folder = mkdtempSync(join(tmpdir(), 'counterfoil-queue-'));
  path = join(folder, 'paper.pdf');
  writeFileSync(path, A5);
  told = [];
  queue = new PrintQueue({
    printers: new CupsPrinters(),
    told: (_jobId, state) => told.push(state),
    askEvery: 20,
  });
});
afterEach(() => {
  queue.stop();
  process.env = { ...before };
  cups.dispose();
  rmSync(folder, { recursive: true, force: true });
});

const last = (): PrintState | undefined => told.at(-1);
const until = (kind: PrintState['kind']) => vi.waitFor(() => expect(last()?.kind).toBe(kind), { timeout: 8_000 });

it('a paper goes from the queue to the printer and out of it', async () => {
  cups.set('Office', 'ready');
  queue.made('job', path, { ...ORDER, copies: 2, send: true });
  await until('printed');
  expect(told.map(({ kind }) => kind)).toEqual(['queued', 'sent', 'printed']);
  expect(cups.printed()).toEqual(['Office-1']);
  expect(readFileSync(cups.pdfOf('Office-1'), 'utf8')).toBe(A5);
  expect(readFileSync(join(cups.folder, 'options'), 'utf8')).toContain('media=A5');
});

it('waits to be asked for where its order says so, and knows no other paper', async () => {
  cups.set('Office', 'ready');
  queue.made('job', path, ORDER);
  expect(told).toEqual([]);
  expect(queue.send('other', null)).toBe('unknownPaper');
  expect(queue.send('job', null)).toBe('queued');
  await until('printed');
});

it('that may have come out is not sent again; one that never left may be, to another printer', async () => {
  cups.set('Spare', 'ready');
  queue.made('job', path, { ...ORDER, send: true });
  await until('failed');
  expect(last()).toEqual({ kind: 'failed', printer: 'Office', fault: 'PRINTER_MISSING', reached: false });
  expect(queue.send('job', 'Spare')).toBe('queued');
  expect(queue.send('job', 'Spare')).toBe('notAgain');
  await until('printed');
  expect(queue.send('job', 'Spare')).toBe('notAgain');
  expect(cups.spooled()).toEqual(['Spare-1']);
});

it('says what a printer waits for, and goes on by itself when that is seen to', async () => {
  cups.set('Office', 'empty');
  queue.made('job', path, { ...ORDER, send: true });
  await vi.waitFor(() => expect(last()).toMatchObject({ kind: 'sent', fault: 'OUT_OF_PAPER' }), { timeout: 8_000 });
  expect(queue.send('job', null)).toBe('notAgain');
  cups.set('Office', 'stopped');
  await vi.waitFor(() => expect(last()).toMatchObject({ kind: 'sent', fault: 'PRINTER_STOPPED' }), { timeout: 8_000 });
  cups.set('Office', 'ready');
  await until('printed');
});

it('says that a printer is slow, and a paper taken back has reached it all the same', async () => {
  cups.set('Office', 'slow');
  queue.made('job', path, { ...ORDER, slowAfterMs: 50, send: true });
  await vi.waitFor(() => expect(last()).toMatchObject({ kind: 'sent', slow: true }), { timeout: 8_000 });
  await queue.cancel('job');
  expect(last()).toEqual({ kind: 'failed', printer: 'Office', fault: 'PRINT_CANCELLED', reached: true });
  expect(queue.send('job', null)).toBe('notAgain');
  expect(cups.printed()).toEqual(['Office-1']);
});

it('a job given up by the system is an end, and reached a printer', async () => {
  cups.set('Office', 'aborts');
  queue.made('job', path, { ...ORDER, send: true });
  await until('failed');
  expect(last()).toMatchObject({ fault: 'PRINT_ABORTED', reached: true });
});

it('a system that does not say what came of a job leaves it unknown, and it is not sent again', async () => {
  cups.set('Office', 'mute');
  queue.made('job', path, { ...ORDER, send: true });
  await until('unknown');
  expect(queue.send('job', null)).toBe('notAgain');
});

it('without a printer set, the system chooses; without any, that is said', async () => {
  queue.made('one', path, { ...ORDER, name: null, send: true });
  await until('failed');
  expect(last()).toMatchObject({ fault: 'NO_PRINTER', reached: false });
  cups.set('Window', 'ready');
  cups.choose('Window');
  expect(queue.send('one', null)).toBe('queued');
  await until('printed');
  expect(await new CupsPrinters().list()).toEqual([{ name: 'Window', label: 'Window', isDefault: true }]);
});

it('papers are handed over one after the other, in the order they were made', async () => {
  cups.set('Office', 'ready');
  for (let n = 0; n < 5; n += 1) queue.made(`job-${n}`, path, { ...ORDER, send: true });
  await vi.waitFor(() => expect(told.filter(({ kind }) => kind === 'printed')).toHaveLength(5), { timeout: 15_000 });
  expect(cups.spooled()).toEqual(['Office-1', 'Office-2', 'Office-3', 'Office-4', 'Office-5']);
});

describe('the words of CUPS', () => {
  it.each([
    ['printer A is idle.  enabled since Mon', null],
    ['printer A now printing A-4.  enabled since Mon\n\tAlerts: media-empty-error', 'OUT_OF_PAPER'],
    ['printer A disabled since Mon -\n\tPaused', 'PRINTER_STOPPED'],
    ['printer A now printing A-4.\n\tAlerts: cover-open-report', 'PRINTER_STOPPED'],
  ] as const)('%s', (said, fault) => expect(waitsFor(said)).toBe(fault));

  it('tell how a job ended, and only that job', () => {
    const said =
      'A-1 root 1 Mon\n\tAlerts: job-canceled-by-user\nA-12 root 1 Mon\n\tAlerts: job-completed-successfully\n';
    expect(endOf(said, 'A-1')).toEqual({ kind: 'failed', fault: 'PRINT_CANCELLED' });
    expect(endOf(said, 'A-12')).toEqual({ kind: 'printed' });
    expect(endOf(said, 'A-2')).toBeNull();
  });
});

it('the size of a paper is read from its own page', () => {
  expect(paperMillimetres(Buffer.from(A5))).toEqual({ width: 148, height: 210 });
  expect(paperMillimetres(Buffer.from('/MediaBox [0 0 226.77 1085.52]'))).toEqual({ width: 80, height: 383 });
  expect(paperMillimetres(Buffer.from('no page'))).toBeNull();
});

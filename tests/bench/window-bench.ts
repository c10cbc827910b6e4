// A charge from the real window and back, against a bare echo over the same bridge: window → main → forked process → back; once
// bare, and once with the raw receipt written at the other end. The page measures; all take turns in one run of the real program.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { launchProgram, type Program } from '../e2e/support/launch-program.ts';
import { type BenchLedger, benchLedger, type BenchRow, median, quantile, ratioRow, typicalCharge } from './support.ts';
import { keepOrder } from './support/raw-echo.ts';
import { copyOf, rowsSince } from './support/raw-writer.ts';

const ROUNDS = 40;
/** Rounds before any counts: a till is compared as it is in the middle of a morning. */
const WARM = 10;
/** Calls timed together: the page's clock ticks in tenths of a millisecond. */
const TOGETHER = 20;

interface BenchPage {
  benchPorts: MessagePort[];
}

/** Before the page's own script: every port that arrives is the bench's, and the program's own client waits for its. */
function catchPorts(): void {
  const page = window as unknown as BenchPage;
  page.benchPorts = [];
  // Without timers the program's client asks for its port once and never again, which would close the bench's.
  window.setTimeout = (() => 0) as unknown as typeof window.setTimeout;
  window.addEventListener('message', (event) => {
    const [port] = event.ports;
    if (!port) return;
    event.stopImmediatePropagation();
    port.start();
    page.benchPorts.push(port);
  });
}

/** Waits until the bench has caught more than `known` ports and no more come; answers the newest one's index. */
async function newestPort(page: Page, known: number): Promise<number> {
  let before = -1;
  for (let tries = 0; tries < 100; tries += 1) {
    const count = await page.evaluate(() => (window as unknown as BenchPage).benchPorts.length);
    if (count > known && count === before) return count - 1;
    before = count;
    await page.waitForTimeout(300);
  }
  throw new Error('no port arrived');
}

/** Starts an echo by `order` and sends the page a port to it, relayed by main exactly as the ledger's are. */
async function connectEcho(program: Program, order: string): Promise<void> {
  await program.app.evaluate(
    ({ BrowserWindow, MessageChannelMain }, { node, script, kept }) => {
      const { fork } = process.getBuiltinModule('node:child_process');
      const child = fork(script, ['--echo', kept], { execPath: node, serialization: 'advanced' });
      process.on('exit', () => child.kill());
      const { port1, port2 } = new MessageChannelMain();
      port1.on('message', (event) => void child.send({ k: 'msg', ch: 1, data: event.data as string }));
      child.on('message', (message: { data: string }) => port1.postMessage(message.data));
      port1.start();
      BrowserWindow.getAllWindows()[0]?.webContents.postMessage('counterfoil:port', null, [port2]);
    },
    { node: process.execPath, script: process.argv[1] ?? '', kept: order },
  );
}

/** In the page: `frames` one after the other over port number `index`, in ms a call. */
async function timeCalls(page: Page, index: number, frames: readonly string[]): Promise<number> {
  return page.evaluate(
    async ({ at, texts }) => {
      const port = (window as unknown as BenchPage).benchPorts[at];
      if (!port) throw new Error('no port');
      const call = (text: string): Promise<string> =>
        new Promise((resolve) => {
          const listen = (event: MessageEvent<string>): void => {
            if (!event.data.includes('"id"')) return;
            port.removeEventListener('message', listen);
            resolve(event.data);
          };
          port.addEventListener('message', listen);
          port.postMessage(text);
        });
      const begun = performance.now();
      for (const text of texts) {
        const answer = await call(text);
        if (answer.includes('"error"')) throw new Error(answer);
      }
      return (performance.now() - begun) / texts.length;
    },
    { at: index, texts: frames },
  );
}

/** As many receipts as will be asked for, to be written into a copy of `ledger` as it is before them. */
async function rawOrder(ledger: BenchLedger, path: string): Promise<string> {
  const copy = copyOf(ledger, 'raw');
  copy.db.close();
  const { ledger: open, key } = ledger.keeper.ready();
  const before = open.head.seq;
  for (let index = 0; index < ROUNDS * TOGETHER; index += 1) await ledger.call('charge.post', typicalCharge());
  return keepOrder(path, { file: { path: copy.path, key }, receipts: rowsSince(open.db, before) });
}

/** `raw`: ms of one raw receipt measured in this run. */
export async function windowBench(raw: number): Promise<BenchRow[]> {
  const ledger = await benchLedger();
  const folder = mkdtempSync(join(tmpdir(), 'counterfoil-echo-'));
  const bare = keepOrder(join(folder, 'bare'), { file: null, receipts: [] });
  const writing = await rawOrder(ledger, join(folder, 'raw'));
  ledger.keeper.close();
  const program = await launchProgram({ dataDir: ledger.dataDir, keyFile: ledger.keyFile });
  try {
    const { window: page } = program;
    await page.addInitScript(catchPorts);
    await page.reload();
    // The program's client may ask again when the ledger says it runs: only the newest port is alive.
    const ledgerPort = await newestPort(page, 0);
    await connectEcho(program, bare);
    const echoPort = await newestPort(page, ledgerPort + 1);
    await connectEcho(program, writing);
    const rawPort = await newestPort(page, echoPort + 1);
    const params = { username: 'cashier1', password: 'cashier1-2026' };
    await timeCalls(page, ledgerPort, [JSON.stringify({ id: 1, method: 'session.signIn', params })]);
    const frames = (): string[] =>
      Array.from({ length: TOGETHER }, (_, id) =>
        JSON.stringify({ id, method: 'charge.post', params: typicalCharge() }),
      );
    const times = { echo: [] as number[], raw: [] as number[], charge: [] as number[] };
    for (let round = 0; round < ROUNDS; round += 1) {
      const took = {
        echo: await timeCalls(page, echoPort, frames()),
        raw: await timeCalls(page, rawPort, frames()),
        charge: await timeCalls(page, ledgerPort, frames()),
      };
      if (round < WARM) continue;
      for (const way of ['echo', 'raw', 'charge'] as const) times[way].push(took[way]);
    }
    const base = raw + median(times.echo);
    const slowest = quantile(times.charge, 0.99);
    return [
      ratioRow('charge from a window and back : raw + bare echo', median(times.charge), base, 1.25),
      // A disk that is asked now and then answers later than one that is asked without a pause, as in the row above.
      ratioRow('the same : the raw receipt written at the other end', median(times.charge), median(times.raw), 1.25),
      {
        name: 'charge from a window and back, slowest batch',
        value: `${slowest.toFixed(2)} ms`,
        target: '< 16 ms',
        pass: slowest < 16,
      },
    ];
  } finally {
    await program.close();
    rmSync(folder, { recursive: true, force: true });
    rmSync(ledger.dataDir, { recursive: true, force: true });
  }
}

// A charge from the real window and back, against a bare echo over the same bridge: window → main → forked process → back.
// The page measures; both ways take turns in one run of the real program.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { launchProgram, type Program } from '../e2e/support/launch-program.ts';
import { benchLedger, type BenchRow, median, quantile, ratioRow, typicalCharge } from './support.ts';

const ROUNDS = 30;
/** Calls timed together: the page's clock ticks in tenths of a millisecond. */
const TOGETHER = 20;

interface BenchPage {
  benchTakes: boolean;
  benchPorts: MessagePort[];
}

/** Ports that arrive while the bench asks for them go to the bench and not to the program's own client. */
function catchPorts(): void {
  const page = window as unknown as BenchPage;
  page.benchTakes = false;
  page.benchPorts = [];
  window.addEventListener('message', (event) => {
    const [port] = event.ports;
    if (!page.benchTakes || !port) return;
    event.stopImmediatePropagation();
    port.start();
    page.benchPorts.push(port);
  });
}

/** Starts an echo program and sends the page a port to it, relayed by main exactly as the ledger's are. */
async function connectEcho(program: Program, script: string): Promise<void> {
  await program.app.evaluate(
    ({ BrowserWindow, MessageChannelMain }, { node, path }) => {
      const { fork } = process.getBuiltinModule('node:child_process');
      const child = fork(path, { execPath: node, serialization: 'advanced' });
      process.on('exit', () => child.kill());
      const { port1, port2 } = new MessageChannelMain();
      port1.on('message', (event) => void child.send({ k: 'msg', ch: 1, data: event.data as string }));
      child.on('message', (message: { data: string }) => port1.postMessage(message.data));
      port1.start();
      BrowserWindow.getAllWindows()[0]?.webContents.postMessage('counterfoil:port', null, [port2]);
    },
    { node: process.execPath, path: script },
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

/** `raw`: ms of one raw receipt measured in this run. */
export async function windowBench(raw: number): Promise<BenchRow[]> {
  const ledger = await benchLedger();
  ledger.keeper.close();
  const folder = mkdtempSync(join(tmpdir(), 'counterfoil-echo-'));
  const script = join(folder, 'echo.mjs');
  writeFileSync(
    script,
    "process.on('message', (m) => process.send(m)); process.on('disconnect', () => process.exit());\n",
  );
  const program = await launchProgram({ dataDir: ledger.dataDir, keyFile: ledger.keyFile });
  try {
    const { window: page } = program;
    await page.addInitScript(catchPorts);
    await page.reload();
    await page.evaluate(() => {
      (window as unknown as BenchPage).benchTakes = true;
    });
    await page.evaluate(() => window.counterfoil.connect());
    await page.waitForFunction(() => (window as unknown as BenchPage).benchPorts.length === 1);
    await connectEcho(program, script);
    await page.waitForFunction(() => (window as unknown as BenchPage).benchPorts.length === 2);
    const params = { username: 'cashier1', password: 'cashier1-2026' };
    await timeCalls(page, 0, [JSON.stringify({ id: 1, method: 'session.signIn', params })]);
    const frames = (): string[] =>
      Array.from({ length: TOGETHER }, (_, id) =>
        JSON.stringify({ id, method: 'charge.post', params: typicalCharge() }),
      );
    const times = { echo: [] as number[], charge: [] as number[] };
    for (let round = 0; round < ROUNDS; round += 1) {
      times.echo.push(await timeCalls(page, 1, frames()));
      times.charge.push(await timeCalls(page, 0, frames()));
    }
    const base = raw + median(times.echo);
    const slowest = quantile(times.charge, 0.99);
    return [
      ratioRow('charge from a window and back : raw + bare echo', median(times.charge), base, 1.25),
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

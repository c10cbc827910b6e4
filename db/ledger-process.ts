// The ledger process: the one writer. It takes its orders from the shell that started it and serves the shell's windows.
import { randomUUID } from 'node:crypto';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { FromLedger, ToLedger } from '../core/contract/host.ts';
import type { DocumentLayout } from '../core/documents/document-layout.ts';
import { systemClock } from './ledger/clock.ts';
import { deliveryRunner } from './delivery/run-delivery.ts';
import { tableReader } from './lists/table-reader.ts';
import { refuseDrawing } from './paper/make-paper.ts';
import { processChannel } from './process-channel.ts';
import { LedgerKeeper, type OsKeyStore } from './server/ledger-keeper.ts';
import { LedgerServer } from './server/serve.ts';
import { packageRunner } from './package/run-package.ts';
import { verifyRunner } from './verify/run-verify.ts';
import { voucherRunner } from './vouchers/run-vouchers.ts';

const SWEEP_MS = 2_000;
type Drawn = Extract<ToLedger, { k: 'drawn' }>;

const channel = processChannel();
if (!channel) throw new Error('the ledger process is started by the shell');
const say = (message: FromLedger): void => channel.send(message);

const asked = new Map<number, (answer: string | null) => void>();
const drawing = new Map<number, (drawn: Drawn) => void>();
let lastQuestion = 0;
let server: LedgerServer | undefined;

/** Asks the shell's key store; null when it cannot. */
function ask(question: { k: 'osWrap'; key: string } | { k: 'osUnwrap'; blob: string }): Promise<string | null> {
  const id = ++lastQuestion;
  return new Promise((resolve) => {
    asked.set(id, resolve);
    say({ ...question, id });
  });
}

const osKeyStore: OsKeyStore = {
  wrap: (key) => ask({ k: 'osWrap', key }),
  unwrap: (blob) => ask({ k: 'osUnwrap', blob }),
};

/** Has the shell's paper process draw `layout`. Throws Refused GLYPH_MISSING, Error. */
async function draw(layout: DocumentLayout): Promise<Uint8Array> {
  const id = ++lastQuestion;
  const { pdf, fault } = await new Promise<Drawn>((resolve) => {
    drawing.set(id, resolve);
    say({ k: 'draw', id, layout });
  });
  return pdf ?? refuseDrawing(fault);
}

async function start(order: Extract<ToLedger, { k: 'start' }>): Promise<void> {
  const keeper = new LedgerKeeper({
    dataDir: order.dataDir,
    keyFile: order.keyFile,
    os: order.osProtection ? osKeyStore : null,
    heldKey: order.heldKey,
    hold: (key) => say({ k: 'holdKey', key }),
    clock: systemClock,
  });
  const program = (name: string): string => join(dirname(fileURLToPath(import.meta.url)), name);
  const started = new LedgerServer(
    keeper,
    {
      send: (ch, data) => say({ k: 'msg', ch, data }),
      ticket: (ch, ticket) => say({ k: 'resume', ch, ticket }),
      print: (ch, order) => say({ k: 'print', ch, ...order }),
      fault: (incident, error) => console.error(`incident ${incident}:`, error),
    },
    {
      verify: verifyRunner(program('verify-process.mjs')),
      packages: packageRunner(program('package-process.mjs')),
      readTable: tableReader(program('list-process.mjs')),
      vouchers: voucherRunner(program('voucher-process.mjs')),
      delivery: deliveryRunner(program('delivery-process.mjs')),
      drawPaper: draw,
    },
  );
  await keeper.start();
  server = started;
  setInterval(() => {
    started.sweep();
    void started.deliver();
  }, SWEEP_MS).unref();
}

// Messages are handled in the order they came; those before `start` has finished wait for it.
let ready: Promise<void> = Promise.resolve();

channel.onMessage((raw) => {
  const message = raw as ToLedger;
  switch (message.k) {
    case 'start':
      ready = start(message);
      return;
    case 'ping':
      return say({ k: 'pong', n: message.n });
    case 'osWrapped':
      return settle(message.id, message.blob);
    case 'osUnwrapped':
      return settle(message.id, message.key);
    case 'drawn':
      drawing.get(message.id)?.(message);
      drawing.delete(message.id);
      return;
    case 'jobDone':
      return message.ok ? undefined : console.error(`paper ${message.jobId} failed: ${message.error ?? ''}`);
    case 'stop':
      return void ready.then(stop);
    case 'open':
      return void ready.then(() => open(message));
    case 'close':
      return void ready.then(() => server?.close(message.ch, message.unheard));
    case 'msg':
      return void ready.then(() => server?.receive(message.ch, message.data));
  }
});

function open(order: Extract<ToLedger, { k: 'open' }>): void {
  if (order.window === 'approval') server?.open(order.ch, null, order.request, order.more);
  else server?.open(order.ch, order.resume);
}

function settle(id: number, answer: string | null): void {
  asked.get(id)?.(answer);
  asked.delete(id);
}

function stop(): void {
  server?.keeper.close();
  say({ k: 'stopped' });
  // The word is given time to leave before the channel closes.
  setTimeout(() => process.exit(0), 20);
}

// A fault nobody caught leaves the ledger in an unknown state in memory, never in the file: better a fresh process.
process.on('uncaughtException', (error) => {
  console.error(`incident ${randomUUID()}: uncaught`, error);
  process.exit(70);
});
process.on('unhandledRejection', (error) => {
  console.error(`incident ${randomUUID()}: unhandled`, error);
  process.exit(70);
});

say({ k: 'hello', pid: process.pid });

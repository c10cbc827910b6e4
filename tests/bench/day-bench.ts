// The end of a day in a full ledger, as finance waits for it: closing it, its Z report, its sheet, its vouchers, its package
// written and checked by the program's own package process; and the most memory that process ever held.
import { createPrivateKey, createPublicKey } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Db } from '../../db/open/connection.ts';
import { openForReading } from '../../db/open/open-ledger.ts';
import { packageJob, packageRunner } from '../../db/package/run-package.ts';
import { ROOT } from '../e2e/support/launch-program.ts';
import { mapAll } from '../ledger/support/central.ts';
import { op, type Window } from '../ledger/support/counter.ts';
import { type BulkLedger, bulkLedger, cashInDrawer, closeOldestDay, RECEIPTS_A_DAY } from './support/bulk-ledger.ts';
import type { Scale } from './scale-bench.ts';
import { type BenchRow, ratioRow } from './support.ts';

const SCRIPT = 'package-process.mjs';
/** What a package is made of. */
const SCANNED = ['chain', 'document', 'receipt', 'line', 'tender', 'entry'];
/** As large as a Z report is; drawing one is timed elsewhere. */
const PAPER = new Uint8Array(60_000);
const CLOSE_WITHIN = 5_000;
const EXPORT_WITHIN = 10_000;
const MEMORY_MIB = 300;

/** The end of the last day of one ledger filled to `scale`, and nothing else. */
export async function dayAlone({ receipts, customers }: Scale, say: (line: string) => void): Promise<BenchRow[]> {
  const most = receipts.at(-1) ?? 0;
  say(`filling: ${most} receipts, ${customers} customers`);
  const full = await bulkLedger({ receipts: most, customers, perDay: RECEIPTS_A_DAY }, undefined, say);
  try {
    say(`filled: ${JSON.stringify(full.figures)}`);
    return await dayBench(full, most);
  } finally {
    full.counter.stop();
  }
}

/** Ends the open shift and the open day of `full` (of `receipts` receipts, earlier days closed) and hands the day over. */
export async function dayBench(full: BulkLedger, receipts: number): Promise<BenchRow[]> {
  const { counter, till } = full;
  const finance = counter.window();
  await finance.signIn('finance1');
  await till.call('shift.close', { operationId: op(), counted: cashInDrawer(counter.ledger) });
  let businessDate = '';
  const closing = await timed(async () => {
    businessDate = await closeOldestDay(finance);
  });
  const subject = { of: 'day', businessDate } as const;
  const reading = await timed(() => finance.call('report.read', { subject }));
  const sheet = await timed(() => finance.call('report.sheet', { businessDate }));
  const documents = Number(
    counter.ledger.one<{ n: number }>('SELECT documents AS n FROM z_report WHERE business_date = ?', businessDate)?.n,
  );
  const size = `${documents} documents, ledger of ${receipts}`;
  return [
    within(`close the day (${size}), looked at and closed`, closing, CLOSE_WITHIN),
    within('read its Z report', reading, CLOSE_WITHIN),
    within('read its day sheet', sheet, CLOSE_WITHIN),
    ...(await packageRows(full, businessDate, size)),
    ...(await voucherRows(finance, businessDate)),
  ];
}

async function packageRows({ counter }: BulkLedger, businessDate: string, size: string): Promise<BenchRow[]> {
  const { ledger, keeper } = counter;
  const z = ledger.one<{ n: number; from: number; to: number }>(
    `SELECT n, seq AS "to", (SELECT coalesce(max(seq), 0) + 1 FROM z_report b WHERE b.n < z.n) AS "from"
     FROM z_report z WHERE business_date = ?`,
    businessDate,
  );
  const key = ledger.one<{ secret: string }>('SELECT secret_key AS secret FROM counter_key ORDER BY n DESC LIMIT 1');
  if (z === undefined || key === undefined) throw new Error('the bench needs a closed day and a key');
  const { n: number, from, to } = z;
  const db = openForReading(keeper.files, keeper.ready().key);
  const parent = mkdtempSync(join(tmpdir(), 'counterfoil-bench-'));
  try {
    const bare = await timed(() => scan(db, from, to));
    const runner = packageRunner(join(ROOT, 'out/db', SCRIPT));
    const order = {
      businessDate,
      from,
      to,
      number,
      previous: number === 1 ? null : '0'.repeat(64),
      first: null,
      paper: PAPER,
    };
    const job = packageJob(counter.dataDir, keeper.ready().key, { secretKey: key.secret, parent, order });
    const written = await watched(() => runner.run(job));
    const secret = createPrivateKey({ key: Buffer.from(key.secret, 'base64'), format: 'der', type: 'pkcs8' });
    const publicKey = String(createPublicKey(secret).export({ type: 'spki', format: 'pem' }));
    const { folder } = written.answer;
    const checked = await watched(() => runner.check({ folder, publicKey, previous: null }));
    if (!checked.answer.ok) throw new Error(JSON.stringify(checked.answer.faults));
    return [
      within(`write its package (${size})`, written.ms, EXPORT_WITHIN),
      ratioRow('the same : bare scan of its rows', written.ms, bare, 10),
      memory('most memory of the process that writes it', written.mib),
      within('check its package', checked.ms, EXPORT_WITHIN),
      memory('most memory of the process that checks it', checked.mib),
    ];
  } finally {
    db.close();
    rmSync(parent, { recursive: true, force: true });
  }
}

async function voucherRows(finance: Window, businessDate: string): Promise<BenchRow[]> {
  await mapAll(finance);
  const writing = await timed(() =>
    finance.call('voucher.write', { operationId: op(), businessDate, format: 'yonyou', revise: null }),
  );
  return [within('write its vouchers, Yonyou', writing, EXPORT_WITHIN)];
}

function within(name: string, ms: number, limit: number): BenchRow {
  return { name, value: `${ms.toFixed(0)} ms`, target: `≤ ${limit} ms`, pass: ms <= limit };
}

/** `mib` null: this system does not say what a process held. */
function memory(name: string, mib: number | null): BenchRow {
  const value = mib === null ? 'not told here' : `${mib.toFixed(0)} MiB`;
  return { name, value, target: `≤ ${MEMORY_MIB} MiB`, pass: mib === null || mib <= MEMORY_MIB };
}

async function timed(work: () => unknown): Promise<number> {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
}

/** Runs `work` and watches the package process it starts; the system keeps its highest resident size. */
async function watched<T>(work: () => Promise<T>): Promise<{ answer: T; ms: number; mib: number | null }> {
  let mib: number | null = null;
  const look = setInterval(() => {
    mib = Math.max(mib ?? 0, highestOf(SCRIPT) ?? 0) || null;
  }, 20);
  const begun = performance.now();
  try {
    const answer = await work();
    return { answer, ms: performance.now() - begun, mib };
  } finally {
    clearInterval(look);
  }
}

/** MiB that the child of this process running `script` has held at most; null where /proc does not tell. */
function highestOf(script: string): number | null {
  if (process.platform !== 'linux') return null;
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    const status = told(`/proc/${pid}/status`);
    if (!status.includes(`PPid:\t${process.pid}\n`) || !told(`/proc/${pid}/cmdline`).includes(script)) continue;
    const kib = /VmHWM:\s+(\d+)/.exec(status)?.[1];
    return kib === undefined ? null : Number(kib) / 1_024;
  }
  return null;
}

function told(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

/** Every row of the stretch, read and thrown away. */
function scan(db: Db, from: number, to: number): number {
  let rows = 0;
  for (const table of SCANNED) {
    const all = db.prepare(`SELECT * FROM ${table} WHERE seq BETWEEN ? AND ?`).raw().iterate(from, to);
    for (const _row of all) rows += 1;
  }
  return rows;
}

// The figures of product.md "How fast and how big" that depend on size: the same acts in an almost empty ledger and in a
// very full one, taking turns in one run, and the query plans behind them, none of which may walk through a table.
import { rmSync } from 'node:fs';
import type { Ledger } from '../../db/ledger/ledger.ts';
import { openForReading } from '../../db/open/open-ledger.ts';
import { verifyLedger } from '../../db/verify/verify-ledger.ts';
import { launchProgram } from '../e2e/support/launch-program.ts';
import { Counter } from '../ledger/support/counter.ts';
import { dayBench } from './day-bench.ts';
import { customerSearch } from './customer-search-bench.ts';
import { type BulkLedger, bulkLedger, RECEIPTS_A_DAY } from './support/bulk-ledger.ts';
import { rememberStatements, tableWalks } from './support/query-plans.ts';
import { type BenchRow, median, quantile, ratioRow, typicalCharge } from './support.ts';

export interface Scale {
  readonly customers: number;
  /** Sizes in receipts, growing; figures compare the last with the first and, for opening, with the one before. */
  readonly receipts: readonly number[];
}

const BATCHES = 12;
const BATCH = 25;
const TRIES = 400;

/** A table of at most so many rows in any ledger may be read whole. */
const SMALL = 500;

export async function scaleBench(scale: Scale, say: (line: string) => void): Promise<BenchRow[]> {
  const filled: BulkLedger[] = [];
  const rows: BenchRow[] = [];
  try {
    for (const [index, receipts] of scale.receipts.entries()) {
      const last = index === scale.receipts.length - 1;
      say(`filling: ${receipts} receipts, ${last ? scale.customers : 1_000} customers`);
      const size = { receipts, customers: last ? scale.customers : 1_000, perDay: RECEIPTS_A_DAY };
      const one = await bulkLedger(size, undefined, say);
      say(`filled: ${JSON.stringify(one.figures)}`);
      filled.push(one);
    }
    const first = filled[0] as BulkLedger;
    const full = filled.at(-1) as BulkLedger;
    const most = scale.receipts.at(-1) as number;
    const asked = rememberStatements(full.counter.ledger);
    rows.push(await chargeRow(first, full, most));
    rows.push(...(await lookUpRows(full, scale.customers, most)));
    rows.push(...(await dayRows(first, full, most)));
    rows.push(...(await dayBench(full, most)));
    rows.push(planRow(full.counter.ledger, asked()));
    rows.push(verifyRow(full, most));
    rows.push(...(await openRows(filled, scale.receipts)));
    rows.push(await windowRow(full, most));
  } finally {
    for (const { counter } of filled) {
      try {
        counter.stop();
      } catch {
        rmSync(counter.dataDir, { recursive: true, force: true });
      }
    }
  }
  return rows;
}

async function chargeRow(first: BulkLedger, full: BulkLedger, most: number): Promise<BenchRow> {
  const times = { first: [] as number[], full: [] as number[] };
  const timed = async (ledger: BulkLedger, into: number[]): Promise<void> => {
    const input = typicalCharge();
    const begun = performance.now();
    await ledger.till.call('charge.post', input);
    into.push(performance.now() - begun);
  };
  for (let batch = 0; batch < BATCHES; batch += 1) {
    for (let n = 0; n < BATCH; n += 1) await timed(first, times.first);
    for (let n = 0; n < BATCH; n += 1) await timed(full, times.full);
  }
  const name = `charge at ${most} receipts : at ${BATCHES * BATCH} and fewer`;
  return ratioRow(name, median(times.full), median(times.first), 1.1);
}

const BY_REFERENCE = `
  SELECT d.number FROM tender t JOIN document d ON d.seq = t.seq WHERE t.reference = ? AND t.method = 'wechat'`;

async function lookUpRows({ counter, till }: BulkLedger, customers: number, most: number): Promise<BenchRow[]> {
  const search = await customerSearch(counter, till, customers, most);
  const references: number[] = [];
  for (let n = 0; n < TRIES; n += 1) {
    const reference = `42000${String(1 + ((n * 104_729) % most)).padStart(23, '0')}`;
    const begun = performance.now();
    counter.ledger.one(BY_REFERENCE, reference);
    references.push(performance.now() - begun);
  }
  const [kind, worst] = Object.entries(search.p95).sort(([, one], [, other]) => other - one)[0] ?? ['', Number.NaN];
  return [
    under(`receipt by number at ${most}, p95`, search.receiptP95, 1),
    under(`payment by reference at ${most}, p95`, quantile(references, 0.95), 1),
    ratioRow(
      `customer search at ${customers}, slowest kind (${kind}), p95 : receipt by number`,
      worst,
      search.receiptP95,
      5,
    ),
  ];
}

async function dayRows(first: BulkLedger, full: BulkLedger, most: number): Promise<BenchRow[]> {
  const dates = (ledger: BulkLedger): string[] =>
    ledger.counter.ledger.all<{ d: string }>('SELECT DISTINCT business_date AS d FROM shift').map(({ d }) => d);
  const timed = async (ledger: BulkLedger): Promise<number> => {
    const all = dates(ledger);
    const finance = ledger.counter.window();
    await finance.signIn('finance1');
    const times: number[] = [];
    for (let n = 0; n < 60; n += 1) {
      const date = all[(n * 7) % all.length] as string;
      const begun = performance.now();
      await finance.call('report.totals', { from: date, to: date });
      times.push(performance.now() - begun);
    }
    return median(times);
  };
  const [small, large] = [await timed(first), await timed(full)];
  return [
    under(`totals of one day (${Math.min(RECEIPTS_A_DAY, most)} receipts) at ${most}`, large, 5),
    {
      name: 'the same in the smallest ledger',
      value: `${small.toFixed(3)} ms (a day there has fewer receipts)`,
      target: 'for knowledge',
      pass: true,
    },
  ];
}

function under(name: string, ms: number, limit: number): BenchRow {
  return { name, value: `${ms.toFixed(3)} ms`, target: `< ${limit} ms`, pass: ms < limit };
}

function planRow(ledger: Ledger, statements: readonly string[]): BenchRow {
  const rowsIn = (table: string): number => Number(ledger.db.prepare(`SELECT count(*) FROM ${table}`).pluck().get());
  const walked = tableWalks(ledger, statements, (table) => rowsIn(table) > SMALL);
  return {
    name: `plans of ${statements.length} statements that walk through a table`,
    value: walked.length === 0 ? 'none' : walked.join(' | '),
    target: 'none',
    pass: walked.length === 0,
  };
}

function verifyRow({ counter }: BulkLedger, most: number): BenchRow {
  const db = openForReading(counter.keeper.files, counter.keeper.ready().key);
  const monotonic = (): number => performance.now();
  const result = verifyLedger(db, { progress: () => undefined, monotonic, pages: false });
  db.close();
  return {
    name: `verify at ${most}, chained rows a second (${result.rows} rows${result.ok ? '' : `, NOT OK: ${JSON.stringify(result.firstBad)}`})`,
    value: `${Math.round(result.rowsPerSecond / 1_000)} k`,
    target: '≥ 300 k',
    pass: result.ok && result.rowsPerSecond >= 300_000,
  };
}

/** Each ledger is closed and opened again, in turns. */
async function openRows(filled: readonly BulkLedger[], receipts: readonly number[]): Promise<BenchRow[]> {
  const times = filled.map(() => [] as number[]);
  for (const { counter } of filled) counter.stop(false);
  for (let round = 0; round < 7; round += 1) {
    for (const [index, { counter }] of filled.entries()) {
      const begun = performance.now();
      const again = await new Counter({ dataDir: counter.dataDir, clock: counter.clock }).start();
      const window = again.window();
      await window.call('ledger.status', {});
      times[index]?.push(performance.now() - begun);
      again.stop(false);
    }
  }
  const last = times.length - 1;
  const name = `open at ${receipts[last]} : at ${receipts[last - 1]}`;
  return [ratioRow(name, median(times[last] ?? []), median(times[last - 1] ?? []), 1.5)];
}

async function windowRow({ counter }: BulkLedger, most: number): Promise<BenchRow> {
  const times: number[] = [];
  for (let round = 0; round < 3; round += 1) {
    const begun = performance.now();
    const program = await launchProgram({ dataDir: counter.dataDir, keyFile: counter.keyFile });
    await program.window.locator('input').first().waitFor({ state: 'visible', timeout: 60_000 });
    times.push(performance.now() - begun);
    await program.close();
  }
  return under(`window usable at ${most} (launch to the sign-in field)`, median(times), 2_000);
}

// What the benches share: medians, one row of the table, and a ledger with an open shift to charge into.
import { randomUUID } from 'node:crypto';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { InputOf, Method, OutputOf } from '../../core/contract/contract.ts';
import { milli, minor } from '../../core/money/money.ts';
import { systemClock } from '../../db/ledger/clock.ts';
import { LedgerKeeper } from '../../db/server/ledger-keeper.ts';
import { LedgerServer } from '../../db/server/serve.ts';

export interface BenchRow {
  readonly name: string;
  readonly value: string;
  readonly target: string;
  readonly pass: boolean;
}

/** The value at `share` (0…1) of the sorted `values`. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}

export const median = (values: readonly number[]): number => quantile(values, 0.5);

/** A row that says how many times as long `ours` takes as `base`; both in ms, medians of one run. */
export function ratioRow(name: string, ours: number, base: number, limit: number): BenchRow {
  const ratio = ours / base;
  const value = `${ratio.toFixed(2)} × (${ours.toFixed(3)} ms : ${base.toFixed(3)} ms)`;
  return { name, value, target: `≤ ${limit} ×`, pass: ratio <= limit };
}

/** Three lines and two tenders, as platform.md's raw receipt. */
export function typicalCharge(): InputOf<'charge.post'> {
  return {
    operationId: uuidv7(),
    customer: 'C800001',
    payer: null,
    lines: [
      { item: '5001019', quantity: milli(1000), price: null },
      { item: '5003001', quantity: milli(1000), price: null },
      { item: '5005001', quantity: milli(3000), price: null },
    ],
    tenders: [
      { method: 'card', given: minor(5000), reference: '004512' },
      { method: 'cash', given: minor(5000), reference: null },
    ],
    expectedTotal: minor(3200 + 2136 + 2670),
  };
}

// Ids that grow with time, as the windows make them: a random one costs its index a quarter (platform.md "SQLite").
function uuidv7(): string {
  const random = randomUUID();
  const time = Date.now().toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${random.slice(15)}`;
}

export interface BenchLedger {
  readonly dataDir: string;
  readonly keyFile: string;
  readonly keeper: LedgerKeeper;
  readonly call: <M extends Method>(method: M, params: InputOf<M>) => Promise<OutputOf<M>>;
}

const CHANNEL = 1;

/** A new encrypted ledger with sample data, cashier1 signed in with an open shift on drawer 1. */
export async function benchLedger(): Promise<BenchLedger> {
  const dataDir = mkdtempSync(join(tmpdir(), 'counterfoil-bench-'));
  const keyFile = join(dataDir, 'bench.key');
  writeFileSync(keyFile, 'the key file of the bench, long enough');
  const keeper = new LedgerKeeper({ dataDir, keyFile, os: null, clock: systemClock });
  const silent = () => undefined;
  const server = new LedgerServer(
    keeper,
    { send: silent, ticket: silent, print: silent, fault: (_incident, error) => console.error(error) },
    {
      verify: { run: () => Promise.reject(new Error('not in a bench')), cancel: () => false },
      drawPaper: () => Promise.reject(new Error('not in a bench')),
      packages: {
        run: () => Promise.reject(new Error('not in a bench')),
        check: () => Promise.reject(new Error('not in a bench')),
      },
    },
  );
  await keeper.start();
  await keeper.create({
    organisation: '江城市第三人民医院',
    counter: { code: 'A01', name: '门诊收费处' },
    admin: { username: 'admin', name: '管理员', password: 'bench password' },
    passphrase: null,
    demo: true,
  });
  server.open(CHANNEL, null);
  const call: BenchLedger['call'] = async (method, params) =>
    (await server.call(CHANNEL, { method, params: params as Record<string, unknown> })) as never;
  await call('session.signIn', { username: 'cashier1', password: 'cashier1-2026' });
  await call('shift.open', { operationId: uuidv7(), drawer: '1', float: minor(20000), counted: null });
  return { dataDir, keyFile, keeper, call };
}

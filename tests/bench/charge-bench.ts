// A charge through contract, permission, rules and commit, against the very rows it wrote, written again by prepared
// statements in one durable transaction on a copy of the same encrypted file (product.md "How fast").
import { rmSync } from 'node:fs';
import type { Db } from '../../db/open/connection.ts';
import { openForReading } from '../../db/open/open-ledger.ts';
import { verifyLedger } from '../../db/verify/verify-ledger.ts';
import { type BenchLedger, benchLedger, type BenchRow, median, quantile, ratioRow, typicalCharge } from './support.ts';
import { copyOf, RawWriter, rowsSince } from './support/raw-writer.ts';

const BATCHES = 24;
const BATCH = 50;
/** Charges before any is timed: a till is compared as it is in the middle of a morning. */
const WARM = 500;

function dropTriggers(db: Db): void {
  const names = db.prepare("SELECT name FROM sqlite_schema WHERE type = 'trigger'").pluck().all() as string[];
  for (const name of names) db.exec(`DROP TRIGGER ${name}`);
}

export interface ChargeFigures {
  readonly rows: BenchRow[];
  /** ms of one raw receipt in this run; what the window bench compares with. */
  readonly raw: number;
}

/** Runs the three writers in turn, so that a busy machine slows them alike. */
export async function chargeBench(): Promise<ChargeFigures> {
  const ledger = await benchLedger();
  for (let index = 0; index < WARM; index += 1) await ledger.call('charge.post', typicalCharge());
  const same = copyOf(ledger, 'raw');
  const bare = copyOf(ledger, 'bare');
  dropTriggers(bare.db);
  const [rawWriter, bareWriter] = [new RawWriter(same.db), new RawWriter(bare.db)];
  const times = { ours: [] as number[], raw: [] as number[], bare: [] as number[] };
  for (let batch = 0; batch < BATCHES; batch += 1) {
    const { ledger: open } = ledger.keeper.ready();
    const before = open.head.seq;
    for (let index = 0; index < BATCH; index += 1) {
      const input = typicalCharge();
      const begun = performance.now();
      await ledger.call('charge.post', input);
      times.ours.push(performance.now() - begun);
    }
    const written = rowsSince(open.db, before);
    for (const rows of written) times.raw.push(rawWriter.write(rows));
    for (const rows of written) times.bare.push(bareWriter.write(rows));
  }
  const rows = [
    ratioRow('charge in the ledger process : raw (same rows, same schema)', median(times.ours), median(times.raw), 1.3),
    {
      name: 'charge in the ledger process : bare (same rows, no triggers, no running totals)',
      value: `${(median(times.ours) / median(times.bare)).toFixed(2)} × (p99 ${quantile(times.ours, 0.99).toFixed(2)} ms)`,
      target: 'for knowledge',
      pass: true,
    },
    verifyRow(ledger),
  ];
  for (const copy of [same, bare]) copy.db.close();
  ledger.keeper.close();
  rmSync(ledger.dataDir, { recursive: true, force: true });
  return { rows, raw: median(times.raw) };
}

function verifyRow(ledger: BenchLedger): BenchRow {
  const db = openForReading(ledger.keeper.files, ledger.keeper.ready().key);
  const monotonic = (): number => performance.now();
  const results = [1, 2, 3].map(() => verifyLedger(db, { progress: () => undefined, monotonic, pages: false }));
  db.close();
  const best = Math.max(...results.map((result) => result.rowsPerSecond));
  const ok = results.every((result) => result.ok);
  return {
    name: `verify, chained rows a second (${results[0]?.rows ?? 0} rows${ok ? '' : ', NOT OK'})`,
    value: `${Math.round(best / 1000)} k`,
    target: '≥ 300 k',
    pass: ok && best >= 300_000,
  };
}

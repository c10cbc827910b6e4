// The end of a day in a full ledger: closing it, reading its Z report, writing and checking its package, each beside a bare
// scan of the same rows in the same run; and what the package took of memory while it was written.
import { createPublicKey, generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Minor } from '../../core/money/money.ts';
import type { Db } from '../../db/open/connection.ts';
import { openForReading } from '../../db/open/open-ledger.ts';
import { verifyPackage } from '../../db/package/verify-package.ts';
import { writePackage } from '../../db/package/write-package.ts';
import { op } from '../ledger/support/counter.ts';
import type { BulkLedger } from './support/bulk-ledger.ts';
import { type BenchRow, ratioRow } from './support.ts';

const MIB = 1 << 20;
/** What a package is made of. */
const SCANNED = ['chain', 'document', 'receipt', 'line', 'tender', 'entry'];

/** Closes the oldest day of `full` (of `receipts` receipts) and writes the package of its newest ended day. */
export async function dayBench(full: BulkLedger, receipts: number): Promise<BenchRow[]> {
  const { counter } = full;
  const { ledger } = counter;
  const finance = counter.window();
  await finance.signIn('finance1');
  const { open } = await finance.call('day.state', {});
  const [day] = open;
  if (day === undefined) throw new Error('the bench needs a day that is over');
  const { businessDate } = day;
  const closing = await timed(() =>
    finance.call('day.close', { operationId: op(), businessDate, expectedTaken: day.taken as Minor }),
  );
  const reading = await timed(() => finance.call('report.read', { subject: { of: 'day', businessDate } }));
  const stretch = ledger.one<{ from: number; to: number; documents: number }>(
    `SELECT s.seq AS "from", e.seq AS "to", (SELECT count(*) FROM document WHERE seq BETWEEN s.seq AND e.seq) AS documents
     FROM shift s JOIN shift_end e ON e.shift_id = s.id ORDER BY e.seq DESC LIMIT 1`,
  );
  if (stretch === undefined) throw new Error('the bench needs a shift that has ended');
  const db = openForReading(counter.keeper.files, counter.keeper.ready().key);
  const parent = mkdtempSync(join(tmpdir(), 'counterfoil-bench-'));
  try {
    const keys = generateKeyPairSync('ed25519');
    const order = { businessDate, ...stretch, number: 1, previous: null, first: null, key: keys.privateKey };
    const bare = await timed(() => scan(db, stretch.from, stretch.to));
    const before = process.memoryUsage().rss;
    let folder = '';
    const writing = await timed(() => {
      folder = writePackage(db, order, parent).folder;
    });
    const grown = (process.memoryUsage().rss - before) / MIB;
    const publicKey = createPublicKey(keys.publicKey.export({ type: 'spki', format: 'pem' }));
    const checking = await timed(() => verifyPackage({ folder, publicKey, previous: null }));
    const size = `${stretch.documents} documents, ledger of ${receipts}`;
    return [
      told(`close the oldest day, ledger of ${receipts}`, `${closing.toFixed(1)} ms`),
      told('read its Z report', `${reading.toFixed(1)} ms`),
      ratioRow(`write a package (${size}) : bare scan of its rows`, writing, bare, 6),
      ratioRow('check it : bare scan of its rows', checking, bare, 6),
      {
        name: 'memory while it is written',
        value: `${grown.toFixed(0)} MiB more`,
        target: '≤ 150 MiB',
        pass: grown <= 150,
      },
    ];
  } finally {
    db.close();
    rmSync(parent, { recursive: true, force: true });
  }
}

function told(name: string, value: string): BenchRow {
  return { name, value, target: 'for knowledge', pass: true };
}

async function timed(work: () => unknown): Promise<number> {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
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

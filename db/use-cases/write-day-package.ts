// Writes the package of a closed day and notes its manifest: the next one names it, so that none can be left out.
// The files are written by a program of its own before the ledger is asked to remember them; a crash between leaves files
// that the next try writes again, byte for byte.
import type { InputOf, OutputOf } from '../../core/contract/contract.ts';
import { refuse } from '../../core/contract/errors.ts';
import { Act } from '../ledger/act.ts';
import type { Command } from '../ledger/command.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { DataKey } from '../open/connection.ts';
import type { LedgerFiles } from '../open/ledger-files.ts';
import { type PackageRunner, packageJob } from '../package/run-package.ts';
import { dayPackage } from '../schema-day.ts';

type Written = OutputOf<'package.write'>;

/** What has to be done outside the transaction, with what it came to. */
export interface WrittenFiles {
  readonly folder: string;
  readonly manifest: string;
}

interface PackageRow {
  readonly n: number;
  readonly firstSeq: number;
  readonly lastSeq: number;
  readonly manifest: string;
}

const PACKAGE = `SELECT n, first_seq AS firstSeq, last_seq AS lastSeq, manifest FROM day_package`;

/** Where a package of `date` begins and ends. Throws Refused DAY_NOT_CLOSED, PACKAGE_BEFORE_MISSING. */
function placeOf(ledger: Ledger, date: string): { readonly row: PackageRow | undefined; readonly order: PackagePlace } {
  const z = ledger.one<{ n: number; seq: number }>('SELECT n, seq FROM z_report WHERE business_date = ?', date);
  if (!z) return refuse('DAY_NOT_CLOSED', { businessDate: date });
  const row = ledger.one<PackageRow>(`${PACKAGE} WHERE business_date = ?`, date);
  const before = ledger.one<PackageRow>(`${PACKAGE} WHERE n = ?`, z.n - 1);
  if (!before && z.n > 1) {
    const missing = ledger.one<{ d: string }>(
      'SELECT min(business_date) AS d FROM z_report WHERE business_date NOT IN (SELECT business_date FROM day_package)',
    );
    return refuse('PACKAGE_BEFORE_MISSING', { businessDate: missing?.d ?? date });
  }
  const from = (before?.lastSeq ?? 0) + 1;
  const first = row?.manifest ?? null;
  return { row, order: { from, to: z.seq, number: z.n, previous: before?.manifest ?? null, first } };
}

interface PackagePlace {
  readonly from: number;
  readonly to: number;
  readonly number: number;
  readonly previous: string | null;
  /** What its manifest was when it was first written; null: it was not yet. */
  readonly first: string | null;
}

/** Has the files of the package of `date` written below `files.packages`. Throws Refused as the runner does. */
export function writeFiles(
  ledger: Ledger,
  files: LedgerFiles,
  key: DataKey,
  runner: PackageRunner,
  date: string,
): Promise<WrittenFiles> {
  const { order } = placeOf(ledger, date);
  // Signed with the key of its own time, so that a package of last year is the same bytes after the key was changed.
  const secret = ledger.one<{ key: string }>(
    'SELECT secret_key AS key FROM counter_key WHERE seq <= ? ORDER BY n DESC LIMIT 1',
    order.to,
  );
  if (!secret) throw new Error('the counter has no key');
  const job = { secretKey: secret.key, parent: files.packages, order: { businessDate: date, ...order } };
  return runner.run(packageJob(files.dataDir, key, job));
}

export const packageWrite: Command<InputOf<'package.write'>, Written> = {
  run({ ledger, caller, operation }, { businessDate }, prepared) {
    const { folder, manifest } = prepared as WrittenFiles;
    const { row, order } = placeOf(ledger, businessDate);
    // The writer has compared already; two writers of one day at once must still not both be believed.
    if (row && row.manifest !== manifest) refuse('PACKAGE_DIFFERS', { number: order.number });
    const act = new Act(ledger);
    if (!row) {
      const { from, to, number } = order;
      act.insert(dayPackage, { n: number, businessDate, firstSeq: from, lastSeq: to, manifest });
    }
    act.seal({
      kind: row ? 'package.writtenAgain' : 'package.written',
      ref: businessDate,
      businessDate: ledger.businessDate(),
      personId: caller.personId,
      detail: { number: order.number, manifest },
      operation: operation({ businessDate, number: order.number, folder, manifest }),
    });
    return { businessDate, number: order.number, folder, manifest };
  },
  again: (_ledger, kept) => kept as Written,
};

/** The public key packages are checked with, PEM. */
export function publicKey(ledger: Ledger): string {
  const row = ledger.one<{ key: string }>('SELECT public_key AS key FROM counter_key ORDER BY n DESC LIMIT 1');
  if (!row) throw new Error('the counter has no key');
  return row.key;
}

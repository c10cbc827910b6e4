// Writes the package of a closed day and notes its manifest: the next one names it, so that none can be left out.
// The files are written by a program of its own before the ledger is asked to remember them; a crash between leaves files
// that the next try writes again, byte for byte. Its Z report is drawn once and kept: a newer program draws it otherwise.
import { hash } from 'node:crypto';
import type { InputOf, OutputOf } from '../../core/contract/contract.ts';
import type { DocumentLayout } from '../../core/documents/document-layout.ts';
import { Refused, refuse } from '../../core/contract/errors.ts';
import { reportLayout } from '../../core/documents/report-layout.ts';
import type { KeptBytes } from '../attachments/attachment-store.ts';
import { Act } from '../ledger/act.ts';
import type { Command } from '../ledger/command.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { DataKey } from '../open/connection.ts';
import type { LedgerFiles } from '../open/ledger-files.ts';
import { type PackageRunner, packageJob } from '../package/run-package.ts';
import { paperLocale } from '../paper/paper-locale.ts';
import { readDayReport } from '../readers/read-till-report.ts';
import { dayPackage, packagePaper } from '../schema-day.ts';

type Written = OutputOf<'package.write'>;

/** What has to be done outside the transaction, with what it came to. */
export interface WrittenFiles {
  readonly folder: string;
  readonly manifest: string;
  /** Kept under a new id the first time; null: there is one. */
  readonly paper: KeptBytes | null;
}

export interface PackageParts {
  readonly ledger: Ledger;
  readonly files: LedgerFiles;
  readonly key: DataKey;
  readonly runner: PackageRunner;
  readonly draw: (layout: DocumentLayout) => Promise<Uint8Array>;
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

/** Has the files of the package of `date` written below `files.packages`. Throws Refused as the runner and the drawing do. */
export async function writeFiles(parts: PackageParts, date: string): Promise<WrittenFiles> {
  const { ledger, files, key, runner } = parts;
  const { order } = placeOf(ledger, date);
  // Signed with the key of its own time, so that a package of last year is the same bytes after the key was changed.
  const secret = ledger.one<{ key: string }>(
    'SELECT secret_key AS key FROM counter_key WHERE seq <= ? ORDER BY n DESC LIMIT 1',
    order.to,
  );
  if (!secret) throw new Error('the counter has no key');
  const paper = await paperOf(parts, order.number, date);
  const job = {
    ...{ secretKey: secret.key, parent: files.packages },
    order: { businessDate: date, ...order, paper: paper.bytes },
  };
  return { ...(await runner.run(packageJob(files.dataDir, key, job))), paper: paper.kept };
}

/** The Z report of package `n` as it was first drawn; drawn now, and kept under an id, when there is none yet. */
async function paperOf(
  { ledger, draw }: PackageParts,
  n: number,
  date: string,
): Promise<{ readonly bytes: Uint8Array; readonly kept: KeptBytes | null }> {
  const before = ledger.one<KeptBytes>('SELECT id, size, sha256 FROM package_paper WHERE n = ?', n);
  const drawn = (): Promise<Uint8Array> => {
    // A closed day is told whole to whoever may close one; who reads it stands nowhere on it.
    const report = readDayReport(ledger, date, { personId: 0, name: '', mayReadAll: true });
    return draw(reportLayout(report, paperLocale(ledger, undefined, date)));
  };
  if (before === undefined) {
    const bytes = Buffer.from(await drawn());
    const id = await ledger.attachments.write(bytes);
    return { bytes, kept: { id, size: bytes.length, sha256: hash('sha256', bytes, 'hex') } };
  }
  try {
    return { bytes: ledger.attachments.read(before), kept: null };
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    // The kept file is lost: this program may still draw the very same bytes.
    const bytes = await drawn();
    if (hash('sha256', bytes, 'hex') !== before.sha256) throw error;
    return { bytes, kept: null };
  }
}

export const packageWrite: Command<InputOf<'package.write'>, Written> = {
  run({ ledger, caller, operation }, { businessDate }, prepared) {
    const { folder, manifest, paper } = prepared as WrittenFiles;
    const { row, order } = placeOf(ledger, businessDate);
    // The writer has compared already; two writers of one day at once must still not both be believed.
    if (row && row.manifest !== manifest) refuse('PACKAGE_DIFFERS', { number: order.number });
    const act = new Act(ledger);
    if (!row) {
      const { from, to, number } = order;
      if (paper === null) throw new Error('a new package comes with its paper');
      act.insert(dayPackage, { n: number, businessDate, firstSeq: from, lastSeq: to, manifest });
      act.insert(packagePaper, { n: number, ...paper });
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

/** The file of the Z report of package `n`, which is committed. */
export function packagePaperId(ledger: Ledger, n: number): string | undefined {
  return ledger.one<{ id: string }>('SELECT id FROM package_paper WHERE n = ?', n)?.id;
}

/** The public key packages are checked with, PEM. */
export function publicKey(ledger: Ledger): string {
  const row = ledger.one<{ key: string }>('SELECT public_key AS key FROM counter_key ORDER BY n DESC LIMIT 1');
  if (!row) throw new Error('the counter has no key');
  return row.key;
}

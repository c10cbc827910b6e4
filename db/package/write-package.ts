// 日结数据包: one folder per day and counter that central finance can trust without asking (product.md X1).
// Written beside its place under a temporary name and renamed when whole; nothing half-written ever has the right name.
import { createHash, type KeyObject, sign } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { refuse } from '../../core/contract/errors.ts';
import { plainAmount, plainQuantity } from '../../core/money/format-amount.ts';
import { currencyOf, type Milli, type Minor } from '../../core/money/money.ts';
import {
  MANIFEST_NAME,
  type PackageManifest,
  packageName,
  PAPER_NAME,
  SIGNATURE_NAME,
} from '../../core/package/manifest.ts';
import { genesisHash, rowText } from '../ledger/chained-tables.ts';
import { type ChainRow, readLinks } from '../ledger/read-links.ts';
import type { Db } from '../open/connection.ts';
import { readAccountNames } from '../readers/account-names.ts';
import { csvLine, type PackageCell, PackageText } from './package-text.ts';

export interface PackageOrder {
  readonly businessDate: string;
  /** Links of the chain to take in, both included. */
  readonly from: number;
  readonly to: number;
  readonly number: number;
  /** SHA-256, hex, of the manifest before; null for the first package. */
  readonly previous: string | null;
  /** SHA-256, hex, of the manifest this package had when it was first written; null: this is the first time. */
  readonly first: string | null;
  /** The Z report on paper, as it was drawn the first time. */
  readonly paper: Uint8Array;
  /** The counter's Ed25519 key. */
  readonly key: KeyObject;
}

export interface WrittenPackage {
  readonly folder: string;
  readonly manifest: PackageManifest;
  /** SHA-256, hex, of the manifest's bytes: what the next package names. */
  readonly manifestSha256: string;
}

/** Links per look at the ledger: posting goes on beside a long export. */
const CHUNK = 2_000;
/** An act with a row of one of these is given with all its rows. */
const TOLD_IN_FULL: ReadonlySet<string> = new Set(['document', 'z_report']);

/**
 * Writes the package into `parent` as `<counter>-<date>-<number>`. A package of that name that is there and whole stays
 * as it is; a damaged one is replaced. Throws Refused PACKAGE_DIFFERS when the bytes are not those of the first time, and
 * the file system's own errors; then nothing of the attempt is left and what was there is untouched.
 */
export function writePackage(db: Db, order: PackageOrder, parent: string): WrittenPackage {
  const meta = readMeta(db);
  const name = packageName(meta.counterCode, order.businessDate, order.number);
  const folder = join(parent, name);
  const arriving = join(parent, `.${name}.part`);
  rmSync(arriving, { recursive: true, force: true });
  mkdirSync(arriving, { recursive: true, mode: 0o700 });
  try {
    const manifest = new PackageWriter(db, order, meta, arriving).write();
    const bytes = Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`, 'utf8');
    const manifestSha256 = createHash('sha256').update(bytes).digest('hex');
    // What central was given is what it was given: another program or another ledger must not speak over it.
    if (order.first !== null && order.first !== manifestSha256) refuse('PACKAGE_DIFFERS', { number: order.number });
    writeWhole(join(arriving, MANIFEST_NAME), bytes);
    writeWhole(join(arriving, SIGNATURE_NAME), sign(null, bytes, order.key));
    syncFolder(arriving);
    putInPlace(arriving, folder);
    syncFolder(parent);
    return { folder, manifest, manifestSha256 };
  } catch (error) {
    rmSync(arriving, { recursive: true, force: true });
    throw error;
  }
}

/** At no moment is there less under the right name than before: the same bytes stay, others make way whole. */
function putInPlace(arriving: string, folder: string): void {
  const leaving = `${arriving}.old`;
  rmSync(leaving, { recursive: true, force: true });
  if (existsSync(folder)) {
    if (sameFiles(arriving, folder)) {
      rmSync(arriving, { recursive: true });
      return;
    }
    renameSync(folder, leaving);
  }
  renameSync(arriving, folder);
  rmSync(leaving, { recursive: true, force: true });
}

function sameFiles(one: string, other: string): boolean {
  const names = readdirSync(one).sort();
  if (names.join('/') !== readdirSync(other).sort().join('/')) return false;
  return names.every((name) => hashOfFile(join(one, name)) === hashOfFile(join(other, name)));
}

function hashOfFile(path: string): string {
  const hash = createHash('sha256');
  const descriptor = openSync(path, 'r');
  try {
    const part = Buffer.alloc(1 << 16);
    for (let read = readSync(descriptor, part); read > 0; read = readSync(descriptor, part))
      hash.update(part.subarray(0, read));
  } finally {
    closeSync(descriptor);
  }
  return hash.digest('hex');
}

/** Brings names to the disk, where the system lets a folder be opened; Windows does not and keeps its own journal of names. */
function syncFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const descriptor = openSync(folder, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

interface PackageMeta {
  readonly ledgerId: string;
  readonly organisation: string;
  readonly counterCode: string;
  readonly counterName: string;
  readonly currency: string;
}

function readMeta(db: Db): PackageMeta {
  const rows = db.prepare('SELECT key, value FROM meta').all() as { key: string; value: string }[];
  return Object.fromEntries(rows.map(({ key, value }) => [key, value])) as unknown as PackageMeta;
}

function writeWhole(path: string, bytes: Uint8Array): void {
  const descriptor = openSync(path, 'wx', 0o600);
  try {
    for (let at = 0; at < bytes.length; ) at += writeSync(descriptor, bytes, at);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

class PackageWriter {
  readonly #db: Db;
  readonly #order: PackageOrder;
  readonly #meta: PackageMeta;
  readonly #folder: string;
  readonly #documents: Record<string, number> = {};
  readonly #tenders: Record<string, Minor> = {};
  readonly #days = new Map<string, { documents: number; debit: number }>();
  #debit = 0;
  #credit = 0;

  constructor(db: Db, order: PackageOrder, meta: PackageMeta, folder: string) {
    this.#db = db;
    this.#order = order;
    this.#meta = meta;
    this.#folder = folder;
  }

  write(): PackageManifest {
    const { ledgerId, organisation, counterCode, counterName, currency } = this.#meta;
    const { businessDate, number, previous, from, to } = this.#order;
    const chainFiles = this.#chain();
    const taken = [this.#receipts(), this.#lines(), this.#tenderRows()];
    const tables = [...taken, this.#refunds(), this.#payouts(), this.#journal(), this.#paper()];
    return {
      format: 'counterfoil-package',
      version: 1,
      ledger: ledgerId,
      organisation,
      counter: { code: counterCode, name: counterName },
      currency,
      businessDate,
      number,
      previous,
      chain: { from, to, before: this.#hashBefore(), head: this.#hashOf(to) },
      z: this.#z(),
      days: [...this.#days]
        .sort(([one], [other]) => (one < other ? -1 : 1))
        .map(([date, sums]) => ({ businessDate: date, documents: sums.documents, debit: sums.debit as Minor })),
      documents: this.#documents,
      totals: { debit: this.#debit as Minor, credit: this.#credit as Minor, tenders: this.#tenders },
      files: [...chainFiles, ...tables],
    };
  }

  #day(date: string): { documents: number; debit: number } {
    const day = this.#days.get(date) ?? { documents: 0, debit: 0 };
    this.#days.set(date, day);
    return day;
  }

  /** What the Z report says, and what of it stands in earlier packages. */
  #z(): PackageManifest['z'] {
    const z = this.#db
      .prepare('SELECT documents, taken, perpetual, control FROM z_report WHERE n = ? AND business_date = ?')
      .get(this.#order.number, this.#order.businessDate) as Omit<PackageManifest['z'], 'earlier'> | undefined;
    if (!z) throw new Error(`no Z report ${this.#order.number} of ${this.#order.businessDate}`);
    const here = this.#day(this.#order.businessDate);
    const earlier = { documents: z.documents - here.documents, debit: (z.control - here.debit) as Minor };
    return { ...z, earlier };
  }

  /** Every link, so that the chain can be walked; rows only of acts that moved money or closed the day: no password leaves. */
  #chain(): PackageManifest['files'] {
    const links = new PackageText(this.#folder, 'chain.jsonl');
    const acts = new PackageText(this.#folder, 'acts.jsonl');
    for (let from = this.#order.from; from <= this.#order.to; from += CHUNK) {
      const { chain, cursors } = readLinks(this.#db, from, Math.min(from + CHUNK - 1, this.#order.to));
      for (const row of chain) {
        links.row(linkLine(row));
        const texts: string[] = [];
        let isDocument = false;
        for (const cursor of cursors) {
          for (let cells = cursor.take(row.seq); cells; cells = cursor.take(row.seq)) {
            texts.push(rowText(cursor.table, cells));
            isDocument ||= TOLD_IN_FULL.has(cursor.table.name);
          }
        }
        if (isDocument) acts.row(JSON.stringify([row.seq, ...texts]));
      }
    }
    return [links.end(), acts.end()];
  }

  #receipts(): PackageManifest['files'][number] {
    const sql = `SELECT d.number, d.business_date, d.at, s.number, p.username, c.number, r.payer, r.gross, r.discount,
        r.rounding, r.total, r.change, r.paper_no, r.paper_date
      FROM document d JOIN receipt r ON r.seq = d.seq JOIN shift s ON s.id = d.shift_id
      JOIN person p ON p.id = d.person_id LEFT JOIN customer c ON c.id = r.customer_id
      WHERE d.seq BETWEEN ? AND ? ORDER BY d.seq`;
    const head = [
      'number',
      'business_date',
      'posted_at_ms',
      'shift',
      'cashier',
      'customer',
      'payer',
      'gross',
      'discount',
    ];
    return this.#table(
      'receipts.csv',
      [...head, 'rounding', 'total', 'change', 'paper_no', 'paper_date'],
      sql,
      (row) => [...row.slice(0, 7), ...row.slice(7, 12).map((amount) => this.#amount(amount)), ...row.slice(12)],
    );
  }

  #lines(): PackageManifest['files'][number] {
    const sql = `SELECT d.number, l.n, l.code, l.name, l.unit, l.quantity, l.unit_price, l.gross, l.discount, l.amount,
        l.credit_kind, l.account
      FROM line l JOIN document d ON d.seq = l.seq WHERE l.seq BETWEEN ? AND ? ORDER BY l.seq, l.n`;
    const head = ['receipt', 'line', 'code', 'name', 'unit', 'quantity', 'unit_price', 'gross', 'discount', 'amount'];
    return this.#table('lines.csv', [...head, 'credit_kind', 'account'], sql, (row) => [
      ...row.slice(0, 5),
      row[5] === null ? null : { plain: plainQuantity(Number(row[5]) as Milli) },
      ...row.slice(6, 10).map((amount) => this.#amount(amount)),
      ...row.slice(10),
    ]);
  }

  #tenderRows(): PackageManifest['files'][number] {
    const sql = `SELECT d.number, t.n, t.method, t.given, t.applied, t.change, t.reference, t.proof
      FROM tender t JOIN document d ON d.seq = t.seq WHERE t.seq BETWEEN ? AND ? ORDER BY t.seq, t.n`;
    const head = ['document', 'tender', 'method', 'given', 'applied', 'change', 'reference', 'proof'];
    return this.#table('tenders.csv', head, sql, (row) => {
      const method = String(row[2]);
      this.#tenders[method] = ((this.#tenders[method] ?? 0) + Number(row[4])) as Minor;
      return [...row.slice(0, 3), ...row.slice(3, 6).map((amount) => this.#amount(amount)), ...row.slice(6)];
    });
  }

  /** Red slips: what is owed back from then on, of which receipt or which account of money held, and why. */
  #refunds(): PackageManifest['files'][number] {
    const sql = `SELECT d.number, d.business_date, w.number, coalesce(r.number, ''), coalesce(c.number, ''), s.reason,
        s.amount, s.fee, f.total
      FROM refund_document f JOIN document d ON d.seq = f.seq JOIN refund_case w ON w.id = f.case_id
        JOIN refund_submission s ON s.case_id = f.case_id AND s.n = f.version
        LEFT JOIN document r ON r.seq = w.receipt_seq LEFT JOIN customer c ON c.id = w.customer_id
      WHERE f.seq BETWEEN ? AND ? ORDER BY f.seq`;
    const head = ['number', 'business_date', 'case', 'receipt', 'customer', 'reason', 'amount', 'fee', 'total'];
    return this.#table('refunds.csv', head, sql, (row) => [
      ...row.slice(0, 6),
      ...row.slice(6).map((amount) => this.#amount(amount)),
    ]);
  }

  /** Money that left for refunds, and what of it came back. */
  #payouts(): PackageManifest['files'][number] {
    const sql = `SELECT d.number, d.business_date, o.kind, w.number, p.method, p.way,
        (SELECT reference FROM payout_step x WHERE x.case_id = o.case_id AND x.payout_n = o.payout_n
          AND x.seq = o.seq AND reference IS NOT NULL ORDER BY x.n DESC LIMIT 1), o.amount
      FROM payout_document o JOIN document d ON d.seq = o.seq JOIN refund_case w ON w.id = o.case_id
        JOIN refund_payout p ON p.case_id = o.case_id AND p.n = o.payout_n
      WHERE o.seq BETWEEN ? AND ? ORDER BY o.seq`;
    const head = ['number', 'business_date', 'kind', 'case', 'method', 'way', 'reference', 'amount'];
    return this.#table('payouts.csv', head, sql, (row) => [...row.slice(0, 7), this.#amount(row[7] ?? null)]);
  }

  #journal(): PackageManifest['files'][number] {
    const sql = `SELECT d.number, d.type, d.business_date, e.n, e.account, e.amount
      FROM document d LEFT JOIN entry e ON e.seq = d.seq
      WHERE d.seq BETWEEN ? AND ? ORDER BY d.seq, e.n`;
    // As they were called on the day: written again, a package is the same to the byte.
    const nameOn = readAccountNames(this.#db);
    const head = ['document', 'type', 'business_date', 'entry', 'account', 'account_name', 'debit', 'credit'];
    return this.#table('journal.csv', head, sql, (row) => {
      const [number, type, date, n, account, amount] = row;
      const day = this.#day(String(date));
      if (n === null || n === 1) {
        this.#documents[String(type)] = (this.#documents[String(type)] ?? 0) + 1;
        day.documents += 1;
      }
      if (n === null) return null;
      const debit = Math.max(Number(amount), 0);
      day.debit += debit;
      const credit = Math.max(-Number(amount), 0);
      this.#debit += debit;
      this.#credit += credit;
      const side = (value: number): PackageCell => (value === 0 ? null : this.#amount(value));
      const name = nameOn(String(account), String(date));
      return [number, type, date, n, account, name, side(debit), side(credit)] as PackageCell[];
    });
  }

  #paper(): PackageManifest['files'][number] {
    const { paper } = this.#order;
    writeWhole(join(this.#folder, PAPER_NAME), paper);
    return {
      name: PAPER_NAME,
      bytes: paper.byteLength,
      rows: 0,
      sha256: createHash('sha256').update(paper).digest('hex'),
    };
  }

  #table(
    name: PackageManifest['files'][number]['name'],
    head: readonly string[],
    sql: string,
    cellsOf: (row: Cells) => readonly PackageCell[] | null,
  ): PackageManifest['files'][number] {
    const file = new PackageText(this.#folder, name);
    file.head(csvLine(head));
    for (const row of this.#db.prepare(sql).raw().iterate(this.#order.from, this.#order.to) as Iterable<Cells>) {
      const cells = cellsOf(row);
      if (cells !== null) file.row(csvLine(cells));
    }
    return file.end();
  }

  #amount(value: string | number | null): PackageCell {
    return value === null ? null : { plain: plainAmount(Number(value) as Minor, currencyOf(this.#meta.currency)) };
  }

  #hashBefore(): string {
    const { from } = this.#order;
    return from === 1 ? genesisHash(this.#meta.ledgerId).toString('hex') : this.#hashOf(from - 1);
  }

  #hashOf(seq: number): string {
    return (this.#db.prepare('SELECT hash FROM chain WHERE seq = ?').pluck().get(seq) as Buffer).toString('hex');
  }
}

type Cells = readonly (string | number | null)[];

/** The fields a link's hash covers, in that order, and the hash. */
function linkLine(row: ChainRow): string {
  const { seq, at, clockBack, businessDate, personId, kind, ref, detail } = row;
  const [digest, prev, hash] = [row.digest, row.prev, row.hash].map((bytes) => bytes.toString('hex'));
  return JSON.stringify([seq, at, clockBack, businessDate, personId, kind, ref, detail, digest, prev, hash]);
}

// Brings a ledger file to this program's schema, all or nothing, and proves that the schema is the one that was shipped.
// Append-only rests on triggers, and DROP TRIGGER works for whoever has the key: hence the hash compared at every opening.
import { createHash } from 'node:crypto';
import { refuse } from '../../core/contract/errors.ts';
import spine from '../migrations/0001-spine.sql';
import settings from '../migrations/0002-settings.sql';
import approval from '../migrations/0003-approval.sql';
import pricing from '../migrations/0004-pricing.sql';
import discount from '../migrations/0005-discount.sql';
import tender from '../migrations/0006-tender.sql';
import paper from '../migrations/0007-paper.sql';
import customers from '../migrations/0008-customers.sql';
import bills from '../migrations/0009-bills.sql';
import day from '../migrations/0010-day.sql';
import cash from '../migrations/0011-cash.sql';
import voucher from '../migrations/0013-voucher.sql';
import refund from '../migrations/0014-refund.sql';
import totp from '../migrations/0015-totp.sql';
import tickets from '../migrations/0016-ticket.sql';
import claims from '../migrations/0017-claims.sql';
import paperCases from '../migrations/0019-paper-case.sql';
import lostRefund from '../migrations/0020-lost-refund.sql';
import packagePaper from '../migrations/0021-package-paper.sql';
import bank from '../migrations/0023-bank.sql';
import debtPaid from '../migrations/0024-debt-paid.sql';
import reissue from '../migrations/0025-reissue.sql';
import receiptFreeze from '../migrations/0026-receipt-freeze.sql';
import customerLooks from '../migrations/0027-customer-looks.sql';
import ticketSamples from '../migrations/0028-ticket-sample.sql';
import billRefunds from '../migrations/0029-bill-refund.sql';
import dayOpen from '../migrations/0031-day.sql';
import whoDecides from '../migrations/0032-who-decides-types-nothing.sql';
import correctedProof from '../migrations/0033-proof-of-corrected.sql';
import type { Db } from './connection.ts';

/** In order; a shipped one is never edited. `user_version` is the number of migrations applied. */
export const MIGRATIONS: readonly string[] = [
  spine,
  settings,
  approval,
  pricing,
  discount,
  tender,
  paper,
  customers,
  bills,
  day,
  cash,
  voucher,
  refund,
  totp,
  tickets,
  claims,
  paperCases,
  lostRefund,
  packagePaper,
  bank,
  debtPaid,
  reissue,
  receiptFreeze,
  customerLooks,
  ticketSamples,
  billRefunds,
  dayOpen,
  whoDecides,
  correctedProof,
];
export const SCHEMA_VERSION = MIGRATIONS.length;

/** The version of the file. 0 is an empty one. */
export function schemaVersion(db: Db): number {
  return Number(db.pragma('user_version', { simple: true }));
}

/** Throws Refused LEDGER_NEWER when a newer program wrote this file; it has then only been read. */
export function refuseNewer(db: Db, supported = SCHEMA_VERSION): void {
  const found = schemaVersion(db);
  if (found > supported) refuse('LEDGER_NEWER', { found, supported });
}

/** Applies what is missing in one transaction. Throws Refused LEDGER_NEWER, or SCHEMA_ALTERED when the file is not what its version says. */
export function migrate(db: Db, migrations: readonly string[] = MIGRATIONS): void {
  const wanted = migrations.length;
  refuseNewer(db, wanted);
  const found = schemaVersion(db);
  if (found > 0) assertSchema(db, found, migrations);
  if (found === wanted) return;
  // Inside a transaction this pragma does nothing (platform.md "drizzle-orm"), so it is switched before BEGIN.
  db.pragma('foreign_keys = OFF');
  try {
    db.exec('BEGIN IMMEDIATE');
    try {
      for (const sql of migrations.slice(found)) db.exec(sql);
      const broken = db.pragma('foreign_key_check') as unknown[];
      if (broken.length > 0) refuse('SCHEMA_ALTERED', { reason: 'rows without their parent after migration' });
      db.pragma(`user_version = ${wanted}`);
      db.exec('COMMIT');
    } catch (error) {
      if (db.inTransaction) db.exec('ROLLBACK');
      throw error;
    }
  } finally {
    db.pragma('foreign_keys = ON');
  }
  assertSchema(db, wanted, migrations);
}

/** Throws Refused SCHEMA_ALTERED unless every table, index and trigger reads exactly as version `version` made it. */
export function assertSchema(db: Db, version: number, migrations: readonly string[] = MIGRATIONS): void {
  const found = schemaHash(db);
  if (found !== expectedHash(migrations.slice(0, version), db))
    refuse('SCHEMA_ALTERED', { reason: 'tables, indexes or triggers differ' });
}

/** SHA-256, hex, over the SQL of everything in the schema, in name order. */
export function schemaHash(db: Db): string {
  const rows = db
    .prepare("SELECT type, name, tbl_name, coalesce(sql, '') FROM sqlite_schema ORDER BY type, name")
    .raw()
    .all();
  return createHash('sha256').update(JSON.stringify(rows)).digest('hex');
}

const expected = new Map<string, string>();

// The expectation is derived by running the shipped SQL in memory: no hash to forget when a migration is added.
function expectedHash(migrations: readonly string[], like: Db): string {
  const text = migrations.join('\n');
  const known = expected.get(text);
  if (known) return known;
  const Constructor = like.constructor as new (path: string) => Db;
  const scratch = new Constructor(':memory:');
  try {
    for (const sql of migrations) scratch.exec(sql);
    const hash = schemaHash(scratch);
    expected.set(text, hash);
    return hash;
  } finally {
    scratch.close();
  }
}

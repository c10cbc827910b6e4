// The tables are what the program believes them to be, every connection has the settings the promises rest on, and a
// file is brought to this program's schema all or nothing, or refused with its bytes untouched.
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getTableColumns, getTableName, is } from 'drizzle-orm';
import { SQLiteTable } from 'drizzle-orm/sqlite-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { Refused } from '../../core/contract/errors.ts';
import { newDataKey } from '../../db/keys/key-slots.ts';
import { assertSettings, type Db, openConnection } from '../../db/open/connection.ts';
import { closeLedger, openForReading, openLedger } from '../../db/open/open-ledger.ts';
import { assertSchema, migrate, MIGRATIONS, schemaHash, schemaVersion, SCHEMA_VERSION } from '../../db/open/migrate.ts';
import * as bills from '../../db/schema-bills.ts';
import * as customers from '../../db/schema-customers.ts';
import * as tenders from '../../db/schema-tender.ts';
import * as paper from '../../db/schema-paper.ts';
import * as day from '../../db/schema-day.ts';
import * as cash from '../../db/schema-cash.ts';
import * as pricing from '../../db/schema-pricing.ts';
import * as schema from '../../db/schema.ts';
import * as approvalSchema from '../../db/schema-approval.ts';
import * as voidSchema from '../../db/schema-void.ts';
import * as refunds from '../../db/schema-refund.ts';
import * as totp from '../../db/schema-totp.ts';
import * as discounts from '../../db/schema-discount.ts';
import * as paperCases from '../../db/schema-paper-cases.ts';
import * as tickets from '../../db/schema-ticket.ts';
import * as vouchers from '../../db/schema-voucher.ts';
import { Counter, refusalOf, TestClock } from './support/counter.ts';
import { dump } from './support/raw-sql.ts';
import { mixedCharge } from './support/charges.ts';
import { LedgerTemplate, workedDay } from './support/sample-ledger.ts';

let template: LedgerTemplate;
const folders: string[] = [];

beforeAll(async () => {
  template = await LedgerTemplate.make(workedDay);
});
afterEach(() => {
  template.forgetCopies();
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});
afterAll(() => template.remove());

function codeOf(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    if (error instanceof Refused) return error.refusal.code;
    throw error;
  }
  return 'done';
}

/** Hash of every file below `dir` by name. */
function bytesOf(dir: string): Record<string, string> {
  const files = readdirSync(dir, { withFileTypes: true }).filter((file) => file.isFile());
  return Object.fromEntries(
    files.map(({ name }) => [
      name,
      createHash('sha256')
        .update(readFileSync(join(dir, name)))
        .digest('hex'),
    ]),
  );
}

interface ColumnInfo {
  readonly name: string;
  readonly type: string;
  readonly notnull: number;
  readonly pk: number;
}

describe('the tables', () => {
  const all = {
    ...schema,
    ...approvalSchema,
    ...voidSchema,
    ...customers,
    ...bills,
    ...paper,
    ...tenders,
    ...day,
    ...cash,
    ...pricing,
    ...discounts,
    ...refunds,
    ...paperCases,
    ...vouchers,
    ...tickets,
    ...totp,
  };
  const tables = Object.values(all).filter((value) => is(value, SQLiteTable)) as SQLiteTable[];

  it('in code and in the file are the same, column by column', () => {
    const { db } = template.raw();
    const names = db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'");
    expect(tables.map(getTableName).sort()).toEqual(names.pluck().all().sort());
    for (const table of tables) {
      const found = db.pragma(`table_info(${getTableName(table)})`) as ColumnInfo[];
      const inCode = Object.values(getTableColumns(table)).map((column) => ({
        name: column.name,
        type: column.getSQLType().toUpperCase(),
        optional: !column.notNull && !column.primary,
      }));
      const inFile = found.map(({ name, type, notnull, pk }) => ({ name, type, optional: notnull === 0 && pk === 0 }));
      expect(inCode, getTableName(table)).toEqual(inFile);
    }
    db.close();
  });

  it('are all STRICT', () => {
    const { db } = template.raw();
    const loose = db.prepare(
      "SELECT name FROM pragma_table_list WHERE strict = 0 AND schema = 'main' AND type = 'table'",
    );
    expect(loose.pluck().all()).toEqual(['sqlite_schema']);
    db.close();
  });

  it('store no value of another type, whichever column', () => {
    const { db } = template.raw();
    // Whoever gets past checks and triggers still meets the types.
    db.pragma('ignore_check_constraints = ON');
    db.pragma('foreign_keys = OFF');
    const triggers = db.prepare("SELECT name FROM sqlite_schema WHERE type = 'trigger'").pluck().all();
    for (const name of triggers) db.exec(`DROP TRIGGER ${String(name)}`);
    const wrong: Record<string, readonly string[]> = {
      INTEGER: ["'abc'", '1.5', "x'00'", "'12 '||'x'", '9e99'],
      TEXT: ["x'00'"],
      BLOB: ["'text'", '1', '1.5'],
    };
    let tried = 0;
    for (const table of tables.map(getTableName)) {
      for (const column of db.pragma(`table_info(${table})`) as ColumnInfo[]) {
        const values = wrong[column.type] ?? [];
        expect(values.length, `${table}.${column.name} has type ${column.type}`).toBeGreaterThan(0);
        // Tables that are empty in a worked day have no row to store into; their types are seen above.
        if (db.prepare(`SELECT count(*) FROM ${table}`).pluck().get() === 0) continue;
        for (const value of values) {
          const sql = `UPDATE ${table} SET ${column.name} = ${value}`;
          expect(() => db.exec(sql), sql).toThrow(/cannot store|datatype mismatch/);
          tried += 1;
        }
      }
    }
    expect(tried).toBeGreaterThan(200);
    db.close();
  });
});

describe('the settings', () => {
  const settings = (db: Db): Record<string, unknown> =>
    Object.fromEntries(
      ['journal_mode', 'synchronous', 'temp_store', 'foreign_keys', 'recursive_triggers', 'trusted_schema'].map(
        (name) => [name, db.pragma(name, { simple: true })],
      ),
    );
  const needed = {
    journal_mode: 'wal',
    synchronous: 2,
    temp_store: 2,
    foreign_keys: 1,
    recursive_triggers: 1,
    trusted_schema: 0,
  };

  it('hold when opened, after writes, and after opening again', async () => {
    const counter = await template.counter();
    expect(settings(counter.ledger.db)).toEqual(needed);
    const till = counter.window();
    await till.signIn('cashier1');
    await till.call('charge.post', mixedCharge());
    expect(settings(counter.ledger.db)).toEqual(needed);
    counter.stop(false);
    await counter.start();
    expect(settings(counter.ledger.db)).toEqual(needed);
    const again = counter.window();
    await again.signIn('cashier1');
    await again.call('charge.post', mixedCharge());
    expect(settings(counter.ledger.db)).toEqual(needed);
    counter.stop();
  });

  it.each([
    ['synchronous = NORMAL', /synchronous is 1, needs 2/],
    ['temp_store = FILE', /temp_store is 1, needs 2/],
    ['foreign_keys = OFF', /foreign_keys is 0, needs 1/],
    ['recursive_triggers = OFF', /recursive_triggers is 0, needs 1/],
  ] as const)('%s is noticed', (weakened, words) => {
    const { db, files } = template.raw();
    db.close();
    const fresh = openConnection(files.ledger, template.key, 'write');
    assertSettings(fresh, 'write');
    fresh.pragma(weakened);
    expect(() => assertSettings(fresh, 'write')).toThrow(words);
    fresh.close();
  });

  it('leave no plain text in the folder, nor in the log file', async () => {
    const counter = await template.counter();
    const till = counter.window();
    await till.signIn('cashier1');
    await till.call('charge.post', mixedCharge({ payer: 'Very Recognisable Payer' }));
    for (const { name: file, parentPath } of readdirSync(counter.dataDir, { recursive: true, withFileTypes: true })) {
      const path = join(parentPath, file);
      if (!statSync(path).isFile()) continue;
      const bytes = readFileSync(path);
      expect(bytes.includes('Recognisable'), file).toBe(false);
      expect(bytes.includes('SQLite format 3') && file.startsWith('ledger'), file).toBe(false);
    }
    counter.stop();
  });
});

describe('a file from a newer program', () => {
  it('is refused by writer and reader, and every byte stays', () => {
    const { db, files } = template.raw();
    db.pragma(`user_version = ${SCHEMA_VERSION + 1}`);
    db.pragma('wal_checkpoint(TRUNCATE)');
    db.close();
    const before = bytesOf(files.dataDir);
    expect(codeOf(() => openLedger(files, template.key, new TestClock()))).toBe('LEDGER_NEWER');
    expect(codeOf(() => openForReading(files, template.key))).toBe('LEDGER_NEWER');
    // Besides: the lock, by which a writer came to look, and the empty log and its index, by which SQLite reads.
    const { 'writer.lock': _lock, 'ledger.db-wal': log, 'ledger.db-shm': _index, ...after } = bytesOf(files.dataDir);
    expect([undefined, createHash('sha256').digest('hex')]).toContain(log);
    delete before['writer.lock'];
    expect(after).toEqual(before);
  });

  it('is named to the window, which can do nothing else with it', async () => {
    const { db, files } = template.raw();
    db.pragma('user_version = 99');
    db.close();
    const counter = await new Counter({ dataDir: files.dataDir }).start();
    const window = counter.window();
    const status = await window.call('ledger.status', {});
    expect(status).toEqual({
      state: 'refused',
      error: { code: 'LEDGER_NEWER', params: { found: 99, supported: SCHEMA_VERSION } },
    });
    expect(await refusalOf(window.signIn('cashier1'))).toBe('LEDGER_NEWER');
    counter.stop();
  });
});

describe('migration', () => {
  function empty(): { path: string; db: Db } {
    const folder = mkdtempSync(join(tmpdir(), 'counterfoil-migrate-'));
    folders.push(folder);
    const path = join(folder, 'ledger.db');
    return { path, db: openConnection(path, newDataKey(), 'create') };
  }

  it('brings an empty file to this version, and does nothing the second time', () => {
    const { db } = empty();
    expect(schemaVersion(db)).toBe(0);
    migrate(db);
    expect(schemaVersion(db)).toBe(SCHEMA_VERSION);
    expect(db.pragma('foreign_keys', { simple: true })).toBe(1);
    const before = schemaHash(db);
    migrate(db);
    expect(schemaHash(db)).toBe(before);
    db.close();
  });

  it('that fails at any statement leaves the old file as it was', () => {
    const { db, files } = template.raw();
    const steps = [
      'CREATE TABLE later (a INTEGER) STRICT',
      'INSERT INTO later VALUES (1)',
      'ALTER TABLE item ADD COLUMN later TEXT',
    ];
    const before = dump(db);
    const hash = schemaHash(db);
    for (let n = 0; n <= steps.length; n += 1) {
      const broken = [...MIGRATIONS, [...steps.slice(0, n), 'INSERT INTO nowhere VALUES (1)'].join(';')];
      expect(() => migrate(db, broken)).toThrow(/nowhere/);
      expect([schemaVersion(db), schemaHash(db), dump(db), db.inTransaction]).toEqual([
        SCHEMA_VERSION,
        hash,
        before,
        false,
      ]);
      expect(db.pragma('foreign_keys', { simple: true })).toBe(1);
    }
    db.close();
    openForReading(files, template.key).close();
  });

  it('that would leave rows without their parents is undone', () => {
    const { db } = template.raw();
    const orphaning = "DROP TRIGGER person_no_delete; DELETE FROM person WHERE username = 'cashier1'";
    const before = dump(db);
    expect(codeOf(() => migrate(db, [...MIGRATIONS, orphaning]))).toBe('SCHEMA_ALTERED');
    expect(dump(db)).toBe(before);
    db.close();
  });

  it('goes on from an older file, which then reads as what its version says', () => {
    const { db } = template.raw();
    const next = [...MIGRATIONS, 'CREATE TABLE later (a INTEGER) STRICT'];
    migrate(db, next);
    expect(schemaVersion(db)).toBe(next.length);
    assertSchema(db, next.length, next);
    expect(codeOf(() => migrate(db))).toBe('LEDGER_NEWER');
    db.close();
  });

  it('does not begin on a file that is not what its version says', () => {
    const { db } = template.raw();
    db.exec('DROP INDEX item_seq');
    const before = dump(db);
    expect(codeOf(() => migrate(db, [...MIGRATIONS, 'CREATE TABLE later (a)']))).toBe('SCHEMA_ALTERED');
    expect(dump(db)).toBe(before);
    db.close();
  });
});

it('a ledger closed by its writer is opened by the next one', () => {
  const files = template.copy();
  closeLedger(files, openLedger(files, template.key, new TestClock()));
  closeLedger(files, openLedger(files, template.key, new TestClock()));
});

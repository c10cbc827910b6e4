// Opens one connection to the encrypted file with the settings the promises rest on, and asserts each of them.
// SQLite and its wrappers fall back silently (synchronous to NORMAL, temporary files in plain text): nothing is believed unread.
import Database from 'better-sqlite3';
import { refuse } from '../../core/contract/errors.ts';

export type Db = Database.Database;

/** A random 256-bit key, raw bytes. It is never derived from a password; see db/keys. */
export type DataKey = Buffer & { readonly __dataKey: unique symbol };

/** create: the only mode in which a file may come into being. read: cannot write, whatever is asked of it. */
export type OpenMode = 'create' | 'write' | 'read';

/** Opens `path` with `key`. Throws Refused WRONG_KEY, NOT_WRITABLE, DISK_FULL, LEDGER_DAMAGED. */
export function openConnection(path: string, key: DataKey, mode: OpenMode): Db {
  let db: Db | undefined;
  try {
    db = new Database(path, { readonly: mode === 'read', fileMustExist: mode !== 'create', timeout: 5_000 });
    db.pragma("cipher='sqlcipher'");
    db.pragma(`key="x'${key.toString('hex')}'"`);
    // The first page is read here: a wrong key shows now and not in the middle of an act.
    db.prepare('SELECT count(*) FROM sqlite_schema').get();
    if (mode !== 'read') {
      db.pragma('journal_mode = WAL');
      // After WAL, because better-sqlite3 is built to fall back to NORMAL there (platform.md "SQLite").
      db.pragma('synchronous = FULL');
      db.pragma('wal_autocheckpoint = 10000');
      // 64 MiB of pages read and decrypted before; with SQLite's own 2 MiB a look-up in a large ledger takes twice as long.
      db.pragma('cache_size = -65536');
    }
    db.pragma('temp_store = MEMORY');
    db.pragma('foreign_keys = ON');
    db.pragma('recursive_triggers = ON');
    db.pragma('trusted_schema = OFF');
    assertSettings(db, mode);
    return db;
  } catch (error) {
    db?.close();
    throw explainSqlite(error, path, true);
  }
}

/** Throws if a setting is not what the promises need. Called at opening and again after the first write. */
export function assertSettings(db: Db, mode: OpenMode): void {
  const expected: Record<string, unknown> = { temp_store: 2, foreign_keys: 1, recursive_triggers: 1 };
  if (mode !== 'read') Object.assign(expected, { synchronous: 2, journal_mode: 'wal' });
  for (const [name, value] of Object.entries(expected)) {
    const actual = db.pragma(name, { simple: true });
    if (actual !== value) throw new Error(`connection setting ${name} is ${String(actual)}, needs ${String(value)}`);
  }
}

/**
 * What an error of the driver means to a person, as a Refused; anything else comes back as it is. `opening`: the first
 * page is being read, so what is no database is a file behind another key.
 */
export function explainSqlite(error: unknown, path: string, opening = false): unknown {
  const code = sqliteCode(error);
  if (code === '') return error;
  if (code === 'SQLITE_NOTADB' && opening) return refusal(() => refuse('WRONG_KEY', {}));
  if (/^SQLITE_(CORRUPT|NOTADB|IOERR_SHORT_READ|IOERR_READ)/.test(code)) {
    return refusal(() => refuse('LEDGER_DAMAGED', { reason: code }));
  }
  if (code === 'SQLITE_FULL') return refusal(() => refuse('DISK_FULL', {}));
  if (code.startsWith('SQLITE_IOERR')) return refusal(() => refuse('DISK_FAILED', {}));
  if (/^SQLITE_(CANTOPEN|READONLY|PERM)/.test(code)) return refusal(() => refuse('NOT_WRITABLE', { path }));
  if (/^SQLITE_(BUSY|LOCKED)/.test(code)) return refusal(() => refuse('WRITER_BUSY', {}));
  return error;
}

function refusal(make: () => never): unknown {
  try {
    return make();
  } catch (refused) {
    return refused;
  }
}

/** SQLite's extended result code of an error thrown by the driver, or ''. */
export function sqliteCode(error: unknown): string {
  return error instanceof Database.SqliteError ? error.code : '';
}

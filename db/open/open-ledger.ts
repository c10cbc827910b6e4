// Opens an existing ledger for its one writer: lock, connection, version, schema, settings after a real write.
import { existsSync } from 'node:fs';
import { refuse } from '../../core/contract/errors.ts';
import { AttachmentStore, KEPT_FILES } from '../attachments/attachment-store.ts';
import { SecretBox } from '../keys/secret-box.ts';
import type { Clock } from '../ledger/clock.ts';
import { Ledger } from '../ledger/ledger.ts';
import { assertSettings, type DataKey, type Db, explainSqlite, openConnection, sqliteCode } from './connection.ts';
import type { LedgerFiles } from './ledger-files.ts';
import { assertSchema, migrate, refuseNewer, SCHEMA_VERSION, schemaVersion } from './migrate.ts';
import { releaseWriterLock, takeWriterLock } from './writer-lock.ts';

/** Opens for writing. Throws Refused LEDGER_NEW, WRITER_BUSY, WRONG_KEY, LEDGER_NEWER, SCHEMA_ALTERED, LEDGER_DAMAGED, NOT_WRITABLE, DISK_FULL. */
export function openLedger(files: LedgerFiles, key: DataKey, clock: Clock): Ledger {
  if (!existsSync(files.ledger)) refuse('LEDGER_NEW', {});
  takeWriterLock(files.lock);
  try {
    refuseUnreadable(files, key);
    const open = (): Db => openWriting(files, key);
    const attachments = new AttachmentStore(files.attachments, key);
    const ledger = new Ledger(open(), clock, { attachments, secrets: new SecretBox(key) }, open);
    const kept = KEPT_FILES.map((table) => `SELECT 1 FROM ${table} WHERE id = :id`).join(' UNION ALL ');
    attachments.sweep((id) => ledger.one(kept, { id }) !== undefined);
    return ledger;
  } catch (error) {
    releaseWriterLock(files.lock);
    throw explainSqlite(error, files.ledger);
  }
}

// A newer file, or one with another key, is refused while its bytes are still untouched: opened for reading only.
function refuseUnreadable(files: LedgerFiles, key: DataKey): void {
  const db = openConnection(files.ledger, key, 'read');
  try {
    refuseNewer(db);
    // A ledger gets its name when it is whole: an empty file of that name is what is left of one.
    if (schemaVersion(db) === 0) refuse('LEDGER_DAMAGED', { reason: 'the file is empty' });
    assertSchema(db, schemaVersion(db));
  } finally {
    db.close();
  }
}

function openWriting(files: LedgerFiles, key: DataKey): Db {
  const db = openConnection(files.ledger, key, 'write');
  try {
    migrate(db);
    writeNothing(db);
    assertSettings(db, 'write');
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

// A write that changes nothing: the settings are what they are only after one (platform.md "SQLite"). On a full disk it
// fails, and the ledger opens all the same: what is in it can be read, and posting goes on as soon as there is room.
function writeNothing(db: Db): void {
  try {
    db.exec("UPDATE meta SET value = value WHERE key = 'ledgerId'");
  } catch (error) {
    if (sqliteCode(error) !== 'SQLITE_FULL') throw error;
  }
}

/** Opens for reading beside a writer. Throws Refused as `openLedger`, but never WRITER_BUSY. */
export function openForReading(files: LedgerFiles, key: DataKey): Db {
  if (!existsSync(files.ledger)) refuse('LEDGER_NEW', {});
  const db = openConnection(files.ledger, key, 'read');
  try {
    refuseNewer(db);
    assertSchema(db, SCHEMA_VERSION);
    return db;
  } catch (error) {
    db.close();
    throw explainSqlite(error, files.ledger);
  }
}

/** Closes the ledger and lets the next writer in. */
export function closeLedger(files: LedgerFiles, ledger: Ledger): void {
  ledger.close();
  releaseWriterLock(files.lock);
}

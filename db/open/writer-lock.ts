// Admits one writer per ledger. The lock is a small SQLite file beside the ledger, held by an exclusive transaction:
// the operating system frees it however the holder dies, which a lock file with a pid in it cannot promise.
import Database from 'better-sqlite3';
import { refuse } from '../../core/contract/errors.ts';
import { type Db, sqliteCode } from './connection.ts';

// Module-global so that the handle is never collected while the process lives.
const held = new Map<string, Db>();

/** Takes the lock at `path` or throws Refused WRITER_BUSY (another process has it) or NOT_WRITABLE. */
export function takeWriterLock(path: string): void {
  let lock: Db | undefined;
  try {
    lock = new Database(path, { timeout: 0 });
    // Nothing is ever written to it, and no journal of that either: the lock is taken on a full disk as well.
    lock.pragma('journal_mode = MEMORY');
    lock.exec('BEGIN EXCLUSIVE');
    held.set(path, lock);
  } catch (error) {
    lock?.close();
    const code = sqliteCode(error);
    if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED')) refuse('WRITER_BUSY', {});
    if (code.startsWith('SQLITE_CANTOPEN') || code.startsWith('SQLITE_READONLY')) refuse('NOT_WRITABLE', { path });
    throw error;
  }
}

/** Gives the lock back; closing the handle ends its transaction. */
export function releaseWriterLock(path: string): void {
  held.get(path)?.close();
  held.delete(path);
}

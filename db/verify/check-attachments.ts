// Proves the bytes of every kept file against the row that answers for it.
import { Refused } from '../../core/contract/errors.ts';
import { type AttachmentStore, KEPT_FILES, type KeptBytes } from '../attachments/attachment-store.ts';
import type { Db } from '../open/connection.ts';
import { bad } from './finding.ts';

/** Throws a finding for the first kept file whose bytes are missing or are not those that were kept. */
export function checkAttachments(db: Db, store: AttachmentStore): void {
  for (const table of KEPT_FILES) checkTable(db, store, table);
}

function checkTable(db: Db, store: AttachmentStore, table: string): void {
  const rows = db.prepare(`SELECT id, size, sha256 FROM ${table} ORDER BY seq`).iterate();
  for (const row of rows as IterableIterator<KeptBytes>) {
    try {
      store.read(row);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      const { params } = error.refusal;
      bad('attachments', table, row.id, `its bytes are ${'reason' in params ? String(params.reason) : 'unreadable'}`);
    }
  }
}

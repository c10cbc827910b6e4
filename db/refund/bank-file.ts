// The bytes of a batch's file, made of its rows: the payee is the one that two people had typed when the batch was sent,
// whatever was typed since, so that a file written again is the file that was written first.
import { hash } from 'node:crypto';
import { stringify } from 'csv-stringify/sync';
import { guarded } from '../../core/lists/cell-guard.ts';
import { currencyOf, type Minor } from '../../core/money/money.ts';
import { bankFileRecords } from '../../core/refund/bank-file.ts';
import type { AttachmentStore } from '../attachments/attachment-store.ts';
import type { Db } from '../open/connection.ts';
import { openAccount } from './payee-seal.ts';

const SENT = `
  SELECT x.reference, p.amount, e.name, e.bank, e.sealed, d.number AS purpose
  FROM payout_step x JOIN bank_batch g ON g.n = x.batch_n JOIN refund_payout p ON p.case_id = x.case_id AND p.n = x.payout_n
    JOIN refund_document f ON f.case_id = x.case_id JOIN document d ON d.seq = f.seq
    LEFT JOIN refund_entry e ON e.case_id = f.case_id AND e.version = f.version AND e.n = (
      SELECT min(a.n) FROM refund_entry a WHERE a.case_id = f.case_id AND a.version = f.version AND a.agrees = 1 AND a.seq < g.seq
        AND a.n > (SELECT max(b.n) FROM refund_entry b
          WHERE b.case_id = f.case_id AND b.version = f.version AND b.base = 1 AND b.seq < g.seq))
  WHERE x.batch_n = ? AND x.step = 'sent' ORDER BY x.case_id, x.payout_n`;

interface SentRow {
  readonly reference: string;
  readonly amount: Minor;
  readonly name: string | null;
  readonly bank: string | null;
  readonly sealed: string | null;
  readonly purpose: string;
}

export interface BankFile {
  readonly text: string;
  /** Of the text as UTF-8, with its mark. */
  readonly size: number;
  readonly sha256: string;
}

/** The file of batch `n`. Throws where a transfer has no payee: a fault of ours, which the schema keeps out. */
export function bankFile(db: Db, attachments: Pick<AttachmentStore, 'keyFor'>, n: number): BankFile {
  const batch = db.prepare('SELECT number, count, total FROM bank_batch WHERE n = ?').get(n) as {
    readonly number: string;
    readonly count: number;
    readonly total: Minor;
  };
  const code = db.prepare("SELECT value FROM meta WHERE key = 'currency'").pluck().get();
  const rows = (db.prepare(SENT).all(n) as SentRow[]).map(({ name, bank, sealed, ...row }) => {
    if (name === null || bank === null || sealed === null)
      throw new Error(`batch ${batch.number} holds a transfer without a payee`);
    return { ...row, name, bank, account: openAccount({ attachments }, sealed) };
  });
  const records = bankFileRecords(batch, rows, currencyOf(String(code)));
  // The mark by which a spreadsheet knows UTF-8.
  const text = stringify(
    records.map((cells) => cells.map(guarded)),
    { bom: true, record_delimiter: 'windows' },
  );
  return { text, size: Buffer.byteLength(text), sha256: hash('sha256', text, 'hex') };
}

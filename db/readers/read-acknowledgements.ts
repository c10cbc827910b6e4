// The answer files of central's that were taken.
import type { OutputOf } from '../../core/contract/contract.ts';
import type { AcknowledgementView } from '../../core/contract/procedures/central.ts';
import type { Ledger } from '../ledger/ledger.ts';

const FILES = `
  SELECT a.n, f.name, f.sha256, a.made, c.at, p.name AS "by",
    (SELECT count(*) FROM ack_answer x WHERE x.ack_n = a.n AND x.verdict = 'accepted') AS accepted,
    (SELECT count(*) FROM ack_answer x WHERE x.ack_n = a.n AND x.verdict = 'rejected') AS rejected,
    a.balances, (SELECT count(*) FROM central_task t WHERE t.ack_n = a.n AND t.kind = 'difference') AS differences
  FROM acknowledgement a JOIN central_file f ON f.id = a.file_id JOIN chain c ON c.seq = a.seq
  JOIN person p ON p.id = c.person_id`;

/** One file. */
export function readAcknowledgementView(ledger: Ledger, n: number): AcknowledgementView {
  const row = ledger.one<AcknowledgementView>(`${FILES} WHERE a.n = ?`, n);
  if (!row) throw new Error(`acknowledgement ${n} is missing`);
  return row;
}

/** The files before number `before`, the newest first. */
export function readAcknowledgements(ledger: Ledger, before: number | null, limit: number): OutputOf<'ack.list'> {
  const sql = `${FILES} WHERE a.n < ? ORDER BY a.n DESC LIMIT ?`;
  return { files: ledger.all<AcknowledgementView>(sql, before ?? Number.MAX_SAFE_INTEGER, limit) };
}

/** The kept file behind acknowledgement `n`. */
export function acknowledgementFile(ledger: Ledger, n: number): string {
  return ledger.one<{ id: string }>('SELECT file_id AS id FROM acknowledgement WHERE n = ?', n)?.id ?? '';
}

// What speaks for the tenders of one document: references told at once or later, and kept files.
import type { OutputOf } from '../../core/contract/contract.ts';
import { refuse } from '../../core/contract/errors.ts';
import type { TenderEvidenceRow } from '../../core/contract/procedures/tender.ts';
import { parseDocumentNumber } from '../../core/numbers/document-number.ts';
import type { Ledger } from '../ledger/ledger.ts';

const TENDERS = `
  SELECT t.seq, t.n, t.method, t.applied AS amount, coalesce(t.reference, p.reference) AS reference,
    t.proof <> 'unverified' OR p.seq IS NOT NULL AS proved
  FROM document d JOIN tender t ON t.seq = d.seq LEFT JOIN tender_proof p ON p.tender_seq = t.seq AND p.tender_n = t.n
  WHERE d.type = ? AND d.n = ? AND d.number = ? ORDER BY t.n`;
const KEPT = 'SELECT attachment_id FROM tender_evidence WHERE tender_seq = ? AND tender_n = ? ORDER BY n';

/** Ids of the files kept beside one tender, oldest first. */
export function evidenceOf(ledger: Ledger, seq: number, n: number): string[] {
  return ledger.all<{ attachment_id: string }>(KEPT, seq, n).map((row) => row.attachment_id);
}

/** The tenders of document `number`. Throws Refused UNKNOWN_RECEIPT when it has none. */
export function readEvidence(ledger: Ledger, number: string): OutputOf<'tender.evidence'> {
  const wanted = number.trim().toUpperCase();
  const parsed = parseDocumentNumber(wanted);
  const rows =
    parsed === null
      ? []
      : ledger.all<Omit<TenderEvidenceRow, 'proved' | 'evidence'> & { seq: number; proved: number }>(
          TENDERS,
          parsed.type,
          parsed.n,
          wanted,
        );
  if (rows.length === 0) refuse('UNKNOWN_RECEIPT', { number });
  const tenders = rows.map(({ seq, proved, ...row }) => ({
    ...row,
    proved: proved === 1,
    evidence: evidenceOf(ledger, seq, row.n),
  }));
  return { number: wanted, tenders };
}

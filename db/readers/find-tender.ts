// Finds one tender by the number of its document and its place there: what finance and cashiers point at in lists.
import type { TenderMethod } from '../../core/charge/tender-method.ts';
import type { TenderProof } from '../../core/charge/settle-tenders.ts';
import type { Minor } from '../../core/money/money.ts';
import { parseDocumentNumber } from '../../core/numbers/document-number.ts';
import type { Ledger } from '../ledger/ledger.ts';

export interface TenderPlace {
  readonly seq: number;
  /** After its last correction. */
  readonly method: TenderMethod;
  /** What it paid, minor units. */
  readonly amount: Minor;
  readonly proof: TenderProof;
}

/** The tender `n` of document `number`, or undefined. */
export function tenderPlace(ledger: Ledger, number: string, n: number): TenderPlace | undefined {
  const parsed = parseDocumentNumber(number);
  if (parsed === null) return undefined;
  return ledger.one<TenderPlace>(
    `SELECT t.seq, w.method, t.applied AS amount, t.proof
     FROM document d JOIN tender t ON t.seq = d.seq JOIN tender_now w ON w.seq = t.seq AND w.n = t.n
     WHERE d.type = ? AND d.n = ? AND d.number = ? AND t.n = ?`,
    parsed.type,
    parsed.n,
    number,
    n,
  );
}

// The print of a document that is numbered once and copied with a reason: the original first, copies counted from 1.
// Kinds of documents differ in where they are read and in what their acts are called, and in nothing else.
import { randomUUID } from 'node:crypto';
import { refuse } from '../../core/contract/errors.ts';
import { printMark } from '../schema.ts';
import { Act } from './act.ts';
import type { CommandCall } from './command.ts';
import type { Ledger } from './ledger.ts';

export interface PrintedMark {
  readonly jobId: string;
  readonly number: string;
  readonly mark: 'original' | 'copy';
  /** null: the original. */
  readonly copyNumber: number | null;
}

/**
 * Marks one print of the document of act `seq`, numbered `number`, in an act of its own called `<acts>.original` or
 * `<acts>.copy`. Throws Refused REPRINT_REASON_REQUIRED for a copy without `reason`.
 */
export function markPrint(
  { ledger, caller, operation }: CommandCall,
  { seq, number, acts, reason }: { seq: number; number: string; acts: string; reason: string | null },
): PrintedMark {
  const sql = 'SELECT count(*) AS n FROM print_mark WHERE document_seq = ?';
  const before = ledger.one<{ n: number }>(sql, seq)?.n ?? 0;
  if (before > 0 && reason === null) return refuse('REPRINT_REASON_REQUIRED', {});
  const act = new Act(ledger);
  const job = randomUUID();
  const kind = before === 0 ? 'original' : 'copy';
  const mark = { documentSeq: seq, n: before + 1, job, kind, at: act.at, personId: caller.personId } as const;
  act.insert(printMark, { ...mark, reason: kind === 'copy' ? reason : null });
  act.seal({
    kind: `${acts}.${kind}`,
    ref: number,
    businessDate: ledger.businessDate(),
    personId: caller.personId,
    detail: { n: before + 1 },
    operation: operation({ job }),
  });
  return { jobId: job, number, mark: kind, copyNumber: before === 0 ? null : before };
}

/** The print an operation was answered with before. */
export function markedPrint(ledger: Ledger, kept: unknown): PrintedMark {
  const { job } = kept as { job: string };
  const row = ledger.one<{ number: string; n: number; kind: 'original' | 'copy' }>(
    'SELECT d.number, m.n, m.kind FROM print_mark m JOIN document d ON d.seq = m.document_seq WHERE m.job = ?',
    job,
  );
  if (!row) throw new Error(`print job ${job} does not exist`);
  return { jobId: job, number: row.number, mark: row.kind, copyNumber: row.kind === 'copy' ? row.n - 1 : null };
}

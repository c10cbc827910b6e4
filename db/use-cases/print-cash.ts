// 打印现金单据: vouchers, drop slips, 缴款单 and count sheets; one original, then numbered copies with a reason.
import { randomUUID } from 'node:crypto';
import type { InputOf, OutputOf } from '../../core/contract/contract.ts';
import { refuse } from '../../core/contract/errors.ts';
import { Act } from '../ledger/act.ts';
import { refuseCardNumbers } from '../ledger/bill-facts.ts';
import type { Command } from '../ledger/command.ts';
import { cashDocumentRow } from '../readers/read-cash.ts';
import { printMark } from '../schema.ts';

type Printed = OutputOf<'cash.print'>;

export const cashPrint: Command<InputOf<'cash.print'>, Printed> = {
  run({ ledger, caller, operation }, { number: asked, reason }) {
    refuseCardNumbers([reason]);
    const { seq, view } = cashDocumentRow(ledger, asked);
    const sql = 'SELECT count(*) AS n FROM print_mark WHERE document_seq = ?';
    const before = ledger.one<{ n: number }>(sql, seq)?.n ?? 0;
    if (before > 0 && reason === null) return refuse('REPRINT_REASON_REQUIRED', {});
    const act = new Act(ledger);
    const job = randomUUID();
    const kind = before === 0 ? 'original' : 'copy';
    const mark = { documentSeq: seq, n: before + 1, job, kind, at: act.at, personId: caller.personId } as const;
    act.insert(printMark, { ...mark, reason: kind === 'copy' ? reason : null });
    act.seal({
      kind: `cash.${kind}`,
      ref: view.number,
      businessDate: ledger.businessDate(),
      personId: caller.personId,
      detail: { n: before + 1 },
      operation: operation({ job }),
    });
    return { jobId: job, number: view.number, mark: kind, copyNumber: before === 0 ? null : before };
  },
  again: (ledger, kept) => {
    const { job } = kept as { job: string };
    const row = ledger.one<{ number: string; n: number; kind: 'original' | 'copy' }>(
      'SELECT d.number, m.n, m.kind FROM print_mark m JOIN document d ON d.seq = m.document_seq WHERE m.job = ?',
      job,
    );
    if (!row) throw new Error(`print job ${job} does not exist`);
    return { jobId: job, number: row.number, mark: row.kind, copyNumber: row.kind === 'copy' ? row.n - 1 : null };
  },
};

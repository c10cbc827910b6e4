// 银行回盘: takes a bank's answer whole or not at all. Kept as it came with what each row came to; then every payout it moves
// moves, each by a link of its own. The same bytes are taken once; the same news in other bytes moves nothing.
import { hash } from 'node:crypto';
import type { InputOf, OutputOf } from '../../core/contract/contract.ts';
import { refuse } from '../../core/contract/errors.ts';
import { type BankVerdict, isMoving } from '../../core/refund/bank-verdict.ts';
import { stagedAttachment } from '../attachments/staged-attachments.ts';
import { Act, type OperationSeal } from '../ledger/act.ts';
import type { Caller, Command } from '../ledger/command.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { ShiftToPostIn } from '../ledger/post-receipt.ts';
import type { TableReader } from '../lists/table-reader.ts';
import { answerRowsShown, readBankAnswerView } from '../readers/read-bank.ts';
import { type JudgedAnswer, judgeAnswer, type JudgedRow } from '../refund/judge-answer.ts';
import { followCase, movePayout, payoutOf, postPayout } from '../refund/move-payout.ts';
import { settleArrived } from '../refund/replace-payout.ts';
import { bankAnswer, bankAnswerRow } from '../schema-refund.ts';
import { inSomeShift } from './office-shift.ts';

type Records = readonly (readonly string[])[];
/** A file that was read and is kept, and has no row yet. */
export interface PreparedAnswer {
  readonly id: string;
  readonly records: Records;
  readonly size: number;
  readonly sha256: string;
}
type Moved = JudgedRow & { readonly payout: NonNullable<JudgedRow['payout']> };

/** A handed-over file as records. Throws Refused ATTACHMENT_NOT_HERE, BANK_ANSWER_SEEN, LIST_UNREADABLE. */
async function recordsOf(
  ledger: Ledger,
  personId: number,
  file: string,
  readTable: TableReader,
): Promise<{ readonly bytes: Buffer; readonly sha256: string; readonly records: Records }> {
  const bytes = stagedAttachment(ledger, personId, file);
  const sha256 = hash('sha256', bytes, 'hex');
  refuseSeen(ledger, sha256);
  const { records, marks } = await readTable(bytes, () => undefined).table;
  // A cell that came through a spreadsheet damaged says nothing certain any more.
  if ([...marks.values()].some((mark) => 'fault' in mark)) refuse('LIST_UNREADABLE', { reason: 'spreadsheet' });
  return { bytes, sha256, records };
}

function refuseSeen(ledger: Ledger, sha256: string): void {
  const seen = ledger.one<{ n: number; name: string }>('SELECT n, name FROM bank_answer WHERE sha256 = ?', sha256);
  if (seen) refuse('BANK_ANSWER_SEEN', seen);
}

/** What taking the file would do, row by row. Throws Refused ATTACHMENT_NOT_HERE, BANK_ANSWER_SEEN, LIST_UNREADABLE. */
export async function checkBankAnswer(
  ledger: Ledger,
  personId: number,
  file: string,
  readTable: TableReader,
): Promise<OutputOf<'payout.answerCheck'>> {
  const { records } = await recordsOf(ledger, personId, file, readTable);
  const judged = judgeAnswer(ledger, records);
  if (!judged.ok) return { ok: false, row: judged.row, reason: judged.fault };
  return { ok: true, controls: judged.controls, rows: answerRowsShown(ledger, judged.rows) };
}

/** Reads and keeps the file before the transaction: neither can be done inside. */
export async function prepareBankAnswer(
  ledger: Ledger,
  personId: number,
  file: string,
  readTable: TableReader,
): Promise<PreparedAnswer> {
  const { bytes, sha256, records } = await recordsOf(ledger, personId, file, readTable);
  mustBeRight(judgeAnswer(ledger, records));
  return { id: await ledger.attachments.write(bytes), records, size: bytes.length, sha256 };
}

function mustBeRight(judged: JudgedAnswer): Extract<JudgedAnswer, { ok: true }> {
  return judged.ok ? judged : refuse('BANK_ANSWER', { row: judged.row, reason: judged.fault });
}

export const bankAnswerTake: Command<InputOf<'payout.answerTake'>, OutputOf<'payout.answerTake'>> = {
  run({ ledger, caller, operation }, { name }, prepared) {
    const { id, records, size, sha256 } = prepared as PreparedAnswer;
    refuseSeen(ledger, sha256);
    // Judged again inside: other calls were let through meanwhile.
    const { rows } = mustBeRight(judgeAnswer(ledger, records));
    const moves = rows.filter((row): row is Moved => row.payout !== null && isMoving(row.verdict));
    const n = (ledger.one<{ n: number | null }>('SELECT max(n) AS n FROM bank_answer')?.n ?? 0) + 1;
    const act = new Act(ledger);
    act.insert(bankAnswer, { id, n, name, size, sha256, count: rows.length });
    for (const { row, reference, amount, said, text, verdict } of rows)
      act.insert(bankAnswerRow, { answerN: n, row, reference, amount, said, text, verdict });
    act.seal({
      kind: 'payout.answered',
      ref: String(n),
      businessDate: ledger.businessDate(),
      personId: caller.personId,
      detail: { rows: rows.length, moves: moves.length },
      ...(moves.length === 0 ? { operation: operation({ answer: n }) } : {}),
    });
    if (moves.length > 0)
      inSomeShift(
        ledger,
        caller,
        operation,
        () => ({ answer: n }),
        (shift, seals) => {
          for (const [index, row] of moves.entries())
            move(ledger, caller, shift, row, index === moves.length - 1 && seals ? seals({ answer: n }) : null);
        },
      );
    return readBankAnswerView(ledger, n);
  },
  again: (ledger, kept) => readBankAnswerView(ledger, (kept as { answer: number }).answer),
};

const STEP = { arrives: 'confirmed', fails: 'failed', comesBack: 'cameBack', waits: 'unknown' } as const;

/** One payout moves by the word of one row. */
function move(
  ledger: Ledger,
  { personId }: Caller,
  shift: ShiftToPostIn,
  { payout, verdict, reference, text }: Moved,
  operation: OperationSeal | null,
): void {
  const act = new Act(ledger);
  const kind = wordOf(verdict);
  const now = payoutOf(ledger, payout.number, payout.n);
  if (verdict === 'late') settleArrived(ledger, act, shift, now, { reference, text, personId });
  else {
    const step = STEP[verdict as keyof typeof STEP];
    const moved = movePayout(ledger, act, now, step, { personId, reference, text });
    if (step !== 'unknown') followCase(ledger, act, now.caseId, step, personId);
    if (step === 'confirmed') postPayout(ledger, act, shift, moved, { kind: 'paid', personId });
    if (step === 'cameBack') postPayout(ledger, act, shift, moved, { kind: 'cameBack', personId });
  }
  act.seal({
    ...{ kind, ref: payout.number, businessDate: shift.businessDate, personId, detail: { n: payout.n } },
    ...(operation === null ? {} : { operation }),
  });
}

function wordOf(verdict: BankVerdict): string {
  return verdict === 'late' ? 'payout.found' : `payout.${STEP[verdict as keyof typeof STEP]}`;
}

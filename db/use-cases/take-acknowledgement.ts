// 回执: takes an answer file of central's whole or not at all. Kept as it came; every rejection and every balance that is not
// ours becomes a task in the same act.
import { hash } from 'node:crypto';
import { type AckFault, readAcknowledgement } from '../../core/central/read-acknowledgement.ts';
import type { InputOf, OutputOf } from '../../core/contract/contract.ts';
import { refuse } from '../../core/contract/errors.ts';
import { currencyOf } from '../../core/money/money.ts';
import { stagedAttachment } from '../attachments/staged-attachments.ts';
import { type MatchedAnswer, type MatchedBalance, matchAcknowledgement } from '../central/match-acknowledgement.ts';
import { Act } from '../ledger/act.ts';
import type { Command } from '../ledger/command.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { readAcknowledgementView } from '../readers/read-acknowledgements.ts';
import { ackAnswer, ackBalance, acknowledgement, centralFile, centralTask } from '../schema-voucher.ts';

type Looked =
  | {
      readonly ok: true;
      readonly made: string;
      readonly answers: readonly MatchedAnswer[];
      readonly balances: readonly MatchedBalance[];
    }
  | { readonly ok: false; readonly line: number; readonly fault: AckFault };

/** What the file says, and of what. Throws Refused ACK_SEEN. */
function look(ledger: Ledger, bytes: Buffer): Looked {
  refuseSeen(ledger, hash('sha256', bytes, 'hex'));
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return { ok: false, line: 1, fault: 'notUtf8' };
  }
  const { counterCode, currency } = ledger.meta;
  const read = readAcknowledgement(text, { counter: counterCode, currency: currencyOf(currency) });
  if (!read.ok) return read;
  const matched = matchAcknowledgement(ledger, read.acknowledgement);
  return matched.ok ? { ...matched, made: read.acknowledgement.made } : matched;
}

function refuseSeen(ledger: Ledger, sha256: string): void {
  const sql = `SELECT a.n, f.name FROM acknowledgement a JOIN central_file f ON f.id = a.file_id
    WHERE f.kind = 'acknowledgement' AND f.sha256 = ?`;
  const seen = ledger.one<{ n: number; name: string }>(sql, sha256);
  if (seen) refuse('ACK_SEEN', seen);
}

const differs = ({ theirs, ours }: MatchedBalance): boolean => theirs !== ours;

/** What taking the file would say. Throws Refused ATTACHMENT_NOT_HERE, ACK_SEEN. */
export function checkAcknowledgement(ledger: Ledger, personId: number, file: string): OutputOf<'ack.check'> {
  const looked = look(ledger, stagedAttachment(ledger, personId, file));
  if (!looked.ok) return { ok: false, line: looked.line, reason: looked.fault };
  const { made, answers, balances } = looked;
  const count = (verdict: MatchedAnswer['verdict']): number => answers.filter((one) => one.verdict === verdict).length;
  return {
    ok: true,
    made,
    accepted: count('accepted'),
    rejected: count('rejected'),
    balances: balances.length,
    differences: balances.filter(differs).map(({ line: _line, ...rest }) => rest),
  };
}

export const ackTake: Command<InputOf<'ack.take'>, OutputOf<'ack.take'>> = {
  async prepare({ file }, { ledger, caller }) {
    const bytes = stagedAttachment(ledger, caller.personId, file);
    const looked = look(ledger, bytes);
    if (!looked.ok) refuse('ACK_REFUSED', { line: looked.line, reason: looked.fault });
    return { id: await ledger.attachments.write(bytes), bytes };
  },
  run({ ledger, caller, operation }, { name }, prepared) {
    const { id, bytes } = prepared as { id: string; bytes: Buffer };
    // Looked at again inside: what was handed over meanwhile is what it speaks of.
    const looked = look(ledger, bytes);
    if (!looked.ok) return refuse('ACK_REFUSED', { line: looked.line, reason: looked.fault });
    const n = (ledger.one<{ n: number | null }>('SELECT max(n) AS n FROM acknowledgement')?.n ?? 0) + 1;
    const act = new Act(ledger);
    const kept = {
      id,
      kind: 'acknowledgement' as const,
      name,
      size: bytes.length,
      sha256: hash('sha256', bytes, 'hex'),
    };
    act.insert(centralFile, kept);
    const { made, answers, balances } = looked;
    act.insert(acknowledgement, { n, fileId: id, made, answers: answers.length, balances: balances.length });
    for (const { line, package: number, voucher, setN, verdict, reason } of answers)
      act.insert(ackAnswer, { ackN: n, line, package: number, voucher, setN, verdict, reason });
    for (const { line, asOf, code, theirs, ours } of balances)
      act.insert(ackBalance, { ackN: n, line, asOf, code, theirs, ours });
    const tasks = openTasks(ledger, act, n, looked);
    act.seal({
      kind: 'central.answered',
      ref: String(n),
      businessDate: ledger.businessDate(),
      personId: caller.personId,
      detail: { answers: answers.length, balances: balances.length, tasks },
      operation: operation({ n }),
    });
    return readAcknowledgementView(ledger, n);
  },
  again: (ledger, kept) => readAcknowledgementView(ledger, (kept as { n: number }).n),
};

/** One task for each rejection and each balance that is not ours, in the order of the file. */
function openTasks(ledger: Ledger, act: Act, ackN: number, looked: Extract<Looked, { ok: true }>): number {
  const first = (ledger.one<{ id: number | null }>('SELECT max(id) AS id FROM central_task')?.id ?? 0) + 1;
  const lines = [
    ...looked.answers.flatMap(({ line, verdict }) =>
      verdict === 'rejected' ? [{ line, kind: 'rejected' as const }] : [],
    ),
    ...looked.balances.flatMap((one) => (differs(one) ? [{ line: one.line, kind: 'difference' as const }] : [])),
  ].sort((one, other) => one.line - other.line);
  for (const [index, { line, kind }] of lines.entries())
    act.insert(centralTask, { id: first + index, ackN, line, kind });
  return lines.length;
}

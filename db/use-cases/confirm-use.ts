// 科室确认: the department says that something was not carried out 未执行 or came back 退药, one row or a whole list of it.
// Cases that waited for just that go on.
import type { InputOf, OutputOf } from '../../core/contract/contract.ts';
import { refuse } from '../../core/contract/errors.ts';
import type { Milli } from '../../core/money/money.ts';
import type { UseKind } from '../../core/refund/refund-words.ts';
import { Act, type OperationSeal } from '../ledger/act.ts';
import { refuseCardNumbers } from '../ledger/bill-facts.ts';
import type { Caller, Command } from '../ledger/command.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { readReceipt } from '../readers/read-receipt.ts';
import { caseHead, entriesOf, entryPair, levelsOf } from '../readers/read-refund.ts';
import { caseNow, moveCase } from '../refund/move-case.ts';
import { policyOf } from '../refund/office-rules.ts';
import { isConfirmed } from '../refund/plan-refund.ts';
import { postApproved } from '../refund/post-approved.ts';
import { linesToRefund } from '../refund/refundable-lines.ts';
import { useConfirmation } from '../schema-refund.ts';

type Confirmed = OutputOf<'refund.confirmUse'>;

/** What a department says of one line, beside what was said of it before. */
export interface UseToConfirm {
  /** The receipt's chain number, and the line's number on it. */
  readonly receiptSeq: number;
  readonly n: number;
  /** Thousandths, above zero. */
  readonly quantity: number;
  readonly kind: UseKind;
  readonly department: string;
}

/** What is answered of confirmations, and kept to be answered again. */
export interface UseConfirmed {
  readonly cases: readonly number[];
  readonly confirmed: number;
}

export const refundConfirmUse: Command<InputOf<'refund.confirmUse'>, Confirmed> = {
  run({ ledger, caller, operation }, { department, rows }) {
    const wanted = rows.map(({ receipt, n, quantity, kind }) => {
      const { seq, view } = readReceipt(ledger, receipt);
      if (!view.lines.some((one) => one.n === n)) refuse('REFUND_LINE_UNKNOWN', { n });
      return { receiptSeq: seq, n, quantity, kind, department };
    });
    const detail = { department, rows: rows.length };
    return confirmed(ledger, confirmUses(ledger, caller, wanted, detail, operation));
  },
  again: (ledger, kept) => confirmed(ledger, kept as UseConfirmed),
};

function confirmed(ledger: Ledger, { cases, confirmed: count }: UseConfirmed): Confirmed {
  const shown = cases.map((id) => {
    const { number, state } = caseNow(ledger, id);
    return { number, state };
  });
  return { confirmed: count, cases: shown };
}

/**
 * Writes `rows` in one act and lets the cases go on that waited for them; `operation` seals what is kept of the command.
 * Throws Refused REFUND_EXCEEDS when more is said of a line than was bought, CARD_NUMBER_NOT_ALLOWED, and what posting
 * a case that needs no approval refuses.
 */
export function confirmUses(
  ledger: Ledger,
  caller: Caller,
  rows: readonly UseToConfirm[],
  detail: Readonly<Record<string, unknown>>,
  operation: (answer: UseConfirmed) => OperationSeal,
): UseConfirmed {
  refuseCardNumbers([...new Set(rows.map((row) => row.department))]);
  const { personId } = caller;
  const act = new Act(ledger);
  const wanted = [...rows].sort((one, other) => one.receiptSeq - other.receiptSeq || one.n - other.n);
  for (const row of wanted) {
    const before = saidOf(ledger, row);
    if (before.sum + row.quantity > before.bought)
      refuse('REFUND_EXCEEDS', { n: row.n, refundable: before.bought - before.sum });
    act.insert(useConfirmation, {
      ...{ receiptSeq: row.receiptSeq, lineN: row.n, n: before.n + 1, quantity: row.quantity, kind: row.kind },
      ...{ department: row.department, at: act.at, personId },
    });
  }
  const moved = [...new Set(wanted.map((row) => row.receiptSeq))].flatMap((seq) => waitingCases(ledger, seq));
  // One after the other: what confirms one case is not there for the next.
  const claimed = new Map<string, number>();
  const ready = moved.filter((one) => useIsConfirmed(ledger, one, claimed));
  const postable: number[] = [];
  for (const { id, version } of ready) {
    const head = caseHead(ledger, caseNow(ledger, id).number);
    const missing = {
      use: false,
      secondEntry:
        (head.twicePayee === 1 || head.twiceAmount === 1) && entryPair(entriesOf(ledger, id, version)).agreed === null,
      levels: levelsOf(head).length,
    };
    // Approved by rule: the slip follows in an act of its own, once this one is sealed.
    if (!missing.secondEntry && missing.levels === 0) postable.push(id);
    else moveCase(ledger, act, id, 'useConfirmed', { personId, missing });
  }
  const seals = { cases: ready.map(({ id }) => id), confirmed: rows.length };
  act.seal({
    kind: 'refund.useConfirmed',
    ref: null,
    businessDate: ledger.businessDate(),
    personId,
    detail,
    ...(postable.length === 0 ? { operation: operation(seals) } : {}),
  });
  const seal = (answer: unknown): OperationSeal => operation(answer as UseConfirmed);
  if (postable.length > 0) postApproved(ledger, caller, postable, 'useConfirmed', seal, seals);
  return seals;
}

const SAID = `
  SELECT l.quantity AS bought, count(u.n) AS n, coalesce(sum(u.quantity), 0) AS sum,
    coalesce(sum(CASE WHEN u.kind = ? THEN u.quantity END), 0) AS ofKind
  FROM line l LEFT JOIN use_confirmation u ON u.receipt_seq = l.seq AND u.line_n = l.n
  WHERE l.seq = ? AND l.n = ? GROUP BY l.seq, l.n`;

/** What was bought of a line and what was said of it before, of its kind and of both; thousandths. */
export function saidOf(
  ledger: Ledger,
  { receiptSeq, n, kind }: Pick<UseToConfirm, 'receiptSeq' | 'n' | 'kind'>,
): { readonly bought: number; readonly n: number; readonly sum: number; readonly ofKind: number } {
  const said = ledger.one<{ bought: number; n: number; sum: number; ofKind: number }>(SAID, kind, receiptSeq, n);
  return said ?? refuse('REFUND_LINE_UNKNOWN', { n });
}

const WAITING = `
  SELECT c.id, s.version FROM refund_case c JOIN refund_now s ON s.case_id = c.id
  WHERE c.receipt_seq = ? AND s.state = 'awaitingUse' ORDER BY c.id`;

function waitingCases(ledger: Ledger, receipt: number): { id: number; version: number; receipt: number }[] {
  return ledger.all<{ id: number; version: number }>(WAITING, receipt).map((row) => ({ ...row, receipt }));
}

/** Whether every line of the case is confirmed; what it takes is added to `claimed`. */
function useIsConfirmed(
  ledger: Ledger,
  { id, version, receipt }: { id: number; version: number; receipt: number },
  claimed: Map<string, number>,
): boolean {
  const today = ledger.businessDate();
  const lines = linesToRefund(
    ledger,
    receipt,
    id,
    (category) => policyOf(ledger, category, today).needsUseConfirmation,
  );
  const sql = 'SELECT line_n AS n, quantity, needs_use AS needs FROM refund_line WHERE case_id = ? AND version = ?';
  const rows = ledger.all<{ n: number; quantity: number; needs: number }>(sql, id, version);
  const covered = rows.every(({ n, quantity, needs }) => {
    const found = lines.find((one) => one.n === n);
    const spokenFor = ((found?.spokenFor ?? 0) + (claimed.get(`${receipt}/${n}`) ?? 0)) as Milli;
    const line = found && { ...found, spokenFor };
    // What the policy asked for when it was handed in is still asked for, whatever the policy of today says.
    const asked = line && { ...line, use: { kind: 'needed' as const, returned: line.confirmed } };
    return needs === 0 || (asked !== undefined && isConfirmed(asked, quantity));
  });
  if (!covered) return false;
  for (const { n, quantity } of rows) claimed.set(`${receipt}/${n}`, (claimed.get(`${receipt}/${n}`) ?? 0) + quantity);
  return true;
}

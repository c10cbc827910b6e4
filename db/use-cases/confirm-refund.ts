// What others say to an application before it is decided: the department that something was not carried out 未执行 or came
// back 退药, the second person that payee and amount are typed right 双人录入.
import type { InputOf, OutputOf } from '../../core/contract/contract.ts';
import { refuse } from '../../core/contract/errors.ts';
import type { Milli } from '../../core/money/money.ts';
import { entryDifferences, type Payee, plainAccount } from '../../core/refund/payee.ts';
import { Act, type OperationSeal } from '../ledger/act.ts';
import { refuseCardNumbers } from '../ledger/bill-facts.ts';
import type { Command } from '../ledger/command.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { ShiftToPostIn } from '../ledger/post-receipt.ts';
import { readReceipt } from '../readers/read-receipt.ts';
import { caseHead, entriesOf, entryPair, levelsOf, readCase } from '../readers/read-refund.ts';
import { refundEntry, useConfirmation } from '../schema-refund.ts';
import { caseNow, moveCase } from '../refund/move-case.ts';
import { openAccount } from '../refund/payee-seal.ts';
import { isConfirmed } from '../refund/plan-refund.ts';
import { policyOf } from '../refund/office-rules.ts';
import { postRefund } from '../refund/post-refund.ts';
import { linesToRefund } from '../refund/refundable-lines.ts';
import { payeeCells, refusePayeeFault } from '../refund/submit-refund.ts';
import { inSomeShift } from './office-shift.ts';

type Confirmed = OutputOf<'refund.confirmUse'>;

export const refundConfirmUse: Command<InputOf<'refund.confirmUse'>, Confirmed> = {
  run({ ledger, caller, operation }, { department, rows }) {
    refuseCardNumbers([department]);
    const { personId } = caller;
    const act = new Act(ledger);
    const receipts = new Map<number, string>();
    const wanted = rows
      .map((row) => ({ ...row, ...readReceipt(ledger, row.receipt) }))
      .sort((one, other) => one.seq - other.seq || one.n - other.n);
    for (const { seq, view, n, quantity, kind } of wanted) {
      const line = view.lines.find((one) => one.n === n) ?? refuse('REFUND_LINE_UNKNOWN', { n });
      const sql =
        'SELECT count(*) AS n, coalesce(sum(quantity), 0) AS sum FROM use_confirmation WHERE receipt_seq = ? AND line_n = ?';
      const before = ledger.one<{ n: number; sum: number }>(sql, seq, n) ?? { n: 0, sum: 0 };
      if (before.sum + quantity > line.quantity)
        return refuse('REFUND_EXCEEDS', { n, refundable: line.quantity - before.sum });
      act.insert(useConfirmation, {
        ...{ receiptSeq: seq, lineN: n, n: before.n + 1, quantity, kind, department, at: act.at, personId },
      });
      receipts.set(seq, view.number);
    }
    const moved = [...receipts.keys()].flatMap((seq) => waitingCases(ledger, seq));
    // One after the other: what confirms one case is not there for the next.
    const claimed = new Map<string, number>();
    const ready = moved.filter((one) => useIsConfirmed(ledger, one, claimed));
    const postable: number[] = [];
    for (const { id, version } of ready) {
      const head = caseHead(ledger, caseNow(ledger, id).number);
      const missing = {
        use: false,
        secondEntry:
          (head.twicePayee === 1 || head.twiceAmount === 1) &&
          entryPair(entriesOf(ledger, id, version)).agreed === null,
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
      detail: { department, rows: rows.length },
      ...(postable.length === 0 ? { operation: operation(seals) } : {}),
    });
    if (postable.length > 0) postAll(ledger, caller, postable, 'useConfirmed', operation, seals);
    return confirmed(ledger, seals);
  },
  again: (ledger, kept) => confirmed(ledger, kept as { cases: number[]; confirmed: number }),
};

function confirmed(
  ledger: Ledger,
  { cases, confirmed: count }: { readonly cases: readonly number[]; readonly confirmed: number },
): Confirmed {
  const shown = cases.map((id) => {
    const { number, state } = caseNow(ledger, id);
    return { number, state };
  });
  return { confirmed: count, cases: shown };
}

/** Posts cases that need nobody's yes, each in an act of its own; the last one carries the operation. */
function postAll(
  ledger: Ledger,
  caller: Parameters<typeof inSomeShift>[1],
  ids: readonly number[],
  step: 'useConfirmed' | 'secondEntryAgreed',
  operation: (answer: unknown) => OperationSeal,
  answer: unknown,
): void {
  const write = (shift: ShiftToPostIn, seals: ((answer: unknown) => OperationSeal) | null): void => {
    for (const [index, id] of ids.entries()) {
      const act = new Act(ledger);
      moveCase(ledger, act, id, step, { personId: caller.personId });
      postRefund(ledger, act, shift, id, caller.personId);
      const last = index === ids.length - 1 && seals !== null;
      act.seal({
        kind: 'refund.approved',
        ref: caseNow(ledger, id).number,
        businessDate: shift.businessDate,
        personId: caller.personId,
        ...(last ? { operation: seals(answer) } : {}),
      });
    }
  };
  inSomeShift(ledger, caller, operation, () => answer, write);
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

type Entered = OutputOf<'refund.secondEntry'>;

export const refundSecondEntry: Command<InputOf<'refund.secondEntry'>, Entered> = {
  run({ ledger, caller, operation }, { case: number, payee, amount }) {
    const head = caseHead(ledger, number);
    const { personId } = caller;
    const entries = entriesOf(ledger, head.id, head.version);
    const { base, agreed } = entryPair(entries);
    if (base === null || agreed !== null || head.state === 'rejected' || head.state === 'withdrawn')
      return refuse('REFUND_STATE', { number: head.number, state: head.state });
    if (personId === head.personId || personId === base.personId)
      return refuse('REFUND_OWN_CASE', { fault: 'TYPED_IT' });
    if (base.name !== null && payee === null) return refuse('PAYEE_REQUIRED', {});
    if (payee !== null) refusePayeeFault(payee);
    const typed = base.name === null ? null : payee;
    const first: Payee | null =
      base.name === null || base.bank === null || base.sealed === null
        ? null
        : { name: base.name, bank: base.bank, account: openAccount(ledger, base.sealed) };
    const second = typed && { ...typed, account: plainAccount(typed.account) };
    const differs = entryDifferences(
      { payee: first, amount: base.amount },
      { payee: second, amount: base.amount === null ? null : amount },
    );
    const agrees = differs.length === 0;
    const isPosting = agrees && head.state === 'awaitingSecondEntry' && levelsOf(head).length === 0;
    const kept = { case: head.number, differs };
    const act = new Act(ledger);
    act.insert(refundEntry, {
      ...{ caseId: head.id, version: head.version, n: (entries.at(-1)?.n ?? 0) + 1, at: act.at, personId },
      ...payeeCells(ledger, typed),
      amount: base.amount === null ? null : (amount ?? base.amount),
      base: 0,
      agrees: agrees ? 1 : 0,
    });
    if (agrees && head.state === 'awaitingSecondEntry' && !isPosting)
      moveCase(ledger, act, head.id, 'secondEntryAgreed', {
        personId,
        missing: { use: false, secondEntry: false, levels: levelsOf(head).length },
      });
    act.seal({
      kind: agrees ? 'refund.entryAgreed' : 'refund.entryDiffers',
      ref: head.number,
      businessDate: ledger.businessDate(),
      personId,
      detail: { differs },
      ...(isPosting ? {} : { operation: operation(kept) }),
    });
    if (isPosting) postAll(ledger, caller, [head.id], 'secondEntryAgreed', operation, kept);
    return { agreed: agrees, differs, case: readCase(ledger, head.number) };
  },
  again(ledger, kept) {
    const { case: number, differs } = kept as { case: string; differs: Entered['differs'] };
    return { agreed: differs.length === 0, differs, case: readCase(ledger, number) };
  },
};

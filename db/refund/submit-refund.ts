// Hands an application in: the case, its lines and ways back, its papers, the payee as the applicant typed it, the request
// its levels will be decided on; and the red slip at once where no rule asks for anybody.
import { randomUUID } from 'node:crypto';
import { refuse } from '../../core/contract/errors.ts';
import type { CaseView } from '../../core/contract/refund-view.ts';
import { MAX_ACT, subtractMinor } from '../../core/money/money.ts';
import { SLIP_LETTERS } from '../../core/numbers/document-kinds.ts';
import { formatDocumentNumber } from '../../core/numbers/document-number.ts';
import { firstState, type Missing } from '../../core/refund/case-state.ts';
import { type Payee, payeeFault, plainAccount } from '../../core/refund/payee.ts';
import type { PolicyRefusal } from '../../core/refund/refund-policy.ts';
import { matterOf } from '../approval/matters.ts';
import { Act, type OperationSeal } from '../ledger/act.ts';
import type { Caller, CommandCall } from '../ledger/command.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { ShiftToPostIn } from '../ledger/post-receipt.ts';
import { approvalRequest } from '../schema-approval.ts';
import {
  refundBack,
  refundCase,
  refundEntry,
  refundLine,
  refundPaper,
  refundRequest,
  refundSubmission,
} from '../schema-refund.ts';
import { readCase } from '../readers/read-refund.ts';
import { attachmentOf } from '../use-cases/keep-attachment.ts';
import { inSomeShift } from '../use-cases/office-shift.ts';
import { beginCase, moveCase } from './move-case.ts';
import { planRefund, type RefundPlan } from './plan-refund.ts';
import type { Application } from './plan-receipt.ts';
import { sealAccount } from './payee-seal.ts';
import { postRefund } from './post-refund.ts';

/** A case that is handed in again, or null for a new one. */
export type CaseToCorrect = { readonly id: number; readonly number: string; readonly version: number } | null;

/** Throws what the application may be refused with; see `refund.apply`. */
export function submitRefund(call: CommandCall, asked: Application, again: CaseToCorrect): CaseView {
  const { ledger, caller, operation } = call;
  const plan = planRefund(ledger, caller, asked, again?.id ?? 0);
  refuseRules(plan);
  refusePayee(plan, asked.payee);
  for (const { attachment } of asked.papers) if (attachment !== null) attachmentOf(ledger, attachment, 'caseDocument');
  const missing: Missing = {
    use: plan.awaitsUse.length > 0,
    secondEntry: plan.typesPayee || plan.typesAmount,
    levels: plan.levels.length,
  };
  const write = (shift: ShiftToPostIn | null, seals: ((answer: unknown) => OperationSeal) | null): string =>
    writeAct(ledger, caller, { asked, plan, again, missing }, shift, seals);
  const number =
    firstState(missing) === 'approved'
      ? inSomeShift(ledger, caller, operation, (done: string) => ({ case: done }), write)
      : write(null, operation);
  return readCase(ledger, number);
}

interface ToWrite {
  readonly asked: Application;
  readonly plan: RefundPlan;
  readonly again: CaseToCorrect;
  readonly missing: Missing;
}

function writeAct(
  ledger: Ledger,
  caller: Caller,
  { asked, plan, again, missing }: ToWrite,
  shift: ShiftToPostIn | null,
  seals: ((answer: unknown) => OperationSeal) | null,
): string {
  const act = new Act(ledger);
  const { personId } = caller;
  const { id, number } = again ?? newCase(ledger, act, caller, plan);
  const version = (again?.version ?? 0) + 1;
  insertSubmission(act, caller, { id, version }, asked, plan);
  insertParts(ledger, act, caller, { id, version }, asked, plan);
  const state = again
    ? moveCase(ledger, act, id, 'resubmitted', { personId, missing })
    : beginCase(ledger, act, id, missing, { personId });
  if (plan.levels.length > 0) askLevels(ledger, act, caller, { id, version, number }, plan);
  const slip = state === 'approved' && shift !== null ? postRefund(ledger, act, shift, id, personId) : null;
  act.seal({
    kind: again ? 'refund.resubmitted' : 'refund.applied',
    ref: number,
    businessDate: shift?.businessDate ?? ledger.businessDate(),
    personId,
    detail: { state, ...(slip === null ? {} : { slip }) },
    ...(seals === null ? {} : { operation: seals({ case: number }) }),
  });
  return number;
}

// A rule that refuses is said by its name; the first one is enough here, a dry run says them all.
function refuseRules({ refusals, verdict, findings, total }: RefundPlan): void {
  const [refusal] = refusals;
  if (refusal) refuse('REFUND_POLICY', { rule: refusal.rule, detail: detailOf(refusal) });
  const [finding] = findings;
  if (verdict === 'block' && finding) refuse('REFUND_RISK', { rule: finding.rule });
  if (total > MAX_ACT) refuse('AMOUNT_OUT_OF_RANGE', {});
}

function detailOf(refusal: PolicyRefusal): string {
  switch (refusal.rule) {
    case 'window':
      return refusal.lastDay;
    case 'document':
      return refusal.missing;
    case 'original':
      return '';
    case 'channel':
      return `${refusal.method} ${refusal.way}`;
    case 'feeTakesAll':
      return String(refusal.fee);
  }
}

/** Throws Refused PAYEE_REQUIRED, PAYEE_INVALID. */
function refusePayee({ typesPayee }: RefundPlan, payee: Payee | null): void {
  if (!typesPayee) return;
  if (payee === null) return refuse('PAYEE_REQUIRED', {});
  refusePayeeFault(payee);
}

export function refusePayeeFault(payee: Payee): void {
  const fault = payeeFault({ ...payee, account: plainAccount(payee.account) });
  if (fault) refuse('PAYEE_INVALID', { fault });
}

function newCase(ledger: Ledger, act: Act, { personId }: Caller, plan: RefundPlan): { id: number; number: string } {
  const id = (ledger.one<{ id: number | null }>('SELECT max(id) AS id FROM refund_case')?.id ?? 0) + 1;
  const number = formatDocumentNumber({ counter: ledger.meta.counterCode, type: SLIP_LETTERS.refundCase, n: id });
  const { receiptSeq, accountId, customerId } = plan;
  act.insert(refundCase, { id, number, at: act.at, personId, receiptSeq, accountId, customerId });
  return { id, number };
}

interface VersionOfCase {
  readonly id: number;
  readonly version: number;
}

function insertSubmission(
  act: Act,
  { personId }: Caller,
  { id, version }: VersionOfCase,
  { reason, text, askedBy, relation, channel, originalIsBack }: Application,
  plan: RefundPlan,
): void {
  const { amount, fee, rounding, total, difference, levels, findings, verdict } = plan;
  act.insert(refundSubmission, {
    ...{ caseId: id, n: version, at: act.at, personId, reason, text, askedBy, relation, channel },
    originalBack: originalIsBack ? 1 : 0,
    ...{ amount, fee, rounding, total, difference },
    levels: JSON.stringify(levels),
    verdict: verdict === 'block' ? 'extraLevel' : verdict,
    findings: JSON.stringify(findings),
    twicePayee: plan.typesPayee ? 1 : 0,
    twiceAmount: plan.typesAmount ? 1 : 0,
  });
}

function insertParts(
  ledger: Ledger,
  act: Act,
  { personId }: Caller,
  { id: caseId, version }: VersionOfCase,
  { papers, payee }: Application,
  plan: RefundPlan,
): void {
  for (const { line, parts } of plan.lines)
    act.insert(refundLine, {
      ...{ caseId, version, lineN: line.n, receiptSeq: plan.receiptSeq as number, ...parts },
      amount: subtractMinor(parts.gross, parts.discount),
      needsUse: line.use.kind === 'needed' ? 1 : 0,
    });
  for (const [index, { tender, way, reason, amount }] of plan.backs.entries())
    act.insert(refundBack, {
      ...{ caseId, version, n: index + 1, tenderSeq: tender.seq, tenderN: tender.n },
      ...{ method: tender.method, way, reason, amount },
    });
  const register = plan.register !== null && papers.every(({ name }) => name !== plan.register) ? plan.register : null;
  const all = register === null ? papers : [...papers, { name: register, attachment: null }];
  for (const [index, { name, attachment }] of all.entries())
    act.insert(refundPaper, { caseId, version, n: index + 1, name, attachmentId: attachment });
  if (!plan.typesPayee && !plan.typesAmount) return;
  const typed = plan.typesPayee ? payee : null;
  act.insert(refundEntry, {
    ...{ caseId, version, n: 1, at: act.at, personId, ...payeeCells(ledger, typed) },
    amount: plan.typesAmount ? plan.total : null,
    base: 1,
    agrees: 0,
  });
}

/** A payee as the cells of its row. */
export function payeeCells(ledger: Ledger, payee: Payee | null) {
  if (payee === null) return { name: null, bank: null, sealed: null, tail: null };
  const { name, bank, account } = payee;
  return { name, bank, sealed: sealAccount(ledger, account), tail: plainAccount(account).slice(-4) };
}

// In the applicant's name: so nobody but another person can decide it, whoever is signed in where it is opened.
function askLevels(
  ledger: Ledger,
  act: Act,
  caller: Caller,
  { id: caseId, version, number }: VersionOfCase & { readonly number: string },
  plan: RefundPlan,
): void {
  const subject = { kind: 'refund' as const, case: number };
  const { digest } = matterOf(ledger, caller, subject);
  act.insert(approvalRequest, {
    ...{ id: randomUUID(), kind: 'refund', at: act.at, personId: caller.personId, subject: JSON.stringify(subject) },
    ...{ amount: plan.total, digest, levels: plan.levels.length },
  });
  act.insert(refundRequest, { caseId, version, requestSeq: act.seq });
}

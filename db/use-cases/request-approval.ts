// 申请审批: asks for a second person's decision on what the ledger itself reads, and takes the question back.
import { randomUUID } from 'node:crypto';
import { approvalState } from '../../core/approval/approval-rule.ts';
import type { InputOf } from '../../core/contract/contract.ts';
import { refuse } from '../../core/contract/errors.ts';
import type { ApprovalStanding } from '../../core/contract/procedures/approval.ts';
import { matterOf } from '../approval/matters.ts';
import { momentOf, readApproval, readOwnApproval, standingOf } from '../approval/read-approval.ts';
import { Act } from '../ledger/act.ts';
import { caseHead } from '../readers/read-refund.ts';
import type { Command, CommandCall } from '../ledger/command.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { approvalDecision, approvalRequest } from '../schema-approval.ts';

/** How many people must approve: one. Cases with more levels write a higher number here. */
const LEVELS = 1;

const again = (ledger: Ledger, kept: unknown): ApprovalStanding =>
  standingOf(ledger, readApproval(ledger, (kept as { request: string }).request));

export const approvalAsk: Command<InputOf<'approval.request'>, ApprovalStanding> = {
  run({ ledger, caller, operation }, { subject }) {
    if (subject.kind === 'refund') return openRefund({ ledger, caller, operation }, subject.case);
    const { amount, digest } = matterOf(ledger, caller, subject);
    const act = new Act(ledger);
    const id = randomUUID();
    const { kind } = subject;
    act.insert(approvalRequest, {
      ...{ id, kind, at: act.at, personId: caller.personId },
      ...{ subject: JSON.stringify(subject), amount, digest, levels: LEVELS },
    });
    act.seal({
      kind: 'approval.requested',
      ref: id,
      businessDate: ledger.businessDate(),
      personId: caller.personId,
      detail: { kind },
      operation: operation({ request: id }),
    });
    return again(ledger, { request: id });
  },
  again,
};

// A refund's request was made when it was handed in: whoever opens a window for it opens that one.
function openRefund({ ledger, caller, operation }: CommandCall, number: string): ApprovalStanding {
  const head = caseHead(ledger, number);
  if (head.state !== 'awaitingApproval' || head.request === null)
    return refuse('REFUND_STATE', { number: head.number, state: head.state });
  new Act(ledger).seal({
    kind: 'approval.opened',
    ref: head.request,
    businessDate: ledger.businessDate(),
    personId: caller.personId,
    detail: { kind: 'refund' },
    operation: operation({ request: head.request }),
  });
  return again(ledger, { request: head.request });
}

export const approvalWithdraw: Command<InputOf<'approval.withdraw'>, ApprovalStanding> = {
  run({ ledger, caller, operation }, { request }) {
    const { row, history } = readOwnApproval(ledger, caller, request);
    // A refund is taken back as a case, by refund.withdraw.
    if (row.kind === 'refund') return refuse('UNKNOWN_APPROVAL', {});
    if (approvalState(history, momentOf(ledger)) !== 'open') return refuse('APPROVAL_DECIDED', {});
    const act = new Act(ledger);
    act.insert(approvalDecision, {
      ...{ requestSeq: row.seq, level: history.decisions.length + 1, verdict: 'withdrawn' as const },
      ...{ ...momentOf(ledger), at: act.at, personId: caller.personId, opinion: null, digest: row.digest },
    });
    act.seal({
      kind: 'approval.withdrawn',
      ref: request,
      businessDate: ledger.businessDate(),
      personId: caller.personId,
      operation: operation({ request }),
    });
    return again(ledger, { request });
  },
  again,
};

// 退费申请: handed in, handed in again after it was returned, taken back, returned before anybody decided, closed at the end.
import type { InputOf, OutputOf } from '../../core/contract/contract.ts';
import { refuse } from '../../core/contract/errors.ts';
import type { CaseView } from '../../core/contract/refund-view.ts';
import { goesThroughBank, isPaidInCash } from '../../core/refund/refund-postings.ts';
import { noteText } from '../../core/refund/refund-words.ts';
import { momentOf } from '../approval/read-approval.ts';
import { Act } from '../ledger/act.ts';
import { refuseCardNumbers } from '../ledger/bill-facts.ts';
import type { Command } from '../ledger/command.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { approvalDecision } from '../schema-approval.ts';
import { type CaseHead, caseHead, payoutsOf, readCase } from '../readers/read-refund.ts';
import { moveCase } from '../refund/move-case.ts';
import { namedReceipt } from '../refund/named-receipt.ts';
import { submitRefund } from '../refund/submit-refund.ts';

export const caseAgain = (ledger: Ledger, kept: unknown): CaseView => readCase(ledger, (kept as { case: string }).case);

export const refundApply: Command<InputOf<'refund.apply'>, OutputOf<'refund.apply'>> = {
  run: (call, { operationId: _id, ...asked }) => submitRefund(call, asked, null),
  again: caseAgain,
};

export const refundResubmit: Command<InputOf<'refund.resubmit'>, OutputOf<'refund.resubmit'>> = {
  run(call, { operationId: _id, case: number, ...asked }) {
    const head = ownCase(call.ledger, call.caller.personId, number);
    if (head.state !== 'returned') return refuse('REFUND_STATE', { number: head.number, state: head.state });
    // The same receipt or account: another one is another case.
    const same =
      asked.of.of === 'receipt'
        ? namedReceipt(call.ledger, asked.of.number).view.number === head.receipt
        : head.kind === asked.of.kind;
    if (!same) return refuse('UNKNOWN_REFUND', { number });
    return submitRefund(call, asked, head);
  },
  again: caseAgain,
};

/** Case `number` when `personId` applied for it. Throws Refused UNKNOWN_REFUND for anybody else's. */
function ownCase(ledger: Ledger, personId: number, number: string): CaseHead {
  const head = caseHead(ledger, number);
  return head.personId === personId ? head : refuse('UNKNOWN_REFUND', { number });
}

export const refundWithdraw: Command<InputOf<'refund.withdraw'>, OutputOf<'refund.withdraw'>> = {
  run({ ledger, caller, operation }, { case: number, text }) {
    refuseCardNumbers([text]);
    const head = ownCase(ledger, caller.personId, number);
    const act = new Act(ledger);
    const { personId } = caller;
    // Nobody may decide any more on what was taken back.
    if (head.state === 'awaitingApproval' && head.requestSeq !== null) withdrawRequest(ledger, act, head, personId);
    moveCase(ledger, act, head.id, 'withdraw', { personId, text });
    act.seal({
      kind: 'refund.withdrawn',
      ref: head.number,
      businessDate: ledger.businessDate(),
      personId,
      operation: operation({ case: head.number }),
    });
    return readCase(ledger, head.number);
  },
  again: caseAgain,
};

function withdrawRequest(ledger: Ledger, act: Act, { requestSeq }: CaseHead, personId: number): void {
  const found = ledger.one<{ level: number; digest: string }>(
    `SELECT r.digest, (SELECT count(*) FROM approval_decision d WHERE d.request_seq = r.seq) + 1 AS level
     FROM approval_request r WHERE r.seq = ?`,
    requestSeq,
  );
  if (!found) throw new Error('a case waits for a request that is not there');
  act.insert(approvalDecision, {
    ...{ requestSeq: requestSeq as number, level: found.level, verdict: 'withdrawn' },
    ...{ ...momentOf(ledger), at: act.at, personId, opinion: null, digest: found.digest },
  });
}

export const refundSendBack: Command<InputOf<'refund.sendBack'>, OutputOf<'refund.sendBack'>> = {
  run({ ledger, caller, operation }, { case: number, text }) {
    refuseCardNumbers([text]);
    const head = caseHead(ledger, number);
    if (head.state !== 'awaitingUse' && head.state !== 'awaitingSecondEntry')
      return refuse('REFUND_STATE', { number: head.number, state: head.state });
    const act = new Act(ledger);
    moveCase(ledger, act, head.id, 'sentBack', { personId: caller.personId, text });
    act.seal({
      kind: 'refund.returned',
      ref: head.number,
      businessDate: ledger.businessDate(),
      personId: caller.personId,
      operation: operation({ case: head.number }),
    });
    return readCase(ledger, head.number);
  },
  again: caseAgain,
};

export const refundClose: Command<InputOf<'refund.close'>, OutputOf<'refund.close'>> = {
  run({ ledger, caller, operation }, { case: number, by }) {
    const said = by.how === 'signed' ? by.signedBy : by.notice;
    refuseCardNumbers([said]);
    const head = caseHead(ledger, number);
    const last = payoutsOf(ledger, head.id).filter(({ replacedBy }) => replacedBy === null);
    // Cash ends with a signature; what only a bank moved, with its word and the notice to the customer.
    if (last.some(isPaidInCash) && by.how !== 'signed') return refuse('REFUND_CLOSE_HOW', { how: 'signed' });
    if (last.every(goesThroughBank) && by.how !== 'notified') return refuse('REFUND_CLOSE_HOW', { how: 'notified' });
    const act = new Act(ledger);
    const { personId } = caller;
    moveCase(ledger, act, head.id, 'close', { personId, text: noteText(by.how, said) });
    act.seal({
      kind: 'refund.closed',
      ref: head.number,
      businessDate: ledger.businessDate(),
      personId,
      detail: { how: by.how },
      operation: operation({ case: head.number }),
    });
    return readCase(ledger, head.number);
  },
  again: caseAgain,
};

// Binds the charge and what belongs to it: policies, bills set aside or not paid, paper receipts, taking back, approvals.
import { showCase, showPaper } from '../../approval/show-case.ts';
import { decideApproval, showApproval } from '../../approval/decide-approval.ts';
import { decideSeveral, showSeveral } from '../../approval/decide-several.ts';
import { readOwnApproval, standingOf } from '../../approval/read-approval.ts';
import { pricingDate } from '../../ledger/bill-facts.ts';
import { customerId } from '../../readers/find-customer.ts';
import { readLastInputs } from '../../readers/read-last-inputs.ts';
import { readDiscountReceipts, readDiscounts } from '../../readers/read-discounts.ts';
import { readParked } from '../../readers/read-parked.ts';
import { customerTags, readPolicies, readPolicyHistory } from '../../readers/read-policies.ts';
import { followUpOrder } from '../../paper/follow-up-order.ts';
import { readReceipt, readRecentReceipts } from '../../readers/read-receipt.ts';
import { readStanding } from '../../readers/read-standing.ts';
import { readRefusalCounts, readRefusals } from '../../readers/read-refusals.ts';
import { backfillPost, checkBackfill } from '../../use-cases/backfill-post.ts';
import { chargePost } from '../../use-cases/charge-post.ts';
import { followUpPrint } from '../../use-cases/print-follow-up.ts';
import { tenderCorrect } from '../../use-cases/correct-tender.ts';
import { receiptVoidCommand } from '../../use-cases/void-receipt.ts';
import { approvalAsk, approvalWithdraw } from '../../use-cases/request-approval.ts';
import { holdPark } from '../../use-cases/park-bill.ts';
import { holdDiscard, holdRecall } from '../../use-cases/recall-bill.ts';
import { policyWrite } from '../../use-cases/write-policy.ts';
import { refusalRecord } from '../../use-cases/record-refusal.ts';
import { command, handler, approvalOf, personOf, sessionOf, type AllBindings } from './binding.ts';

export const chargeBindings = {
  'charge.lastInputs': handler<'charge.lastInputs'>(({ ledger }, input) => readLastInputs(ledger(), input)),
  'charge.post': command<'charge.post'>(chargePost, [
    'receipts',
    'bills',
    'prepayments',
    'claims',
    'payers',
    'discounts',
  ]),
  'policy.list': handler<'policy.list'>((parts, { which, customer }) => {
    const ledger = parts.ledger();
    const date = pricingDate(ledger, sessionOf(parts).person.id);
    const id = customer === null ? undefined : customerId(ledger, customer);
    const tags = id === undefined ? null : [...customerTags(ledger, id)];
    return { date, policies: readPolicies(ledger, which, date), tags };
  }),
  'policy.history': handler<'policy.history'>(({ ledger }, { code }) => ({
    versions: readPolicyHistory(ledger(), code, ledger().businessDate()),
  })),
  'policy.write': command<'policy.write'>(policyWrite, ['policies']),
  'report.discounts': handler<'report.discounts'>(({ ledger }, { from, to }) => ({
    days: readDiscounts(ledger(), from, to),
  })),
  'report.discountReceipts': handler<'report.discountReceipts'>(({ ledger }, input) =>
    readDiscountReceipts(ledger(), input),
  ),
  'backfill.check': handler<'backfill.check'>((parts, input) => {
    const { id, username, name } = sessionOf(parts).person;
    return checkBackfill(parts.ledger(), { personId: id, username, name }, input);
  }),
  'backfill.post': command<'backfill.post'>(backfillPost, ['receipts', 'shift']),
  'hold.park': command<'hold.park'>(holdPark, ['parked']),
  'hold.list': handler<'hold.list'>(({ ledger }, { limit }) => readParked(ledger(), limit)),
  'hold.recall': command<'hold.recall'>(holdRecall, ['parked']),
  'hold.discard': command<'hold.discard'>(holdDiscard, ['parked']),
  'refusal.record': command<'refusal.record'>(refusalRecord, ['refusals']),
  'refusal.list': handler<'refusal.list'>((parts, { businessDate }) =>
    readRefusals(parts.ledger(), businessDate ?? pricingDate(parts.ledger(), sessionOf(parts).person.id)),
  ),
  'report.refusals': handler<'report.refusals'>(({ ledger }, { from, to }) => readRefusalCounts(ledger(), from, to)),
  'receipt.get': handler<'receipt.get'>(({ ledger }, { number }) => readReceipt(ledger(), number).view),
  'receipt.recent': handler<'receipt.recent'>(({ ledger }, { before, limit }) =>
    readRecentReceipts(ledger(), before, limit),
  ),
  'receipt.standing': handler<'receipt.standing'>((parts, { number }) =>
    readStanding(parts.ledger(), personOf(parts), number),
  ),
  'receipt.void': command<'receipt.void'>(receiptVoidCommand, [
    ...(['receipts', 'shift', 'bills', 'prepayments', 'claims', 'payers', 'discounts'] as const),
  ]),
  'slip.print': command<'slip.print'>(followUpPrint, ['receipts'], ({ ledger, print }, { locale, paper }, { jobId }) =>
    print(followUpOrder(ledger(), jobId, { locale, paper })),
  ),
  'tender.correct': command<'tender.correct'>(tenderCorrect, ['receipts', 'shift']),
  'approval.request': command<'approval.request'>(approvalAsk, ['approvals']),
  'approval.state': handler<'approval.state'>((parts, { request }) =>
    standingOf(parts.ledger(), readOwnApproval(parts.ledger(), { personId: personOf(parts) }, request)),
  ),
  'approval.withdraw': command<'approval.withdraw'>(approvalWithdraw, ['approvals']),
  'approval.case': handler<'approval.case'>((parts) => showCase(parts.ledger(), approvalOf(parts).request)),
  'approval.paper': handler<'approval.paper'>((parts, input) =>
    showPaper(parts.ledger(), approvalOf(parts).request, input),
  ),
  'approval.show': handler<'approval.show'>((parts) => {
    const { request, more } = approvalOf(parts);
    return { ...showApproval(parts.ledger(), request), several: 1 + more.length };
  }),
  'approval.showSeveral': handler<'approval.showSeveral'>((parts) => {
    const { request, more } = approvalOf(parts);
    return showSeveral(parts.ledger(), [request, ...more]);
  }),
  'approval.decideSeveral': handler<'approval.decideSeveral'>(async (parts, input) => {
    const { request, more, present } = approvalOf(parts);
    const decided = await decideSeveral(parts.ledger(), parts.sessions(), [request, ...more], input, present);
    parts.announce(['approvals', 'refunds']);
    return decided;
  }),
  'approval.decide': handler<'approval.decide'>(async (parts, input) => {
    const { request, present } = approvalOf(parts);
    const decided = await decideApproval(parts.ledger(), parts.sessions(), request, input, present);
    // A yes to a refund moves its case in the same act.
    parts.announce(['approvals', 'refunds']);
    return decided;
  }),
} satisfies Partial<AllBindings>;

// 退预付款/押金: what is left of named loads goes back, each the way it came; and 没收押金: a deposit that is kept.
// Above the office's limit, and for every deposit that is kept, a second person has approved of exactly this.
import type { Posting } from '../../core/charge/charge-postings.ts';
import type { ApprovalSubject } from '../../core/contract/approval-subjects.ts';
import type { InputOf, OutputOf } from '../../core/contract/contract.ts';
import { refuse } from '../../core/contract/errors.ts';
import type { PrepaymentAct, PrepaymentLoad } from '../../core/contract/prepayment-view.ts';
import { type Minor, sumMinor, ZERO } from '../../core/money/money.ts';
import { drawLoads } from '../../core/prepayment/draw-loads.ts';
import { forfeitPostings, returnPostings } from '../../core/prepayment/prepayment-postings.ts';
import { matterOf } from '../approval/matters.ts';
import { takeApproval } from '../approval/take-approval.ts';
import { Act } from '../ledger/act.ts';
import { allotDocument } from '../ledger/allot-document.ts';
import { refuseCardNumbers } from '../ledger/bill-facts.ts';
import type { Command, CommandCall } from '../ledger/command.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { ShiftToPostIn } from '../ledger/post-receipt.ts';
import { prepaymentRule } from '../ledger/prepayment-rule.ts';
import { refuseBeyondRange } from '../ledger/refuse-beyond-range.ts';
import { loadsLeft } from '../ledger/tender-details.ts';
import { type HeldAccount, openedAccount } from '../readers/held-accounts.ts';
import { readPrepayment } from '../readers/read-prepayment.ts';
import { returnPlan } from '../readers/return-plan.ts';
import { entry } from '../schema.ts';
import { prepayment, prepaymentDraw } from '../schema-tender.ts';
import { openTillShift } from '../ledger/till-shift.ts';
import { readAgain } from './take-prepayment.ts';

export const prepaymentReturn: Command<InputOf<'prepayment.return'>, OutputOf<'prepayment.return'>> = {
  run(call, { customer, kind: held, backs, reason, approval }) {
    const { ledger, caller } = call;
    const shift = openTillShift(ledger, caller.personId);
    refuseCardNumbers([reason]);
    const account = openedAccount(ledger, customer, held);
    const draws = returnPlan(ledger, account, backs);
    const postings = returnPostings(account.purpose, draws, shift.drawerAccount);
    const { returnLimit } = prepaymentRule(ledger, shift.businessDate);
    const asks = returnLimit !== null && sumMinor(draws.map(({ amount }) => amount)) > returnLimit;
    const subject = { kind: 'prepaymentReturn', customer, held, backs, reason } as const;
    return postDraws(call, shift, {
      act: 'return',
      draws,
      reason,
      postings,
      approved: asks ? { subject, request: approval } : null,
    });
  },
  again: readAgain,
};

export const prepaymentForfeit: Command<InputOf<'prepayment.forfeit'>, OutputOf<'prepayment.forfeit'>> = {
  run(call, { customer, kind: held, amount, reason, approval }) {
    const { ledger, caller } = call;
    const shift = openTillShift(ledger, caller.personId);
    refuseCardNumbers([reason]);
    const account = openedAccount(ledger, customer, held);
    if (account.purpose !== 'deposit') return refuse('PREPAYMENT_KIND_UNKNOWN', { kind: held });
    const subject = { kind: 'depositForfeit', customer, held, amount, reason } as const;
    return postDraws(call, shift, {
      act: 'forfeit',
      draws: keptOf(ledger, account, amount),
      reason,
      postings: forfeitPostings(amount),
      approved: { subject, request: approval },
    });
  },
  again: readAgain,
};

interface Draw {
  readonly accountId: number;
  readonly loadSeq: number;
  readonly loadN: number;
  readonly amount: Minor;
  readonly method: PrepaymentLoad['method'] | null;
  readonly reference: string | null;
}

// One document is of one account: of two that were merged, the first that holds enough.
function keptOf(ledger: Ledger, account: HeldAccount, amount: Minor): Draw[] {
  let available = ZERO;
  for (const accountId of account.ids) {
    const drawn = drawLoads(loadsLeft(ledger, [accountId]), amount);
    if (drawn.ok) return drawn.draws.map((draw) => ({ ...draw, accountId, method: null, reference: null }));
    if (drawn.available > available) available = drawn.available;
  }
  return refuse('PREPAYMENT_SHORT', { available });
}

interface DrawsToPost {
  readonly act: Exclude<PrepaymentAct, 'take'>;
  readonly draws: readonly Draw[];
  readonly reason: string | null;
  readonly postings: readonly Posting[];
  /** What a second person must have approved of; null: nobody need. */
  readonly approved: { readonly subject: ApprovalSubject; readonly request: string | null } | null;
}

function postDraws(
  { ledger, caller, operation }: CommandCall,
  shift: ShiftToPostIn,
  { act: kind, draws, reason, postings, approved }: DrawsToPost,
): OutputOf<'prepayment.get'> {
  refuseBeyondRange(ledger, shift.businessDate, ZERO, postings);
  // Read before anything is written: afterwards the balance is another one.
  const matter = approved === null ? null : matterOf(ledger, caller, approved.subject);
  const act = new Act(ledger);
  if (approved !== null && matter !== null) {
    const { request, subject } = approved;
    takeApproval(ledger, act, caller, { request, kind: subject.kind, digest: matter.digest });
  }
  const { number } = allotDocument(ledger, act, { type: 'Y', ...shift, personId: caller.personId });
  const amount = sumMinor(draws.map((draw) => draw.amount));
  for (const [index, draw] of draws.entries()) act.insert(prepaymentDraw, { n: index + 1, ...draw, tenderN: null });
  const accountId = draws[0]?.accountId as number;
  act.insert(prepayment, { accountId, act: kind, amount, change: ZERO, reason, template: 1 });
  for (const [index, posting] of postings.entries()) act.insert(entry, { n: index + 1, ...posting });
  act.seal({
    kind: kind === 'return' ? 'prepayment.returned' : 'prepayment.forfeited',
    ref: number,
    businessDate: shift.businessDate,
    personId: caller.personId,
    operation: operation({ prepayment: number }),
  });
  return readPrepayment(ledger, number).view;
}

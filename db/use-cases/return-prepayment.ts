// 退预付款/押金: what is left of named loads goes back, each the way it came; and 没收押金: a deposit that is kept.
import type { InputOf, OutputOf } from '../../core/contract/contract.ts';
import { REFERENCE_RULE } from '../../core/charge/tender-method.ts';
import { refuse } from '../../core/contract/errors.ts';
import type { PrepaymentAct, PrepaymentLoad } from '../../core/contract/prepayment-view.ts';
import { type Minor, sumMinor, ZERO } from '../../core/money/money.ts';
import { drawLoads } from '../../core/prepayment/draw-loads.ts';
import { forfeitPostings, returnPostings } from '../../core/prepayment/prepayment-postings.ts';
import type { Posting } from '../../core/charge/charge-postings.ts';
import { containsCardNumber } from '../../core/text/card-number.ts';
import { Act } from '../ledger/act.ts';
import { allotDocument } from '../ledger/allot-document.ts';
import { refuseCardNumbers } from '../ledger/bill-facts.ts';
import type { Command, CommandCall } from '../ledger/command.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { ShiftToPostIn } from '../ledger/post-receipt.ts';
import { refuseBeyondRange } from '../ledger/refuse-beyond-range.ts';
import { loadsLeft } from '../ledger/tender-details.ts';
import { type AccountRow, accountRow, knownCustomer, readLoads, readPrepayment } from '../readers/read-prepayment.ts';
import { entry } from '../schema.ts';
import { prepayment, prepaymentDraw } from '../schema-tender.ts';
import { openTillShift } from './charge-post.ts';
import { readAgain } from './take-prepayment.ts';

type Back = InputOf<'prepayment.return'>['backs'][number];

interface Draw {
  readonly loadSeq: number;
  readonly loadN: number;
  readonly amount: Minor;
  readonly method: PrepaymentLoad['method'] | null;
  readonly reference: string | null;
}

export const prepaymentReturn: Command<InputOf<'prepayment.return'>, OutputOf<'prepayment.return'>> = {
  run(call, input) {
    const { ledger, caller } = call;
    const shift = openTillShift(ledger, caller.personId);
    refuseCardNumbers([input.reason]);
    const account = openedAccount(ledger, input.customer, input.kind);
    const plan = returnPlan(ledger, account, input.backs);
    const money = plan.map(({ method, amount }) => ({ method: method as PrepaymentLoad['method'], amount }));
    const postings = returnPostings(account.purpose, money, shift.drawerAccount);
    return postDraws(call, shift, account, { act: 'return', draws: plan, reason: input.reason, postings });
  },
  again: readAgain,
};

export const prepaymentForfeit: Command<InputOf<'prepayment.forfeit'>, OutputOf<'prepayment.forfeit'>> = {
  run(call, input) {
    const { ledger, caller } = call;
    const shift = openTillShift(ledger, caller.personId);
    refuseCardNumbers([input.reason]);
    const account = openedAccount(ledger, input.customer, input.kind);
    if (account.purpose !== 'deposit') return refuse('PREPAYMENT_KIND_UNKNOWN', { kind: input.kind });
    const drawn = drawLoads(loadsLeft(ledger, account.id), input.amount);
    if (!drawn.ok) return refuse('PREPAYMENT_SHORT', { available: drawn.available });
    const draws = drawn.draws.map((draw) => ({ ...draw, method: null, reference: null }));
    const postings = forfeitPostings(input.amount);
    return postDraws(call, shift, account, { act: 'forfeit', draws, reason: input.reason, postings });
  },
  again: readAgain,
};

/** The account of customer `number` for `kind`. Throws Refused UNKNOWN_CUSTOMER, PREPAYMENT_KIND_UNKNOWN. */
export function openedAccount(ledger: Ledger, number: string, kind: string): AccountRow {
  return accountRow(ledger, knownCustomer(ledger, number), kind) ?? refuse('PREPAYMENT_KIND_UNKNOWN', { kind });
}

/**
 * What goes back out of which load. Throws Refused LOAD_NOT_RETURNABLE for a load of somebody else, used up, named twice,
 * or that nothing proves yet; PREPAYMENT_SHORT, REFERENCE_REQUIRED, REFERENCE_INVALID, CARD_NUMBER_NOT_ALLOWED.
 */
export function returnPlan(ledger: Ledger, account: AccountRow, backs: readonly Back[]): Draw[] {
  const loads = readLoads(ledger, account.id);
  const named = new Set<PrepaymentLoad>();
  const draws = backs.map(({ load: number, n, amount, reference }) => {
    const load = loads.find((one) => one.number === number && one.n === n);
    if (load?.state !== 'returnable' || named.has(load)) return refuse('LOAD_NOT_RETURNABLE', { load: number });
    named.add(load);
    if (amount > load.left) return refuse('PREPAYMENT_SHORT', { available: load.left });
    refuseReference(load.method, reference);
    return { loadSeq: seqOf(ledger, number), loadN: n, amount, method: load.method, reference };
  });
  return draws;
}

function refuseReference(method: PrepaymentLoad['method'], reference: string | null): void {
  if (reference === null) {
    // A cheque went through the bank; how its money goes back is the bank's reference, told when there is one.
    if (REFERENCE_RULE[method] === 'required' && method !== 'cheque') refuse('REFERENCE_REQUIRED', { method });
    return;
  }
  if (containsCardNumber(reference)) refuse('CARD_NUMBER_NOT_ALLOWED', {});
  if (REFERENCE_RULE[method] === 'none') refuse('REFERENCE_INVALID', { method });
}

function seqOf(ledger: Ledger, number: string): number {
  return readPrepayment(ledger, number).seq;
}

interface DrawsToPost {
  readonly act: Exclude<PrepaymentAct, 'take'>;
  readonly draws: readonly Draw[];
  readonly reason: string | null;
  readonly postings: readonly Posting[];
}

function postDraws(
  { ledger, caller, operation }: CommandCall,
  shift: ShiftToPostIn,
  account: AccountRow,
  { act: kind, draws, reason, postings }: DrawsToPost,
): OutputOf<'prepayment.get'> {
  refuseBeyondRange(ledger, shift.businessDate, ZERO, postings);
  const act = new Act(ledger);
  const { number } = allotDocument(ledger, act, { type: 'Y', ...shift, personId: caller.personId });
  const amount = sumMinor(draws.map((draw) => draw.amount));
  for (const [index, draw] of draws.entries()) {
    act.insert(prepaymentDraw, { n: index + 1, accountId: account.id, ...draw, tenderN: null });
  }
  act.insert(prepayment, { accountId: account.id, act: kind, amount, change: ZERO, reason, template: 1 });
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

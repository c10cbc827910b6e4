// Which parts go back out of which loads, as the cashier named them: the rule is asked by the command and by the approval.
import { REFERENCE_RULE } from '../../core/charge/tender-method.ts';
import type { InputOf } from '../../core/contract/contract.ts';
import { refuse } from '../../core/contract/errors.ts';
import type { PrepaymentLoad } from '../../core/contract/prepayment-view.ts';
import type { Minor } from '../../core/money/money.ts';
import { containsCardNumber } from '../../core/text/card-number.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { HeldAccount } from './held-accounts.ts';
import { type LoadRow, readLoads } from './read-prepayment.ts';

/** A part of a load; `method` is the load's own, there is no other. Minor units. */
export interface PartBack {
  readonly accountId: number;
  readonly loadSeq: number;
  readonly loadN: number;
  readonly amount: Minor;
  readonly method: PrepaymentLoad['method'];
  readonly reference: string | null;
}

/**
 * What goes back out of which load. Throws Refused LOAD_NOT_RETURNABLE for a load of somebody else, used up, named twice,
 * that nothing proves yet, or on another of two merged accounts than the first one named; PREPAYMENT_SHORT,
 * REFERENCE_REQUIRED, REFERENCE_INVALID, CARD_NUMBER_NOT_ALLOWED.
 */
export function returnPlan(
  ledger: Ledger,
  account: HeldAccount,
  backs: InputOf<'prepayment.return'>['backs'],
): PartBack[] {
  const loads = readLoads(ledger, account.ids);
  const named: LoadRow[] = [];
  return backs.map(({ load: number, n, amount, reference }) => {
    const load = loads.find((one) => one.number === number && one.n === n);
    if (load?.state !== 'returnable' || named.includes(load)) return refuse('LOAD_NOT_RETURNABLE', { load: number });
    if (load.accountId !== (named[0] ?? load).accountId) return refuse('LOAD_NOT_RETURNABLE', { load: number });
    named.push(load);
    if (amount > load.left) return refuse('PREPAYMENT_SHORT', { available: load.left });
    refuseReference(load.method, reference);
    const { accountId, seq, method } = load;
    return { accountId, loadSeq: seq, loadN: n, amount, method, reference };
  });
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

// Works out a refund of money held for a customer (F9): out of which loads, less a fee, each the way it came.
import { refuse } from '../../core/contract/errors.ts';
import { type Minor, minor, subtractMinor, sumMinor } from '../../core/money/money.ts';
import { isInProgress, type CaseState } from '../../core/refund/case-state.ts';
import { feeOf } from '../../core/refund/refund-policy.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { knownCustomer, openedAccount } from '../readers/held-accounts.ts';
import { type LoadRow, readLoads } from '../readers/read-prepayment.ts';
import { policyOf } from './office-rules.ts';
import type { Application, PartOfTender, RefundSums } from './plan-receipt.ts';
import { customerFrozen } from './receipt-blocked.ts';
import { tendersToReturn } from './refundable-lines.ts';

const PENDING = `
  SELECT s.state, b.amount FROM refund_back b JOIN refund_now s ON s.case_id = b.case_id AND s.version = b.version
    JOIN refund_case c ON c.id = b.case_id
  WHERE b.tender_seq = ? AND b.tender_n = ? AND c.account_id IS NOT NULL AND b.case_id <> ?`;

/** Of load `seq`/`n` in cases that nobody has decided yet, minor units. */
export function pendingOfLoad(ledger: Ledger, seq: number, n: number, except: number): Minor {
  const rows = ledger.all<{ state: CaseState; amount: Minor }>(PENDING, seq, n, except);
  return sumMinor(rows.filter(({ state }) => isInProgress(state)).map(({ amount }) => amount));
}

/**
 * Throws Refused UNKNOWN_CUSTOMER, PREPAYMENT_KIND_UNKNOWN, LOAD_NOT_RETURNABLE (of somebody else, used up, named twice, on
 * another of two merged accounts, not proved), REFUND_BLOCKED, REFUND_EXCEEDS, REFUND_NOTHING.
 */
export function planHeld(
  ledger: Ledger,
  asked: Application,
  of: Extract<Application['of'], { of: 'held' }>,
  except: number,
): RefundSums {
  const account = openedAccount(ledger, of.customer, of.kind);
  const customerId = knownCustomer(ledger, of.customer);
  const blocked = customerFrozen(ledger, customerId);
  if (blocked !== null) return refuse('REFUND_BLOCKED', { reason: blocked.reason, by: blocked.by ?? '' });
  const loads = readLoads(ledger, account.ids);
  const named: LoadRow[] = [];
  const wanted = asked.loads.map(({ load: number, n, amount }) => {
    const load = loads.find((one) => one.number === number && one.n === n);
    if (load?.state !== 'returnable' || named.includes(load)) return refuse('LOAD_NOT_RETURNABLE', { load: number });
    if (load.accountId !== (named[0] ?? load).accountId) return refuse('LOAD_NOT_RETURNABLE', { load: number });
    named.push(load);
    const free = subtractMinor(load.left, pendingOfLoad(ledger, load.seq, n, except));
    if (amount > free) return refuse('REFUND_EXCEEDS', { n, refundable: Math.max(0, free) });
    return { load, amount };
  });
  if (wanted.length === 0) return refuse('REFUND_NOTHING', {});
  // The largest bears the fee, so that the others go back whole.
  wanted.sort((one, other) => other.amount - one.amount);
  const amount = sumMinor(wanted.map((one) => one.amount));
  const fee = feeOf(policyOf(ledger, of.kind, ledger.businessDate()).fee, amount);
  const first = wanted[0] as (typeof wanted)[number];
  if (fee >= first.amount) return refuse('REFUND_NOTHING', {});
  const backs = wanted.map(({ load, amount: part }, index): PartOfTender => {
    const tender = tendersToReturn(ledger, load.seq, except).find(({ n }) => n === load.n);
    if (tender === undefined) throw new Error(`load ${load.number}/${load.n} is no tender`);
    const other = asked.otherWays.find(({ load: number, n }) => number === load.number && n === load.n);
    const back = index === 0 ? subtractMinor(part, fee) : part;
    return { tender, way: other?.way ?? 'original', reason: other?.reason ?? null, amount: back };
  });
  return {
    receiptSeq: null,
    register: null,
    accountId: first.load.accountId,
    customerId,
    date: ledger.businessDate(),
    postedAt: null,
    balance: sumMinor(loads.map(({ left }) => left)),
    lines: [],
    backs,
    categories: new Map([[of.kind, amount]]),
    amount,
    fee,
    rounding: minor(0),
    total: subtractMinor(amount, fee),
    difference: minor(0),
    isLast: false,
  };
}

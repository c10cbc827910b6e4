// What can be refunded, as a screen shows it: of a receipt per line and per tender, of money held per load.
import type { OutputOf } from '../../core/contract/contract.ts';
import type { RefundableTender, RefundableView, RefundBlocked, RefundOf } from '../../core/contract/refund-view.ts';
import { type Milli, type Minor, minor, subtractMinor, sumMinor } from '../../core/money/money.ts';
import { amountOf, remainderOf } from '../../core/refund/refundable.ts';
import { REFUND_WAYS, type RefundWay } from '../../core/refund/refund-words.ts';
import { wayIsPossible } from '../../core/refund/refund-postings.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { namedReceipt } from '../refund/named-receipt.ts';
import { policyOf } from '../refund/office-rules.ts';
import { pendingOfLoad } from '../refund/plan-held.ts';
import { customerFrozen, receiptBlockedForRefund } from '../refund/receipt-blocked.ts';
import { keptSoFar, type LineToRefund, linesToRefund, tendersToReturn } from '../refund/refundable-lines.ts';
import { customerOf } from './find-customer.ts';
import { type HeldAccount, knownCustomer, openedAccount } from './held-accounts.ts';
import { readAccounts, readLoads } from './read-prepayment.ts';

/** Throws Refused UNKNOWN_RECEIPT, UNKNOWN_CUSTOMER, PREPAYMENT_KIND_UNKNOWN. */
export function readRefundable(ledger: Ledger, of: RefundOf): RefundableView {
  return of.of === 'receipt' ? ofReceipt(ledger, of.number) : ofHeld(ledger, of);
}

const CASES = `
  SELECT c.number, s.state, v.total, c.at FROM refund_case c JOIN refund_now s ON s.case_id = c.id
    JOIN refund_submission v ON v.case_id = c.id AND v.n = s.version`;
type CaseBrief = RefundableView['cases'][number];

function ofReceipt(ledger: Ledger, number: string): RefundableView {
  const { seq, view, register } = namedReceipt(ledger, number);
  const today = ledger.businessDate();
  const rows = linesToRefund(ledger, seq, 0, (category) => policyOf(ledger, category, today).needsUseConfirmation);
  const categories = [...new Set(rows.map(({ category }) => category))];
  const tenders = tendersToReturn(ledger, seq, 0).map((tender): RefundableTender => {
    const { n, method, applied, returned, inProgress, state } = tender;
    return {
      ...{ number: view.number, n, method, paid: applied, used: minor(0), refunded: returned, inProgress },
      refundable: state === 'bounced' ? minor(0) : subtractMinor(subtractMinor(applied, returned), inProgress),
      state: state === 'bounced' ? 'notCleared' : state,
      ways: waysOf(ledger, today, categories, method),
    };
  });
  const blocked = receiptBlockedForRefund(ledger, seq, register === null ? [] : [register]) ?? nothingLeft(rows);
  return {
    of: { of: 'receipt', number: register ?? view.number },
    businessDate: view.businessDate,
    customer: view.customer,
    payer: view.payer,
    blocked,
    lines: rows.map(lineView),
    tenders,
    totals: totalsOf(tenders, keptSoFar(ledger, seq, 0).fees),
    documents: [...new Set(categories.flatMap((category) => policyOf(ledger, category, today).documents))],
    originalMustComeBack: categories.some((category) => policyOf(ledger, category, today).originalMustComeBack),
    cases: ledger.all<CaseBrief>(`${CASES} WHERE c.receipt_seq = ? ORDER BY c.id DESC`, seq),
  };
}

function nothingLeft(rows: readonly LineToRefund[]): RefundBlocked | null {
  const left = rows.some((line) => amountOf(remainderOf(line)) > 0);
  return left ? null : { reason: 'nothingLeft', by: null };
}

function lineView(line: LineToRefund): RefundableView['lines'][number] {
  const { n, code, name, unit, category, bill, paid, refunded, inProgress, use, confirmed, spokenFor } = line;
  const rest = remainderOf(line);
  const shown = (parts: typeof paid) => ({ quantity: parts.quantity, amount: amountOf(parts) });
  return {
    ...{ n, code, name, unit, category, bill },
    paid: shown(paid),
    refunded: shown(refunded),
    inProgress: shown(inProgress),
    refundable: shown(rest),
    use:
      use.kind === 'notNeeded'
        ? null
        : { confirmed, used: Math.max(0, paid.quantity - Math.max(confirmed, spokenFor)) as Milli },
    uneven: line.grossOf !== null || line.packageN !== null || paid.discount > 0,
  };
}

function waysOf(ledger: Ledger, today: string, categories: readonly string[], method: string): RefundWay[] {
  return REFUND_WAYS.filter(
    (way) =>
      wayIsPossible(method, way) &&
      categories.every((category) => {
        const rule = policyOf(ledger, category, today).channels[method];
        return rule === undefined ? way === 'original' : rule.allowed.includes(way);
      }),
  );
}

function totalsOf(tenders: readonly RefundableTender[], fees: Minor): RefundableView['totals'] {
  const sum = (of: 'paid' | 'used' | 'refunded' | 'inProgress' | 'refundable'): Minor =>
    sumMinor(tenders.map((tender) => tender[of]));
  const refundable = minor(Math.max(0, sum('refundable') - fees));
  return { paid: sum('paid'), used: sum('used'), refunded: sum('refunded'), inProgress: sum('inProgress'), refundable };
}

const LOADED = `
  SELECT d.number, t.n, t.seq, t.method, t.applied, l.remaining,
    (SELECT coalesce(sum(w.amount), 0) FROM prepayment_draw w WHERE w.load_seq = t.seq AND w.load_n = t.n AND (w.method IS NOT NULL
      OR EXISTS (SELECT 1 FROM refund_document f WHERE f.seq = w.seq))) AS returned
  FROM load_left l JOIN tender t ON t.seq = l.load_seq AND t.n = l.load_n JOIN document d ON d.seq = t.seq
  WHERE l.account_id IN (SELECT value FROM json_each(?)) ORDER BY l.load_seq, l.load_n`;
interface LoadRow {
  readonly number: string;
  readonly n: number;
  readonly seq: number;
  readonly method: RefundableTender['method'];
  readonly applied: Minor;
  readonly remaining: Minor;
  readonly returned: Minor;
}

function ofHeld(ledger: Ledger, of: Extract<RefundOf, { of: 'held' }>): RefundableView {
  const account = openedAccount(ledger, of.customer, of.kind);
  const customerId = knownCustomer(ledger, of.customer);
  const customer = customerOf(ledger, customerId);
  const today = ledger.businessDate();
  const policy = policyOf(ledger, of.kind, today);
  const tenders = loadsOf(ledger, account, of.kind, today);
  const totals = totalsOf(tenders, minor(0));
  const list = account.ids.join(',');
  return {
    of,
    businessDate: null,
    customer: customer && { number: customer.number, name: customer.name },
    payer: null,
    blocked: customerFrozen(ledger, customerId) ?? (totals.refundable > 0 ? null : { reason: 'nothingLeft', by: null }),
    lines: [],
    tenders,
    totals,
    documents: [...policy.documents],
    originalMustComeBack: false,
    cases: ledger.all<CaseBrief>(
      `${CASES} WHERE c.account_id IN (SELECT value FROM json_each(?)) ORDER BY c.id DESC`,
      `[${list}]`,
    ),
  };
}

function loadsOf(ledger: Ledger, account: HeldAccount, kind: string, today: string): RefundableTender[] {
  const states = new Map(readLoads(ledger, account.ids).map((load) => [`${load.number}/${load.n}`, load.state]));
  return ledger
    .all<LoadRow>(LOADED, JSON.stringify(account.ids))
    .map(({ seq, applied, remaining, returned, ...load }) => {
      const inProgress = pendingOfLoad(ledger, seq, load.n, 0);
      const state = states.get(`${load.number}/${load.n}`);
      return {
        ...load,
        paid: applied,
        used: minor(applied - remaining - returned),
        refunded: returned,
        inProgress,
        refundable: minor(state === undefined || state === 'returnable' ? Math.max(0, remaining - inProgress) : 0),
        state: state === undefined || state === 'returnable' ? ('ready' as const) : state,
        ways: waysOf(ledger, today, [kind], load.method),
      };
    });
}

type Found = OutputOf<'refund.find'>['found'][number];

/** One row of what was found, for a receipt. */
export function foundReceipt(ledger: Ledger, number: string): Found {
  const { view, register } = namedReceipt(ledger, number);
  const { totals, blocked, customer, payer, businessDate } = ofReceipt(ledger, number);
  const of = { of: 'receipt' as const, number: register ?? view.number };
  return {
    of,
    title: view.number,
    customer,
    payer,
    businessDate,
    total: view.total,
    refundable: totals.refundable,
    blocked,
  };
}

/** The rows for every kind of money held for customer `number`. */
export function foundHeld(ledger: Ledger, number: string): Found[] {
  return readAccounts(ledger, number).accounts.map(({ kind }) => {
    const of = { of: 'held' as const, customer: number, kind: kind.code };
    const { totals, blocked, customer } = ofHeld(ledger, of);
    return {
      of,
      title: kind.name,
      customer,
      payer: null,
      businessDate: null,
      total: totals.paid,
      refundable: totals.refundable,
      blocked,
    };
  });
}

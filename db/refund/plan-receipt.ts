// Works out a refund of a receipt from what is asked for: parts of lines, benefits that are lost with them, the fee, the way
// back over the tenders. A dry run, the application and its correction ask the same function.
import type { InputOf } from '../../core/contract/contract.ts';
import { refuse } from '../../core/contract/errors.ts';
import { type Milli, type Minor, minor, roundQuotient, subtractMinor, sumMinor, ZERO } from '../../core/money/money.ts';
import { lostBenefit, type PackageGiven, type ThresholdGiven } from '../../core/refund/lost-benefit.ts';
import { amountOf, type LineParts, refundOfLine, remainderOf } from '../../core/refund/refundable.ts';
import { feeOf } from '../../core/refund/refund-policy.ts';
import { returnPath } from '../../core/refund/return-path.ts';
import type { RefundWay } from '../../core/refund/refund-words.ts';
import { cashUnitOn } from '../ledger/charge-settings.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { registerOf } from '../readers/read-paper-cases.ts';
import { namedReceipt } from './named-receipt.ts';
import { policyOf } from './office-rules.ts';
import { receiptBlockedForRefund } from './receipt-blocked.ts';
import {
  keptSoFar,
  type LineToRefund,
  linesToRefund,
  type TenderToReturn,
  tendersToReturn,
} from './refundable-lines.ts';

export type Application = Omit<InputOf<'refund.apply'>, 'operationId'>;

export interface PartOfLine {
  readonly line: LineToRefund;
  readonly parts: LineParts;
}

export interface PartOfTender {
  readonly tender: TenderToReturn;
  readonly way: RefundWay;
  readonly reason: string | null;
  readonly amount: Minor;
}

/** What a refund comes to, before policy, risk and levels judge it; minor units. total = amount − fee + rounding. */
export interface RefundSums {
  readonly receiptSeq: number | null;
  readonly accountId: number | null;
  /** The register's entry that stands for a lost paper, or null. */
  readonly register: string | null;
  readonly customerId: number | null;
  /** Business date of what is refunded, YYYY-MM-DD. */
  readonly date: string;
  readonly postedAt: number | null;
  /** Balance of money held, before; null for a receipt. */
  readonly balance: Minor | null;
  readonly lines: readonly PartOfLine[];
  readonly backs: readonly PartOfTender[];
  /** Per category what is asked for. */
  readonly categories: ReadonlyMap<string, Minor>;
  readonly amount: Minor;
  readonly fee: Minor;
  readonly rounding: Minor;
  readonly total: Minor;
  readonly difference: Minor;
  readonly isLast: boolean;
}

/** Throws Refused UNKNOWN_RECEIPT, REFUND_BLOCKED, REFUND_LINE_UNKNOWN, REFUND_EXCEEDS, REFUND_NOTHING, REFUND_TENDER_UNREADY. */
export function planReceipt(ledger: Ledger, asked: Application, number: string, except: number): RefundSums {
  const { seq, view, register } = namedReceipt(ledger, number);
  const named = [register ?? '', ...asked.papers.map(({ name }) => name)];
  const blocked = receiptBlockedForRefund(ledger, seq, named);
  if (blocked !== null) return refuse('REFUND_BLOCKED', { reason: blocked.reason, by: blocked.by ?? '' });
  const today = ledger.businessDate();
  const needsUse = (category: string): boolean => policyOf(ledger, category, today).needsUseConfirmation;
  const lines = linesToRefund(ledger, seq, except, needsUse);
  const taken = takeLines(lines, asked.lines);
  const before = keptSoFar(ledger, seq, except);
  // Money of a line whose quantity is gone was kept as a lost benefit, and goes back with the last part. More than that was
  // asked for once and refused or withdrawn: it goes back only to whoever asks for it again.
  const left = lines.reduce((sum, line) => sum + amountOf(keptOf(line, taken.get(line.n))), 0);
  const isLast = left <= before.lost && lines.every((line) => isGone(line, taken.get(line.n)));
  const difference = isLast
    ? takeRest(lines, taken)
    : settleLost(ledger, seq, view.businessDate, lines, taken, before.lost);
  const parts = lines.flatMap((line) => {
    const part = taken.get(line.n);
    return part === undefined || (amountOf(part) === 0 && part.quantity === 0) ? [] : [{ line, parts: part }];
  });
  const categories = new Map<string, Minor>();
  for (const { line, parts: part } of parts)
    categories.set(line.category, minor((categories.get(line.category) ?? 0) + amountOf(part)));
  const amount = sumMinor([...categories.values()]);
  if (amount <= 0) return refuse('REFUND_NOTHING', {});
  const fee = sumMinor([...categories].map(([category, sum]) => feeOf(policyOf(ledger, category, today).fee, sum)));
  const tenders = tendersToReturn(ledger, seq, except);
  const cash = { unit: cashUnitOn(ledger, today) };
  const path = returnPath({ lines: amount, tenders, isLast, cash, fee, feesKept: before.fees });
  if (!path.ok || path.total <= 0) return refuse('REFUND_NOTHING', {});
  const row = ledger.one<{ customer: number | null }>('SELECT customer_id AS customer FROM receipt WHERE seq = ?', seq);
  return {
    receiptSeq: seq,
    accountId: null,
    register: registerOf(ledger, seq),
    customerId: row?.customer ?? null,
    date: view.businessDate,
    postedAt: view.postedAt,
    balance: null,
    lines: parts,
    backs: path.returns.map((back) => backOf(tenders, back, asked)),
    categories,
    amount,
    fee,
    rounding: path.rounding,
    total: path.total,
    difference,
    isLast,
  };
}

function takeLines(lines: readonly LineToRefund[], asked: Application['lines']): Map<number, LineParts> {
  const taken = new Map<number, LineParts>();
  for (const { n, part } of asked) {
    const line = lines.find((one) => one.n === n);
    if (line === undefined || taken.has(n)) return refuse('REFUND_LINE_UNKNOWN', { n });
    const found = refundOfLine({ ...line, use: { kind: 'notNeeded' } }, part);
    if (!found.ok) {
      const { fault } = found;
      return 'refundable' in fault
        ? refuse('REFUND_EXCEEDS', { n, refundable: fault.refundable })
        : refuse('REFUND_NOTHING', {});
    }
    taken.set(n, found.parts);
  }
  return taken.size > 0 ? taken : refuse('REFUND_NOTHING', {});
}

function keptOf(line: LineToRefund, part: LineParts | undefined): LineParts {
  const rest = remainderOf(line);
  if (part === undefined) return rest;
  return {
    quantity: (rest.quantity - part.quantity) as Milli,
    gross: subtractMinor(rest.gross, part.gross),
    discount: subtractMinor(rest.discount, part.discount),
    tax: subtractMinor(rest.tax, part.tax),
  };
}

function isGone(line: LineToRefund, part: LineParts | undefined): boolean {
  const kept = keptOf(line, part);
  return kept.quantity === 0 || amountOf(kept) === 0;
}

// The last refund takes whatever earlier ones left behind, so that the sum is exact.
function takeRest(lines: readonly LineToRefund[], taken: Map<number, LineParts>): Minor {
  let given = 0;
  for (const line of lines) {
    const part = taken.get(line.n);
    const kept = keptOf(line, part);
    const more = amountOf(kept);
    if (more === 0 && kept.tax === 0) continue;
    given += more;
    taken.set(line.n, add(part, kept));
  }
  return minor(given === 0 ? 0 : -given);
}

/** Takes what is lost with these parts off them, or gives back what earlier parts lost and these make good; minor units. */
function settleLost(
  ledger: Ledger,
  seq: number,
  date: string,
  lines: readonly LineToRefund[],
  taken: Map<number, LineParts>,
  before: number,
): Minor {
  const kept = new Map(lines.map((line) => [line.n, keptOf(line, taken.get(line.n))]));
  const lost = lostBenefit(thresholdsOf(ledger, seq, lines, kept), packagesOf(ledger, date, lines, kept));
  let left = lost - before;
  if (left > 0) {
    for (const [n, part] of taken) {
      // What was paid on a bill is owed again to the fen: it bears no part of what another line loses.
      if (lines.find((line) => line.n === n)?.bill !== null) continue;
      const cut = Math.min(left, amountOf(part));
      if (cut === 0) continue;
      taken.set(n, less(part, cut));
      left -= cut;
    }
    if (left > 0) return refuse('REFUND_NOTHING', {});
    return minor(lost - before);
  }
  let back = 0;
  for (const line of lines) {
    const rest = kept.get(line.n);
    if (rest === undefined || rest.quantity !== 0 || left === 0) continue;
    const more = Math.min(-left, amountOf(rest));
    if (more <= 0) continue;
    const whole = amountOf(rest);
    const tax = minor(Number(roundQuotient(BigInt(rest.tax) * BigInt(more), BigInt(whole))));
    taken.set(line.n, add(taken.get(line.n), { quantity: 0 as Milli, gross: ZERO, discount: minor(-more), tax }));
    left += more;
    back += more;
  }
  return minor(back === 0 ? 0 : -back);
}

function add(one: LineParts | undefined, other: LineParts): LineParts {
  if (one === undefined) return other;
  return {
    quantity: (one.quantity + other.quantity) as Milli,
    gross: minor(one.gross + other.gross),
    discount: minor(one.discount + other.discount),
    tax: minor(one.tax + other.tax),
  };
}

function less(part: LineParts, cut: number): LineParts {
  const amount = amountOf(part);
  const tax = Number(roundQuotient(BigInt(part.tax) * BigInt(amount - cut), BigInt(amount)));
  return { ...part, discount: minor(part.discount + cut), tax: minor(tax) };
}

const THRESHOLDS = `
  SELECT d.n, d.amount AS given, v.reach, v.off, v.repeats, v.cap FROM receipt_discount d
    JOIN policy_version v ON v.policy_id = d.policy_id AND v.n = d.policy_n
  WHERE d.seq = ? AND v.benefit = 'threshold' ORDER BY d.n`;
const SHARES = 'SELECT line, amount FROM line_discount WHERE seq = ? AND n = ?';

function thresholdsOf(
  ledger: Ledger,
  seq: number,
  lines: readonly LineToRefund[],
  kept: ReadonlyMap<number, LineParts>,
): ThresholdGiven[] {
  interface Row {
    readonly n: number;
    readonly given: Minor;
    readonly reach: Minor;
    readonly off: Minor;
    readonly repeats: number;
    readonly cap: Minor | null;
  }
  return ledger.all<Row>(THRESHOLDS, seq).map(({ n, repeats, ...row }) => {
    const shares = ledger.all<{ line: number; amount: Minor }>(SHARES, seq, n);
    const bearing = shares.flatMap(({ line: at, amount: share }) => {
      const line = lines.find((one) => one.n === at);
      return line ? [{ gross: line.paid.gross, share, kept: kept.get(at)?.gross ?? ZERO }] : [];
    });
    return { ...row, repeats: repeats === 1, lines: bearing };
  });
}

const SINGLY = `
  SELECT v.price FROM item i JOIN item_version v ON v.item_id = i.id
  WHERE i.code = ? AND v.from_date <= ? AND v.pricing = 'fixed' ORDER BY v.from_date DESC, v.n DESC LIMIT 1`;

function packagesOf(
  ledger: Ledger,
  date: string,
  lines: readonly LineToRefund[],
  kept: ReadonlyMap<number, LineParts>,
): PackageGiven[] {
  const numbers = [...new Set(lines.flatMap(({ packageN }) => (packageN === null ? [] : [packageN])))];
  return numbers.map((packageN) => {
    const own = lines.filter((line) => line.packageN === packageN);
    let [keptShare, keptSingly] = [0, 0];
    const shares = own.map((line) => (kept.get(line.n)?.quantity ?? 0) / line.paid.quantity);
    for (const line of own) {
      const rest = kept.get(line.n);
      if (rest === undefined) continue;
      const price = ledger.one<{ price: Minor }>(SINGLY, line.code, date)?.price;
      keptShare += rest.gross;
      keptSingly +=
        price === undefined ? rest.gross : Number(roundQuotient(BigInt(price) * BigInt(rest.quantity), 1000n));
    }
    return { keptShare: minor(keptShare), keptSingly: minor(keptSingly), whole: new Set(shares).size === 1 };
  });
}

function backOf(
  tenders: readonly TenderToReturn[],
  back: { readonly n: number; readonly amount: Minor },
  asked: Application,
): PartOfTender {
  const tender = tenders.find(({ n }) => n === back.n);
  if (tender === undefined) throw new Error(`tender ${back.n} gives back and is not there`);
  if (tender.state === 'unproved' || tender.state === 'bounced')
    return refuse('REFUND_TENDER_UNREADY', { method: tender.method });
  const other = asked.otherWays.find(({ load, n }) => load === null && n === back.n);
  return { tender, way: other?.way ?? 'original', reason: other?.reason ?? null, amount: back.amount };
}

// 冲红重开: what of a receipt remains once parts of it went back, as the lines, discounts and tenders of a receipt of its own.
// Exact or not at all: a remainder that is no price times a quantity is refused, and the slip lies beside the original.
import { taxWithin } from '../charge/line-tax.ts';
import { allocate } from '../money/allocate.ts';
import { type Milli, type Minor, minor, roundQuotient, sumMinor, ZERO } from '../money/money.ts';
import type { LineParts } from '../refund/refundable.ts';
import { type BandStep, cutIntoBands, grossOfBands } from '../tariff/bands.ts';

/** A line as it was posted; minor units, thousandths. */
export interface LineThen {
  readonly n: number;
  readonly quantity: Milli;
  readonly unitPrice: Minor | null;
  readonly gross: Minor;
  readonly discount: Minor;
  readonly formula: string | null;
  readonly packageN: number | null;
  /** Basis points. */
  readonly taxRate: number;
  /** What fell into each band; empty for a line that no bands priced. */
  readonly steps: readonly BandStep[];
}

/** A discount as it was posted, with what each line bore of it. */
export interface DiscountThen {
  readonly n: number;
  readonly shares: readonly { readonly line: number; readonly amount: Minor }[];
}

export interface TenderThen {
  readonly n: number;
  readonly method: string;
  readonly applied: Minor;
}

export interface ReceiptThen {
  readonly lines: readonly LineThen[];
  readonly discounts: readonly DiscountThen[];
  /** As they are booked now. */
  readonly tenders: readonly TenderThen[];
  /** 抹零, ≤ 0. */
  readonly rounding: Minor;
}

/** What the approved refunds of a receipt took together. */
export interface GoneBack {
  /** By the line's n. */
  readonly lines: ReadonlyMap<number, Omit<LineParts, 'tax'>>;
  /** By the tender's n. */
  readonly tenders: ReadonlyMap<number, Minor>;
  readonly rounding: Minor;
}

/** Lines, discounts and tenders keep the number they had. */
export interface LineNow {
  readonly n: number;
  readonly quantity: Milli;
  readonly unitPrice: Minor | null;
  readonly gross: Minor;
  readonly discount: Minor;
  readonly amount: Minor;
  readonly tax: Minor;
  readonly steps: readonly BandStep[];
}

export interface Remainder {
  readonly lines: readonly LineNow[];
  readonly discounts: readonly {
    readonly n: number;
    readonly amount: Minor;
    readonly shares: readonly { readonly line: number; readonly amount: Minor }[];
  }[];
  readonly tenders: readonly TenderThen[];
  readonly gross: Minor;
  readonly discount: Minor;
  readonly rounding: Minor;
  readonly total: Minor;
}

/**
 * nothingLeft: all of it went back. unevenLine: what is left of a line is no price times a quantity. packageOpened: part of a
 * package went back. benefitLost: what is kept costs more than its prices. roundedAway: its 抹零 has no cash to stand on.
 */
export const REMAINDER_FAULTS = ['nothingLeft', 'unevenLine', 'packageOpened', 'benefitLost', 'roundedAway'] as const;
export type RemainderFault = (typeof REMAINDER_FAULTS)[number];

interface Kept {
  readonly line: LineThen;
  readonly touched: boolean;
  readonly quantity: Milli;
  readonly gross: Minor;
  /** Below nothing where a benefit was lost with the part that went back: then the others bear it. */
  readonly discount: number;
}

/** What remains of `receipt` without `gone`, or why it cannot be said as a receipt. */
export function whatRemains(receipt: ReceiptThen, gone: GoneBack): Remainder | RemainderFault {
  const kept = receipt.lines.map((line) => keptOf(line, gone));
  const standing = kept.filter(({ quantity, gross }) => quantity > 0 || gross > 0);
  if (standing.reduce((sum, { gross, discount }) => sum + gross - discount, 0) <= 0) return 'nothingLeft';
  const opened = kept.some(
    ({ line, touched }) =>
      touched && line.packageN !== null && standing.some((one) => one.line.packageN === line.packageN),
  );
  if (opened) return 'packageOpened';
  const discounts = bornNow(kept, standing);
  if (discounts === null) return 'benefitLost';
  const lines: LineNow[] = [];
  for (const [index, one] of standing.entries()) {
    const priced = pricedNow(one);
    if (priced === null) return 'unevenLine';
    const discount = discounts[index] ?? ZERO;
    const amount = minor(one.gross - discount);
    const { n, taxRate } = one.line;
    const { quantity, gross } = one;
    lines.push({ n, quantity, gross, discount, amount, tax: taxWithin(amount, taxRate), ...priced });
  }
  return settled(receipt, gone, lines);
}

function keptOf(line: LineThen, gone: GoneBack): Kept {
  const part = gone.lines.get(line.n);
  if (part === undefined) {
    const { quantity, gross, discount } = line;
    return { line, touched: false, quantity, gross, discount };
  }
  return {
    line,
    touched: part.quantity !== 0 || part.gross !== 0 || part.discount !== 0,
    quantity: (line.quantity - part.quantity) as Milli,
    gross: minor(line.gross - part.gross),
    discount: line.discount - part.discount,
  };
}

/** What each standing line bears of the discounts; null where they do not carry what was lost with the rest. */
function bornNow(kept: readonly Kept[], standing: readonly Kept[]): Minor[] | null {
  const lost = -kept.reduce((sum, { discount }) => sum + Math.min(0, discount), 0);
  const own = standing.map(({ discount }) => minor(Math.max(0, discount)));
  // A line of which nothing stands bears nothing: what it bore went back with it.
  if (lost > own.reduce((sum, one) => sum + one, 0)) return null;
  const less = allocate(minor(lost), own);
  return own.map((one, index) => minor(one - (less[index] ?? 0)));
}

/** Price and bands of what stands of a line, or null where nothing says its amount exactly. */
function pricedNow({ line, touched, quantity, gross }: Kept): Pick<LineNow, 'unitPrice' | 'steps'> | null {
  const { unitPrice, steps, formula } = line;
  if (!touched) return { unitPrice, steps };
  if (quantity <= 0) return null;
  if (formula === 'tiered') {
    return grossOfBands(quantity, steps) === gross ? { unitPrice: null, steps: cutIntoBands(quantity, steps) } : null;
  }
  if (formula !== null || unitPrice === null) return null;
  if (roundQuotient(BigInt(quantity) * BigInt(unitPrice), 1000n) === BigInt(gross)) return { unitPrice, steps };
  // By amount: the customer paid so much less for the same quantity.
  const price = (BigInt(gross) * 1000n) / BigInt(quantity);
  return BigInt(quantity) * price === BigInt(gross) * 1000n ? { unitPrice: minor(Number(price)), steps } : null;
}

function settled(receipt: ReceiptThen, gone: GoneBack, lines: readonly LineNow[]): Remainder | RemainderFault {
  const gross = sumMinor(lines.map((line) => line.gross));
  const discount = sumMinor(lines.map((line) => line.discount));
  // What a refund rounded away stays with its slip, as its fee does.
  const rounding = minor(Math.min(0, receipt.rounding - gone.rounding));
  const total = minor(gross - discount + rounding);
  if (total <= 0) return 'nothingLeft';
  const tenders = tendersNow(receipt.tenders, gone, total, rounding < 0);
  if (rounding < 0 && !tenders.some(({ method }) => method === 'cash')) return 'roundedAway';
  return { lines, discounts: discountsNow(receipt, lines), tenders, gross, discount, rounding, total };
}

function discountsNow({ discounts, lines: then }: ReceiptThen, lines: readonly LineNow[]): Remainder['discounts'] {
  const shares = new Map<string, Minor>();
  for (const line of lines) {
    const own = discounts.flatMap(({ n, shares: all }) =>
      all.flatMap((share) => (share.line === line.n ? [{ n, amount: share.amount }] : [])),
    );
    const parts =
      line.discount === (then.find(({ n }) => n === line.n)?.discount ?? 0)
        ? own.map(({ amount }) => amount)
        : allocate(
            line.discount,
            own.map(({ amount }) => amount),
          );
    for (const [index, { n }] of own.entries()) shares.set(`${n}/${line.n}`, parts[index] ?? ZERO);
  }
  return discounts.flatMap(({ n, shares: all }) => {
    const now = all.flatMap(({ line }) => {
      const amount = shares.get(`${n}/${line}`);
      return amount === undefined ? [] : [{ line, amount }];
    });
    const amount = sumMinor(now.map((share) => share.amount));
    return amount === 0 ? [] : [{ n, amount, shares: now }];
  });
}

// In their order, cash first where its 抹零 is part of the total. What is over are fees, which stay with their slips.
function tendersNow(tenders: readonly TenderThen[], gone: GoneBack, total: Minor, cashFirst: boolean): TenderThen[] {
  const last = ({ method }: TenderThen): number => (cashFirst && method !== 'cash' ? 1 : 0);
  let left: number = total;
  const now: TenderThen[] = [];
  for (const tender of [...tenders].sort((one, other) => last(one) - last(other) || one.n - other.n)) {
    const part = Math.min(left, tender.applied - (gone.tenders.get(tender.n) ?? 0));
    if (part <= 0) continue;
    left -= part;
    now.push({ ...tender, applied: minor(part) });
  }
  if (left !== 0) throw new Error(`what remains of a receipt is ${left} more than was paid for it`);
  return now.sort((one, other) => one.n - other.n);
}

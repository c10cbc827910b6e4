// From the discounts asked for on a bill to what each of its lines is charged. Says plainly how discounts add up:
// policies first (by code), then percentages, then amounts, then waivers; of one kind those of a line before those of
// the bill. Each counts from what the earlier ones left. The order in which they were entered makes no difference.
import type { Minor } from '../money/money.ts';
import { isForCustomer, isForItem, type PolicyTerms } from './discount-policy.ts';
import { type DiscountStep, type Off, type StepTaken, takeDiscounts, WHOLE } from './take-discounts.ts';

/** hardship 困难, complaint 投诉处理, serviceFault 服务差错, staff 职工, other: said in words. The day report counts by these. */
export const WAIVER_REASONS = ['hardship', 'complaint', 'serviceFault', 'staff', 'other'] as const;
export type WaiverReason = (typeof WAIVER_REASONS)[number];

/** In the order in which they are taken. */
export const DISCOUNT_KINDS = ['policy', 'percent', 'amount', 'waiver'] as const;
export type DiscountKind = (typeof DISCOUNT_KINDS)[number];

/** The most discounts one bill carries. */
export const MAX_DISCOUNTS = 20;

/** A discount asked for. `line` counts from 1 as on the paper; null: the whole bill. Amounts in minor units. */
export type DiscountAsked =
  | { readonly kind: 'policy'; readonly line: null; readonly policy: PolicyTerms }
  | { readonly kind: 'percent'; readonly line: number | null; readonly basisPoints: number }
  | { readonly kind: 'amount'; readonly line: number | null; readonly amount: Minor }
  /** `amount` null: all that is left. `validUntil`: the last business date (YYYY-MM-DD) on which it may be used. */
  | {
      readonly kind: 'waiver';
      readonly line: number | null;
      readonly amount: Minor | null;
      readonly validUntil: string | null;
    };

/** What is sold, as a policy names it. */
export interface Sold {
  readonly code: string;
  readonly category: string;
}

/**
 * A line as priced, before any discount; gross in minor units. Code and category are those of what is sold: a package is
 * sold at a price of its own, so all that it holds is taken for the package and not for itself (`soldAs`).
 */
export interface LineToDiscount extends Sold {
  /** The line of the bill it comes from, counted from 1: a package makes several of one. */
  readonly line: number;
  readonly gross: Minor;
}

/** One discount as taken: `index` is its place in what was asked, `lines` are places counted from 0. */
export interface DiscountTaken extends StepTaken {
  readonly index: number;
  readonly lines: readonly number[];
}

export type DiscountFault =
  | { readonly code: 'DISCOUNT_LINE_UNKNOWN'; readonly index: number; readonly n: number }
  | { readonly code: 'DISCOUNT_TWICE'; readonly index: number }
  | { readonly code: 'DISCOUNT_TOO_LARGE'; readonly index: number; readonly most: Minor }
  | { readonly code: 'POLICY_STANDS_ALONE'; readonly index: number; readonly policy: string }
  | { readonly code: 'POLICY_NOT_FOR_CUSTOMER'; readonly index: number; readonly policy: string }
  | { readonly code: 'WAIVER_EXPIRED'; readonly index: number; readonly until: string };

export interface BillToDiscount {
  readonly lines: readonly LineToDiscount[];
  readonly asked: readonly DiscountAsked[];
  /** Tags of the customer; null for a walk-in. */
  readonly customerTags: readonly string[] | null;
  /** The business date, YYYY-MM-DD. */
  readonly date: string;
}

export type BillDiscounts =
  | {
      readonly ok: true;
      /** In the order in which they are taken; one that takes nothing stands here with 0. */
      readonly taken: readonly DiscountTaken[];
      readonly perLine: readonly Minor[];
      readonly total: Minor;
      /** What the cashier gives of their own: everything but policies. */
      readonly own: Minor;
    }
  | { readonly ok: false; readonly fault: DiscountFault };

/** What a policy is asked about for an item: the package it is in, if it is in one. Screen, ledger and verify ask here. */
export function soldAs(item: Sold, inPackage: Sold | null): Sold {
  const { code, category } = inPackage ?? item;
  return { code, category };
}

/** What the discounts asked for come to, line by line; or the first that cannot be given. */
export function discountBill({ lines, asked, customerTags, date }: BillToDiscount): BillDiscounts {
  const order = asked
    .map((_, index) => index)
    .sort((a, b) => compare(asked[a] as DiscountAsked, asked[b] as DiscountAsked));
  const fault = firstFault(lines, asked, order, customerTags, date);
  if (fault !== null) return { ok: false, fault };
  const steps = order.map((index) => stepOf(asked[index] as DiscountAsked, lines));
  const result = takeDiscounts(
    lines.map(({ gross }) => gross),
    steps,
  );
  if (!result.ok) {
    const index = order[result.step] as number;
    return { ok: false, fault: { code: 'DISCOUNT_TOO_LARGE', index, most: result.most } };
  }
  const taken = result.steps.map((step, at) => ({
    ...step,
    index: order[at] as number,
    lines: (steps[at] as DiscountStep).lines,
  }));
  const own = taken.reduce((sum, { index, amount }) => (asked[index]?.kind === 'policy' ? sum : sum + amount), 0);
  return { ok: true, taken, perLine: result.perLine, total: result.total, own: own as Minor };
}

/** Own discounts a cashier may give on one bill without asking: both bounds hold. Basis points of the gross; minor units. */
export interface DiscountLimit {
  readonly percent: number;
  readonly amount: Minor;
}

/** True when `own` off a bill of `gross` (minor units) is more than a cashier gives alone. Policies are finance's and not counted. */
export function beyondOwnLimit(own: Minor, gross: Minor, limit: DiscountLimit): boolean {
  return own > limit.amount || BigInt(own) * BigInt(WHOLE) > BigInt(gross) * BigInt(limit.percent);
}

/** Whose eyes a bill needs beside the cashier's. Another price than the tariff's always does, and takes in its discounts. */
export function approvalFor(
  bill: { readonly overrides: number; readonly own: Minor; readonly gross: Minor },
  limit: DiscountLimit,
): 'priceOverride' | 'discount' | null {
  if (bill.overrides > 0) return 'priceOverride';
  return beyondOwnLimit(bill.own, bill.gross, limit) ? 'discount' : null;
}

/** What a discount takes off, as a step over the lines it is for. */
export function offOf(asked: DiscountAsked): { readonly off: Off; readonly cap: Minor | null } {
  switch (asked.kind) {
    case 'policy':
      return { off: offOfPolicy(asked.policy), cap: asked.policy.cap };
    case 'percent':
      return { off: { by: 'percent', basisPoints: asked.basisPoints }, cap: null };
    case 'amount':
      return { off: { by: 'amount', amount: asked.amount, upTo: false }, cap: null };
    case 'waiver':
      return {
        off: asked.amount === null ? { by: 'all' } : { by: 'amount', amount: asked.amount, upTo: false },
        cap: null,
      };
  }
}

function offOfPolicy({ benefit }: Pick<PolicyTerms, 'benefit'>): Off {
  switch (benefit.kind) {
    case 'percent':
      return { by: 'percent', basisPoints: benefit.basisPoints };
    case 'amount':
      return { by: 'amount', amount: benefit.amount, upTo: true };
    case 'threshold':
      return { by: 'threshold', reach: benefit.reach, off: benefit.off, repeats: benefit.repeats };
  }
}

function stepOf(asked: DiscountAsked, lines: readonly LineToDiscount[]): DiscountStep {
  const places = lines.flatMap(({ line, code, category }, place) => {
    if (asked.kind === 'policy') return isForItem(asked.policy, code, category) ? [place] : [];
    return asked.line === null || asked.line === line ? [place] : [];
  });
  return { lines: places, ...offOf(asked) };
}

/** Never 0 for two that may stand on one bill together. */
function compare(one: DiscountAsked, other: DiscountAsked): number {
  const kinds = DISCOUNT_KINDS.indexOf(one.kind) - DISCOUNT_KINDS.indexOf(other.kind);
  if (kinds !== 0) return kinds;
  if (one.kind === 'policy' && other.kind === 'policy')
    return one.policy.code < other.policy.code ? -1 : one.policy.code > other.policy.code ? 1 : 0;
  return (one.line ?? Number.MAX_SAFE_INTEGER) - (other.line ?? Number.MAX_SAFE_INTEGER);
}

function firstFault(
  lines: readonly LineToDiscount[],
  asked: readonly DiscountAsked[],
  order: readonly number[],
  tags: readonly string[] | null,
  date: string,
): DiscountFault | null {
  for (const [at, index] of order.entries()) {
    const one = asked[index] as DiscountAsked;
    if (one.line !== null && !lines.some(({ line }) => line === one.line))
      return { code: 'DISCOUNT_LINE_UNKNOWN', index, n: one.line };
    const before = at === 0 ? undefined : asked[order[at - 1] as number];
    if (before !== undefined && compare(before, one) === 0) return { code: 'DISCOUNT_TWICE', index };
    if (one.kind === 'waiver' && one.validUntil !== null && one.validUntil < date)
      return { code: 'WAIVER_EXPIRED', index, until: one.validUntil };
    if (one.kind !== 'policy') continue;
    const policy = one.policy.name;
    if (!one.policy.combines && asked.length > 1) return { code: 'POLICY_STANDS_ALONE', index, policy };
    if (!isForCustomer(one.policy.audience, tags)) return { code: 'POLICY_NOT_FOR_CUSTOMER', index, policy };
  }
  return null;
}

// Risk rules 风控 asked before a refund is approved: each is data, each explains itself, the sharpest verdict counts.
// They see counts and sums the ledger has read; they never see who the customer is.
import type { Minor } from '../money/money.ts';

export const RISK_VERDICTS = ['allow', 'extraLevel', 'block'] as const;
export type RiskVerdict = (typeof RISK_VERDICTS)[number];

export const RISK_KINDS = [
  'customerSingle',
  'customerDaySum',
  'customerDayCount',
  'sameAmount',
  'soonAfterCharge',
  'afterHours',
  'cashierRate',
  'splitUnderLimit',
  'balanceNear',
] as const satisfies readonly RiskRule['kind'][];

/** Amounts in minor units, times in minutes, shares in basis points (1/10,000). */
export type RiskRule =
  | { readonly kind: 'customerSingle'; readonly over: Minor; readonly verdict: RiskVerdict }
  | { readonly kind: 'customerDaySum'; readonly over: Minor; readonly verdict: RiskVerdict }
  | { readonly kind: 'customerDayCount'; readonly over: number; readonly verdict: RiskVerdict }
  /** The same amount refunded again and again. */
  | { readonly kind: 'sameAmount'; readonly times: number; readonly days: number; readonly verdict: RiskVerdict }
  | { readonly kind: 'soonAfterCharge'; readonly minutes: number; readonly verdict: RiskVerdict }
  /** Local time of day, minutes from midnight; `from` later than `until` runs over midnight. */
  | { readonly kind: 'afterHours'; readonly from: number; readonly until: number; readonly verdict: RiskVerdict }
  | { readonly kind: 'cashierRate'; readonly over: number; readonly least: number; readonly verdict: RiskVerdict }
  /** Several refunds of one receipt or customer that each stay just under an approval limit. */
  | { readonly kind: 'splitUnderLimit'; readonly limit: Minor; readonly times: number; readonly verdict: RiskVerdict }
  | { readonly kind: 'balanceNear'; readonly threshold: Minor; readonly within: Minor; readonly verdict: RiskVerdict };

/** What the ledger knows at the moment of asking. Sums include the matter itself; counts do too. */
export interface RiskFacts {
  readonly amount: Minor;
  readonly customerDaySum: Minor;
  readonly customerDayCount: number;
  /** Refunds of this very amount at this counter within the last `days` days, itself included. */
  readonly sameAmountWithin: (days: number) => number;
  /** Minutes since the receipt was posted; null when the matter is no receipt. */
  readonly minutesSinceCharge: number | null;
  /** Local time of day, minutes from midnight. */
  readonly minuteOfDay: number;
  /** Of the applying cashier, this month: refunds and charges, numbers of documents. */
  readonly cashier: { readonly refunds: number; readonly charges: number };
  /** Amounts, minor units, refunded to the same receipt or customer today, itself included. */
  readonly todayAmounts: readonly Minor[];
  /** Balance of the prepayment concerned, minor units, or null. */
  readonly balance: Minor | null;
}

export interface RiskFinding {
  readonly rule: RiskRule;
  /** What was seen, in the unit of the rule, for the sentence that explains it. */
  readonly seen: number;
}

/** Every rule that speaks up, sharpest first. */
export function riskFindings(rules: readonly RiskRule[], facts: RiskFacts): readonly RiskFinding[] {
  return rules
    .flatMap((rule) => {
      const seen = seenBy(rule, facts);
      return seen === null ? [] : [{ rule, seen }];
    })
    .sort((one, other) => sharpness(other.rule.verdict) - sharpness(one.rule.verdict));
}

/** allow when nothing was found. */
export function verdictOf(findings: readonly RiskFinding[]): RiskVerdict {
  return findings.reduce<RiskVerdict>(
    (worst, { rule }) => (sharpness(rule.verdict) > sharpness(worst) ? rule.verdict : worst),
    'allow',
  );
}

function sharpness(verdict: RiskVerdict): number {
  return RISK_VERDICTS.indexOf(verdict);
}

function seenBy(rule: RiskRule, facts: RiskFacts): number | null {
  switch (rule.kind) {
    case 'customerSingle':
      return above(facts.amount, rule.over);
    case 'customerDaySum':
      return above(facts.customerDaySum, rule.over);
    case 'customerDayCount':
      return above(facts.customerDayCount, rule.over);
    case 'sameAmount': {
      const times = facts.sameAmountWithin(rule.days);
      return times >= rule.times ? times : null;
    }
    case 'soonAfterCharge': {
      const minutes = facts.minutesSinceCharge;
      return minutes !== null && minutes < rule.minutes ? minutes : null;
    }
    case 'afterHours':
      return isWithin(facts.minuteOfDay, rule.from, rule.until) ? facts.minuteOfDay : null;
    case 'cashierRate':
      return rateAbove(facts.cashier, rule.over, rule.least);
    case 'splitUnderLimit': {
      const under = facts.todayAmounts.filter((amount) => amount < rule.limit);
      const sum = under.reduce<number>((all, amount) => all + amount, 0);
      return under.length >= rule.times && sum >= rule.limit ? under.length : null;
    }
    case 'balanceNear': {
      if (facts.balance === null) return null;
      const distance = Math.abs(facts.balance - rule.threshold);
      return distance <= rule.within ? facts.balance : null;
    }
  }
}

function above(seen: number, limit: number): number | null {
  return seen > limit ? seen : null;
}

function isWithin(minute: number, from: number, until: number): boolean {
  return from <= until ? minute >= from && minute < until : minute >= from || minute < until;
}

/** Basis points of refunds in all documents; a cashier with few documents has no rate yet. */
function rateAbove(cashier: RiskFacts['cashier'], over: number, least: number): number | null {
  const documents = cashier.refunds + cashier.charges;
  if (documents < least) return null;
  const rate = Math.floor((cashier.refunds * 10_000) / documents);
  return rate > over ? rate : null;
}

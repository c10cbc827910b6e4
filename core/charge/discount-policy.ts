// A named policy 优惠政策: what it takes off, from what, for whom, and on which days.
// Its terms are versions with dates, as prices are: a past receipt keeps the terms of its own day.
import type { Minor } from '../money/money.ts';

/** percent: hundredths of a percent off. amount: minor units off. threshold 满减: `off` at `reach`, or at every `reach`. */
export type PolicyBenefit =
  | { readonly kind: 'percent'; readonly basisPoints: number }
  | { readonly kind: 'amount'; readonly amount: Minor }
  | { readonly kind: 'threshold'; readonly reach: Minor; readonly off: Minor; readonly repeats: boolean };

/** everyone: walk-ins too. customers: somebody of the customer file. tag: a customer who wears it. */
export type PolicyAudience =
  | { readonly who: 'everyone' }
  | { readonly who: 'customers' }
  | { readonly who: 'tag'; readonly tag: string };

/** The terms of a policy on one day. No items and no categories: it is for every item. */
export interface PolicyTerms {
  readonly code: string;
  readonly name: string;
  readonly benefit: PolicyBenefit;
  readonly audience: PolicyAudience;
  /** Codes of items. */
  readonly items: readonly string[];
  readonly categories: readonly string[];
  /** The most it takes off one bill, minor units; null: no bound. */
  readonly cap: Minor | null;
  /** False: it stands alone on a bill. */
  readonly combines: boolean;
}

/** One version: from when (YYYY-MM-DD) it holds, and the last day it is given, null for until further notice. */
export interface PolicyDates {
  readonly n: number;
  readonly fromDate: string;
  readonly untilDate: string | null;
}

/** The version that counts on `date`: the one that begins last, of one day the last written. Undefined when none has begun. */
export function versionOn<T extends PolicyDates>(versions: readonly T[], date: string): T | undefined {
  let found: T | undefined;
  for (const version of versions) {
    if (version.fromDate > date) continue;
    const later = !found || version.fromDate > found.fromDate;
    if (later || (version.fromDate === found?.fromDate && version.n > found.n)) found = version;
  }
  return found;
}

/** True when a version that counts is given on `date`. */
export function isGiven(version: PolicyDates, date: string): boolean {
  return version.untilDate === null || version.untilDate >= date;
}

/** True when the policy is for an item of this code and category. */
export function isForItem(terms: Pick<PolicyTerms, 'items' | 'categories'>, code: string, category: string): boolean {
  const { items, categories } = terms;
  return (items.length === 0 && categories.length === 0) || items.includes(code) || categories.includes(category);
}

/** True when a customer with these tags may have it; null: a walk-in. */
export function isForCustomer(audience: PolicyAudience, tags: readonly string[] | null): boolean {
  if (audience.who === 'everyone') return true;
  return tags !== null && (audience.who === 'customers' || tags.includes(audience.tag));
}

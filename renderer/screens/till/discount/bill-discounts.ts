// Discounts and other prices of the bill on the screen, reckoned by the rules the ledger applies at posting.
// They hang on keys of lines, so that a line taken off takes its discounts with it and the others keep theirs.
import {
  approvalFor,
  discountBill,
  type DiscountAsked,
  type DiscountFault,
  type DiscountLimit,
  type LineToDiscount,
  soldAs,
  type Sold,
  type WaiverReason,
} from '../../../../core/charge/bill-discounts.ts';
import type { BillSubject } from '../../../../core/contract/approval-subjects.ts';
import type { DiscountInput, PolicyView } from '../../../../core/contract/procedures/discount.ts';
import { type Minor, minor, ZERO } from '../../../../core/money/money.ts';
import type { DiscountSaid } from '../../../i18n/discount-sentence.ts';

/** Where it applies: the key of a line, or null for the whole bill. */
type OnLine = { readonly line: number | null };
export type DiscountTyped =
  | { readonly kind: 'policy'; readonly policy: string; readonly line: null }
  | ({ readonly kind: 'percent'; readonly basisPoints: number; readonly text: string | null } & OnLine)
  | ({ readonly kind: 'amount'; readonly amount: Minor; readonly text: string | null } & OnLine)
  | ({
      readonly kind: 'waiver';
      /** null: all that is left. */
      readonly amount: Minor | null;
      readonly reason: WaiverReason;
      readonly text: string | null;
      readonly validUntil: string | null;
    } & OnLine);
export type BillDiscount = { readonly key: number; readonly typed: DiscountTyped };

/** Another price than the tariff's for the fixed item of line `key`, minor units for one. */
export type BillOverride = { readonly key: number; readonly price: Minor; readonly reason: string };

/** What an approval was given for, as text: any other bill is not what the supervisor saw. */
export type BillApproval = { readonly request: string; readonly of: string };

/** What the ledger has set for charging today. */
export type ChargeTerms = {
  /** The business date, YYYY-MM-DD. */
  readonly date: string;
  readonly policies: readonly PolicyView[];
  /** Of the customer; null for a walk-in. */
  readonly tags: readonly string[] | null;
  /** Minor units that cash goes down to; 1: it is not rounded. */
  readonly cashUnit: Minor;
  readonly limit: DiscountLimit;
};
export const NO_TERMS: ChargeTerms = {
  date: '',
  policies: [],
  tags: null,
  cashUnit: minor(1),
  limit: { percent: 0, amount: ZERO },
};

type WithDiscounts = {
  readonly lines: readonly { readonly key: number; readonly item: { readonly price: Minor | null } }[];
  readonly discounts: readonly BillDiscount[];
  readonly overrides: readonly BillOverride[];
};
type PricedLine = {
  readonly line: { readonly key: number; readonly item: { readonly code: string; readonly category: string } };
  /** Before discounts, minor units; null while something is missing. */
  readonly amount: Minor | null;
  /** What a package holds, with its share. */
  readonly contents: readonly (Sold & { readonly amount: Minor })[];
};

export type DiscountFaultRead = DiscountFault | { readonly code: 'POLICY_NOT_GIVEN'; readonly policy: string };
export type DiscountReading = {
  readonly taken: readonly { readonly key: number; readonly said: DiscountSaid }[];
  /** Minor units by key of line. */
  readonly perLine: ReadonlyMap<number, Minor>;
  /** The tariff's price of lines charged at another one, by key. */
  readonly tariffPrices: ReadonlyMap<number, Minor>;
  readonly total: Minor;
  readonly fault: { readonly key: number | null; readonly fault: DiscountFaultRead } | null;
  /** Whose eyes it needs beside the cashier's. */
  readonly needs: 'discount' | 'priceOverride' | null;
};

/** The discounts of `bill` on its lines as priced. While one cannot be given, none is taken and `fault` says which. */
export function readDiscounts(bill: WithDiscounts, priced: readonly PricedLine[], terms: ChargeTerms): DiscountReading {
  const gross = priced.reduce((sum, { amount }) => sum + (amount ?? 0), 0) as Minor;
  const tariffPrices = new Map(
    bill.overrides.map(({ key }) => [key, bill.lines.find((line) => line.key === key)?.item.price ?? ZERO]),
  );
  const nothing = { taken: [], perLine: new Map<number, Minor>(), tariffPrices, total: ZERO };
  const needs = (own: Minor) => approvalFor({ overrides: bill.overrides.length, own, gross }, terms.limit);
  const asked: DiscountAsked[] = [];
  for (const { key, typed } of bill.discounts) {
    const one = askedFor(bill, typed, terms);
    if (typeof one === 'string')
      return { ...nothing, fault: { key, fault: { code: 'POLICY_NOT_GIVEN', policy: one } }, needs: needs(ZERO) };
    asked.push(one);
  }
  const lines = priced.flatMap((one, place) => toDiscount(one, place + 1));
  const result = discountBill({ lines, asked, customerTags: terms.tags, date: terms.date });
  if (!result.ok) {
    const key = bill.discounts[result.fault.index]?.key ?? null;
    return { ...nothing, fault: { key, fault: result.fault }, needs: needs(ZERO) };
  }
  const taken = result.taken.map(({ index, amount }) => {
    const { key, typed } = bill.discounts[index] as BillDiscount;
    return { key, said: saidOf(bill, typed, terms, amount) };
  });
  const perLine = new Map(
    priced.map(({ line }, place) => {
      const parts = result.perLine.filter((_, at) => lines[at]?.line === place + 1);
      return [line.key, parts.reduce((sum, one) => sum + one, 0) as Minor];
    }),
  );
  return { taken, perLine, tariffPrices, total: result.total, fault: null, needs: needs(result.own) };
}

/** A line as the ledger will discount it: a package by the things it holds, each with its share of the price. */
function toDiscount({ line: { item }, amount, contents }: PricedLine, line: number): LineToDiscount[] {
  if (contents.length === 0) return [{ line, ...soldAs(item, null), gross: amount ?? ZERO }];
  return contents.map((one) => ({ line, ...soldAs(one, item), gross: one.amount }));
}

function askedFor(bill: WithDiscounts, typed: DiscountTyped, terms: ChargeTerms): DiscountAsked | string {
  if (typed.kind !== 'policy') return { ...typed, line: placeOf(bill, typed.line) };
  const policy = terms.policies.find(({ code }) => code === typed.policy);
  return policy === undefined ? typed.policy : { kind: 'policy', line: null, policy };
}

/** The place of line `key`, counted from 1; 0 for one that is not there, which the rule refuses. */
function placeOf(bill: WithDiscounts, key: number | null): number | null {
  return key === null ? null : bill.lines.findIndex((line) => line.key === key) + 1;
}

function saidOf(bill: WithDiscounts, typed: DiscountTyped, terms: ChargeTerms, amount: Minor): DiscountSaid {
  const none = { name: null, basisPoints: null, reason: null, text: null };
  const line = placeOf(bill, typed.line);
  if (typed.kind === 'policy') {
    const name = terms.policies.find(({ code }) => code === typed.policy)?.name ?? typed.policy;
    return { ...none, what: typed.kind, line, name, amount };
  }
  const { kind: what, text } = typed;
  if (typed.kind === 'percent') return { ...none, what, line, text, basisPoints: typed.basisPoints, amount };
  return { ...none, what, line, text, reason: typed.kind === 'waiver' ? typed.reason : null, amount };
}

/** The discounts as the ledger takes them. */
export function discountsInput(bill: WithDiscounts): DiscountInput[] {
  return bill.discounts.map(({ typed }): DiscountInput => {
    if (typed.kind === 'policy') return { kind: 'policy', policy: typed.policy };
    return { ...typed, line: placeOf(bill, typed.line) };
  });
}

/** What line `key` is sent with besides. */
export function overrideOf(bill: WithDiscounts, key: number): { override?: { price: Minor; reason: string } } {
  const found = bill.overrides.find((one) => one.key === key);
  return found === undefined ? {} : { override: { price: found.price, reason: found.reason } };
}

/** `lines` with the prices given for them. */
export function atGivenPrices<L extends { readonly key: number; readonly item: { readonly price: Minor | null } }>(
  bill: WithDiscounts,
  lines: readonly L[],
): readonly L[] {
  if (bill.overrides.length === 0) return lines;
  return lines.map((line) => {
    const found = bill.overrides.find((one) => one.key === line.key);
    return found === undefined ? line : { ...line, item: { ...line.item, price: found.price } };
  });
}

/** What a supervisor is asked about, without its kind: the same the charge will carry. */
export type BillToApprove = Omit<BillSubject, 'kind'>;

/** The approval to send: only while the bill is still what it was given for. */
export function approvalToSend(approval: BillApproval | null, bill: BillToApprove): { approval?: string } {
  return approval !== null && approval.of === textOf(bill) ? { approval: approval.request } : {};
}

/** A bill as text, to compare. */
export function textOf(bill: BillToApprove): string {
  return JSON.stringify(bill);
}

/** Discounts as they come back with a parked bill; `keys` are those of its lines, in order. */
export function discountsBack(
  parked: readonly DiscountInput[],
  keys: readonly number[],
  nextKey: number,
): BillDiscount[] {
  return parked.map((one, index) => ({
    key: nextKey + index,
    typed:
      one.kind === 'policy'
        ? { ...one, line: null }
        : { ...one, line: one.line === null ? null : (keys[one.line - 1] ?? null) },
  }));
}

/** What is still of a bill after line `key` went. */
export function withoutLine<B extends WithDiscounts>(bill: B, key: number): B {
  const discounts = bill.discounts.filter(({ typed }) => typed.line !== key);
  const overrides = bill.overrides.filter((one) => one.key !== key);
  return { ...bill, discounts, overrides };
}

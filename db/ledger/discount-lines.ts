// Discounts on the way to a receipt: what was asked for is looked up, reckoned by the rule of core/charge and laid on the
// lines. Asked only for a bill that has any; nothing is written here.
import {
  discountBill,
  soldAs,
  type DiscountAsked,
  type DiscountFault,
  type LineToDiscount,
  type Sold,
} from '../../core/charge/bill-discounts.ts';
import { taxWithin } from '../../core/charge/line-tax.ts';
import { isGiven } from '../../core/charge/discount-policy.ts';
import type { DiscountInput } from '../../core/contract/procedures/discount.ts';
import type { ReceiptView } from '../../core/contract/receipt-view.ts';
import { type ErrorParams, refuse } from '../../core/contract/errors.ts';
import { type Minor, ZERO } from '../../core/money/money.ts';
import { containsCardNumber } from '../../core/text/card-number.ts';
import { customerTags, type PolicyOnDate, policyOn } from '../readers/read-policies.ts';
import type { lineDiscount, receiptDiscount } from '../schema-discount.ts';
import type { NewRow } from './act.ts';
import type { Ledger } from './ledger.ts';

/** A line as priced, minor units. */
interface PricedLineOfBill {
  /** Place of the wanted line it came from. */
  readonly source: number;
  readonly n: number;
  readonly itemId: number;
  readonly code: string;
  readonly packageN: number | null;
  readonly gross: Minor;
  readonly discount: Minor;
  readonly amount: Minor;
  /** Basis points; tax is within the amount. */
  readonly taxRate: number;
  readonly tax: Minor;
}

interface PricedBillOfLines<L> {
  readonly lines: readonly L[];
  readonly packages: readonly { readonly n: number; readonly itemId: number; readonly code: string }[];
  readonly gross: Minor;
  readonly discount: Minor;
  readonly total: Minor;
}

/** What the discounts of a bill come to, and their rows. Amounts in minor units. */
export interface Discounted<B> {
  readonly bill: B;
  readonly rows: readonly NewRow<typeof receiptDiscount>[];
  readonly parts: readonly NewRow<typeof lineDiscount>[];
  readonly views: ReceiptView['discounts'];
  /** Given by the cashier: everything but policies. */
  readonly own: Minor;
}

export interface DiscountsWanted {
  readonly discounts: readonly DiscountInput[];
  /** Row id; null: a walk-in. */
  readonly customerId: number | null;
  /** The business date, YYYY-MM-DD. */
  readonly date: string;
}

/**
 * `bill` with `wanted` taken off its lines. One that comes to nothing leaves no row. Throws Refused UNKNOWN_POLICY,
 * POLICY_NOT_GIVEN, REASON_TEXT_REQUIRED, CARD_NUMBER_NOT_ALLOWED and the faults of the rule.
 */
export function discountLines<L extends PricedLineOfBill, B extends PricedBillOfLines<L>>(
  ledger: Ledger,
  bill: B,
  wanted: DiscountsWanted,
): Discounted<B> {
  const { discounts, customerId, date } = wanted;
  if (discounts.length === 0) return { bill, rows: [], parts: [], views: [], own: ZERO };
  refuseDiscountTexts(discounts);
  const policies = discounts.map((one) => (one.kind === 'policy' ? policyGiven(ledger, one.policy, date) : null));
  const asked = discounts.map((one, index) => askedFor(one, policies[index] ?? null));
  const needsCategory = policies.some((policy) => policy !== null && policy.categories.length > 0);
  const soldOf = ({ code, itemId }: { readonly code: string; readonly itemId: number }): Sold => ({
    code,
    category: needsCategory ? categoryOf(ledger, itemId, date) : '',
  });
  const lines = bill.lines.map(({ source, gross, packageN, ...item }): LineToDiscount => {
    const inPackage = bill.packages.find(({ n }) => n === packageN);
    return {
      line: source + 1,
      gross,
      ...soldAs(soldOf(item), inPackage === undefined ? null : soldOf(inPackage)),
    };
  });
  const tags = customerId === null ? null : customerTags(ledger, customerId);
  const result = discountBill({ lines, asked, customerTags: tags, date });
  if (!result.ok) return refuseDiscount(result.fault);
  const given = result.taken.filter(({ amount }) => amount > 0);
  const rows = given.map(({ index, amount }, at) =>
    rowOf(at + 1, placed(discounts[index] as DiscountInput, bill.lines), policies[index] ?? null, amount),
  );
  const parts = given.flatMap(({ lines: places, parts: amounts }, at) =>
    places.map((place, part) => ({ n: at + 1, line: place + 1, amount: amounts[part] as Minor })),
  );
  return {
    bill: {
      ...bill,
      lines: bill.lines.map((line, place) => {
        const discount = result.perLine[place] as Minor;
        const amount = (line.gross - discount) as Minor;
        return { ...line, discount, amount, tax: taxWithin(amount, line.taxRate) };
      }),
      discount: result.total,
      total: (bill.gross - result.total) as Minor,
    },
    rows,
    parts,
    views: given.map(({ index }, at) => viewOf(rows[at] as NewRow<typeof receiptDiscount>, policies[index] ?? null)),
    own: result.own,
  };
}

/** A discount asked for, with the terms of its policy. Throws Refused UNKNOWN_POLICY. */
export function askedFor(input: DiscountInput, policy: PolicyOnDate | null): DiscountAsked {
  switch (input.kind) {
    case 'policy':
      if (policy === null) return refuse('UNKNOWN_POLICY', { policy: input.policy });
      return { kind: 'policy', line: null, policy };
    case 'percent':
      return { kind: 'percent', line: input.line, basisPoints: input.basisPoints };
    case 'amount':
      return { kind: 'amount', line: input.line, amount: input.amount };
    case 'waiver':
      return { kind: 'waiver', line: input.line, amount: input.amount, validUntil: input.validUntil };
  }
}

/** Throws Refused for a waiver whose reason must be said in words, and for a card number in a text. */
export function refuseDiscountTexts(discounts: readonly DiscountInput[]): void {
  for (const one of discounts) {
    if (one.kind === 'policy') continue;
    if (one.kind === 'waiver' && one.reason === 'other' && one.text === null) refuse('REASON_TEXT_REQUIRED', {});
    if (one.text !== null && containsCardNumber(one.text)) refuse('CARD_NUMBER_NOT_ALLOWED', {});
  }
}

/** As it is kept: its line as posted, the first of those that came from the wanted one. */
function placed(input: DiscountInput, lines: readonly PricedLineOfBill[]): DiscountInput {
  if (input.kind === 'policy' || input.line === null) return input;
  const source = input.line - 1;
  return { ...input, line: lines.find((line) => line.source === source)?.n ?? input.line };
}

function policyGiven(ledger: Ledger, code: string, date: string): PolicyOnDate {
  const policy = policyOn(ledger, code, date);
  if (policy !== null && isGiven(policy, date)) return policy;
  const known = ledger.one('SELECT 1 FROM policy WHERE code = ?', code);
  return refuse(known ? 'POLICY_NOT_GIVEN' : 'UNKNOWN_POLICY', { policy: code });
}

const CATEGORY = `
  SELECT category FROM item_version WHERE item_id = ? AND from_date <= ? ORDER BY from_date DESC, n DESC LIMIT 1`;

function categoryOf(ledger: Ledger, itemId: number, date: string): string {
  return ledger.one<{ category: string }>(CATEGORY, itemId, date)?.category ?? '';
}

function rowOf(
  n: number,
  input: DiscountInput,
  policy: PolicyOnDate | null,
  amount: Minor,
): NewRow<typeof receiptDiscount> {
  const none = {
    line: null,
    policyId: null,
    policyN: null,
    basisPoints: null,
    asked: null,
    reason: null,
    text: null,
    validUntil: null,
  };
  const row = { ...none, n, kind: input.kind, amount };
  switch (input.kind) {
    case 'policy':
      return { ...row, policyId: policy?.id ?? null, policyN: policy?.n ?? null };
    case 'percent':
      return { ...row, line: input.line, basisPoints: input.basisPoints, text: input.text };
    case 'amount':
      return { ...row, line: input.line, asked: input.amount, text: input.text };
    case 'waiver': {
      const { line, amount: asked, reason, text, validUntil } = input;
      return { ...row, line, asked, reason, text, validUntil };
    }
  }
}

function viewOf(row: NewRow<typeof receiptDiscount>, policy: PolicyOnDate | null): ReceiptView['discounts'][number] {
  const { n, kind, line = null, basisPoints = null, reason = null, text = null, amount } = row;
  const named = policy === null ? null : { code: policy.code, name: policy.name };
  return { n, kind, line, policy: named, basisPoints, reason, text, amount: amount as Minor };
}

function refuseDiscount(fault: DiscountFault): never {
  const { code, index: _index, ...params } = fault;
  return refuse(code, params as ErrorParams<typeof code>);
}

// Discounts of a bill that is put aside and taken up again. What was asked for is kept; when the bill comes back it is
// reckoned by the terms of that day, and what may no longer be given is left out and said.
import { discountBill, type DiscountAsked, type LineToDiscount, soldAs } from '../../core/charge/bill-discounts.ts';
import { isGiven } from '../../core/charge/discount-policy.ts';
import { priceLine } from '../../core/charge/price-line.ts';
import type { DiscountInput } from '../../core/contract/procedures/discount.ts';
import type { RecallChange, RecalledBill } from '../../core/contract/procedures/hold.ts';
import { isFormula } from '../../core/tariff/tariff-rule.ts';
import { work } from '../../core/tariff/working.ts';
import { type Minor, ZERO } from '../../core/money/money.ts';
import { customerTags, type PolicyOnDate, policyOn } from '../readers/read-policies.ts';
import type { parkedDiscount, parkedOverride } from '../schema-discount.ts';
import type { NewRow } from './act.ts';
import type { BillFactLine, BillOnScreen } from './bill-facts.ts';
import { askedFor, discountLines } from './discount-lines.ts';
import { itemOnSale } from './item-on-sale.ts';
import type { Ledger } from './ledger.ts';
import { atGivenPrice, type OverrideWanted } from './price-override.ts';

interface BillToPark {
  readonly lines: readonly (BillOnScreen['lines'][number] & OverrideWanted)[];
  readonly discounts?: readonly DiscountInput[] | undefined;
}

/**
 * The rows that keep the discounts and other prices of `bill`, and what the discounts came to (minor units) by the
 * tariff's prices. Throws Refused as the charge would.
 */
export function parkedRows(
  ledger: Ledger,
  bill: BillToPark,
  facts: { readonly lines: readonly BillFactLine[]; readonly customerId: number | null; readonly date: string },
): {
  readonly discounts: readonly NewRow<typeof parkedDiscount>[];
  readonly overrides: readonly NewRow<typeof parkedOverride>[];
  readonly discount: Minor;
} {
  const { customerId, date } = facts;
  const overrides = bill.lines.flatMap(({ item, override }, index) => {
    if (override === undefined) return [];
    atGivenPrice(itemOnSale(ledger, item, date), { override });
    return [{ line: index + 1, price: override.price, reason: override.reason }];
  });
  const discounts = bill.discounts ?? [];
  const gross = facts.lines.reduce((sum, { amount }) => sum + (amount ?? 0), 0) as Minor;
  const lines = facts.lines.map(({ n, itemId, amount }, index) => ({
    source: index,
    n,
    itemId,
    code: bill.lines[index]?.item ?? '',
    // A package is set aside as it was entered, not opened yet.
    packageN: null,
    gross: amount ?? ZERO,
    discount: ZERO,
    amount: amount ?? ZERO,
    taxRate: 0,
    tax: ZERO,
  }));
  const discounted = discountLines(
    ledger,
    { lines, packages: [], gross, discount: ZERO, total: gross },
    { discounts, customerId, date },
  );
  // One that comes to nothing now is kept as well: the bill may grow when it is taken up.
  const came = new Map(discounted.rows.map((row) => [keyOf(row), row.amount]));
  const rows = discounts.map((one, index) => {
    const row = parkedRow(ledger, one, index + 1, date);
    return { ...row, amount: came.get(keyOf(row)) ?? 0 };
  });
  return { discounts: rows, overrides, discount: discounted.bill.discount };
}

// Two discounts of one kind never stand on the same line, nor one policy twice.
function keyOf(row: Pick<Partial<NewRow<typeof parkedDiscount>>, 'kind' | 'line' | 'policyId'>): string {
  return `${row.kind}|${row.line ?? ''}|${row.policyId ?? ''}`;
}

function parkedRow(
  ledger: Ledger,
  input: DiscountInput,
  n: number,
  date: string,
): Omit<NewRow<typeof parkedDiscount>, 'amount'> {
  const none = {
    line: null,
    policyId: null,
    basisPoints: null,
    asked: null,
    reason: null,
    text: null,
    validUntil: null,
  };
  switch (input.kind) {
    case 'policy':
      return { ...none, n, kind: input.kind, policyId: policyOn(ledger, input.policy, date)?.id ?? null };
    case 'percent': {
      const { kind, line, basisPoints, text } = input;
      return { ...none, n, kind, line, basisPoints, text };
    }
    case 'amount': {
      const { kind, line, amount: asked, text } = input;
      return { ...none, n, kind, line, asked, text };
    }
    case 'waiver': {
      const { kind, line, amount: asked, reason, text, validUntil } = input;
      return { ...none, n, kind, line, asked, reason, text, validUntil };
    }
  }
}

interface BillToday {
  readonly lines: RecalledBill['lines'];
  readonly customerId: number | null;
  readonly date: string;
}

/**
 * Which of `parked` may still be given on the bill as it is today, their lines counted as they stand now (`standsAt`, as
 * parked → now), and a change for each that may not.
 */
export function discountsToday(
  ledger: Ledger,
  parked: readonly DiscountInput[],
  standsAt: ReadonlyMap<number, number>,
  bill: BillToday,
): { readonly kept: DiscountInput[]; readonly changes: RecallChange[] } {
  if (parked.length === 0) return { kept: [], changes: [] };
  const changes: RecallChange[] = [];
  const candidates: {
    readonly input: DiscountInput;
    readonly asked: DiscountAsked;
    readonly policy: PolicyOnDate | null;
  }[] = [];
  for (const one of parked) {
    const input = movedTo(one, standsAt);
    const policy = one.kind === 'policy' ? policyOn(ledger, one.policy, bill.date) : null;
    const gone = one.kind === 'policy' && (policy === null || !isGiven(policy, bill.date));
    if (input === null || gone) changes.push(dropped(one, policy));
    else candidates.push({ input, asked: askedFor(input, policy), policy });
  }
  const lines = bill.lines.map((line, index) => lineToday(line, index + 1));
  const tags = bill.customerId === null ? null : customerTags(ledger, bill.customerId);
  // One at a time: leaving one out may be what lets another stay.
  for (;;) {
    const asked = candidates.map((one) => one.asked);
    const result = discountBill({ lines, asked, customerTags: tags, date: bill.date });
    if (result.ok) return { kept: candidates.map(({ input }) => input), changes };
    const [out] = candidates.splice(result.fault.index, 1);
    if (out) changes.push(dropped(out.input, out.policy, result.fault.code === 'WAIVER_EXPIRED'));
  }
}

function movedTo(input: DiscountInput, standsAt: ReadonlyMap<number, number>): DiscountInput | null {
  if (input.kind === 'policy' || input.line === null) return input;
  const line = standsAt.get(input.line);
  return line === undefined ? null : { ...input, line };
}

function dropped(input: DiscountInput, policy: PolicyOnDate | null, expired = false): RecallChange {
  if (input.kind === 'policy')
    return { kind: 'policyDropped', policy: input.policy, name: policy?.name ?? input.policy };
  if (input.kind === 'waiver' && expired && input.validUntil !== null)
    return { kind: 'waiverExpired', amount: input.amount, until: input.validUntil };
  return { kind: 'discountDropped', amount: input.kind === 'percent' ? null : input.amount };
}

// A line whose amount is asked for again weighs nothing yet.
function lineToday({ item, quantity, price, inputs }: RecalledBill['lines'][number], line: number): LineToDiscount {
  if (isFormula(item.rule)) {
    const worked = work(item.rule, quantity, inputs ?? null);
    return { line, ...soldAs(item, null), gross: typeof worked === 'string' ? ZERO : worked.gross };
  }
  const unitPrice = item.price ?? price;
  const priced = unitPrice === null ? null : priceLine({ quantity, unitPrice });
  const gross = priced === null || typeof priced === 'string' ? ZERO : priced.gross;
  return { line, ...soldAs(item, null), gross };
}

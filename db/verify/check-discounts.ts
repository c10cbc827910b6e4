// Derives again what was taken off a receipt: every discount from its own terms, its parts line by line, in the one order
// there is; and what rounding its cash came to by the setting of its day.
import type { ApprovalKind } from '../../core/approval/approval-kind.ts';
import { approvalFor, DISCOUNT_KINDS, soldAs, type Sold } from '../../core/charge/bill-discounts.ts';
import { isForItem, isGiven, versionOn } from '../../core/charge/discount-policy.ts';
import { cashUnit } from '../../core/charge/round-cash.ts';
import { roundingFor } from '../../core/charge/settle-tenders.ts';
import { type DiscountStep, type Off, takeDiscounts } from '../../core/charge/take-discounts.ts';
import type { TenderMethod } from '../../core/charge/tender-method.ts';
import { currencyOf, type Minor, minor } from '../../core/money/money.ts';
import type { Books } from './books.ts';
import { bad } from './finding.ts';
import {
  BILL_PAYMENT,
  DISCOUNT,
  LINE,
  type LinkRows,
  numberAt,
  OVERRIDE,
  PACKAGE,
  PART,
  POLICY_VERSION,
  RECEIPT,
  type Row,
  rowsOf,
  TENDER,
  textAt,
} from './row-places.ts';
import type { Tally } from './tally.ts';

interface KnownPolicy {
  readonly n: number;
  readonly fromDate: string;
  readonly untilDate: string | null;
  readonly off: Off;
  readonly cap: Minor | null;
  readonly combines: boolean;
  readonly needsCustomer: boolean;
  readonly items: readonly string[];
  readonly categories: readonly string[];
}

/** The versions of policies that the chain has said so far. */
export class PoliciesSoFar {
  readonly #versions = new Map<number, KnownPolicy[]>();

  /** Takes note of one version. */
  take(row: Row): void {
    const id = numberAt(row, POLICY_VERSION.policy);
    const known = this.#versions.get(id) ?? [];
    this.#versions.set(id, [...known, policyOf(row)]);
  }

  /** The version of policy `id` that counted on `date`. */
  on(id: number, date: string): KnownPolicy | undefined {
    return versionOn(this.#versions.get(id) ?? [], date);
  }
}

function policyOf(row: Row): KnownPolicy {
  const amountAt = (place: number): Minor => numberAt(row, place) as Minor;
  const benefit = textAt(row, POLICY_VERSION.benefit);
  const off: Off =
    benefit === 'percent'
      ? { by: 'percent', basisPoints: numberAt(row, POLICY_VERSION.basisPoints) }
      : benefit === 'amount'
        ? { by: 'amount', amount: amountAt(POLICY_VERSION.off), upTo: true }
        : {
            by: 'threshold',
            reach: amountAt(POLICY_VERSION.reach),
            off: amountAt(POLICY_VERSION.off),
            repeats: numberAt(row, POLICY_VERSION.repeats) === 1,
          };
  return {
    n: numberAt(row, POLICY_VERSION.n),
    fromDate: textAt(row, POLICY_VERSION.from),
    untilDate: row[POLICY_VERSION.until] as string | null,
    off,
    cap: row[POLICY_VERSION.cap] as Minor | null,
    combines: numberAt(row, POLICY_VERSION.combines) === 1,
    needsCustomer: textAt(row, POLICY_VERSION.who) !== 'everyone',
    items: JSON.parse(textAt(row, POLICY_VERSION.items)) as string[],
    categories: JSON.parse(textAt(row, POLICY_VERSION.categories)) as string[],
  };
}

interface Link {
  readonly seq: number;
  readonly date: string;
  readonly personId: number | null;
  /** The kinds of the approvals used in the same link. */
  readonly approvals: readonly ApprovalKind[];
}

/** Throws a finding unless discounts, other prices and rounding of a receipt follow from their terms; tallies discounts. */
export function checkDiscounts(link: Link, receipt: Row, rows: LinkRows, books: Books, tally: Tally): void {
  checkRounding(link, receipt, rows, books);
  checkOverrides(link.seq, rows);
  checkApproved(link, rows, books);
  const discounts = rowsOf(rows, 'receipt_discount');
  if (discounts.length === 0) {
    if (numberAt(receipt, RECEIPT.discount) !== 0) bad('balance', 'receipt', link.seq, 'has a discount of no cause');
    return;
  }
  checkParts(link.seq, rows, stepsOf(link, receipt, rows, books));
  for (const row of discounts) {
    const cause = [textAt(row, DISCOUNT.kind), row[DISCOUNT.policy] ?? 0, row[DISCOUNT.reason] ?? ''];
    tally.discounts.add([link.date, link.personId, ...cause].join('|'), 1, numberAt(row, DISCOUNT.amount));
  }
}

function checkParts(seq: number, rows: LinkRows, steps: readonly DiscountStep[]): void {
  const lines = rowsOf(rows, 'line');
  const taken = takeDiscounts(
    lines.map((row) => numberAt(row, LINE.gross) as Minor),
    steps,
  );
  if (!taken.ok)
    return bad('balance', 'receipt_discount', `${seq}/${taken.step + 1}`, 'is more than its lines come to');
  for (const [index, row] of rowsOf(rows, 'receipt_discount').entries()) {
    const step = taken.steps[index];
    const n = numberAt(row, DISCOUNT.n);
    if (n !== index + 1) bad('numbers', 'receipt_discount', `${seq}/${n}`, `stands where ${index + 1} must`);
    if (step?.amount !== numberAt(row, DISCOUNT.amount))
      bad('balance', 'receipt_discount', `${seq}/${n}`, `does not come to ${step?.amount ?? 0} by its terms`);
    for (const [at, part] of partsOf(rows, n).entries()) {
      if (numberAt(part, PART.amount) !== step.parts[at])
        bad('balance', 'line_discount', `${seq}/${n}/${numberAt(part, PART.line)}`, 'is not its share');
    }
  }
  for (const [place, row] of lines.entries()) {
    if (numberAt(row, LINE.discount) !== taken.perLine[place])
      bad('balance', 'line', `${seq}/${place + 1}`, 'its discount is not the sum of its parts');
  }
}

function partsOf(rows: LinkRows, n: number): readonly Row[] {
  return rowsOf(rows, 'line_discount').filter((row) => numberAt(row, PART.n) === n);
}

function stepsOf(link: Link, receipt: Row, rows: LinkRows, books: Books): DiscountStep[] {
  const discounts = rowsOf(rows, 'receipt_discount');
  let kindBefore = 0;
  return discounts.map((row) => {
    const name = `${link.seq}/${numberAt(row, DISCOUNT.n)}`;
    const kind = DISCOUNT_KINDS.findIndex((one) => one === row[DISCOUNT.kind]);
    if (kind < kindBefore) bad('limits', 'receipt_discount', name, 'was taken out of its order');
    kindBefore = kind;
    const until = row[DISCOUNT.until] as string | null;
    if (until !== null && until < link.date) bad('limits', 'receipt_discount', name, 'had expired');
    const lines = partsOf(rows, numberAt(row, DISCOUNT.n)).map((part) => numberAt(part, PART.line) - 1);
    const target = row[DISCOUNT.line] as number | null;
    if (target !== null && !lines.includes(target - 1)) bad('limits', 'line_discount', name, 'is not on its line');
    if (row[DISCOUNT.kind] !== 'policy') return { lines, off: ownOff(row), cap: null };
    const policy = books.policies.on(numberAt(row, DISCOUNT.policy), link.date);
    if (policy?.n !== numberAt(row, DISCOUNT.policyN) || !isGiven(policy, link.date))
      return bad('limits', 'receipt_discount', name, 'is by terms that did not hold on its day');
    if (!policy.combines && discounts.length > 1) bad('limits', 'receipt_discount', name, 'does not stand alone');
    if (policy.needsCustomer && receipt[RECEIPT.customer] === null)
      bad('limits', 'receipt_discount', name, 'was given to nobody of the customer file');
    checkEligible(name, rows, lines, policy, books);
    return { lines, off: policy.off, cap: policy.cap };
  });
}

function ownOff(row: Row): Off {
  const asked = row[DISCOUNT.asked] as Minor | null;
  if (row[DISCOUNT.kind] === 'percent') return { by: 'percent', basisPoints: numberAt(row, DISCOUNT.basisPoints) };
  return asked === null ? { by: 'all' } : { by: 'amount', amount: asked, upTo: false };
}

// Payments on bills were owed before: nothing is taken off them.
function billedLines(rows: LinkRows): ReadonlySet<number> {
  return new Set(rowsOf(rows, 'bill_payment').map((row) => numberAt(row, BILL_PAYMENT.n)));
}

// By item code it is exact; a category is taken for right when some version of the item was ever in it.
function checkEligible(
  name: string,
  rows: LinkRows,
  lines: readonly number[],
  policy: KnownPolicy,
  books: Books,
): void {
  const billed = billedLines(rows);
  for (const [place, row] of rowsOf(rows, 'line').entries()) {
    const fits = soldOf(row, rows, books).map(({ code, category }) => isForItem(policy, code, category));
    const has = lines.includes(place);
    if (has && !fits.includes(true))
      bad('limits', 'line_discount', name, `line ${place + 1} is not what its policy is for`);
    if (!has && !billed.has(place + 1) && fits.length > 0 && !fits.includes(false))
      bad('limits', 'line_discount', name, `leaves out line ${place + 1}, which its policy is for`);
  }
}

// What a line was sold as, once for every category it ever had.
function soldOf(row: Row, rows: LinkRows, books: Books): Sold[] {
  const inPackage = rowsOf(rows, 'line_package').find((one) => numberAt(one, PACKAGE.n) === row[LINE.packageN]);
  const each = (item: number, code: string): Sold[] => {
    const categories = (books.items.get(item)?.versions ?? []).map(({ category }) => category);
    return [...new Set(categories)].map((category) => ({ code, category }));
  };
  const own = each(numberAt(row, LINE.item), textAt(row, LINE.code));
  if (inPackage === undefined) return own.map((one) => soldAs(one, null));
  return each(numberAt(inPackage, PACKAGE.item), textAt(inPackage, PACKAGE.code)).flatMap((packed) =>
    own.slice(0, 1).map((one) => soldAs(one, packed)),
  );
}

function checkOverrides(seq: number, rows: LinkRows): void {
  for (const row of rowsOf(rows, 'price_override')) {
    const n = numberAt(row, OVERRIDE.line);
    const line = rowsOf(rows, 'line').find((one) => numberAt(one, LINE.n) === n);
    if (line?.[LINE.price] !== row[OVERRIDE.price])
      bad('balance', 'price_override', `${seq}/${n}`, 'is not the price of its line');
  }
}

// Beyond the cashier's limit, or at another price, only with a decision that was used by this very act.
function checkApproved({ seq, date, approvals }: Link, rows: LinkRows, books: Books): void {
  const overrides = rowsOf(rows, 'price_override').length;
  const own = rowsOf(rows, 'receipt_discount').reduce(
    (sum, row) => sum + (row[DISCOUNT.kind] === 'policy' ? 0 : numberAt(row, DISCOUNT.amount)),
    0,
  );
  if (overrides === 0 && own === 0) return;
  const billed = billedLines(rows);
  const sold = rowsOf(rows, 'line').reduce(
    (sum, row) => (billed.has(numberAt(row, LINE.n)) ? sum : sum + numberAt(row, LINE.gross)),
    0,
  );
  const bill = { overrides, own: own as Minor, gross: sold as Minor };
  const needed = approvalFor(bill, books.settings.on('discountLimit', date));
  if (needed !== null && !approvals.includes(needed))
    bad('limits', 'receipt', seq, `needed an approval (${needed}) and has none`);
}

// What was written by hand says what was paid and is never rounded.
function checkRounding({ seq, date }: Link, receipt: Row, rows: LinkRows, books: Books): void {
  const rounding = numberAt(receipt, RECEIPT.rounding);
  const unit =
    receipt[RECEIPT.paper] === null
      ? cashUnit(books.settings.on('rounding', date).to, currencyOf(books.settings.currency))
      : minor(1);
  if (unit === 1 && rounding === 0) return;
  const due = (numberAt(receipt, RECEIPT.gross) - numberAt(receipt, RECEIPT.discount)) as Minor;
  const tenders = rowsOf(rows, 'tender').map((row) => ({
    method: textAt(row, TENDER.method) as TenderMethod,
    given: numberAt(row, TENDER.given) as Minor,
  }));
  const right = roundingFor(due, tenders, unit);
  if (rounding !== right) bad('balance', 'receipt', seq, `is rounded by ${rounding} where ${right} is right`);
}

// From the journal of a day to vouchers: one for each document, or one for each kind of document.
// Nothing is dropped and nothing is guessed: an account without a target, or a document out of balance, stops all of it.
import { addMinor, type Minor, negateMinor, sumMinor, ZERO } from '../money/money.ts';
import type { AccountTarget, Voucher, VoucherEntry, VoucherFault } from './voucher.ts';

/** A document as posted. Amounts in minor units, debit positive, credit negative. */
export interface PostedDocument {
  readonly number: string;
  /** Its letter: R, V, C … Documents of one letter go into one summary voucher. */
  readonly type: string;
  readonly entries: readonly { readonly account: string; readonly amount: Minor }[];
}

/** One voucher for each kind of document, or one for each document. */
export type VoucherMode = 'summary' | 'perDocument';

/** What a line of a voucher is about: `count` documents of a kind, or one. */
export type SummaryOf = { readonly count: number } | { readonly number: string };

export interface VoucherOrder {
  /** YYYY-MM-DD. */
  readonly date: string;
  readonly word: string;
  readonly preparedBy: string;
  readonly mode: VoucherMode;
  /** Number of the first voucher; the others count on. */
  readonly firstNumber: number;
  /** In the order in which they were posted. */
  readonly documents: readonly PostedDocument[];
  /** Central's account for one of ours; null: not mapped yet. */
  readonly targetOf: (account: string) => AccountTarget | null;
  /** Our own name of an account, for the list of what is missing. */
  readonly nameOf: (account: string) => string;
  /** 摘要 of a line; `template` is what its account says of its own, null: nothing. */
  readonly summaryOf: (type: string, what: SummaryOf, template: string | null) => string;
}

export type BuiltVouchers =
  | { readonly ok: true; readonly vouchers: readonly Voucher[] }
  | { readonly ok: false; readonly faults: readonly VoucherFault[] };

/** What moved on one account of central's, both sides apart. */
interface Sides {
  readonly target: AccountTarget;
  debit: Minor;
  credit: Minor;
}

/**
 * The vouchers of one day; none for a day without postings. An account that was both debited and credited keeps two
 * lines: netting would hide a refund in the takings. Throws RangeError beyond 2^51 minor units.
 */
export function buildVouchers(order: VoucherOrder): BuiltVouchers {
  const faults = [...unmapped(order), ...unbalanced(order.documents)];
  if (faults.length > 0) return { ok: false, faults };
  const groups = order.mode === 'perDocument' ? order.documents.map((one) => [one]) : byType(order.documents);
  const vouchers: Voucher[] = [];
  for (const group of groups) {
    const first = group[0] as PostedDocument;
    const what = order.mode === 'perDocument' ? { number: first.number } : { count: group.length };
    const entries = entriesOf(group, order, (template) => order.summaryOf(first.type, what, template));
    // A document may move no money (a change of nothing): it leaves no voucher.
    if (entries.length === 0) continue;
    vouchers.push({
      date: order.date,
      word: order.word,
      number: order.firstNumber + vouchers.length,
      // Behind a summary stands the one Z report of the day, behind a document itself.
      attachments: 1,
      preparedBy: order.preparedBy,
      entries,
    });
  }
  return { ok: true, vouchers };
}

function byType(documents: readonly PostedDocument[]): PostedDocument[][] {
  const groups = new Map<string, PostedDocument[]>();
  for (const document of documents) {
    const group = groups.get(document.type);
    if (group === undefined) groups.set(document.type, [document]);
    else group.push(document);
  }
  return [...groups.values()];
}

/** Debits before credits, accounts in the order of central's codes: the same day always makes the same bytes. */
function entriesOf(
  documents: readonly PostedDocument[],
  order: VoucherOrder,
  summaryOf: (template: string | null) => string,
): VoucherEntry[] {
  // Two of our accounts that are one at central make one line there: two drawers are one 库存现金.
  const moved = new Map<string, Sides>();
  for (const { entries } of documents) {
    for (const { account, amount } of entries) {
      const target = order.targetOf(account) as AccountTarget;
      const key = JSON.stringify([target.code, target.name, Object.values(target.auxiliary), target.summary]);
      const sides = moved.get(key) ?? { target, debit: ZERO, credit: ZERO };
      if (amount > 0) sides.debit = addMinor(sides.debit, amount);
      else sides.credit = addMinor(sides.credit, size(amount));
      moved.set(key, sides);
    }
  }
  const inOrder = [...moved].sort(([one], [other]) => byCode(one, other)).map(([, sides]) => sides);
  const lines = (side: 'debit' | 'credit'): VoucherEntry[] =>
    inOrder.flatMap(({ target, ...amounts }) =>
      amounts[side] === 0
        ? []
        : [
            {
              summary: summaryOf(target.summary),
              account: target.code,
              accountName: target.name,
              auxiliary: target.auxiliary,
              debit: side === 'debit' ? amounts.debit : ZERO,
              credit: side === 'credit' ? amounts.credit : ZERO,
            },
          ],
    );
  return [...lines('debit'), ...lines('credit')];
}

function unmapped({ documents, targetOf, nameOf }: VoucherOrder): VoucherFault[] {
  const missing = new Map<string, { amount: Minor; documents: number }>();
  for (const { entries } of documents) {
    const met = new Set<string>();
    for (const { account, amount } of entries) {
      const known = missing.get(account);
      if (known === undefined && targetOf(account) !== null) continue;
      const sum = known ?? { amount: ZERO, documents: 0 };
      sum.amount = addMinor(sum.amount, size(amount));
      if (!met.has(account)) sum.documents += 1;
      met.add(account);
      missing.set(account, sum);
    }
  }
  return [...missing]
    .sort(([one], [other]) => byCode(one, other))
    .map(([account, sum]) => ({ code: 'UNMAPPED' as const, account, name: nameOf(account), ...sum }));
}

function unbalanced(documents: readonly PostedDocument[]): VoucherFault[] {
  return documents.flatMap(({ number, entries }) => {
    const difference = sumMinor(entries.map((entry) => entry.amount));
    return difference === 0 ? [] : [{ code: 'UNBALANCED' as const, document: number, difference }];
  });
}

function size(amount: Minor): Minor {
  return amount < 0 ? negateMinor(amount) : amount;
}

/** Not by locale: the same on every machine. */
function byCode(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

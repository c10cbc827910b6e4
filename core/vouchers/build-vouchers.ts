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

export interface VoucherOrder {
  /** YYYY-MM-DD. */
  readonly date: string;
  readonly word: string;
  readonly preparedBy: string;
  readonly mode: 'summary' | 'perDocument';
  /** In the order in which they were posted. */
  readonly documents: readonly PostedDocument[];
  /** Central's account for one of ours; null: not mapped yet. */
  readonly targetOf: (account: string) => AccountTarget | null;
  /** Our own name of an account, for the list of what is missing. */
  readonly nameOf: (account: string) => string;
  /** 摘要 of a summary voucher (`count` documents) or of one document (`number`). */
  readonly summaryOf: (type: string, what: { readonly count: number } | { readonly number: string }) => string;
}

export type BuiltVouchers =
  | { readonly ok: true; readonly vouchers: readonly Voucher[] }
  | { readonly ok: false; readonly faults: readonly VoucherFault[] };

interface Side {
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
    const entries = entriesOf(group, order, order.summaryOf(first.type, what));
    // A document may move no money (a change of nothing): it leaves no voucher.
    if (entries.length === 0) continue;
    vouchers.push({
      date: order.date,
      word: order.word,
      number: vouchers.length + 1,
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

/** Debits before credits, accounts in the order of their codes: the same day always makes the same bytes. */
function entriesOf(documents: readonly PostedDocument[], order: VoucherOrder, summary: string): VoucherEntry[] {
  const sides = new Map<string, Side>();
  for (const { entries } of documents) {
    for (const { account, amount } of entries) {
      const side = sides.get(account) ?? { debit: ZERO, credit: ZERO };
      if (amount > 0) side.debit = addMinor(side.debit, amount);
      else side.credit = addMinor(side.credit, size(amount));
      sides.set(account, side);
    }
  }
  const accounts = [...sides.keys()].sort(byCode);
  const lines = (side: 'debit' | 'credit'): VoucherEntry[] =>
    accounts.flatMap((account) => {
      const amount = (sides.get(account) as Side)[side];
      if (amount === 0) return [];
      const target = order.targetOf(account) as AccountTarget;
      return [
        {
          summary,
          account: target.code,
          accountName: target.name,
          auxiliary: target.auxiliary,
          debit: side === 'debit' ? amount : ZERO,
          credit: side === 'credit' ? amount : ZERO,
        },
      ];
    });
  return [...lines('debit'), ...lines('credit')];
}

function unmapped({ documents, targetOf, nameOf }: VoucherOrder): VoucherFault[] {
  const missing = new Map<string, Minor>();
  for (const { entries } of documents) {
    for (const { account, amount } of entries) {
      if (missing.has(account) || targetOf(account) === null)
        missing.set(account, addMinor(missing.get(account) ?? ZERO, size(amount)));
    }
  }
  return [...missing]
    .sort(([one], [other]) => byCode(one, other))
    .map(([account, amount]) => ({
      code: 'UNMAPPED',
      account,
      name: nameOf(account),
      amount,
    }));
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

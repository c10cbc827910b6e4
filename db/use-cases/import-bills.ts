// Takes an office's list of bills: every whole bill that is not in the ledger yet is issued, all of them in one document.
// A number that is in use with other facts is told and not taken: a bill is corrected by taking it back first. One that was
// taken back is issued again only when something of it is corrected.
import { CREDIT_ACCOUNT } from '../../core/accounts/chart.ts';
import type { InputOf, OutputOf } from '../../core/contract/contract.ts';
import { type BillRowEntry, readBillList } from '../../core/lists/bill-list.ts';
import type { RejectedRow, Rejection } from '../../core/lists/list-findings.ts';
import { currencyOf } from '../../core/money/money.ts';
import { Refused } from '../../core/contract/errors.ts';
import { Act } from '../ledger/act.ts';
import type { Command } from '../ledger/command.ts';
import { type BillToIssue, issueBills, nextRevision } from '../ledger/issue-bills.ts';
import { type ItemOnSale, itemOnSale } from '../ledger/item-on-sale.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { type FileRead, type ListPlan, previewOf, resultOf, stagedAs } from '../lists/list-plan.ts';
import { readStaged } from '../lists/staged-lists.ts';
import { customerId } from '../readers/find-customer.ts';
import { billFactsText } from '../readers/read-bills.ts';
import { inSomeShift } from './office-shift.ts';

/** What importing `file` would do. Throws Refused LIST_NOT_HERE, LIST_UNREADABLE, LIST_COLUMNS. */
export function previewBills(
  ledger: Ledger,
  personId: number,
  { file, from }: InputOf<'bill.preview'>,
): OutputOf<'bill.preview'> {
  const read = stagedBills(ledger, personId, file);
  return previewOf(read, planBills(ledger, read), from);
}

export const billImport: Command<InputOf<'bill.import'>, OutputOf<'bill.import'>> = {
  prepare: ({ file }, { ledger, caller }) => readStaged(ledger, caller.personId, file),
  run({ ledger, caller, operation }, { file, strict }) {
    const read = stagedBills(ledger, caller.personId, file);
    const plan = planBills(ledger, read);
    const result = resultOf(read, plan, strict);
    const bills = plan.bills;
    if (bills.length === 0) {
      const businessDate = ledger.businessDate();
      const seal = { ref: null, businessDate, personId: caller.personId, detail: { ...result, file } };
      new Act(ledger).seal({ kind: 'bills.nothing', ...seal, operation: operation(result) });
      return result;
    }
    return inSomeShift(
      ledger,
      caller,
      operation,
      (done) => done,
      (shift, seals) => {
        issueBills(ledger, caller, shift, bills, {
          detail: { ...result, bills: bills.length, file },
          ...(seals ? { operation: () => seals(result) } : {}),
        });
        return result;
      },
    );
  },
  again: (_ledger, kept) => kept as OutputOf<'bill.import'>,
};

function stagedBills(ledger: Ledger, personId: number, file: string): FileRead<BillRowEntry> {
  const currency = currencyOf(ledger.meta.currency);
  return stagedAs(ledger, personId, file, 'bill', (table, how) => readBillList(table, { currency, ...how }));
}

interface BillsPlan extends ListPlan<number> {
  readonly bills: readonly BillToIssue[];
}
type RowOfBill = FileRead<BillRowEntry>['list']['entries'][number];
interface Against {
  readonly field: keyof BillRowEntry;
  readonly reason: Rejection;
  /** The row it is about; the other rows of the bill are told that it is not whole. */
  readonly row: number;
}

function planBills(ledger: Ledger, { list }: FileRead<BillRowEntry>): BillsPlan {
  const date = ledger.businessDate();
  const items = new ItemsOfDay(ledger, date);
  const byNumber = new Map<string, RowOfBill[]>();
  for (const one of list.entries) {
    const rows = byNumber.get(one.entry.number);
    if (rows) rows.push(one);
    else byNumber.set(one.entry.number, [one]);
  }
  const bills: BillToIssue[] = [];
  const writes: number[] = [];
  const clashes: RejectedRow[] = [];
  let unchanged = 0;
  for (const [number, rows] of byNumber) {
    const read = readBill(ledger, items, number, rows, date);
    if (read === 'unchanged') unchanged += rows.length;
    else if ('reason' in read) {
      for (const { row } of rows) {
        const about = row === read.row;
        const column = list.columns[about ? read.field : 'number'] ?? null;
        clashes.push({ row, column, reason: about ? read.reason : 'billNotWhole' });
      }
    } else {
      bills.push(read);
      writes.push(...rows.map(({ row }) => row));
    }
  }
  return { writes, updated: 0, unchanged, clashes, bills };
}

function readBill(
  ledger: Ledger,
  items: ItemsOfDay,
  number: string,
  rows: readonly RowOfBill[],
  date: string,
): BillToIssue | Against | 'unchanged' {
  const [first] = rows;
  if (!first) throw new Error('a bill has rows');
  const { entry: head, row } = first;
  const customer = customerId(ledger, head.customer);
  if (customer === undefined) return { field: 'customer', reason: 'customerUnknown', row };
  const lines: BillToIssue['lines'][number][] = [];
  for (const { entry, row: at } of rows) {
    const item = entry.item === null ? null : items.find(entry.item);
    if (item === undefined) return { field: 'item', reason: 'itemUnknown', row: at };
    const creditKind = entry.creditKind ?? item?.creditKind ?? 'revenue';
    lines.push({
      itemId: item?.id ?? null,
      name: entry.name ?? item?.name ?? head.purpose,
      amount: entry.amount,
      creditKind,
      account: item?.creditKind === creditKind ? item.account : CREDIT_ACCOUNT[creditKind],
      taxRate: item?.taxRate ?? 0,
      taxCode: item?.taxCode ?? null,
    });
  }
  const bill = {
    number,
    customerId: customer,
    purpose: head.purpose,
    issued: head.issued ?? date,
    due: head.due,
    lines,
  };
  const next = nextRevision(ledger, number);
  if (next === 1) return bill;
  const same = billFactsText(ledger, number, head.issued === null) === factsText(bill, head.issued === null);
  // A bill that was taken back is issued again when it was corrected. The same list brought in once more is no such wish.
  if (next !== null) return same ? { field: 'number', reason: 'billTakenBack', row } : bill;
  return same ? 'unchanged' : { field: 'number', reason: 'billNumberTaken', row };
}

/** A bill as text, to see whether the ledger says the same; without the day where the list does not name it. */
function factsText(bill: BillToIssue, anyDay: boolean): string {
  const { customerId: customer, purpose, issued, due, lines } = bill;
  return JSON.stringify([
    customer,
    purpose,
    anyDay ? null : issued,
    due,
    lines.map(({ itemId, name, amount, creditKind }) => [itemId, name, amount, creditKind]),
  ]);
}

/** The items of the tariff of one date, each looked up once. */
class ItemsOfDay {
  readonly #ledger: Ledger;
  readonly #date: string;
  readonly #known = new Map<string, ItemOnSale | undefined>();

  constructor(ledger: Ledger, date: string) {
    this.#ledger = ledger;
    this.#date = date;
  }

  find(code: string): ItemOnSale | undefined {
    if (!this.#known.has(code)) this.#known.set(code, this.#look(code));
    return this.#known.get(code);
  }

  #look(code: string): ItemOnSale | undefined {
    try {
      return itemOnSale(this.#ledger, code, this.#date);
    } catch (error) {
      if (error instanceof Refused) return undefined;
      throw error;
    }
  }
}

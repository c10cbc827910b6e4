// Reads a list of bills 账单 as an office keeps it: one row is one line of a bill; rows with the same bill number are one
// bill and must agree on whose it is, what for and until when. A bill of which one row is wrong, or stands there twice, is not
// taken at all.
import type { CreditKind } from '../accounts/chart.ts';
import { BILL_NUMBER, MAX_BILL_LINES, MAX_PURPOSE } from '../bills/bill-rules.ts';
import type { Currency, Minor } from '../money/money.ts';
import { type AmountFault, parseAmount } from '../money/parse-amount.ts';
import { creditKindNamed } from './credit-kind-name.ts';
import { readListDate } from './list-date.ts';
import type { ReadList, RejectedRow, Rejection } from './list-findings.ts';
import { type FieldNames, type HowToRead, type ListRead, readRows, type Row } from './read-rows.ts';

export interface BillRowEntry {
  readonly number: string;
  /** The customer's number. */
  readonly customer: string;
  readonly purpose: string;
  /** YYYY-MM-DD; null: the day it is imported. */
  readonly issued: string | null;
  readonly due: string;
  /** An item of the tariff, or null: then `name` and `creditKind` say what it is. */
  readonly item: string | null;
  /** null: the item's name, or else the purpose. */
  readonly name: string | null;
  /** null: the item's, or else revenue. */
  readonly creditKind: CreditKind | null;
  /** Minor units, above zero. */
  readonly amount: Minor;
}

export const BILL_FIELDS = {
  number: {
    names: ['账单号', '账单编号', '单号', '帳單號', '帳單編號', 'bill', 'bill number'],
    required: true,
  },
  customer: {
    names: ['客户编号', '户号', '客戶編號', '戶號', 'customer', 'customer number'],
    required: true,
  },
  purpose: {
    names: ['费用说明', '费用期间', '账期', '摘要', '費用說明', '費用期間', 'purpose', 'period', 'description'],
    required: true,
  },
  issued: { names: ['出账日期', '账单日期', '出帳日期', '帳單日期', 'issued', 'issue date'], required: false },
  due: {
    names: ['应缴日期', '到期日', '到期日期', '缴费截止日', '應繳日期', 'due', 'due date'],
    required: true,
  },
  item: { names: ['项目编码', '收费编码', '項目編碼', '收費編碼', 'item', 'item code'], required: false },
  name: { names: ['费用项目', '明细', '項目名稱', '费用名称', '費用項目', 'line', 'item name'], required: false },
  creditKind: { names: ['款项性质', '收入性质', '款項性質', 'credit kind', 'kind'], required: false },
  amount: { names: ['应收金额', '应缴金额', '金额', '應收金額', '應繳金額', '金額', 'amount'], required: true },
} as const satisfies Record<string, FieldNames>;
type Field = keyof typeof BILL_FIELDS;

/** Reads a list of bills whose first record is the header. Never throws for any text. */
export function readBillList(
  table: readonly (readonly string[])[],
  options: { readonly currency: Currency } & HowToRead,
): ListRead<BillRowEntry> {
  const heads = new Map<string, { readonly text: string; lines: number; readonly rows: Set<string> }>();
  /** Numbers as the cell shows them, of rows that were not taken: their bills are not whole. */
  const broken = new Set<string>();
  const read = readRows<Field, BillRowEntry>(
    table,
    BILL_FIELDS,
    (row) => {
      const number = readNumber(row);
      try {
        const entry = readEntry(row, number, options.currency);
        const text = JSON.stringify([entry.customer, entry.purpose, entry.issued, entry.due]);
        const head = heads.get(number) ?? { text, lines: 0, rows: new Set() };
        heads.set(number, head);
        if (head.text !== text) row.reject('number', 'billHeadDiffers');
        // An issuer that sends a bill twice would have it paid twice: what is meant twice says how the two differ.
        const line = JSON.stringify([entry.item, entry.name, entry.creditKind, entry.amount]);
        if (head.rows.has(line)) row.reject('number', 'billRowTwice');
        head.rows.add(line);
        head.lines += 1;
        if (head.lines > MAX_BILL_LINES) row.reject('number', 'billTooLong');
        return entry;
      } catch (error) {
        broken.add(number);
        throw error;
      }
    },
    options,
  );
  if (!read.ok) return read;
  // A row with too many or too few cells was never read: any number that stands in it may be its bill's.
  for (const { row, column } of read.list.rejected) {
    if (column === null) for (const cell of table[row - 1] ?? []) broken.add(cell.trim());
  }
  return { ok: true, list: wholeBills(read.list, broken) };
}

/** The list without the rows of bills of which another row was not taken. */
function wholeBills(list: ReadList<BillRowEntry>, broken: ReadonlySet<string>): ReadList<BillRowEntry> {
  if (broken.size === 0) return list;
  const left = list.entries.filter(({ entry }) => broken.has(entry.number));
  const column = list.columns['number'] ?? null;
  const rejected: RejectedRow[] = left.map(({ row }) => ({ row, column, reason: 'billNotWhole' }));
  const gone = new Set(left.map(({ row }) => row));
  return {
    ...list,
    entries: list.entries.filter(({ row }) => !gone.has(row)),
    normalised: list.normalised.filter(({ row }) => !gone.has(row)),
    rejected: [...list.rejected, ...rejected].sort((one, other) => one.row - other.row),
  };
}

function readNumber(row: Row<Field>): string {
  const number = row.ascii('number');
  if (number === '') row.reject('number', 'billNumberMissing');
  return BILL_NUMBER.test(number) ? number : row.reject('number', 'billNumberInvalid');
}

function readEntry(row: Row<Field>, number: string, currency: Currency): BillRowEntry {
  const customer = row.ascii('customer').toUpperCase();
  if (customer === '') row.reject('customer', 'numberMissing');
  const purpose = row.optionalText('purpose', MAX_PURPOSE) ?? row.reject('purpose', 'purposeMissing');
  const issued = readDate(row, 'issued');
  const due = readDate(row, 'due') ?? row.reject('due', 'dueMissing');
  if (issued !== null && due < issued) row.reject('due', 'dueBeforeIssued');
  const item = row.ascii('item');
  if (item.length > 20) row.reject('item', 'codeInvalid');
  return {
    number,
    customer,
    purpose,
    issued,
    due,
    item: item === '' ? null : item,
    name: row.optionalText('name', 200),
    creditKind: readCreditKind(row),
    amount: readAmount(row, currency),
  };
}

function readDate(row: Row<Field>, field: 'issued' | 'due'): string | null {
  const text = row.ascii(field);
  if (text === '') return null;
  const read = readListDate(text);
  if (!read.ok) return row.reject(field, read.fault);
  if (read.form !== 'plain') row.note(field, read.form === 'compact' ? 'dateCompact' : 'dateSeparators');
  return read.date;
}

function readCreditKind(row: Row<Field>): CreditKind | null {
  const text = row.trimmed('creditKind');
  return text === '' ? null : (creditKindNamed(text) ?? row.reject('creditKind', 'creditKindUnknown'));
}

const AMOUNT_FAULTS: Readonly<Record<AmountFault, Rejection>> = {
  empty: 'amountMissing',
  notMachineForm: 'notAnAmount',
  notAnAmount: 'notAnAmount',
  misplacedSeparator: 'misplacedSeparator',
  leadingZero: 'leadingZero',
  tooManyDecimals: 'tooManyDecimals',
  negativeZero: 'amountNotAboveZero',
  outOfRange: 'amountOutOfRange',
};

function readAmount(row: Row<Field>, currency: Currency): Minor {
  const parsed = parseAmount(row.raw('amount'), { currency, source: 'person' });
  if (!parsed.ok) return row.reject('amount', AMOUNT_FAULTS[parsed.fault]);
  if (parsed.value <= 0) row.reject('amount', 'amountNotAboveZero');
  for (const why of parsed.normalised) row.note('amount', why);
  return parsed.value;
}

// A bank's answer 回盘 to transfers, as a table of texts: which transfer, how much, what became of it. Columns go by name and
// outcomes by words that are known; what is not certain is never guessed, and then nothing of the file is taken.
import type { Currency, Minor } from '../money/money.ts';
import { sumMinor } from '../money/money.ts';
import { parseAmount } from '../money/parse-amount.ts';
import type { BankWord } from './bank-verdict.ts';

/**
 * header: no row names the three columns that are needed. row: a row has other cells than the header. reference, amount,
 * outcome: a cell is not one. twice: one transfer in two rows. count, total: the file's own control total is another.
 * differs: not the amount that was sent. empty: no row.
 */
export const ANSWER_FAULTS = [
  'header',
  'row',
  'reference',
  'amount',
  'outcome',
  'twice',
  'count',
  'total',
  'differs',
  'empty',
] as const;
export type AnswerFault = (typeof ANSWER_FAULTS)[number];

export interface AnswerRow {
  /** As a spreadsheet counts: 1 is the first line of the file. */
  readonly row: number;
  readonly reference: string;
  readonly amount: Minor;
  readonly said: BankWord;
  /** The bank's own words, with no account number whole in them; null: none. */
  readonly text: string | null;
}

export interface AnswerControls {
  readonly batch: string | null;
  readonly count: number | null;
  readonly total: Minor | null;
}

export type AnswerRead =
  | { readonly ok: true; readonly rows: readonly AnswerRow[]; readonly controls: AnswerControls }
  | { readonly ok: false; readonly row: number; readonly fault: AnswerFault };

type Column = 'reference' | 'amount' | 'outcome' | 'text';
const COLUMNS: Readonly<Record<Column, readonly string[]>> = {
  reference: ['付款参考号', '参考号', '付款參考號', '參考號', '企业参考号', '客户参考号', '企业流水号', 'reference'],
  amount: ['金额', '金額', '交易金额', '付款金额', '付款金額', 'amount'],
  outcome: ['结果', '處理結果', '处理结果', '状态', '狀態', '交易状态', '处理状态', '付款状态', 'result', 'status'],
  text: ['原因', '失败原因', '退汇原因', '银行说明', '说明', '失敗原因', '退匯原因', '說明', 'reason', 'message'],
};
const CONTROLS: Readonly<Record<keyof AnswerControls, readonly string[]>> = {
  batch: ['批次号', '批次號', '批次', 'batch'],
  count: ['总笔数', '笔数', '總筆數', '筆數', 'count'],
  total: ['总金额', '合计金额', '金额合计', '總金額', '合計金額', 'total'],
};
/** What banks call an outcome, compared whole. */
const OUTCOMES: Readonly<Record<BankWord, readonly string[]>> = {
  paid: [
    '成功',
    '交易成功',
    '付款成功',
    '处理成功',
    '支付成功',
    '转账成功',
    '已付款',
    '已入账',
    '處理成功',
    'success',
    'paid',
  ],
  refused: [
    '失败',
    '失敗',
    '交易失败',
    '付款失败',
    '处理失败',
    '转账失败',
    '拒绝',
    '已拒绝',
    'failed',
    'refused',
    'rejected',
  ],
  returned: ['退汇', '退匯', '已退汇', '已退匯', '退票', '被退回', 'returned'],
  pending: ['处理中', '處理中', '银行处理中', '已受理', '待处理', '可疑', '不明', '未知', '待查', 'pending', 'unknown'],
};
const LONGEST_TEXT = 150;

const BLANKS = /[\s\u00a0\u3000]+/g;
const plain = (cell: string): string =>
  cell
    .normalize('NFKC')
    .replace(BLANKS, '')
    .replace(/\([^)]*\)$/, '')
    .toLowerCase();
const trimmed = (cell: string | undefined): string =>
  (cell ?? '').replace(/^[\s\u00a0\u3000`']+|[\s\u00a0\u3000]+$/g, '');

function named<K extends string>(table: Readonly<Record<K, readonly string[]>>, cell: string): K | null {
  const wanted = plain(cell);
  return (Object.keys(table) as K[]).find((key) => table[key].some((name) => plain(name) === wanted)) ?? null;
}

/** Stops the reading. Only `readBankAnswer` catches it. */
class Wrong extends Error {
  readonly row: number;
  readonly fault: AnswerFault;
  constructor(row: number, fault: AnswerFault) {
    super(fault);
    this.row = row;
    this.fault = fault;
  }
}

/** Reads the records of a file, the first of which is row 1. Never throws, whatever the texts. */
export function readBankAnswer(records: readonly (readonly string[])[], currency: Currency): AnswerRead {
  try {
    return read(records, currency);
  } catch (error) {
    if (!(error instanceof Wrong)) throw error;
    return { ok: false, row: error.row, fault: error.fault };
  }
}

function read(records: readonly (readonly string[])[], currency: Currency): AnswerRead {
  const top = records.findIndex((cells) => {
    const found = cells.map((cell) => named(COLUMNS, cell));
    return (['reference', 'amount', 'outcome'] as const).every(
      (column) => found.filter((one) => one === column).length === 1,
    );
  });
  if (top < 0) throw new Wrong(1, 'header');
  const header = records[top] ?? [];
  const places = new Map(header.map((cell, place) => [named(COLUMNS, cell), place]));
  const rows: AnswerRow[] = [];
  const seen = new Set<string>();
  const controls = new Controls(currency);
  for (const [index, cells] of records.entries()) {
    const n = index + 1;
    if (index === top || cells.every((cell) => trimmed(cell) === '')) continue;
    if (controls.take(n, cells)) continue;
    if (index > top && /^[合总總][计計]$/.test(trimmed(cells[0]))) {
      controls.sum(n, cells[places.get('amount') ?? 0] ?? '');
      continue;
    }
    // Above its columns a file says whose and of when it is.
    if (index < top) continue;
    if (cells.length < header.length) throw new Wrong(n, 'row');
    const row = readRow(n, (column) => trimmed(cells[places.get(column) ?? cells.length]), currency);
    if (seen.has(row.reference)) throw new Wrong(n, 'twice');
    seen.add(row.reference);
    rows.push(row);
  }
  if (rows.length === 0) throw new Wrong(top + 1, 'empty');
  controls.mustBe(rows);
  return { ok: true, rows, controls: controls.said };
}

function readRow(row: number, cell: (column: Column) => string, currency: Currency): AnswerRow {
  const reference = cell('reference').toUpperCase();
  if (!/^[!-~]{4,64}$/.test(reference)) throw new Wrong(row, 'reference');
  const amount = amountOf(cell('amount'), currency);
  if (!amount.ok || amount.value <= 0) throw new Wrong(row, 'amount');
  const said = named(OUTCOMES, cell('outcome'));
  if (said === null) throw new Wrong(row, 'outcome');
  const text = cell('text').replace(/[\p{Cc}\p{Cs}]/gu, ' ');
  return { row, reference, amount: amount.value, said, text: text === '' ? null : withoutAccounts(text) };
}

/** Banks part thousands in lists that people look at; nothing else of what people write is taken. */
function amountOf(text: string, currency: Currency): ReturnType<typeof parseAmount> {
  const whole = /^\d{1,3}(,\d{3})+(\.\d+)?$/.test(text) ? text.replaceAll(',', '') : text;
  return parseAmount(whole, { currency, source: 'machine' });
}

/** Longer runs of digits by their last four: an account number never stands whole in a row. */
function withoutAccounts(text: string): string {
  const masked = text.replace(/\d(?:[ -]?\d){7,}/g, (digits) => `**** ${digits.replace(/\D/g, '').slice(-4)}`);
  return [...masked].slice(0, LONGEST_TEXT).join('');
}

/** Totals that stand beside their names in rows of their own: 总笔数,2,总金额,35.00 */
class Controls {
  readonly #currency: Currency;
  #batch: string | null = null;
  #count: { row: number; value: number } | null = null;
  #total: { row: number; value: Minor } | null = null;

  constructor(currency: Currency) {
    this.#currency = currency;
  }

  /** Whether a row is one of control totals. */
  take(row: number, cells: readonly string[]): boolean {
    const first = named(CONTROLS, cells[0] ?? '');
    if (first === null) return false;
    for (let place = 0; place + 1 < cells.length; place += 2) {
      const key = named(CONTROLS, cells[place] ?? '');
      const text = trimmed(cells[place + 1]);
      if (key === 'batch') this.#batch = text.toUpperCase();
      if (key === 'count') {
        if (!/^\d{1,6}$/.test(text)) throw new Wrong(row, 'count');
        this.#count = { row, value: Number(text) };
      }
      if (key === 'total') this.sum(row, text);
    }
    return true;
  }

  /** The file's own total, at `row`. */
  sum(row: number, text: string): void {
    const total = amountOf(trimmed(text), this.#currency);
    if (!total.ok) throw new Wrong(row, 'total');
    this.#total = { row, value: total.value };
  }

  get said(): AnswerControls {
    return { batch: this.#batch, count: this.#count?.value ?? null, total: this.#total?.value ?? null };
  }

  mustBe(rows: readonly AnswerRow[]): void {
    if (this.#count !== null && this.#count.value !== rows.length) throw new Wrong(this.#count.row, 'count');
    if (this.#total !== null && this.#total.value !== sumMinor(rows.map(({ amount }) => amount)))
      throw new Wrong(this.#total.row, 'total');
  }
}

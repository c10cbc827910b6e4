// From closed days to vouchers central can take: mapped or refused with a list, the same numbers and bytes for ever, read
// back from the bytes by readers that know nothing of the writers.
import { hash } from 'node:crypto';
import exceljs from 'exceljs';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { InputOf, OutputOf } from '../../core/contract/contract.ts';
import { minor } from '../../core/money/money.ts';
import { KINGDEE_COLUMNS } from '../../core/vouchers/kingdee-rows.ts';
import { PLAIN_COLUMNS } from '../../core/vouchers/plain-rows.ts';
import { dose } from '../fixtures/dose.ts';
import { readYonyou } from '../unit/vouchers/read-yonyou.ts';
import { codeAtCentral, mapAll, NOTHING, readVoucherFile } from './support/central.ts';
import { mixedCharge, openCharge } from './support/charges.ts';
import { type Counter, op, RefusedAnswer, refusalOf, type Window } from './support/counter.ts';
import { LedgerTemplate } from './support/sample-ledger.ts';
import { closeByTwo } from './support/worked-cash.ts';

const DAY = 86_400_000;

let template: LedgerTemplate;
let counter: Counter;
let till: Window;
let finance: Window;
beforeAll(async () => {
  template = await LedgerTemplate.make();
});
afterAll(() => template.remove());
beforeEach(async () => {
  counter = await template.counter();
  till = counter.window();
  finance = counter.window();
  await signIn();
});
afterEach(() => {
  expect(counter.faults).toEqual([]);
  expect(counter.verify().firstBad).toBeNull();
  counter.stop();
});

async function signIn(): Promise<void> {
  await till.signIn('cashier1');
  await finance.signIn('finance1');
}

/** A day with `charges`, its shift closed, the day closed. */
async function closedDay(charges: readonly InputOf<'charge.post'>[]): Promise<string> {
  await till.call('shift.open', { operationId: op(), drawer: '1', float: minor(10_000), counted: null });
  for (const charge of charges) await till.call('charge.post', charge);
  await closeByTwo(counter, till, 10_000);
  const { open } = await finance.call('day.state', {});
  const [day] = open;
  if (!day) throw new Error('no day is open');
  await finance.call('day.close', { operationId: op(), businessDate: day.businessDate, expectedTaken: day.taken });
  return day.businessDate;
}

async function nextMorning(): Promise<void> {
  counter.clock.pass(DAY);
  await signIn();
}

const write = (over: Partial<InputOf<'voucher.write'>> = {}): Promise<OutputOf<'voucher.write'>> =>
  finance.call('voucher.write', {
    operationId: op(),
    businessDate: '2026-11-23',
    format: 'yonyou',
    revise: null,
    ...over,
  });
const check = (over: Partial<InputOf<'voucher.check'>> = {}): Promise<OutputOf<'voucher.check'>> =>
  finance.call('voucher.check', { businessDate: '2026-11-23', format: 'yonyou', revise: false, ...over });
const set = (value: Record<string, unknown>): Promise<unknown> =>
  finance.call('settings.change', {
    operationId: op(),
    key: 'vouchers',
    fromDate: counter.ledger.businessDate(),
    value: { ...INITIAL, ...value },
  } as never);
const INITIAL = {
  mode: 'summary',
  word: '记',
  firstNumber: 1,
  unwritable: 'refuse',
  summary: '{counter} {date} {kind}{count}笔',
  documentSummary: '{kind} {number}',
  answerDays: 3,
};

/** Debits and credits per account of central's, by the ledger's own entries. */
function movedByLedger(date: string): Record<string, readonly [number, number]> {
  const rows = counter.ledger.all<{ account: string; debit: number; credit: number }>(
    'SELECT account, debit, credit FROM day_account WHERE business_date = ?',
    date,
  );
  const sums: Record<string, readonly [number, number]> = {};
  for (const { account, debit, credit } of rows) {
    const [debits, credits] = sums[codeAtCentral(account)] ?? [0, 0];
    sums[codeAtCentral(account)] = [debits + debit, credits + credit];
  }
  return sums;
}

function movedByLines(lines: readonly { account: string; debit: number; credit: number }[]) {
  const sums: Record<string, readonly [number, number]> = {};
  for (const { account, debit, credit } of lines) {
    const [debits, credits] = sums[account] ?? [0, 0];
    sums[account] = [debits + debit, credits + credit];
  }
  return sums;
}

describe('an account that is not mapped', () => {
  it('keeps every file from being written; the list names it with its amount and documents', async () => {
    await closedDay([mixedCharge(), openCharge(700, 'wechat')]);
    await mapAll(finance, ['1012.wechat']);
    const refused = await check();
    expect(refused).toMatchObject({
      ok: false,
      count: 1,
      faults: [{ code: 'UNMAPPED', account: '1012.wechat', name: '在途资金—微信', documents: expect.any(Number) }],
    });
    expect(await refusalOf(write())).toBe('VOUCHERS_REFUSED');
    expect(counter.ledger.db.prepare('SELECT count(*) FROM voucher_set').pluck().get()).toBe(0);
  });

  it('stands first on the screen with what moved on it, and is booked where the account above it says so', async () => {
    await closedDay([openCharge(700, 'wechat')]);
    const { accounts, closed } = await finance.call('voucher.accounts', { date: null });
    expect(closed).toBe('2026-11-23');
    const moved = accounts.filter(({ debit, credit }) => debit !== 0 || credit !== 0);
    expect(accounts.slice(0, moved.length)).toEqual(moved);
    expect(accounts.find(({ account }) => account === '1012.wechat')).toMatchObject({ debit: 700, mapped: null });
    const drawers = { ...NOTHING, code: '1001', name: '库存现金', below: true };
    const map = { operationId: op(), account: '1001.1', form: 'any', fromDate: '2026-11-23', target: drawers } as const;
    await finance.call('voucher.map', map);
    const after = await finance.call('voucher.accounts', { date: null });
    expect(after.accounts.find(({ account }) => account === '1001.1.1')?.mapped).toMatchObject({
      from: '1001.1',
      target: { code: '1001' },
    });
    expect(await refusalOf(finance.call('voucher.map', { ...map, operationId: op() }))).toBe('MAPPING_UNCHANGED');
  });
});

describe('the vouchers of a day', () => {
  it('are read back from GBK bytes as exactly what the day posted, one for each kind of document', async () => {
    const date = await closedDay([mixedCharge(), openCharge(700, 'wechat'), openCharge(1_234)]);
    await mapAll(finance);
    const expected = await check();
    const written = await write();
    expect(written).toMatchObject({ revision: 1, first: 1, last: 2, vouchers: 2, replaced: 0, word: '记' });
    expect(expected).toMatchObject({ ok: true, vouchers: 2, entries: written.entries, debit: written.debit });
    const bytes = await readVoucherFile(finance, written);
    expect(hash('sha256', bytes, 'hex')).toBe(written.sha256);
    const lines = readYonyou(bytes);
    expect(movedByLines(lines)).toEqual(movedByLedger(date));
    expect(lines.every((line) => line.preparedBy !== '')).toBe(true);
    const z = await finance.call('day.report', { businessDate: date });
    expect(written.debit).toBe(z.control);
  });

  it('have the same numbers and bytes whenever they are written again, whatever was mapped meanwhile', async () => {
    await closedDay([mixedCharge()]);
    await mapAll(finance);
    const first = await write();
    const bytes = await readVoucherFile(finance, first);
    const target = { ...NOTHING, code: '9999', name: '改过' };
    await finance.call('voucher.map', {
      operationId: op(),
      account: '6001',
      form: 'any',
      fromDate: '2026-01-01',
      target,
    });
    await set({ mode: 'perDocument', word: '收', summary: '别的 {date}' });
    expect(await write()).toEqual(first);
    expect((await readVoucherFile(finance, await write())).equals(bytes)).toBe(true);
    // Another form of the same vouchers says the same numbers.
    expect(await write({ format: 'csv' })).toMatchObject({
      first: 1,
      last: first.last,
      debit: first.debit,
      word: '记',
    });
  });

  it('count on from day to day within a month and begin anew in the next', async () => {
    await mapAll(finance);
    await closedDay([openCharge(100)]);
    await nextMorning();
    await closedDay([openCharge(100)]);
    // The later day is written first: numbers follow the order of writing and are never given twice.
    expect(await write({ businessDate: '2026-11-24' })).toMatchObject({ first: 1, last: 2 });
    expect(await write()).toMatchObject({ first: 3, last: 4 });
    counter.clock.pass(8 * DAY);
    await signIn();
    const december = await closedDay([openCharge(100)]);
    expect(december.slice(0, 7)).toBe('2026-12');
    expect(await write({ businessDate: december })).toMatchObject({ first: 1, last: 2 });
  });

  it('are one for each document where that is set, and each names its document', async () => {
    await set({ mode: 'perDocument', firstNumber: 100 });
    await mapAll(finance);
    await closedDay([openCharge(100), openCharge(200)]);
    const written = await write({ format: 'csv' });
    const documents = counter.ledger.all<{ n: number }>(
      'SELECT count(*) AS n FROM document WHERE business_date = ?',
      '2026-11-23',
    );
    expect(written).toMatchObject({ first: 100, vouchers: documents[0]?.n });
    const text = (await readVoucherFile(finance, written)).toString('utf8');
    expect(text.startsWith('\ufeff日期,凭证字,')).toBe(true);
    expect(text).toContain('收据 A01-R-0000002');
  });

  it('are a Kingdee sheet of 56 columns and a plain one, amounts as numbers, codes as text', async () => {
    const date = await closedDay([mixedCharge()]);
    await mapAll(finance);
    const page = await sheetOf(await write({ format: 'kingdee' }));
    expect(page.head).toEqual(KINGDEE_COLUMNS);
    const at = (name: string): number => page.head.indexOf(name);
    const fen = (value: unknown): number => Math.round(Number(value ?? 0) * 100);
    const kingdee = page.rows.map((row) => ({
      account: String(row[at('FACCTID')]),
      debit: fen(row[at('FDEBIT')]),
      credit: fen(row[at('FCREDIT')]),
    }));
    expect(movedByLines(kingdee)).toEqual(movedByLedger(date));
    expect(
      page.rows.every((row) => typeof row[at('FACCTID')] === 'string' && typeof row[at('FDEBIT')] === 'number'),
    ).toBe(true);
    const plain = await sheetOf(await write({ format: 'xlsx' }));
    expect(plain.head).toEqual(PLAIN_COLUMNS);
    const sums = plain.rows.map((row) => ({ account: String(row[5]), debit: fen(row[7]), credit: fen(row[8]) }));
    expect(movedByLines(sums)).toEqual(movedByLedger(date));
  });

  it('say whatever random days posted, in both modes', async () => {
    await mapAll(finance);
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.integer({ min: 1, max: 99_999_999 }), fc.constantFrom('cash', 'wechat')), {
          minLength: 1,
          maxLength: 6,
        }),
        fc.constantFrom('summary', 'perDocument'),
        async (charges, mode) => {
          await nextMorning();
          await set({ mode, firstNumber: 1 + Math.floor(counter.clock.wall % 7) }).catch(unchanged);
          const date = await closedDay(charges.map(([fen, method]) => openCharge(fen, method)));
          await mapAll(finance);
          const written = await write({ businessDate: date });
          const bytes = await readVoucherFile(finance, written);
          expect(movedByLines(readYonyou(bytes))).toEqual(movedByLedger(date));
        },
      ),
      { numRuns: dose(5, 60) },
    );
  });

  it('need a closed day with money on it', async () => {
    expect(await refusalOf(write())).toBe('DAY_NOT_CLOSED');
    await till.call('shift.open', { operationId: op(), drawer: '1', float: minor(0), counted: null });
    await till.call('shift.close', { operationId: op(), counted: minor(0) });
    await finance.call('day.close', { operationId: op(), businessDate: '2026-11-23', expectedTaken: minor(0) });
    expect(await refusalOf(write())).toBe('VOUCHERS_NONE');
  });
});

const unchanged = (error: unknown): void => {
  if (!(error instanceof RefusedAnswer) || error.code !== 'SETTING_UNCHANGED') throw error;
};

async function sheetOf(written: OutputOf<'voucher.write'>) {
  const workbook = new exceljs.Workbook();
  const bytes = await readVoucherFile(finance, written);
  await workbook.xlsx.load(bytes as unknown as Parameters<typeof workbook.xlsx.load>[0]);
  const [page] = workbook.worksheets;
  if (!page) throw new Error('no sheet');
  const rows = page.getSheetValues().slice(1) as unknown[][];
  const [head = [], ...data] = rows.map((row) => Array.from(row).slice(1));
  return { head: head as string[], rows: data };
}

describe('characters that GBK lacks', () => {
  async function named(): Promise<void> {
    await mapAll(finance);
    const target = { ...NOTHING, code: '1122', name: '应收', customer: '欧阳𠮷𬭎' };
    const map = { account: '1012.wechat', form: 'any', fromDate: '2026-01-01', target } as const;
    await finance.call('voucher.map', { operationId: op(), ...map });
    await closedDay([openCharge(700, 'wechat')]);
  }

  it('are refused with the text and the characters, and the other forms take them', async () => {
    await named();
    expect(await check()).toEqual({
      ok: false,
      count: 1,
      faults: [{ code: 'TEXT_NOT_ENCODABLE', text: '欧阳𠮷𬭎', characters: '𠮷𬭎' }],
    });
    expect(await refusalOf(write())).toBe('VOUCHERS_REFUSED');
    expect((await readVoucherFile(finance, await write({ format: 'csv' }))).toString('utf8')).toContain('欧阳𠮷𬭎');
  });

  it('are replaced by the table where that is set, and said', async () => {
    await set({ unwritable: 'replace' });
    await named();
    expect(await check()).toMatchObject({ ok: true, replaced: [{ text: '欧阳𠮷𬭎', into: '欧阳吉鋐' }] });
    const written = await write();
    expect(written.replaced).toBe(1);
    const text = (await readVoucherFile(finance, written)).toString('latin1');
    expect(text).not.toContain('?');
  });
});

describe('the mapping as a list', () => {
  it('goes out with every account and comes back as the same, filled in or not', async () => {
    await closedDay([openCharge(700, 'wechat')]);
    await finance.call('voucher.map', {
      operationId: op(),
      account: '6001',
      form: 'yonyou',
      fromDate: '2026-11-23',
      target: { ...NOTHING, code: '5001', name: '=业务收入', department: '门诊部', below: true },
    });
    for (const format of ['csv', 'xlsx'] as const) {
      const { bytes, rows } = await finance.call('mapping.export', { format });
      const file = await stage(Buffer.from(bytes, 'base64'));
      const preview = await finance.call('mapping.preview', { file, from: 0 });
      expect(preview).toMatchObject({ rows, imported: 0, unchanged: rows, rejectedCount: 0 });
    }
    const csv = [
      '本方科目,适用,中央科目编码,中央科目名称,含下级,部门,生效日期',
      '1012.wechat,用友,101203,其他货币资金,否,,2026/11/23',
      '6001,,5002,事业收入,是,门诊部,',
      'NONE,,1,x,,,',
      '1002,,1002,,,,',
    ].join('\r\n');
    const file = await stage(Buffer.from(csv, 'utf8'));
    const { rejected } = await finance.call('mapping.preview', { file, from: 0 });
    expect(rejected).toEqual([
      { row: 4, column: '本方科目', reason: 'ownAccountUnknown' },
      { row: 5, column: '中央科目名称', reason: 'centralNameMissing' },
    ]);
    const imported = await finance.call('mapping.import', { operationId: op(), file, strict: false });
    expect(imported).toMatchObject({ imported: 2, rejected: 2 });
    const { changes } = await finance.call('voucher.mapping', { account: '6001' });
    expect(changes[0]).toMatchObject({ form: 'any', fromDate: '2026-11-23', target: { code: '5002', below: true } });
  });

  async function stage(bytes: Buffer): Promise<string> {
    const file = hash('sha256', bytes, 'hex');
    await finance.call('mapping.stage', { file, part: 1, parts: 1, bytes: bytes.toString('base64') });
    return file;
  }
});

it('is finance’s to write, an auditor’s to read, and nobody else’s', async () => {
  expect(await refusalOf(till.call('voucher.accounts', { date: null }))).toBe('FORBIDDEN');
  const auditor = counter.window();
  await auditor.signIn('auditor1');
  await auditor.call('voucher.accounts', { date: null });
  const map = { operationId: op(), account: '6001', form: 'any', fromDate: '2026-11-23', target: null } as const;
  expect(await refusalOf(auditor.call('voucher.map', map))).toBe('FORBIDDEN');
  expect(await refusalOf(finance.call('voucher.map', map))).toBe('MAPPING_UNCHANGED');
});

// Paper in the ledger: one living original, spoiled sheets printed again, numbers of pre-printed stock in order, booklets
// behind hand-written receipts, and the steps of an e-invoice.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { milli, minor } from '../../core/money/money.ts';
import { Act } from '../../db/ledger/act.ts';
import { settingOn } from '../../db/ledger/settings.ts';
import { stockWriteOff } from '../../db/schema-paper.ts';
import { endSheets } from '../../db/stock/stock-sheets.ts';
import { type Counter, decide, op, refusalOf, type Window } from './support/counter.ts';
import { FIRST_RECEIPT, insert, link, refusalOfSql, SEQ } from './support/raw-sql.ts';
import { mixedCharge, openCharge } from './support/charges.ts';
import { LedgerTemplate, verifyRows, workedDay } from './support/sample-ledger.ts';

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
  await till.signIn('cashier1');
  await till.call('shift.open', { operationId: op(), drawer: '1', float: minor(0), counted: null });
  finance = counter.window();
  await finance.signIn('finance1');
});
afterEach(() => {
  expect(counter.verify()).toMatchObject({ ok: true, firstBad: null });
  counter.stop();
});

const charged = async (): Promise<string> => (await till.call('charge.post', openCharge(4840))).number;
const print = (number: string, reason: string | null = null) =>
  till.call('receipt.print', { operationId: op(), number, locale: 'zh-CN', reason });
const spoil = (number: string, over: object = {}) =>
  till.call('receipt.spoil', {
    operationId: op(),
    number,
    sheet: null,
    reason: 'jam',
    note: null,
    again: { locale: 'zh-CN' },
    ...over,
  });
const take = (first: string, last: string, kind: 'printed' | 'handwritten' = 'printed') =>
  finance.call('stock.take', { operationId: op(), kind, first, last, takenBy: 'cashier1', note: null });
const sheets = async (number: string) => (await till.call('receipt.sheets', { number })).sheets;
const stock = () => till.call('stock.state', {});

describe('a spoiled sheet', () => {
  it('of the original is replaced by the original, not by a copy; who, when and why stay', async () => {
    const number = await charged();
    expect(await print(number)).toMatchObject({ mark: 'original', copyNumber: null, stock: null });
    const answer = await spoil(number, { reason: 'misprint', note: '墨粉不足' });
    expect(answer.printed).toMatchObject({ mark: 'replacement', copyNumber: null });
    expect(counter.prints.at(-1)?.fileName).toBe(`${number}-replacement-1.pdf`);
    expect(JSON.stringify(counter.prints.at(-1)?.layout)).toContain('前一张作废：打印不清，墨粉不足');
    // The next print is the first copy: the replacement counts as the original.
    expect(await refusalOf(print(number))).toBe('REPRINT_REASON_REQUIRED');
    expect(await print(number, '客户遗失')).toMatchObject({ mark: 'copy', copyNumber: 1 });
    expect(
      (await sheets(number)).map(({ kind, spoiled }) => [kind, spoiled?.reason ?? null, spoiled?.by ?? null]),
    ).toEqual([
      ['original', 'misprint', '王敏'],
      ['replacement', null, null],
      ['copy', null, null],
    ]);
    const { receipts } = await till.call('receipt.recent', { before: null, limit: 1 });
    expect(receipts[0]).toMatchObject({ printed: 3, copies: 1 });
  });

  it('of a copy is replaced by a copy', async () => {
    const number = await charged();
    await print(number);
    await print(number, '客户遗失');
    const { printed, sheet } = await spoil(number);
    expect([sheet, printed?.mark, printed?.copyNumber]).toEqual([2, 'copy', 2]);
  });

  it('that is not printed again leaves no original: the next print is the original, without a reason', async () => {
    const number = await charged();
    await print(number);
    expect((await spoil(number, { again: null })).printed).toBeNull();
    expect(await print(number)).toMatchObject({ mark: 'replacement' });
    expect(await refusalOf(print(number))).toBe('REPRINT_REASON_REQUIRED');
  });

  it('is spoiled once, was printed before, and other reasons are told in words', async () => {
    const number = await charged();
    expect(await refusalOf(spoil(number))).toBe('RECEIPT_NOT_PRINTED');
    await print(number);
    expect(await refusalOf(spoil(number, { reason: 'other' }))).toBe('REASON_TEXT_REQUIRED');
    expect(await refusalOf(spoil(number, { sheet: 2 }))).toBe('RECEIPT_NOT_PRINTED');
    await spoil(number);
    expect(await refusalOf(spoil(number, { sheet: 1 }))).toBe('SHEET_SPOILED');
  });

  it('asked for twice with one operation is spoiled once, and the paper is made again', async () => {
    const number = await charged();
    await print(number);
    const operationId = op();
    const first = await spoil(number, { operationId });
    expect(await spoil(number, { operationId })).toEqual(first);
    expect(await sheets(number)).toHaveLength(2);
  });
});

describe('numbered paper', () => {
  it('goes out in order, over the end of a segment, and a spoiled sheet keeps its number', async () => {
    await take('GZ00012001', 'GZ00012003');
    await take('GZ00020001', 'GZ00020100');
    const number = await charged();
    expect(await print(number)).toMatchObject({ stock: 'GZ00012001' });
    expect(JSON.stringify(counter.prints.at(-1)?.layout)).toContain('GZ00012001');
    const { stock: spoiled, printed } = await spoil(number);
    expect([spoiled, printed?.stock]).toEqual(['GZ00012001', 'GZ00012002']);
    expect(await print(await charged())).toMatchObject({ stock: 'GZ00012003' });
    expect(await print(await charged())).toMatchObject({ stock: 'GZ00020001' });
    expect((await sheets(number)).map((sheet) => [sheet.stock, sheet.spoiled?.reason])).toEqual([
      ['GZ00012001', 'jam'],
      ['GZ00012002', undefined],
    ]);
    const state = await stock();
    expect(state).toMatchObject({
      next: 'GZ00020002',
      left: 99,
      shift: { first: 'GZ00012001', last: 'GZ00020001', used: 4, spoiled: 1 },
    });
    expect(state.segments.map(({ used, spoiled: bad, left, next }) => [used, bad, left, next])).toEqual([
      [1, 0, 99, 'GZ00020002'],
      [2, 1, 0, null],
    ]);
  });

  it('that is used up keeps no receipt from being printed, and says so', async () => {
    await take('GZ01', 'GZ02');
    expect((await stock()).alarm).toBe(true);
    for (const text of ['GZ01', 'GZ02', null]) expect((await print(await charged())).stock).toBe(text);
    expect(await stock()).toMatchObject({ next: null, left: 0, alarm: true });
  });

  it('sounds the alarm below what is set, not where none is used at all', async () => {
    expect(settingOn(counter.ledger, 'stockAlarm', '2026-11-23').sheets).toBe(50);
    expect((await stock()).alarm).toBe(false);
    await take('GZ0001', 'GZ0051');
    expect((await stock()).alarm).toBe(false);
    await print(await charged());
    expect((await stock()).alarm).toBe(false);
    await print(await charged());
    expect(await stock()).toMatchObject({ left: 49, alarm: true });
  });

  it('spoiled before use is skipped, from the next sheet on only', async () => {
    await take('GZ0001', 'GZ0100');
    const strike = (last: string) => till.call('stock.spoil', { operationId: op(), last, reason: 'torn', note: null });
    for (const last of ['GZ0000', 'GZ0101', 'GZ001', 'AB0003'])
      expect(await refusalOf(strike(last))).toBe('STOCK_NOT_NEXT');
    expect(await strike('GZ0003')).toEqual({ spoiled: 3, next: 'GZ0004' });
    expect(await print(await charged())).toMatchObject({ stock: 'GZ0004' });
    expect(await refusalOf(strike('GZ0004'))).toBe('STOCK_NOT_NEXT');
  });

  it('is taken once, as a segment that can be one, by a person there is', async () => {
    await take('GZ0001', 'GZ0100');
    expect(await refusalOf(take('GZ0100', 'GZ0110'))).toBe('STOCK_TAKEN');
    expect(await refusalOf(take('GZ0050', 'GZ0060', 'handwritten'))).toBe('STOCK_TAKEN');
    expect(await refusalOf(take('GZ0200', 'GZ0101'))).toBe('STOCK_RANGE');
    expect(await refusalOf(take('GZ0101', 'GZ00200'))).toBe('STOCK_RANGE');
    expect(await refusalOf(take('AB0101', 'GZ0200'))).toBe('STOCK_RANGE');
    await take('GZ00001', 'GZ00100');
    const wanted = {
      operationId: op(),
      kind: 'printed',
      first: 'X1',
      last: 'X9',
      takenBy: 'nobody',
      note: null,
    } as const;
    expect(await refusalOf(finance.call('stock.take', wanted))).toBe('UNKNOWN_USER');
  });

  it('of a receipt that is voided is void with it', async () => {
    await take('GZ0001', 'GZ0100');
    const number = await charged();
    await print(number);
    await spoil(number);
    const { ledger } = counter;
    const seq = Number(ledger.db.prepare('SELECT seq FROM document WHERE number = ?').pluck().get(number));
    ledger.transact(
      () => {
        const act = new Act(ledger);
        const end = {
          state: 'voided',
          documentSeq: seq,
          markN: null,
          shiftId: null,
          personId: 2,
          reason: '作废',
        } as const;
        expect(endSheets(ledger, act, end)).toBe(1);
        act.seal({ kind: 'test', ref: null, businessDate: '2026-11-23', personId: 2 });
      },
      () => undefined,
    );
    expect((await stock()).segments[0]).toMatchObject({ used: 0, spoiled: 1, voided: 1, left: 98 });
  });
});

describe('a write-off', () => {
  const range = { first: 'GZ0050', last: 'GZ0100', reason: '受潮' };
  const writeOff = (approval: string | null, over: object = {}) =>
    finance.call('stock.writeOff', { operationId: op(), ...range, ...over, approval });
  const asked = async (): Promise<string> => {
    const subject = { kind: 'stockWriteOff', ...range } as const;
    return (await finance.call('approval.request', { operationId: op(), subject })).request;
  };

  it('needs a second person, for these very sheets', async () => {
    await take('GZ0001', 'GZ0100');
    expect(await refusalOf(writeOff(null))).toBe('APPROVAL_REQUIRED');
    const request = await asked();
    expect(await refusalOf(writeOff(request))).toBe('APPROVAL_NOT_GIVEN');
    await decide(counter, request, 'supervisor1');
    expect(await refusalOf(writeOff(request, { first: 'GZ0049' }))).toBe('APPROVAL_MISMATCH');
    expect(await writeOff(request)).toMatchObject({ writtenOff: 51, left: 49, next: 'GZ0001' });
    expect(await refusalOf(writeOff(await asked().catch(() => null)))).toBe('STOCK_SPENT');
    expect((await stock()).left).toBe(49);
  });

  it('is of sheets of one segment that nothing became of', async () => {
    await take('GZ0001', 'GZ0060');
    expect(await refusalOf(writeOff(null))).toBe('STOCK_NOT_TAKEN');
    await take('GZ0061', 'GZ0100');
    expect(await refusalOf(writeOff(null))).toBe('STOCK_NOT_TAKEN');
    await print(await charged());
    expect(await refusalOf(writeOff(null, { first: 'GZ0001', last: 'GZ0009' }))).toBe('STOCK_SPENT');
    expect(await refusalOf(writeOff(null, { first: 'GZ0009', last: 'GZ0001' }))).toBe('STOCK_RANGE');
  });
});

describe('hand-written receipts', () => {
  const enter = (paperNo: string) =>
    till.call('backfill.post', {
      operationId: op(),
      rows: [
        {
          row: 2,
          entry: {
            paperNo,
            paperDate: '2026-11-22',
            payer: null,
            item: 'OPEN',
            quantity: milli(1000),
            amount: minor(1200),
            tender: 'cash',
            reference: null,
          },
        },
      ],
    });

  it('are taken with any number while no booklet is kept count of, and only from booklets after that', async () => {
    expect(await enter('ANY-1')).toMatchObject({ posted: 1, rejected: [] });
    await take('SG0001', 'SG0050', 'handwritten');
    expect(await enter('SG0007')).toMatchObject({ posted: 1, rejected: [] });
    expect(await enter('SG0003')).toMatchObject({ posted: 1 });
    for (const paperNo of ['SG0051', 'SG007', 'ANY-2', 'SG']) {
      expect((await enter(paperNo)).rejected).toMatchObject([{ column: 'paper_no', code: 'PAPER_NO_NOT_TAKEN' }]);
    }
    expect(await enter('SG0007')).toMatchObject({ already: 1, posted: 0 });
    expect((await stock()).segments[0]).toMatchObject({ used: 2, left: 48, next: null });
  });

  it('are refused on a sheet that was written off', async () => {
    await take('SG0001', 'SG0050', 'handwritten');
    const { ledger } = counter;
    ledger.transact(
      () => {
        const act = new Act(ledger);
        act.insert(stockWriteOff, { segmentId: 1, n: 1, first: 40, last: 50, at: act.at, personId: 5, reason: '受潮' });
        act.seal({ kind: 'stock.writtenOff', ref: null, businessDate: '2026-11-23', personId: 5 });
      },
      () => undefined,
    );
    expect((await enter('SG0041')).rejected).toMatchObject([
      { code: 'PAPER_NO_SPENT', params: { state: 'writtenOff' } },
    ]);
  });
});

describe('the e-invoice of a receipt', () => {
  const DIGITAL = '26612000000012345678';
  const record = (number: string, status: 'none' | 'requested' | 'issued' | 'redLettered', over: object = {}) =>
    till.call('invoice.record', {
      operationId: op(),
      number,
      status,
      kind: 'digital',
      code: null,
      invoiceNumber: null,
      note: null,
      ...over,
    });

  it('goes from none over requested and issued to red-lettered, each step kept', async () => {
    const number = await charged();
    expect((await till.call('receipt.sheets', { number })).invoice).toEqual({ status: 'none', steps: [], alsoOn: [] });
    await record(number, 'requested');
    await record(number, 'issued', { invoiceNumber: DIGITAL });
    // The numbers of the red one are those that were issued, whatever the window says.
    const red = await record(number, 'redLettered', { kind: 'fiscal', code: '61060126', invoiceNumber: '0012345678' });
    expect(red.status).toBe('redLettered');
    expect(red.steps.map(({ status, kind, number: text, by }) => [status, kind, text, by])).toEqual([
      ['requested', 'digital', null, '王敏'],
      ['issued', 'digital', DIGITAL, '王敏'],
      ['redLettered', 'digital', DIGITAL, '王敏'],
    ]);
    expect((await record(number, 'issued', { invoiceNumber: DIGITAL.replace('78', '79') })).status).toBe('issued');
  });

  it('takes no step that cannot follow, and no number that is none', async () => {
    const number = await charged();
    for (const status of ['none', 'redLettered'] as const)
      expect(await refusalOf(record(number, status))).toBe('INVOICE_STATUS');
    expect(await refusalOf(record(number, 'issued'))).toBe('INVOICE_NUMBER');
    expect(await refusalOf(record(number, 'issued', { invoiceNumber: '0012345678' }))).toBe('INVOICE_NUMBER');
    expect(await refusalOf(record(number, 'issued', { kind: 'fiscal', invoiceNumber: '0012345678' }))).toBe(
      'INVOICE_NUMBER',
    );
    expect(await refusalOf(record(number, 'requested', { invoiceNumber: DIGITAL }))).toBe('INVOICE_NUMBER');
    expect(await refusalOf(record('A01-R-9999999', 'requested'))).toBe('UNKNOWN_RECEIPT');
    await record(number, 'requested');
    expect(await refusalOf(record(number, 'requested'))).toBe('INVOICE_STATUS');
    await record(number, 'none');
  });

  it('may stand on several receipts, which then name each other', async () => {
    const [one, other] = [await charged(), await charged()];
    const fiscal = { kind: 'fiscal', code: '61060126', invoiceNumber: '0012345678' };
    await record(one, 'issued', fiscal);
    expect((await record(other, 'issued', fiscal)).alsoOn).toEqual([one]);
  });
});

describe('what SQL itself refuses', () => {
  const seal = insert('chain', link());
  it('a second original, sheets out of order or twice, steps that cannot be', async () => {
    const worked = await LedgerTemplate.make(workedDay);
    const { db } = worked.raw();
    const refused = (statements: readonly string[], words: RegExp): void => {
      expect(refusalOfSql(db, [...statements, seal]), statements.join()).toMatch(words);
    };
    const mark = {
      document_seq: FIRST_RECEIPT,
      n: 3,
      seq: SEQ,
      job: 'j',
      kind: 'replacement',
      at: 1,
      person_id: 2,
      reason: null,
    };
    refused([insert('print_mark', mark)], /not spoiled/);
    const spoiled = insert('print_spoil', {
      document_seq: FIRST_RECEIPT,
      mark_n: 1,
      seq: SEQ,
      at: 1,
      person_id: 2,
      reason: 'jam',
      note: null,
    });
    expect(refusalOfSql(db, [spoiled, insert('print_mark', mark), seal])).toBeNull();
    refused([insert('print_mark', { ...mark, n: 4, job: 'k' })], /not spoiled/);
    const sheet = {
      segment_id: 1,
      number: 3,
      n: 1,
      seq: SEQ,
      state: 'spoiled',
      document_seq: null,
      mark_n: null,
      shift_id: null,
      at: 1,
      person_id: 2,
      reason: 'x',
    };
    refused([insert('stock_mark', { ...sheet, number: 0 })], /of this segment|in order/);
    refused([insert('stock_mark', { ...sheet, number: 101 })], /of this segment/);
    refused([insert('stock_mark', sheet)], /must follow|in order/);
    refused([insert('stock_mark', { ...sheet, number: 50, n: 2 })], /must follow|CHECK/);
    refused([insert('stock_mark', { ...sheet, segment_id: 2, number: 111 })], /written off/);
    const off = { segment_id: 1, n: 1, seq: SEQ, first: 2, last: 4, at: 1, person_id: 2, reason: 'x' };
    refused([insert('stock_write_off', off)], /something became/);
    refused([insert('stock_write_off', { ...off, first: 90, last: 101 })], /of this segment/);
    refused([insert('stock_write_off', { ...off, n: 2, first: 90, last: 91 })], /must follow/);
    const step = {
      document_seq: FIRST_RECEIPT,
      n: 1,
      seq: SEQ,
      status: 'redLettered',
      kind: 'digital',
      code: null,
      at: 1,
      person_id: 2,
    };
    const number = '26612000000012345678';
    refused([insert('invoice', { ...step, number, note: null })], /cannot become/);
    refused([insert('invoice', { ...step, status: 'issued', number: '12', note: null })], /CHECK/);
    db.close();
    worked.remove();
  });

  it('and verify notices the same where the triggers were taken away for a while', async () => {
    const worked = await LedgerTemplate.make(workedDay);
    const changes = [
      `UPDATE print_mark SET kind = 'replacement' WHERE document_seq = ${FIRST_RECEIPT.sql} AND n = 2`,
      'UPDATE stock_mark SET number = 90 WHERE segment_id = 1 AND number = 1',
      'UPDATE stock_segment SET last = 3 WHERE id = 1',
      'UPDATE stock_write_off SET first = 1, last = 300 WHERE n = 1',
      "UPDATE invoice SET status = 'none' WHERE n = 2",
      'DELETE FROM print_spoil WHERE mark_n = 1',
    ];
    for (const sql of changes) {
      const { db } = worked.raw();
      const triggers = db.prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").all() as {
        name: string;
        sql: string;
      }[];
      for (const { name } of triggers) db.exec(`DROP TRIGGER ${name}`);
      db.pragma('ignore_check_constraints = ON');
      db.pragma('foreign_keys = OFF');
      db.exec(sql);
      for (const { sql: made } of triggers) db.exec(made);
      expect(verifyRows(db).ok, sql).toBe(false);
      db.close();
    }
    worked.remove();
  });
});

it('a tariff board made twice for a day and a size is two files: the first may hang on the wall already', async () => {
  const wish = { date: null, paper: 'A4', locale: 'zh-CN' } as const;
  for (let n = 0; n < 2; n += 1) await till.call('tariff.board', wish);
  const [first, second] = counter.prints.map(({ fileName }) => fileName);
  expect(first).toMatch(/^tariff-\d{4}-\d\d-\d\d-A4-[0-9a-f]{8}\.pdf$/);
  expect(second).not.toBe(first);
});

it('a print of an earlier charge keeps the seal and size it is asked for', async () => {
  const { number } = await till.call('charge.post', mixedCharge());
  await till.call('receipt.print', {
    operationId: op(),
    number,
    locale: 'zh-CN',
    reason: null,
    paper: '80mm',
    send: true,
  });
  expect(counter.prints.at(-1)?.layout.paper).toBe('80mm');
  expect(counter.prints.at(-1)?.printer).toEqual({
    name: null,
    media: '80mm',
    copies: 1,
    slowAfterMs: 20_000,
    send: true,
  });
});

// Importing lists: who may, how a file is handed over, what is written and what is not, and that it is written once.
import { hash } from 'node:crypto';
import iconv from 'iconv-lite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LIST_PART_BYTES } from '../../core/lists/list-limits.ts';
import { milli, minor } from '../../core/money/money.ts';
import { readListFile } from '../../db/files/read-list-file.ts';
import { CUSTOMER_QUERIES } from '../../db/readers/find-customer.ts';
import { Counter, op, refusalOf, type Window } from './support/counter.ts';
import { importAt } from './support/lists.ts';

let counter: Counter;
let finance: Window;
let cashier: Window;
beforeAll(async () => {
  counter = await Counter.withSample();
  finance = counter.window();
  cashier = counter.window();
  await finance.signIn('finance1');
  await cashier.signIn('cashier1');
  await cashier.call('shift.open', { operationId: op(), drawer: '1', float: minor(0), counted: null });
});
afterAll(() => {
  expect(counter.faults).toEqual([]);
  expect(counter.verify()).toMatchObject({ ok: true });
  counter.stop();
});

const TARIFF = 'code,name,unit,price,category,account,method,from,until';
const tariff = (...rows: string[]): string => [TARIFF, ...rows].join('\n');
const CUSTOMERS = 'number,name,id type,id number,phone,plate,unit';
const customers = (...rows: string[]): string => [CUSTOMERS, ...rows].join('\n');
const fileOf = (text: string): string => hash('sha256', text, 'hex');

/** Hands a small file over in one part. */
async function stage(window: Window, list: 'tariff' | 'customer', text: string): Promise<string> {
  const file = fileOf(text);
  const bytes = Buffer.from(text).toString('base64');
  expect(await window.call(`${list}.stage`, { file, part: 1, parts: 1, bytes })).toEqual({ received: 1, whole: true });
  return file;
}

const priceOf = async (code: string): Promise<number | null | undefined> =>
  (await cashier.call('tariff.find', { text: code, limit: 1 })).items[0]?.price;

describe('who may', () => {
  it.each([
    ['cashier1', 'tariff.import'],
    ['supervisor1', 'tariff.import'],
    ['it1', 'tariff.import'],
    ['auditor1', 'tariff.import'],
    ['it1', 'customer.import'],
    ['auditor1', 'customer.import'],
  ] as const)('%s may not %s', async (username, method) => {
    const window = counter.window();
    await window.signIn(username);
    const input = { operationId: op(), file: fileOf('x'), strict: false };
    expect(await refusalOf(window.call(method, input))).toBe('FORBIDDEN');
    const list = method === 'tariff.import' ? 'tariff' : 'customer';
    expect(await refusalOf(window.call(`${list}.preview`, { file: fileOf('x'), from: 0 }))).toBe('FORBIDDEN');
    const part = { file: fileOf('x'), part: 1, parts: 1, bytes: 'eA==' };
    expect(await refusalOf(window.call(`${list}.stage`, part))).toBe('FORBIDDEN');
  });

  it('nobody reads what another has handed over', async () => {
    const file = await stage(cashier, 'customer', customers('H1,甲,,,,,'));
    expect(await refusalOf(finance.call('customer.preview', { file, from: 0 }))).toBe('LIST_NOT_HERE');
    expect((await cashier.call('customer.preview', { file, from: 0 })).imported).toBe(1);
  });
});

describe('a file is handed over', () => {
  it('in parts, in any order, a part twice', async () => {
    const rows = Array.from({ length: 9_000 }, (_, n) => `P${n},名字${n},,,,,${'宿舍'.repeat(5)}${n}`);
    const bytes = Buffer.from(customers(...rows));
    const file = hash('sha256', bytes, 'hex');
    const parts = Math.ceil(bytes.length / LIST_PART_BYTES);
    expect(parts).toBeGreaterThan(2);
    const part = (n: number) => ({
      file,
      part: n,
      parts,
      bytes: bytes.subarray((n - 1) * LIST_PART_BYTES, n * LIST_PART_BYTES).toString('base64'),
    });
    const order = Array.from({ length: parts }, (_, index) => parts - index);
    for (const n of [parts, ...order.slice(0, -1)]) {
      expect((await finance.call('customer.stage', part(n))).whole).toBe(false);
    }
    expect(await refusalOf(finance.call('customer.preview', { file, from: 0 }))).toBe('LIST_NOT_HERE');
    expect(await finance.call('customer.stage', part(1))).toEqual({ received: parts, whole: true });
    expect(await finance.call('customer.preview', { file, from: 0 })).toMatchObject({ rows: 9_000, imported: 9_000 });
  });

  it('or not at all when it is not the file it is said to be', async () => {
    const file = fileOf('something else');
    const part = { file, part: 1, parts: 1, bytes: Buffer.from(customers('X,甲,,,,,')).toString('base64') };
    expect(await refusalOf(finance.call('customer.stage', part))).toBe('LIST_BROKEN');
    expect(await refusalOf(finance.call('customer.preview', { file, from: 0 }))).toBe('LIST_NOT_HERE');
  });

  it.each([
    ['a spreadsheet', Buffer.from('504b0304140006', 'hex'), 'LIST_UNREADABLE'],
    ['an old spreadsheet', Buffer.from('d0cf11e0a1b11ae1', 'hex'), 'LIST_UNREADABLE'],
    ['a header alone', Buffer.from(CUSTOMERS), 'LIST_UNREADABLE'],
    ['bytes that are no text', Buffer.from([1, 0, 0, 2, 0, 0, 0]), 'LIST_UNREADABLE'],
    ['a quote never closed', Buffer.from(`${CUSTOMERS}\nA,"甲\n${'x,y\n'.repeat(9_000)}`), 'LIST_UNREADABLE'],
    ['no column for the name', Buffer.from('number,phone\nA,1'), 'LIST_COLUMNS'],
    ['a column twice', Buffer.from('number,name,姓名\nA,x,y'), 'LIST_COLUMNS'],
  ])('%s is refused whole', async (_name, bytes, code) => {
    expect(await refusalOf(importAt(finance, 'customer', bytes))).toBe(code);
  });
});

describe('encoding and separator are found', () => {
  const text = 'number;name\nE1;𠅤䶮';
  it.each([
    ['UTF-8', Buffer.from(text), 'utf-8'],
    ['UTF-8 with its mark', Buffer.from(`\ufeff${text}`), 'utf-8'],
    ['GB18030', iconv.encode(text, 'gb18030'), 'gb18030'],
    ['UTF-16 with its mark', Buffer.from(`\ufeff${text}`, 'utf16le'), 'utf-16le'],
    ['UTF-16 without', Buffer.from(text, 'utf16le'), 'utf-16le'],
    ['UTF-16, the other way round', Buffer.from(text, 'utf16le').swap16(), 'utf-16be'],
  ])('%s', (_name, bytes, encoding) => {
    const records = [
      ['number', 'name'],
      ['E1', '𠅤䶮'],
    ];
    expect(readListFile(bytes)).toMatchObject({ encoding, separator: ';', records });
  });

  it.each([',', ';', '\t'] as const)('separator %j', (separator) => {
    const found = readListFile(Buffer.from(`number${separator}name\r\nA${separator}"x${separator}y"\r\n`));
    expect(found.separator).toBe(separator);
    expect(found.records[1]).toEqual(['A', `x${separator}y`]);
  });

  it('blank lines are counted as a spreadsheet counts them', async () => {
    const run = await importAt(finance, 'customer', 'number,name\n\nBL1,甲\n,\nBL2,\n');
    expect(run).toMatchObject({ rows: 2, imported: 1, rejected: [{ row: 5, column: 'name', reason: 'nameMissing' }] });
  });
});

describe('a tariff', () => {
  it('gets a new version for a new price, and nothing for the same one', async () => {
    const first = tariff('T1,清洁,次,10.00,服务,5001,按次,2026-01-01,');
    expect(await importAt(finance, 'tariff', first)).toMatchObject({ exit: 0, imported: 1, updated: 0 });
    expect(await priceOf('T1')).toBe(1000);
    const head = counter.ledger.head.seq;
    expect(await importAt(finance, 'tariff', first)).toMatchObject({ imported: 0, updated: 0, unchanged: 1 });
    const dearer = tariff('T1,清洁,次,12.00,服务,5001,按次,2026-01-01,', 'T1,清洁,次,99.00,服务,5001,按次,2027-01-01,');
    expect(await importAt(finance, 'tariff', dearer)).toMatchObject({ imported: 2, updated: 2, unchanged: 0 });
    expect(await priceOf('T1')).toBe(1200);
    // Each import is one act, whatever it wrote.
    expect(counter.ledger.head.seq).toBe(head + 2);
  });

  it('takes methods by the names offices give them, and no price where none is meant', async () => {
    const run = await importAt(
      finance,
      'tariff',
      tariff(
        'M1,数量,个,2.50,,,按数量,2026-01-01,',
        'M2,另定,项,,,,金额另定,2026-01-01,',
        'M3,阶梯,吨,3.00,,,阶梯,2026-01-01,',
        'M4,另定有价,项,1.00,,,open,2026-01-01,',
      ),
    );
    expect(run).toMatchObject({ imported: 2, exit: 1 });
    expect(run.rejected).toEqual([
      { row: 4, column: 'price', reason: 'notForMethod' },
      { row: 5, column: 'price', reason: 'priceNotOpen' },
    ]);
  });

  it('puts an office’s account below the default one, and charges go there', async () => {
    await importAt(finance, 'tariff', tariff('T2,拖车,次,80.00,停车费,5777,按次,2026-01-01,'));
    await cashier.call('charge.post', {
      operationId: op(),
      customer: null,
      payer: null,
      lines: [{ item: 'T2', quantity: milli(1000), price: null }],
      tenders: [{ method: 'cash', given: minor(8000), reference: null }],
      expectedTotal: minor(8000),
    });
    expect(counter.ledger.one('SELECT name, kind FROM account WHERE code = ?', '6001.5777')).toEqual({
      name: '主营业务收入—停车费',
      kind: 'income',
    });
    expect(counter.ledger.one('SELECT balance FROM account_balance WHERE account = ?', '6001.5777')).toEqual({
      balance: -8000,
    });
  });

  it('stops being charged when it ends', async () => {
    await importAt(finance, 'tariff', tariff('T3,旧项,次,1.00,,,按次,2026-01-01,2026-06-30'));
    expect((await cashier.call('tariff.find', { text: 'T3', limit: 1 })).items).toEqual([]);
  });
});

describe('customers', () => {
  it('are kept up to date, and a blank cell erases nothing', async () => {
    await importAt(cashier, 'customer', customers('K0,钱零,,,19900002222,,3栋1室'));
    const more = customers('K0,钱零,,110101190405050047,,京B12345,');
    expect(await importAt(cashier, 'customer', more)).toMatchObject({ imported: 1, updated: 1 });
    expect(await importAt(cashier, 'customer', more)).toMatchObject({ imported: 0, updated: 0, unchanged: 1 });
    const { customers: found } = await cashier.call('customer.find', { text: 'K0', limit: 1 });
    expect(found).toMatchObject([
      { number: 'K0', name: '钱零', phone: '199****2222', plate: '京B12345', unit: '3栋1室', idNumber: '****0047' },
    ]);
  });

  it('become nobody else', async () => {
    const id = '110101190203030021';
    await importAt(cashier, 'customer', customers(`K1,王一,身份证,${id},19900001111,京A80452,3栋2室`));
    const run = await importAt(
      cashier,
      'customer',
      customers('K1,李二,,,,,', 'K1,王一,护照,E1234567,,,', `K2,王二,身份证,${id},,,`, `K1,王一新,身份证,${id},,,`),
    );
    expect(run.rejected).toEqual([
      { row: 2, column: 'number', reason: 'numberTaken' },
      { row: 3, column: 'number', reason: 'numberTaken' },
      { row: 4, column: 'id number', reason: 'idNumberTaken' },
      { row: 5, column: 'number', reason: 'numberTaken' },
    ]);
    expect(run.imported).toBe(0);
  });

  it('keep, on an old receipt, the name it was made out to', async () => {
    const id = '110101190304040034';
    await importAt(cashier, 'customer', customers(`K5,赵旧名,身份证,${id},,,3栋5室`));
    const receipt = await cashier.call('charge.post', {
      operationId: op(),
      customer: 'K5',
      payer: null,
      lines: [{ item: '5003005', quantity: milli(1000), price: null }],
      tenders: [{ method: 'cash', given: minor(860), reference: null }],
      expectedTotal: minor(860),
    });
    const run = await importAt(cashier, 'customer', customers(`K5,赵新名,身份证,${id},19912345678,,`));
    expect(run).toMatchObject({ imported: 1, updated: 1 });
    expect((await cashier.call('receipt.get', { number: receipt.number })).customer?.name).toBe('赵旧名');
    const found = await cashier.call('customer.find', { text: 'K5', limit: 1 });
    expect(found.customers[0]).toMatchObject({ name: '赵新名', unit: '3栋5室', phone: '199****5678' });
    expect((await cashier.call('customer.find', { text: '赵旧名', limit: 5 })).customers).toEqual([]);
  });

  it('are found by a range on an index, whatever is asked', () => {
    for (const [by, sql] of Object.entries(CUSTOMER_QUERIES)) {
      const values = by === 'number' ? ['x', 'y', 6] : ['n', 'x', 'y', 6];
      const plan = counter.ledger.db.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(...values) as { detail: string }[];
      const steps = plan.map((step) => step.detail);
      expect(
        steps.filter((step) => /\bSCAN\b|TEMP B-TREE/.test(step)),
        `${by}: ${steps.join('; ')}`,
      ).toEqual([]);
    }
  });

  it('are not told by the start of an ID number', async () => {
    await importAt(cashier, 'customer', customers('K7,证件,护照,E7654321,,,'));
    const ask = async (text: string) => (await cashier.call('customer.find', { text, limit: 5 })).customers.length;
    expect(await ask('e7654321')).toBe(1);
    expect(await ask('E765432')).toBe(0);
  });
});

describe('once', () => {
  it('the same command again gives the first answer, though the file is gone', async () => {
    const file = await stage(finance, 'customer', customers('O1,一次,,,,,'));
    const input = { operationId: op(), file, strict: true };
    const first = await finance.call('customer.import', input);
    expect(first).toEqual({ rows: 1, imported: 1, updated: 0, unchanged: 0, normalised: 0, rejected: 0 });
    const head = counter.ledger.head.seq;
    expect(await finance.call('customer.import', input)).toEqual(first);
    expect(counter.ledger.head.seq).toBe(head);
    expect(await refusalOf(finance.call('customer.import', { ...input, operationId: op() }))).toBe('LIST_NOT_HERE');
  });

  it('all or nothing is asked of the ledger too, not only of the preview', async () => {
    const file = await stage(finance, 'customer', customers('O2,好,,,,,', 'O3,,,,,,'));
    const before = counter.ledger.head.seq;
    const call = finance.call('customer.import', { operationId: op(), file, strict: true });
    expect(await refusalOf(call)).toBe('LIST_REJECTED');
    expect(counter.ledger.head.seq).toBe(before);
    expect((await finance.call('customer.find', { text: 'O2', limit: 1 })).customers).toEqual([]);
  });
});

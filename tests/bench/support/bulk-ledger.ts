// Fills a ledger with as many customers and receipts as are wanted, by the schema's own rules: every row goes in by INSERT
// past its CHECKs and triggers, every act is hashed and chained, and the ledger that comes out verifies.
// What it leaves out is only what a till does around a posting: asking for prices and waiting for the disk.
import { hash } from 'node:crypto';
import type { InputOf } from '../../../core/contract/contract.ts';
import { milli, type Minor, minor, timesQuantity } from '../../../core/money/money.ts';
import { formatDocumentNumber } from '../../../core/numbers/document-number.ts';
import { Act } from '../../../db/ledger/act.ts';
import {
  CHAINED_TABLES,
  type Cell,
  type ChainedTable,
  chainHash,
  digestOf,
  rowText,
} from '../../../db/ledger/chained-tables.ts';
import { type CustomerFacts, customerFacts, NOTHING_KNOWN } from '../../../db/ledger/customer-facts.ts';
import type { Ledger } from '../../../db/ledger/ledger.ts';
import { spellPerson } from '../../../db/ledger/pinyin.ts';
import { customer, customerVersion } from '../../../db/schema.ts';
import { Counter, op, type Window } from '../../ledger/support/counter.ts';

export interface BulkSize {
  /** Beside those of the sample data. */
  readonly customers: number;
  readonly receipts: number;
  /** Receipts of one business day; each day is one shift, opened and closed as a till does, and closed by finance but the last. */
  readonly perDay: number;
}

export interface BulkFigures {
  readonly customersPerSecond: number;
  readonly receiptsPerSecond: number;
  readonly days: number;
  readonly bytes: number;
}

export interface BulkLedger {
  /** The open ledger with cashier1 signed in and a shift open on drawer 1. */
  readonly counter: Counter;
  readonly till: Window;
  readonly figures: BulkFigures;
}

/** Receipts of one day at a very busy counter. */
export const RECEIPTS_A_DAY = 20_000;

/** Acts of one transaction: enough that beginning one costs nothing, few enough that the log stays small. */
const BATCH = 5_000;
const CACHE_KIB = 600_000;
const DAY_MS = 86_400_000;

/**
 * A new encrypted sample ledger in `dataDir` (a fresh folder when left out), filled to `size` and open. Durable only when
 * it answers: a power cut on the way leaves nothing worth keeping. `progress` is told now and then what has been done.
 */
export async function bulkLedger(
  size: BulkSize,
  dataDir?: string,
  progress: (said: string) => void = () => undefined,
): Promise<BulkLedger> {
  const counter = await Counter.withSample(dataDir === undefined ? {} : { dataDir });
  const till = counter.window();
  await till.signIn('cashier1');
  const { db } = counter.ledger;
  db.pragma('synchronous = OFF');
  db.pragma('wal_autocheckpoint = 100000');
  db.pragma(`cache_size = -${CACHE_KIB}`);
  const customersPerSecond = loadCustomers(counter, size.customers, progress);
  const loaded = await loadReceipts(counter, till, size, progress);
  db.pragma('wal_checkpoint(TRUNCATE)');
  db.pragma('synchronous = FULL');
  db.pragma('wal_autocheckpoint = 10000');
  db.pragma('cache_size = -2000');
  const bytes = Number(db.pragma('page_count', { simple: true })) * Number(db.pragma('page_size', { simple: true }));
  return { counter, till, figures: { customersPerSecond, ...loaded, bytes } };
}

const SURNAMES = [
  ...'王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段钱汤尹黎易常武乔贺赖龚文䶮𬭎',
];
const GIVEN = [
  ...'伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰建国志文海波新峰雪梅春燕红宇浩轩子涵梓萱欣怡思佳俊凯晨曦㛃𠅤',
];
const PROVINCES = [...'京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼'];
const LETTERS = 'ABCDEFGHJKLMNPQRSTUVWXYZ';

/** A number from 0 to `below` that looks random and is the same in every run. */
function scattered(seed: number, below: number): number {
  let x = (seed + 0x9e3779b9) | 0;
  x = Math.imul(x ^ (x >>> 16), 0x21f0aaad);
  x = Math.imul(x ^ (x >>> 15), 0x735a2d97);
  return ((x ^ (x >>> 15)) >>> 0) % below;
}

const of = <T>(all: readonly T[], seed: number): T => all[scattered(seed, all.length)] as T;

/** The `n`th invented customer: a phone for nearly all, a plate for a third, a unit for most, an ID number for half. */
function inventedCustomer(n: number): CustomerFacts {
  const pick = n * 16;
  const name = `${of(SURNAMES, pick)}${of(GIVEN, pick + 1)}${scattered(pick + 2, 5) === 0 ? '' : of(GIVEN, pick + 3)}`;
  const digits = String(scattered(pick + 4, 100_000_000)).padStart(8, '0');
  const plate = `${of(PROVINCES, pick + 6)}${LETTERS[scattered(pick + 7, 24)]}${10_000 + scattered(pick + 8, 90_000)}`;
  const unit = `${1 + scattered(pick + 10, 90)}栋${1 + scattered(pick + 11, 6)}单元${1 + scattered(pick + 12, 33)}0${1 + scattered(pick + 13, 4)}室`;
  const hasId = scattered(pick + 14, 2) === 0;
  return {
    ...NOTHING_KNOWN,
    name,
    phone: scattered(pick + 5, 20) === 0 ? null : `199${digits}`,
    plate: scattered(pick + 9, 3) === 0 ? plate : null,
    unit: scattered(pick + 15, 5) === 0 ? null : unit,
    idType: hasId ? 'passport' : null,
    idNumber: hasId ? `E${String(n).padStart(8, '0')}` : null,
  };
}

// A name is spelt character by character, once each: the dictionary is far slower than the ledger.
const spelling = new Map<string, { readonly pinyin: string; readonly initials: string }>();

function spelt(name: string) {
  let pinyin = '';
  let initials = '';
  for (const character of name) {
    let known = spelling.get(character);
    if (!known) spelling.set(character, (known = spellPerson(character)));
    pinyin += known.pinyin;
    initials += known.initials;
  }
  return { pinyin, initials };
}

const EMPTY = customerFacts({ ...NOTHING_KNOWN, name: 'x' });

function versionOf(facts: CustomerFacts) {
  const turned = (text: string | null): string | null => (text === null ? null : [...text].reverse().join(''));
  const reversed = {
    phoneReversed: turned(facts.phone),
    plateReversed: turned(facts.plate),
    unitReversed: turned(facts.unit),
  };
  return { ...EMPTY, ...facts, ...spelt(facts.name), ...reversed };
}

// As a list is imported: many customers an act. One in fifty is changed afterwards, so that old versions are there too.
function loadCustomers(counter: Counter, count: number, progress: (said: string) => void): number {
  const { ledger } = counter;
  const first = Number(ledger.one<{ id: number }>('SELECT max(id) AS id FROM customer')?.id ?? 0) + 1;
  const begun = performance.now();
  const write = (from: number, work: (act: Act) => void): void => {
    ledger.transact(
      () => {
        const act = new Act(ledger);
        work(act);
        act.seal({ kind: 'customers.imported', ref: null, businessDate: ledger.businessDate(), personId: 5 });
      },
      () => undefined,
    );
    if (from > 0 && from % 100_000 === 0) progress(`${from} of ${count} customers`);
  };
  for (let from = 0; from < count; from += BATCH) {
    const ids = Array.from({ length: Math.min(BATCH, count - from) }, (_, n) => from + n);
    write(from, (act) => {
      for (const n of ids) act.insert(customer, { id: first + n, number: `K${String(n + 1).padStart(8, '0')}` });
      for (const n of ids)
        act.insert(customerVersion, { customerId: first + n, n: 1, ...versionOf(inventedCustomer(n)) });
    });
    write(1, (act) => {
      for (const n of ids) {
        if (n % 50 !== 0) continue;
        const facts = { ...inventedCustomer(n), phone: `198${String(n).padStart(8, '0')}` };
        act.insert(customerVersion, { customerId: first + n, n: 2, ...versionOf(facts) });
      }
    });
  }
  return Math.round((count * 1_000) / Math.max(1, performance.now() - begun));
}

type Row = readonly Cell[];
interface Pattern {
  readonly rows: readonly { readonly table: ChainedTable; readonly cells: Row }[];
}

async function loadReceipts(
  counter: Counter,
  till: Window,
  size: BulkSize,
  progress: (said: string) => void,
): Promise<Pick<BulkFigures, 'receiptsPerSecond' | 'days'>> {
  const morning = counter.clock.wall;
  const open = () => till.call('shift.open', { operationId: op(), drawer: '1', float: minor(20_000), counted: null });
  await open();
  const patterns = await postPatterns(counter, till);
  const finance = counter.window();
  await finance.signIn('finance1');
  const begun = performance.now();
  let done = 0;
  let days = 1;
  const copier = new Copier(counter.ledger, patterns, size.customers);
  for (; done < size.receipts; days += 1) {
    const today = Math.min(size.perDay, size.receipts - done);
    for (let from = 0; from < today; from += BATCH) {
      const n = Math.min(BATCH, today - from);
      copier.batch(counter.clock, n, (9 * 3_600_000) / Math.max(1, today));
      done += n;
    }
    if (done < size.receipts) {
      await till.call('shift.close', { operationId: op(), counted: cashInDrawer(counter.ledger) });
      await closeOldestDay(finance);
      counter.clock.wall = morning + days * DAY_MS;
      await open();
      if (days % 10 === 0) progress(`${done} of ${size.receipts} receipts`);
    }
  }
  const seconds = Math.max(0.001, (performance.now() - begun) / 1_000);
  return { receiptsPerSecond: Math.round(size.receipts / seconds), days: days - 1 };
}

/** Closes the oldest business date that is open, as the screen does; answers it. */
export async function closeOldestDay(finance: Window): Promise<string> {
  const [day] = (await finance.call('day.state', {})).open;
  if (day === undefined) throw new Error('no day is open');
  const { businessDate, taken, control } = day;
  await finance.call('day.close', { operationId: op(), businessDate, expectedTaken: taken, expectedControl: control });
  return businessDate;
}

/** What the till's account says: a drawer that differs would be counted again by two. */
export function cashInDrawer(ledger: Ledger): Minor {
  const held = ledger.one<{ balance: Minor }>(
    `SELECT b.balance FROM open_shift o JOIN drawer d ON d.id = o.drawer_id
     JOIN account_balance b ON b.account = d.account WHERE o.kind = 'till'`,
  );
  return held?.balance ?? minor(0);
}

type Charge = InputOf<'charge.post'>;

// Receipts posted by the program itself; the others are written after them, column by column, whatever columns there are.
async function postPatterns(counter: Counter, till: Window): Promise<Pattern[]> {
  const sql = `SELECT i.code, v.price FROM item i JOIN item_version v ON v.item_id = i.id
    WHERE v.pricing = 'fixed' AND v.price > 0 ORDER BY i.code LIMIT 40`;
  const items = counter.ledger.all<{ code: string; price: Minor }>(sql);
  const patterns: Pattern[] = [];
  for (let n = 0; n < 60; n += 1) {
    const lines = Array.from({ length: 1 + (n % 4) }, (_, at) => ({
      ...(items[(n * 7 + at * 11) % items.length] as (typeof items)[number]),
      quantity: milli(1_000 * (1 + ((n + at) % 3))),
    }));
    const total = lines.reduce((sum, line) => sum + timesQuantity(line.price, line.quantity), 0);
    const receipt = await till.call('charge.post', {
      operationId: op(),
      customer: n % 3 === 0 ? null : 'C800001',
      payer: n % 3 === 0 && n % 2 === 0 ? '散客' : null,
      lines: lines.map(({ code, quantity }) => ({ item: code, quantity, price: null })),
      tenders: tendersOf(n, total),
      expectedTotal: minor(total),
    } as Charge);
    patterns.push(patternOf(counter.ledger, receipt.number));
  }
  return patterns;
}

// A third cash with change, a third WeChat by its long reference, a third card slip and cash.
function tendersOf(n: number, total: number): Charge['tenders'] {
  if (n % 3 === 0) return [{ method: 'cash', given: minor(total + 37), reference: null }];
  if (n % 3 === 1) return [{ method: 'wechat', given: minor(total), reference: `42000${String(n).padStart(23, '0')}` }];
  const card = Math.floor(total / 2);
  return [
    { method: 'card', given: minor(card), reference: String(4_000 + n).padStart(6, '0') },
    { method: 'cash', given: minor(total - card), reference: null },
  ];
}

function patternOf(ledger: Ledger, number: string): Pattern {
  const seq = ledger.one<{ seq: number }>('SELECT seq FROM document WHERE number = ?', number)?.seq;
  const rows = CHAINED_TABLES.flatMap((table) => {
    const order = table.order.filter((column) => column !== 'seq');
    const sql = `SELECT ${table.columns.join(', ')} FROM ${table.name} WHERE seq = ? ORDER BY ${['seq', ...order].join(', ')}`;
    const found = ledger.db.prepare(sql).raw().all(seq) as Cell[][];
    return found.map((cells) => ({ table, cells }));
  });
  return { rows };
}

/** What stands anew in every copy, by the name of its column. */
interface Fresh {
  readonly seq: number;
  readonly n: number;
  readonly number: string;
  readonly at: number;
  readonly businessDate: string;
  readonly shiftId: number;
  readonly operationId: string;
  readonly customerId: number;
}

class Copier {
  readonly #ledger: Ledger;
  readonly #patterns: readonly Pattern[];
  readonly #customers: number;
  #last: number;

  constructor(ledger: Ledger, patterns: readonly Pattern[], customers: number) {
    this.#ledger = ledger;
    this.#patterns = patterns;
    this.#customers = customers;
    this.#last = Number(ledger.one<{ last: number }>("SELECT last FROM number_series WHERE type = 'R'")?.last ?? 0);
  }

  /** Writes `count` receipts into the open shift in one transaction, `gap` ms of wall clock apart. */
  batch(clock: { wall: number }, count: number, gap: number): void {
    const ledger = this.#ledger;
    const sql = `SELECT s.id, s.business_date AS date FROM open_shift o JOIN shift s ON s.id = o.shift_id WHERE o.kind = 'till'`;
    const shift = ledger.one<{ id: number; date: string }>(sql);
    if (!shift) throw new Error('no shift is open');
    ledger.transact(
      () => {
        for (let done = 0; done < count; done += 1) {
          clock.wall += gap;
          this.#copy(Math.floor(clock.wall), shift);
        }
      },
      () => undefined,
    );
  }

  #copy(at: number, shift: { readonly id: number; readonly date: string }): void {
    const { head, meta } = this.#ledger;
    const n = ++this.#last;
    const pattern = this.#patterns[n % this.#patterns.length] as Pattern;
    const time = at.toString(16).padStart(12, '0');
    const fresh: Fresh = {
      seq: head.seq + 1,
      n,
      number: formatDocumentNumber({ counter: meta.counterCode, type: 'R', n }),
      at,
      businessDate: shift.date,
      shiftId: shift.id,
      operationId: `${time.slice(0, 8)}-${time.slice(8)}-7000-8000-${n.toString(16).padStart(12, '0')}`,
      // Behind the eleven of the sample data; a register without any more has none to name.
      customerId: this.#customers === 0 ? 1 : 12 + scattered(n, this.#customers),
    };
    const texts = pattern.rows.map(({ table, cells }) => {
      const copy = copied(table, cells, fresh);
      this.#ledger.insertRow(table, copy);
      return rowText(table, copy);
    });
    this.#seal(fresh, digestOf(texts));
  }

  #seal(fresh: Fresh, digest: Buffer): void {
    const { head } = this.#ledger;
    const fields = {
      seq: fresh.seq,
      at: fresh.at,
      clockBack: fresh.at < head.at ? 1 : 0,
      businessDate: fresh.businessDate,
      personId: 2,
      kind: 'receipt.posted',
      ref: fresh.number,
      detail: '{}',
      digest,
      prev: head.hash,
    };
    const made = chainHash(fields);
    this.#ledger
      .prepared('INSERT INTO chain VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)')
      .run(...Object.values(fields), made);
    this.#ledger.advance({ seq: fresh.seq, hash: made, at: fresh.at }, null);
  }
}

function copied({ name, columns }: ChainedTable, cells: Row, fresh: Fresh): Cell[] {
  return columns.map((column, at) => {
    const cell = cells[at] as Cell;
    switch (column) {
      case 'seq':
        return fresh.seq;
      case 'at':
        return fresh.at;
      case 'business_date':
        return fresh.businessDate;
      case 'shift_id':
        return fresh.shiftId;
      case 'number':
        return fresh.number;
      case 'n':
        return name === 'document' ? fresh.n : cell;
      case 'id':
        return name === 'operation' ? fresh.operationId : cell;
      case 'digest':
        return name === 'operation' ? hash('sha256', fresh.operationId, 'hex') : cell;
      case 'answer':
        return JSON.stringify({ receipt: fresh.number });
      case 'customer_id':
        return cell === null ? null : fresh.customerId;
      case 'reference':
        return typeof cell === 'string' && cell.length >= 16 ? `42000${String(fresh.n).padStart(23, '0')}` : cell;
      default:
        return cell;
    }
  });
}

// What numbers, shifts, days, people, prints and links must be, said by SQL itself: each rule is broken by hand over a raw
// connection with the program's key and settings, with a good row beside it where one could doubt which rule refuses.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  dump,
  endRow,
  FIRST_RECEIPT,
  insert,
  link,
  receiptSql,
  refusalOfSql,
  SEQ,
  shiftRow,
  type Row,
} from './support/raw-sql.ts';
import { LedgerTemplate, type RawLedger, workedDay } from './support/sample-ledger.ts';

let template: LedgerTemplate;
let raw: RawLedger;

beforeAll(async () => {
  template = await LedgerTemplate.make(workedDay);
});
afterAll(() => template.remove());
beforeEach(() => {
  raw = template.raw();
});
afterEach(() => {
  raw.db.close();
  template.forgetCopies();
});

/** The database says `reason` and everything is as it was. */
function refused(statements: readonly string[], reason: RegExp): void {
  const before = dump(raw.db);
  expect(refusalOfSql(raw.db, statements) ?? 'was taken', statements.join(';\n')).toMatch(reason);
  expect(dump(raw.db)).toBe(before);
}

const seal = insert('chain', link());

/** The shift that the attack has just made. */
const newest = { sql: '(SELECT max(id) FROM shift)' };

describe('a customer is one person', () => {
  const version = (over: Record<string, string | number | null> = {}) =>
    insert('customer_version', {
      customer_id: 1,
      n: 2,
      seq: SEQ,
      name: 'x',
      pinyin: '',
      initials: '',
      id_type: 'residentCard',
      id_number: '110101190102020019',
      ...over,
    });
  const bad: readonly (readonly [string, string[], RegExp])[] = [
    ['a version left out', [version({ n: 3 }), seal], /must follow/],
    ['a version again', [version({ n: 1 }), seal], /must follow/],
    ['the same paper for two', [version(), version({ customer_id: 2 }), seal], /another customer/],
    ['a version of nobody', [version({ customer_id: 9_999, n: 1 }), seal], /FOREIGN KEY/],
    ['an ID number without its type', [version({ id_type: null }), seal], /CHECK/],
    ['an unknown type of paper', [version({ id_type: 'library' }), seal], /CHECK/],
    ['a phone that cannot be found by its tail', [version({ phone: '19900000000' }), seal], /CHECK/],
    ['a name of 61 characters', [version({ name: '长'.repeat(61) }), seal], /CHECK/],
  ];
  it.each(bad)('%s', (_name, statements, reason) => refused(statements, reason));

  it('may be told more of, and give up a paper that another then holds', () => {
    const given = [version(), seal];
    const back = [version({ n: 3, id_type: null, id_number: null }), version({ customer_id: 2 }), seal];
    expect(refusalOfSql(raw.db, given)).toBeNull();
    expect(refusalOfSql(raw.db, back)).toBeNull();
  });
});

describe('numbers are gapless and used once', () => {
  const bad: readonly (readonly [string, string[], RegExp])[] = [
    ['a gap', receiptSql({ document: { n: 7 } }), /number must follow/],
    ['a number again', receiptSql({ document: { n: 4 } }), /number must follow/],
    ['number 0', receiptSql({ document: { n: 0 } }), /number must follow/],
    ['a letter without a series', receiptSql({ document: { type: 'Z', n: 1 } }), /number must follow/],
    ['the series set back', ["UPDATE number_series SET last = 3 WHERE type = 'R'"], /number_series/],
    ['the series set forward', ["UPDATE number_series SET last = 9 WHERE type = 'R'"], /number_series/],
    ['the series renamed', ["UPDATE number_series SET type = 'Z' WHERE type = 'R'"], /number_series/],
    ['the series deleted', ["DELETE FROM number_series WHERE type = 'R'"], /append-only/],
    ['the series replaced', ["REPLACE INTO number_series VALUES ('R', 'x', 0)"], /append-only/],
    ['a series that begins in the middle', ["INSERT INTO number_series VALUES ('Z', 'x', 7)"], /number_series/],
    [
      'a series upserted',
      ["INSERT INTO number_series VALUES ('R', 'x', 0) ON CONFLICT DO UPDATE SET last = 0"],
      /number_series/,
    ],
  ];
  it.each(bad)('%s', (_name, statements, reason) => refused(statements, reason));
});

describe('closed is closed', () => {
  const openOne = (over: Row) =>
    insert('open_shift', { drawer_id: 2, shift_id: 3, person_id: 3, kind: 'till', ...over });
  const bad: readonly (readonly [string, string[], RegExp])[] = [
    ['into a closed shift', receiptSql({ document: { shift_id: 2 } }), /shift is not open/],
    ['into a shift that never was', receiptSql({ document: { shift_id: 99 } }), /shift is not open/],
    [
      'into another business date',
      receiptSql({ document: { business_date: '2026-11-24' } }),
      /business date is not the shift/,
    ],
    [
      'into a closed day',
      [insert('closed_day', { business_date: '2026-11-23', seq: SEQ }), seal, ...receiptSql()],
      /is closed/,
    ],
    ['a closed shift opened again', [openOne({})], /open_shift/],
    ['a closed shift opened again by OR REPLACE', [openOne({}).replace('INSERT', 'REPLACE')], /open_shift/],
    ['an open shift given to another person', ['UPDATE open_shift SET person_id = 3'], /open_shift/],
    ['an open shift moved to another drawer', ['UPDATE open_shift SET drawer_id = 2'], /open_shift/],
    [
      'an open shift replaced',
      [insert('open_shift', { drawer_id: 1, shift_id: 1, person_id: 3, kind: 'till' }, 'REPLACE')],
      /open_shift/,
    ],
    [
      'a second shift on a drawer',
      [insert('shift', shiftRow({ drawer_id: 1 })), openOne({ drawer_id: 1, shift_id: newest }), seal],
      /UNIQUE/,
    ],
    [
      'a second shift of a person',
      [insert('shift', shiftRow({ person_id: 2 })), openOne({ shift_id: newest, person_id: 2 }), seal],
      /UNIQUE/,
    ],
    [
      'a shift held by somebody else than who opened it',
      [insert('shift', shiftRow({})), openOne({ shift_id: newest, person_id: 4 }), seal],
      /open_shift/,
    ],
    [
      'a shift ended twice',
      ['DROP TRIGGER shift_end_counted', insert('shift_end', endRow({ shift_id: 2 })), seal],
      /UNIQUE/,
    ],
    ['a day closed twice', [insert('closed_day', { business_date: '2026-11-20', seq: SEQ }), seal], /UNIQUE/],
  ];
  it.each(bad)('%s', (_name, statements, reason) => refused(statements, reason));

  it('a shift that is new is opened', () => {
    expect(refusalOfSql(raw.db, [insert('shift', shiftRow({})), openOne({ shift_id: newest }), seal])).toBeNull();
  });
});

describe('a bill that is no receipt', () => {
  const PARKED = { sql: "(SELECT seq FROM parked_bill WHERE number = 'A01-P-0000003')" };
  const ENDED = { sql: "(SELECT seq FROM parked_bill WHERE number = 'A01-P-0000001')" };
  type Cells = Record<string, string | number | null | { readonly sql: string }>;
  const bill = (over: Cells = {}) =>
    insert('parked_bill', { seq: SEQ, n: 4, number: 'A01-P-0000004', at: 1, person_id: 2, total: 1000, ...over });
  const fixed = { item_id: 1, name: 'x', quantity: 1000, unit_price: 1000, amount: 1000 };
  const line = (over: Cells = {}) => insert('parked_line', { seq: SEQ, n: 1, pricing: 'fixed', ...fixed, ...over });
  const end = (over: Cells = {}) =>
    insert('parked_end', { parked_seq: PARKED, seq: SEQ, kind: 'recalled', at: 1, person_id: 2, ...over });
  const unpaid = (over: Cells = {}) => {
    const row = { n: 3, number: 'A01-N-0000003', business_date: '2026-11-23', at: 1, person_id: 2, total: 1000 };
    return insert('refusal', { seq: SEQ, ...row, reason: 'refuses', ...over });
  };
  const unpaidLine = (over: Cells = {}) =>
    insert('refusal_line', { seq: SEQ, n: 1, ...fixed, pricing: 'fixed', ...over });

  const bad: readonly (readonly [string, string[], RegExp])[] = [
    ['ended twice', [end({ parked_seq: ENDED }), seal], /UNIQUE/],
    ['given up after it was taken back', [end({ parked_seq: ENDED, kind: 'discarded', reason: 'x' }), seal], /UNIQUE/],
    ['ended twice by REPLACE', [end({ parked_seq: ENDED }).replace('INSERT', 'REPLACE'), seal], /append-only/],
    ['ended that never was', [end({ parked_seq: 9_999 }), seal], /FOREIGN KEY/],
    ['given up without a reason', [end({ kind: 'discarded' }), seal], /CHECK/],
    ['taken back with a reason', [end({ reason: 'x' }), seal], /CHECK/],
    ['ended in a third way', [end({ kind: 'lost' }), seal], /CHECK/],
    ['a gap in its numbers', [bill({ n: 5 }), line(), seal], /must follow/],
    ['a number again', [bill({ n: 3 }), line(), seal], /must follow/],
    ['a slip twice', [bill({ number: 'A01-P-0000001' }), line(), seal], /UNIQUE/],
    ['no lines', [bill({ total: 0 }), seal], /parked bill: lines/],
    ['lines of another sum', [bill({ total: 999 }), line(), seal], /parked bill: lines/],
    ['a line added to a parked bill', [line({ seq: PARKED, n: 9 })], /sealed/],
    ['a line that is not quantity × price', [bill(), line({ unit_price: 999 }), seal], /CHECK/],
    ['a fixed price left out', [bill({ total: 0 }), line({ unit_price: null, amount: null }), seal], /CHECK/],
    ['a price without its amount', [bill({ total: 0 }), line({ amount: null }), seal], /CHECK/],
    ['an unknown customer', [bill({ customer_id: 9_999 }), line(), seal], /FOREIGN KEY/],
    ['not sealed', [bill(), line()], /FOREIGN KEY/],
    ['taken out of the list by hand', ['DELETE FROM parked_now'], /has not ended/],
    ['put back into the list', [insert('parked_now', { parked_seq: ENDED })], /has ended/],
    ['another one in the list', ['UPDATE parked_now SET parked_seq = parked_seq + 1'], /written by its bills/],
    ['not paid, for a reason not on the list', [unpaid({ reason: 'rude' }), unpaidLine(), seal], /CHECK/],
    ['not paid, for another reason without words', [unpaid({ reason: 'other' }), unpaidLine(), seal], /CHECK/],
    ['not paid, of another sum', [unpaid({ total: 1 }), unpaidLine(), seal], /refusal: lines/],
    ['not paid, without lines', [unpaid({ total: 0 }), seal], /refusal: lines/],
    ['not paid, with a gap', [unpaid({ n: 4 }), unpaidLine(), seal], /must follow/],
  ];
  it.each(bad)('%s', (_name, statements, reason) => refused(statements, reason));

  it('is taken as it should be, and leaves the list when it ends', () => {
    expect(refusalOfSql(raw.db, [bill(), line(), seal])).toBeNull();
    expect(refusalOfSql(raw.db, [unpaid(), unpaidLine(), seal])).toBeNull();
    const there = () => raw.db.prepare('SELECT count(*) FROM parked_now').pluck().get();
    expect(there()).toBe(2);
    expect(refusalOfSql(raw.db, [end(), seal])).toBeNull();
    expect(there()).toBe(1);
  });
});

describe('duties stay separate', () => {
  const grant = (person: number, role: string, n = 2) =>
    insert('person_role', { person_id: person, n, seq: SEQ, role, granted: 1 });
  // Sample people: 2 cashier1, 4 supervisor1, 6 finance1, 7 it1, 8 auditor1.
  const bad: readonly (readonly [string, string[], RegExp])[] = [
    ['a cashier who approves', [grant(2, 'supervisor'), seal], /duty separation/],
    ['a supervisor who takes money', [grant(4, 'cashier'), seal], /duty separation/],
    ['IT with money', [grant(7, 'finance'), seal], /duty separation/],
    ['finance with IT', [grant(6, 'it'), seal], /duty separation/],
    ['an auditor who writes', [grant(8, 'supervisor'), seal], /duty separation/],
    ['somebody who audits themselves', [grant(6, 'auditor'), seal], /duty separation/],
    ['an unknown role', [grant(4, 'root'), seal], /CHECK/],
    ['a user name twice', [insert('person', { id: 99, seq: SEQ, username: 'cashier1', name: 'x' }), seal], /UNIQUE/],
    [
      'a password that is no argon2id hash',
      [insert('credential', { person_id: 2, n: 2, seq: SEQ, phc: 'secret', must_change: 0 }), seal],
      /CHECK/,
    ],
  ];
  it.each(bad)('%s', (_name, statements, reason) => refused(statements, reason));

  it('a supervisor may do the books as well, and a role may follow one that was taken back', () => {
    expect(refusalOfSql(raw.db, [grant(4, 'finance'), seal])).toBeNull();
    const back = insert('person_role', { person_id: 2, n: 2, seq: SEQ, role: 'cashier', granted: 0 });
    expect(refusalOfSql(raw.db, [back, grant(2, 'supervisor', 3), seal])).toBeNull();
  });
});

describe('the chain only grows', () => {
  const bad: readonly (readonly [string, string, RegExp])[] = [
    ['a gap', insert('chain', link({ seq: { sql: '(SELECT max(seq) + 2 FROM chain)' } })), /seq must follow/],
    ['a number again', insert('chain', link({ seq: { sql: '(SELECT max(seq) FROM chain)' } })), /seq must follow/],
    [
      'a number again by REPLACE',
      insert('chain', link({ seq: { sql: '(SELECT max(seq) FROM chain)' } }), 'REPLACE'),
      /seq must follow/,
    ],
    ['number 0', insert('chain', link({ seq: 0 })), /seq must follow/],
    ['no number', insert('chain', link({ seq: null })), /seq must follow/],
    [
      'another row before',
      insert('chain', link({ prev: { sql: '(SELECT hash FROM chain WHERE seq = 7)' } })),
      /prev must be/,
    ],
    ['a made-up row before', insert('chain', link({ prev: { sql: 'randomblob(32)' } })), /prev must be/],
    ['a short hash', insert('chain', link({ hash: { sql: 'randomblob(31)' } })), /CHECK/],
    ['a hash in text', insert('chain', link({ hash: 'x'.repeat(32) })), /cannot store/],
    ['a digest in text', insert('chain', link({ digest: 'x'.repeat(32) })), /cannot store/],
    ['details that are not JSON', insert('chain', link({ detail: '{' })), /CHECK/],
    ['a clock flag of 2', insert('chain', link({ clock_back: 2 })), /CHECK/],
    ['a date that is none', insert('chain', link({ business_date: '23.11.2026' })), /CHECK/],
    ['a stranger', insert('chain', link({ person_id: 999 })), /FOREIGN KEY/],
  ];
  it.each(bad)('%s', (_name, sql, reason) => refused([sql], reason));

  it('a document under another seq than the next', () => {
    const [document = '', ...rest] = receiptSql();
    refused([document.replace('max(seq) + 1', 'max(seq) + 2'), ...rest], /seq must be the next/);
  });

  it('an operation id twice', () => {
    const id = String(raw.db.prepare('SELECT id FROM operation LIMIT 1').pluck().get());
    const row = { seq: SEQ, id, person_id: 2, method: 'x', digest: 'a'.repeat(64), answer: '{}' };
    refused([insert('operation', row), seal], /UNIQUE/);
    refused([insert('operation', { ...row, id: 'short' }), seal], /CHECK/);
  });

  it('an original printed twice, or a copy without a reason', () => {
    const mark = {
      document_seq: FIRST_RECEIPT,
      n: 3,
      seq: SEQ,
      job: 'j',
      kind: 'copy',
      at: 1,
      person_id: 2,
      reason: '丢失',
    };
    refused([insert('print_mark', { ...mark, kind: 'original', reason: null }), seal], /CHECK/);
    refused([insert('print_mark', { ...mark, reason: null }), seal], /CHECK/);
    refused([insert('print_mark', { ...mark, n: 9 }), seal], /print_mark/);
    expect(refusalOfSql(raw.db, [insert('print_mark', mark), seal])).toBeNull();
  });
});

describe('what is printed on every receipt stays', () => {
  it.each([
    "UPDATE meta SET value = 'another office' WHERE key = 'organisation'",
    "UPDATE meta SET key = 'x' WHERE key = 'currency'",
    "DELETE FROM meta WHERE key = 'currency'",
    "REPLACE INTO meta VALUES ('counterCode', 'B02')",
    "INSERT INTO meta VALUES ('late', 'x')",
  ])('%s', (sql) => refused([sql], /meta|append-only/));
});

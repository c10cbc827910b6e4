// What was posted stays as it was posted: every way SQL has of changing, deleting or adding to a sealed row is tried
// on every append-only table, over a connection with the program's own key and settings. None may succeed.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CHAINED_TABLES } from '../../db/ledger/chained-tables.ts';
import { type Db, openConnection } from '../../db/open/connection.ts';
import { assertSchema, SCHEMA_VERSION } from '../../db/open/migrate.ts';
import { openForReading, openLedger } from '../../db/open/open-ledger.ts';
import { dump, insert, link, receiptSql, refusalOfSql, type Value } from './support/raw-sql.ts';
import { LedgerTemplate, type RawLedger, workedDay } from './support/sample-ledger.ts';
import { TestClock } from './support/counter.ts';

let template: LedgerTemplate;
/** One copy that every refused attack is made on, what stands in it, and somebody else who watches its file. */
let raw: RawLedger;
let whole: string;
let watcher: Db;
let seen: unknown;

beforeAll(async () => {
  template = await LedgerTemplate.make(workedDay);
  raw = template.raw();
  whole = dump(raw.db);
  watcher = openConnection(raw.files.ledger, template.key, 'read');
  seen = watcher.pragma('data_version', { simple: true });
});
afterAll(() => {
  watcher.close();
  raw.db.close();
  template.remove();
});

/** What an attack must not have done to the copy everybody uses. */
function expectUntouched(): void {
  // SQLite tells a second connection when anything at all was committed; only then are the rows themselves read.
  const now = watcher.pragma('data_version', { simple: true });
  if (now === seen) return;
  seen = now;
  expect(dump(raw.db) === whole, 'the ledger is as it was').toBe(true);
}

/** A copy for a test that does change it. */
function withOwnCopy(work: (own: RawLedger) => void): void {
  const own = template.raw();
  try {
    work(own);
  } finally {
    if (own.db.open) own.db.close();
  }
}

/** The tables that may move, each for the reason its comment in the schema gives. Everything else is append-only. */
const MOVING = [
  'account_balance',
  'bill_state',
  'customer_key',
  'customer_now',
  'day_account',
  'day_discount',
  'day_document',
  'day_item',
  'day_tender',
  'draft',
  'meta',
  'number_series',
  'load_left',
  'open_item',
  'open_shift',
  'parked_now',
  'payout_now',
  'refund_now',
  'session',
  'signin_guard',
  'unproved_day',
];
const APPEND_ONLY = ['chain', ...CHAINED_TABLES.map((table) => table.name)];

it('is about every table there is: append-only or named as moving', () => {
  const tables = raw.db
    .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name")
    .pluck()
    .all();
  expect(tables).toEqual([...APPEND_ONLY, ...MOVING].sort());
});

it('has at least one row to attack in every append-only table', () => {
  for (const table of APPEND_ONLY) {
    expect(raw.db.prepare(`SELECT count(*) FROM ${table}`).pluck().get(), table).toBeGreaterThan(0);
  }
});

function columnsOf(table: string): string[] {
  return raw.db.prepare(`SELECT name FROM pragma_table_info('${table}')`).pluck().all() as string[];
}

/** Rows whose own rule is asked before the foreign key that would refuse them as well. */
const BEFORE_ITS_KEY: Readonly<Record<string, RegExp>> = {
  delivery: /^delivery: |FOREIGN KEY constraint failed/,
  refund_case: /^refund_case: /,
  refund_submission: /^refund_submission: /,
  refund_line: /^refund_line: /,
  refund_back: /^refund_back: /,
  refund_entry: /^refund_entry: /,
  use_confirmation: /^use_confirmation: /,
  refund_step: /^refund_step: /,
  refund_request: /^refund_request: |UNIQUE constraint failed: refund_request/,
  refund_deputy: /^refund_deputy: |UNIQUE constraint failed: refund_deputy/,
  refund_document: /^refund_document: /,
  refund_payout: /^refund_payout: /,
  bank_batch: /^bank_batch: /,
  bank_batch_file: /^bank_batch_file: /,
  bank_answer: /^bank_answer: /,
  bank_answer_row: /^bank_answer_row: /,
  payout_step: /^payout_step: /,
  payout_document: /^payout_document: /,
  prepayment_giveback: /^prepayment_giveback: /,
  price_override: /^price_override: is not the price of its line/,
  payer_version: /must follow the last one|FOREIGN KEY constraint failed/,
  setup_step: /^setup_step: set-up is over/,
  receipt_void: /is not on a document of its kind/,
  void_reversal: /is of no tender/,
  tender_correction: /is not on a document of its kind/,
  receipt_exchange: /is not on a document of its kind/,
  receipt_loss: /is not on a document of its kind/,
  receipt_reissue: /is not on a document of its kind/,
  receipt_freeze: /^receipt_freeze: must follow/,
  tender_payer: /comes before its tender|FOREIGN KEY constraint failed/,
  cheque_end: /cheque_end: is of no document for cheques/,
  tender_proof: /UNIQUE constraint failed: tender_proof/,
  prepayment: /prepayment: is of no document for prepayments/,
  day_package: /^day_package: must follow/,
  package_paper: /^package_paper: is not of the package/,
  prepayment_draw: /prepayment_draw: (more than is left|is of no document)/,
  totp_enrolment: /^totp_enrolment: must follow/,
  totp_end: /^totp_end: is not of the newest/,
  totp_use: /^totp_use: is not of an enrolment/,
  totp_recovery_use: /^totp_recovery_use: is not of an enrolment/,
  tender_evidence: /^tender_evidence: must follow the last one/,
  claim_collection: /^claim_collection: is of no document/,
  ticket: /^ticket: must follow/,
  ticket_step: /^ticket_step: must follow/,
  ticket_payout: /^ticket_payout: /,
  ticket_sample: /^ticket_sample: must follow/,
  ticket_sample_pick: /^ticket_sample_pick: /,
  ticket_review: /^UNIQUE constraint failed: ticket_review|^ticket_review: /,
  line_formula: /^line_formula: is not what its line says/,
  shift_end: /^shift_end: is not as its drawer was last counted/,
  transfer_end: /^UNIQUE constraint failed: transfer_end/,
  cash_slip: /^cash_slip: goes from and to where its kind never does/,
  deposit_slip: /^deposit_slip: is on no document of its kind/,
  deposit_end: /^deposit_end: is not on a movement of its kind/,
  counterfeit_note: /^counterfeit_note: number must follow/,
  cash_count: /^cash_count: must follow the last one/,
  handover_offer: /^handover_offer: is not of the last count/,
  handover_count: /^handover_count: must follow/,
  handover_end: /^UNIQUE constraint failed: handover_end/,
  shift_pause: /^shift_pause: must follow/,
  shift_forced: /^UNIQUE constraint failed: shift_forced/,
};

/** The bill of a worked day that is still parked. */
function parkedNow(): number {
  return Number(raw.db.prepare('SELECT parked_seq FROM parked_now').pluck().get());
}

function keysOf(table: string): string[] {
  return raw.db.prepare(`SELECT name FROM pragma_table_info('${table}') WHERE pk > 0`).pluck().all() as string[];
}

/** Every attack on one table that SQL can word. */
function attacksOn(table: string): string[] {
  const columns = columnsOf(table);
  const all = columns.join(', ');
  const some = columns.at(-1) ?? '';
  const one = `SELECT ${all} FROM ${table} LIMIT 1`;
  const updates = columns.flatMap((column) => [
    `UPDATE ${table} SET ${column} = ${column}`,
    `UPDATE OR REPLACE ${table} SET ${column} = NULL`,
    `UPDATE OR IGNORE ${table} SET ${column} = ${column} || '1'`,
    `UPDATE OR ROLLBACK ${table} SET ${column} = 1`,
  ]);
  return [
    ...updates,
    `DELETE FROM ${table}`,
    `DELETE FROM ${table} WHERE ${some} IS (SELECT ${some} FROM ${table} LIMIT 1)`,
    `REPLACE INTO ${table} ${one}`,
    `INSERT OR REPLACE INTO ${table} ${one}`,
    `INSERT INTO ${table} ${one}`,
    `WITH x AS (SELECT 1) INSERT INTO ${table} (${all}) SELECT ${all} FROM ${table} WHERE true LIMIT 1 ON CONFLICT DO UPDATE SET ${some} = excluded.${some}`,
    `INSERT INTO ${table} (${all}) SELECT ${all} FROM ${table} WHERE true LIMIT 1 ON CONFLICT (${keysOf(table).join(', ')}) DO UPDATE SET ${some} = ${some}`,
  ];
}

describe.each(APPEND_ONLY)('%s', (table) => {
  it('takes no UPDATE, DELETE, REPLACE or upsert', () => {
    for (const sql of attacksOn(table)) {
      expect(refusalOfSql(raw.db, [sql]), sql).toMatch(
        /append-only|sealed|must follow|must be the next|datatype mismatch|cannot store/,
      );
    }
    expectUntouched();
  });

  it('is not emptied row by row by OR IGNORE either', () => {
    const columns = columnsOf(table).join(', ');
    refusalOfSql(raw.db, [`INSERT OR IGNORE INTO ${table} (${columns}) SELECT ${columns} FROM ${table}`]);
    expectUntouched();
  });
});

/** Rows of paper that only lack their link. */
const FRESH_PAPER: Readonly<Record<string, Readonly<Record<string, string | number>>>> = {
  print_spoil: { document_seq: 6, mark_n: 1 },
  stock_segment: { id: 3, first: 900, last: 950 },
  stock_mark: { number: 9, n: 1, document_seq: 6, mark_n: 1 },
  stock_write_off: { n: 3, first: 150, last: 151 },
  invoice: { document_seq: 6, n: 1 },
};

const fileOf = (kind: string): Value => ({ sql: `(SELECT id FROM central_file WHERE kind = '${kind}' LIMIT 1)` });
/** Rows of the hand-over to central that only lack their link. */
const FRESH_CENTRAL: Readonly<Record<string, Readonly<Record<string, Value>>>> = {
  voucher_account: { n: 3 },
  voucher_set: { n: 2, reason: '再做' },
  voucher_file: { n: 1, format: 'csv', file_id: fileOf('acknowledgement') },
  acknowledgement: { n: 3, file_id: fileOf('voucher') },
  ack_answer: { line: 9_000 },
  ack_balance: { line: 9_000 },
  central_task: { id: 7, line: 9_000 },
  central_step: { n: 3 },
  delivery: {
    n: 3,
    kind: 'voucher',
    set_n: 1,
    format: 'yonyou',
    sha256: { sql: '(SELECT sha256 FROM central_file WHERE id = (SELECT file_id FROM voucher_file LIMIT 1))' },
  },
};

describe('a sealed act takes no more rows', () => {
  // A row that differs from a sealed one only in its key within the act, or in what makes it unique.
  it.each(CHAINED_TABLES.map(({ name }) => name))('%s', (table) => {
    const columns = columnsOf(table);
    const fresh: Record<string, string> = {
      id: '9000 + id',
      n: '9000 + n',
      code: "'NEW'",
      username: "'newcomer'",
      number: "'A01-X-0000009'",
      job: "'new'",
      shift_id: '1',
      parked_seq: '(SELECT parked_seq FROM parked_now)',
      level: '9000 + level',
      attachment_id: "'0123456789abcdef0123456789abcdef'",
      business_date: "'2026-11-19'",
    };
    const typed = table === 'stock_mark' || table === 'invoice' ? { ...fresh, number: 'number' } : fresh;
    const picked = columns.map((column) => typed[column] ?? column).join(', ');
    const sql = `INSERT INTO ${table} (${columns.join(', ')}) SELECT ${picked} FROM ${table} LIMIT 1`;
    expect(refusalOfSql(raw.db, [sql]), sql).toMatch(/sealed|seq must be the next|not as its drawer was last counted/);
    expectUntouched();
  });

  it.each(CHAINED_TABLES.map(({ name }) => name))('%s is not left without its link', (table) => {
    const columns = columnsOf(table);
    const [sample] = raw.db.prepare(`SELECT * FROM ${table} LIMIT 1`).raw().all() as (string | number | null)[][];
    const seq = Number(raw.db.prepare('SELECT max(seq) + 1 FROM chain').pluck().get());
    const row = Object.fromEntries(columns.map((column, index) => [column, sample?.[index] ?? null]));
    // A request that is not there: no trigger knows it, only the foreign key.
    const unasked = 1;
    const sql =
      "SELECT id FROM attachment WHERE kind = 'customerPaper' AND id NOT IN (SELECT attachment_id FROM customer_paper)";
    const loose = String(raw.db.prepare(sql).pluck().get());
    const fresh: Record<string, Value> = {
      seq,
      ...(columns.includes('id')
        ? {
            id:
              typeof row['id'] === 'string'
                ? crypto.randomUUID().replaceAll('-', ['attachment', 'central_file'].includes(table) ? '' : '-')
                : 9_000,
          }
        : {}),
      ...(columns.includes('n') ? { n: 9_000 } : {}),
      ...(['account', 'item', 'drawer', 'policy'].includes(table) ? { code: 'NEW' } : {}),
      ...(['customer', 'shift'].includes(table) ? { number: 'NEW' } : {}),
      ...(table === 'customer_version' ? { n: 2 } : {}),
      ...(table === 'parked_bill' ? { n: 4, number: 'A01-P-0000004' } : {}),
      ...(table === 'setting' ? { n: 2 } : {}),
      ...(['policy_version', 'counter_key'].includes(table) ? { n: 3 } : {}),
      ...(table === 'z_report' ? { n: 3, business_date: '2026-11-22' } : {}),
      ...(table === 'setup_step' ? { n: 2 } : {}),
      ...(table === 'list_layout' ? { n: 3 } : {}),
      ...(table === 'refusal' ? { n: 3, number: 'A01-N-0000003' } : {}),
      ...(table === 'parked_end' ? { parked_seq: parkedNow() } : {}),
      ...(table === 'approval_request' ? { id: crypto.randomUUID() } : {}),
      ...(table === 'approval_decision' ? { level: 1, request_seq: unasked } : {}),
      ...(table === 'approval_use' ? { request_seq: unasked } : {}),
      ...(table === 'person' ? { username: 'newcomer' } : {}),
      ...(table === 'closed_day' ? { business_date: '2026-11-19' } : {}),
      ...(table === 'shift_end' ? { shift_id: 1 } : {}),
      ...(table === 'print_mark' ? { n: 3, job: 'new', kind: 'copy', reason: '丢失' } : {}),
      ...(table === 'person_role' ? { granted: 0 } : {}),
      ...FRESH_PAPER[table],
      ...FRESH_CENTRAL[table],
      ...(table === 'document'
        ? { type: 'R', n: { sql: "(SELECT last + 1 FROM number_series WHERE type = 'R')" }, shift_id: 1 }
        : {}),
      ...(table === 'prepayment_account' ? { kind: 'NEW' } : {}),
      ...(table === 'payer' ? { code: 'NEW', account: '1122.NEW' } : {}),
      ...(table === 'payer_version' ? { n: 3 } : {}),
      ...(table === 'drawer' ? { account: '1002' } : {}),
      ...(table === 'customer_paper' ? { n: 3, attachment_id: loose } : {}),
      ...(table === 'customer_paper_end' ? { customer_id: 6, n: 3 } : {}),
      ...(table === 'customer_freeze' ? { customer_id: 1, n: 1, frozen: 1 } : {}),
      ...(table === 'customer_merge' ? { from_id: 1, into_id: 2, n: 1, undone: 0 } : {}),
    };
    const told = refusalOfSql(raw.db, [insert(table, { ...row, ...fresh })]);
    // Children of a document fail on their document's foreign key, everything else on the chain's; what has a rule of its own
    // is asked that before.
    const ownRule = table.startsWith('bill') ? /^bill[ a-z]*: (must|is)/ : BEFORE_ITS_KEY[table];
    expect(told).toMatch(ownRule ?? /FOREIGN KEY constraint failed/);
    expectUntouched();
  });
});

describe('REPLACE within an act that is not sealed yet', () => {
  const twice = receiptSql({ link: null });
  const replaced = twice.filter((sql) => !sql.includes('INTO document')).map((sql) => sql.replace('INSERT', 'REPLACE'));

  it.each(replaced)('%s', (replace) => {
    expect(refusalOfSql(raw.db, [...twice, replace, insert('chain', link())])).toMatch(/append-only/);
    expectUntouched();
  });

  it('would slip through without recursive_triggers, which every connection has on', () => {
    withOwnCopy(({ db }) => {
      db.pragma('recursive_triggers = OFF');
      const line = replaced.find((sql) => sql.includes('INTO line')) ?? '';
      expect(refusalOfSql(db, [...twice, line, insert('chain', link())])).toBeNull();
    });
  });
});

it('keeps its running totals right when rows come by INSERT OR REPLACE or OR IGNORE', () =>
  withOwnCopy(({ db }) => {
    const one = (sql: string): number[] => db.prepare(sql).raw().get() as number[];
    const totals = (): number[][] => [
      one("SELECT count, amount FROM day_document WHERE type = 'R'"),
      one("SELECT count, amount FROM day_tender WHERE method = 'cash' AND shift_id = 1"),
      one("SELECT balance FROM account_balance WHERE account = '1001.1.1'"),
    ];
    const [documents = [], tenders = [], drawer = []] = totals();
    const grown = (by: readonly number[], times: number) => (sum: number, at: number) => sum + (by[at] ?? 0) * times;
    for (const [index, verb] of ['INSERT', 'INSERT OR REPLACE', 'INSERT OR IGNORE'].entries()) {
      expect(refusalOfSql(db, receiptSql({ verb })), verb).toBeNull();
      expect(totals(), verb).toEqual([
        documents.map(grown([1, 1000], index + 1)),
        tenders.map(grown([1, 1000], index + 1)),
        drawer.map(grown([1000], index + 1)),
      ]);
    }
  }));

describe('a trigger that was dropped', () => {
  const refusal = (open: () => unknown): string => {
    try {
      open();
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    }
    return 'opened';
  };

  it('keeps the ledger from being opened, each of them', () =>
    withOwnCopy(({ db }) => {
      const names = db.prepare("SELECT name FROM sqlite_schema WHERE type = 'trigger' ORDER BY name").pluck().all();
      expect(names.length).toBeGreaterThan(300);
      // Only its row is taken out of the schema's own table: dropping hundreds has the whole schema read anew each time.
      db.unsafeMode(true);
      db.pragma('writable_schema = ON');
      db.exec('BEGIN');
      for (const name of names) {
        db.exec('SAVEPOINT without_one');
        db.prepare('DELETE FROM sqlite_schema WHERE name = ?').run(name);
        expect(
          refusal(() => assertSchema(db, SCHEMA_VERSION)),
          String(name),
        ).toBe('SCHEMA_ALTERED');
        db.exec('ROLLBACK TO without_one');
      }
      expect(refusal(() => assertSchema(db, SCHEMA_VERSION))).toBe('opened');
      db.exec('ROLLBACK');
    }));

  it.each([
    'DROP TRIGGER line_no_update',
    'DROP INDEX receipt_paper',
    'CREATE TABLE extra (x)',
    'ALTER TABLE receipt ADD COLUMN extra TEXT',
    'CREATE TRIGGER helper AFTER INSERT ON line BEGIN SELECT 1; END',
    'CREATE VIEW seen AS SELECT * FROM receipt',
  ])('%s: nobody opens it, and its bytes stay as they are', (sql) =>
    withOwnCopy(({ db, files }) => {
      db.exec(sql);
      db.close();
      const again = openConnection(files.ledger, template.key, 'read');
      const before = dump(again);
      expect(refusal(() => openLedger(files, template.key, new TestClock()))).toBe('SCHEMA_ALTERED');
      expect(refusal(() => openForReading(files, template.key).close())).toBe('SCHEMA_ALTERED');
      expect(dump(again)).toBe(before);
      again.close();
    }),
  );

  it('that was made again with other words is noticed too', () =>
    withOwnCopy(({ db, files }) => {
      db.exec('DROP TRIGGER line_no_update');
      db.exec('CREATE TRIGGER line_no_update BEFORE UPDATE ON line BEGIN SELECT 1; END');
      expect(refusal(() => openForReading(files, template.key).close())).toBe('SCHEMA_ALTERED');
    }));
});

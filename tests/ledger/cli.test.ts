// The headless command as it is built, run as a person or a script runs it: exit codes, one JSON object, permissions,
// wrong keys, folders that cannot be used, and the proof that a changed byte is found.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import iconv from 'iconv-lite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CONTRACT } from '../../core/contract/contract.ts';
import { ERROR_PARAMS } from '../../core/contract/errors.ts';
import { MIGRATIONS } from '../../db/open/migrate.ts';
import { build, counterfoil } from './support/built-programs.ts';
import { mixedCharge } from './support/charges.ts';
import { LedgerTemplate, workedDay } from './support/sample-ledger.ts';

let folder: string;
let template: LedgerTemplate;
/** Options that open the ledger made by `init` below. */
let ledger: string[];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'counterfoil-cli-'));
  writeFileSync(join(folder, 'admin.txt'), 'open sesame 42\n');
  for (const name of ['cashier1', 'finance1', 'it1', 'auditor1', 'supervisor1']) {
    writeFileSync(join(folder, `${name}.txt`), `${name}-2026\r\n`);
  }
  writeFileSync(join(folder, 'other.key'), 'another key file, long enough');
  ledger = ['--data', join(folder, 'ledger'), '--key-file', join(folder, 'ledger.key')];
  await build('command', 'ledger', 'verify', 'paper');
  template = await LedgerTemplate.make(workedDay);
}, 120_000);
afterAll(() => {
  template.remove();
  rmSync(folder, { recursive: true, force: true });
});

const as = (username: string): string[] => ['--user', username, '--password-file', join(folder, `${username}.txt`)];
const codeOf = (output: unknown): unknown => (output as { error?: { code: string } } | undefined)?.error?.code;

interface Line {
  readonly id: unknown;
  readonly result?: unknown;
  readonly error?: { code: string; params: unknown };
}

async function rpc(options: readonly string[], requests: readonly (object | string)[]): Promise<Line[]> {
  const input = requests.map((one) => (typeof one === 'string' ? one : JSON.stringify(one))).join('\n');
  const { stdout, exit, stderr } = await counterfoil(['rpc', ...options], `${input}\n`);
  expect(exit, stderr).toBe(0);
  return stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Line);
}

const signIn = (username: string) => ({
  id: `in ${username}`,
  method: 'session.signIn',
  params: { username, password: `${username}-2026` },
});

describe('init', () => {
  it('makes a ledger with sample people, a key file and a recovery key', async () => {
    const args = ['--org', '江城市第三人民医院', '--counter', 'A01', '--admin', '管理员'];
    const ran = await counterfoil(['init', ...ledger, ...args, '--password-file', join(folder, 'admin.txt'), '--demo']);
    expect(ran.exit, ran.stdout + ran.stderr).toBe(0);
    expect(ran.output).toMatchObject({
      users: {
        cashier1: 'cashier1-2026',
        cashier2: 'cashier2-2026',
        supervisor1: 'supervisor1-2026',
        supervisor2: 'supervisor2-2026',
        finance1: 'finance1-2026',
        it1: 'it1-2026',
        auditor1: 'auditor1-2026',
      },
      recoveryKey: expect.stringMatching(/^([0-9A-HJKMNP-TV-Z]{4}-){7}[0-9A-HJKMNP-TV-Z]{4}$/) as string,
    });
    expect(readFileSync(join(folder, 'ledger.key'), 'utf8').trim().length).toBeGreaterThanOrEqual(32);
  });

  it('never makes a second one in its place', async () => {
    const before = readFileSync(join(folder, 'ledger/ledger.db'));
    const args = ['--org', 'x', '--counter', 'B01', '--admin', 'admin', '--password-file', join(folder, 'admin.txt')];
    const ran = await counterfoil(['init', ...ledger, ...args]);
    expect([ran.exit, codeOf(ran.output)]).toEqual([1, 'LEDGER_EXISTS']);
    expect(readFileSync(join(folder, 'ledger/ledger.db')).equals(before)).toBe(true);
  });

  it('says what is wrong with a folder that cannot be written', async () => {
    writeFileSync(join(folder, 'a file'), '');
    const args = ['--org', 'x', '--counter', 'B01', '--admin', 'admin', '--password-file', join(folder, 'admin.txt')];
    const data = ['--data', join(folder, 'a file', 'ledger'), '--key-file', join(folder, 'other.key')];
    const ran = await counterfoil(['init', ...data, ...args]);
    expect([ran.exit, codeOf(ran.output)]).toEqual([1, 'NOT_WRITABLE']);
  });
});

describe('wrong use is exit 2 with what to do', () => {
  const cases: readonly (readonly [string, () => string[]])[] = [
    ['no command', () => []],
    ['an unknown command', () => ['destroy']],
    ['a prototype as a command', () => ['__proto__']],
    ['no data folder', () => ['verify']],
    ['no key', () => ['verify', '--data', join(folder, 'ledger')]],
    ['an unknown option', () => ['verify', ...ledger, '--force']],
    ['a word too many', () => ['verify', ...ledger, 'now']],
    ['backfill without a file', () => ['backfill', ...ledger, ...as('finance1')]],
    [
      'backfill of a file that is not there',
      () => ['backfill', join(folder, 'none.csv'), ...ledger, ...as('finance1')],
    ],
    ['backfill by nobody', () => ['backfill', join(folder, 'admin.txt'), ...ledger]],
    ['totals of a day that is none', () => ['totals', ...ledger, '--from', '2026-13-01']],
    ['a receipt without --out', () => ['receipt', 'A01-R-0000001', ...ledger, ...as('finance1')]],
    [
      'a password file that is not there',
      () => ['receipt', 'X', '--out', 'x.pdf', ...ledger, '--user', 'it1', '--password-file', 'none'],
    ],
    [
      'init with a bad counter code',
      () => [
        'init',
        ...ledger,
        '--org',
        'x',
        '--counter',
        'a',
        '--admin',
        'admin',
        '--password-file',
        join(folder, 'admin.txt'),
      ],
    ],
  ];
  it.each(cases)('%s', async (_name, args) => {
    const ran = await counterfoil(args());
    expect(ran.exit, ran.stdout).toBe(2);
    expect(ran.output).toMatchObject({ error: { code: 'USAGE', params: { reason: expect.any(String) as string } } });
  });
});

describe('a wrong key', () => {
  it.each(['verify', 'totals', 'rpc'])('%s is refused', async (command) => {
    const ran = await counterfoil([command, '--data', join(folder, 'ledger'), '--key-file', join(folder, 'other.key')]);
    expect([ran.exit, codeOf(ran.output)]).toEqual([1, 'WRONG_KEY']);
  });

  it('or a ledger that is not there, is said', async () => {
    const ran = await counterfoil([
      'totals',
      '--data',
      join(folder, 'nothing'),
      '--key-file',
      join(folder, 'other.key'),
    ]);
    expect([ran.exit, codeOf(ran.output)]).toEqual([1, 'LEDGER_NEW']);
  });

  it('or a wrong password, posts nothing', async () => {
    writeFileSync(join(folder, 'wrong.txt'), 'not it');
    writeFileSync(
      join(folder, 'one.csv'),
      'paper_no,paper_date,payer,item,quantity,amount,tender,reference\nP-1,2026-11-22,,OPEN,1,1.00,cash,\n',
    );
    const who = ['--user', 'finance1', '--password-file', join(folder, 'wrong.txt')];
    const ran = await counterfoil(['backfill', join(folder, 'one.csv'), ...ledger, ...who]);
    expect([ran.exit, codeOf(ran.output)]).toEqual([1, 'BAD_CREDENTIALS']);
    const forbidden = await counterfoil(['backfill', join(folder, 'one.csv'), ...ledger, ...as('it1')]);
    expect([forbidden.exit, codeOf(forbidden.output)]).toEqual([1, 'FORBIDDEN']);
    expect((await counterfoil(['totals', ...ledger])).output).toMatchObject({ receipts: 0, total: 0 });
  });
});

describe('rpc', () => {
  it('answers line by line with the id as it was written, and lives through rubbish', async () => {
    const lines = await rpc(ledger, [
      { id: 'a', method: 'ledger.status', params: {} },
      'rubbish',
      { id: 2, method: 'nothing.here', params: {} },
      { id: 3, method: 'shift.current', params: {} },
      '',
      '[]',
      { id: { not: 'an id' }, method: 'ledger.status' },
      { id: 7, method: 'ledger.status', extra: 1 },
      { id: 4, method: 'ledger.status', params: {} },
    ]);
    expect(lines.map(({ id, error }) => [id, error?.code])).toEqual([
      ['a', undefined],
      [null, 'MALFORMED'],
      [2, 'UNKNOWN_METHOD'],
      [3, 'NOT_SIGNED_IN'],
      [null, 'MALFORMED'],
      [null, 'MALFORMED'],
      [7, 'MALFORMED'],
      [4, undefined],
    ]);
  });

  it('has the rights of whoever signed in and no more', async () => {
    const lines = await rpc(ledger, [
      signIn('auditor1'),
      { id: 1, method: 'charge.post', params: mixedCharge() },
      { id: 2, method: 'people.create', params: {} },
      { id: 3, method: 'audit.recent', params: { before: null, limit: 1 } },
      signIn('it1'),
      { id: 4, method: 'charge.post', params: mixedCharge() },
      { id: 5, method: 'customer.find', params: { text: '', limit: 5 } },
      { id: 6, method: 'people.list', params: {} },
    ]);
    expect(lines.map(({ error }) => error?.code ?? 'done')).toEqual([
      'done',
      'FORBIDDEN',
      'FORBIDDEN',
      'done',
      'done',
      'FORBIDDEN',
      'FORBIDDEN',
      'done',
    ]);
  });

  it('posts a charge that `receipt` puts on paper, once as the original, then as numbered copies', async () => {
    const lines = await rpc(ledger, [
      signIn('cashier1'),
      {
        id: 1,
        method: 'shift.open',
        params: { operationId: crypto.randomUUID(), drawer: '1', float: 20000, counted: null },
      },
      { id: 2, method: 'charge.post', params: mixedCharge() },
      { id: 3, method: 'shift.close', params: { operationId: crypto.randomUUID(), counted: 27851 } },
    ]);
    expect(lines.map(({ error }) => error?.code ?? 'done')).toEqual(['done', 'done', 'done', 'done']);
    expect(lines[3]?.result).toMatchObject({ expected: 27851, difference: 0 });
    const print = (out: string, ...more: string[]) =>
      counterfoil(['receipt', 'A01-R-0000001', '--out', out, ...ledger, ...as('cashier1'), ...more]);
    const [original, copy] = [join(folder, 'original.pdf'), join(folder, 'copy.pdf')];
    const first = await print(original);
    expect(first.output).toMatchObject({ number: 'A01-R-0000001', mark: 'original', copyNumber: null, file: original });
    const unreasoned = await print(copy);
    expect([unreasoned.exit, codeOf(unreasoned.output)]).toEqual([1, 'REPRINT_REASON_REQUIRED']);
    const second = await print(copy, '--reason', '客户遗失');
    expect(second.output).toMatchObject({ mark: 'copy', copyNumber: 1, file: copy });
    expect([first.exit, second.exit]).toEqual([0, 0]);
    for (const file of [original, copy]) expect(readFileSync(file).subarray(0, 5).toString()).toBe('%PDF-');
    const unknown = await counterfoil([
      'receipt',
      'A01-R-0009999',
      '--out',
      join(folder, 'x.pdf'),
      ...ledger,
      ...as('cashier1'),
    ]);
    expect([unknown.exit, codeOf(unknown.output)]).toEqual([1, 'UNKNOWN_RECEIPT']);
    const totals = await counterfoil(['totals', ...ledger]);
    expect(totals.exit).toBe(0);
    expect(totals.output).toMatchObject({ currency: 'CNY', receipts: 1, total: 15851 });
    expect(JSON.stringify(totals.output)).not.toContain('欧阳');
  });
});

describe('describe', () => {
  it('is the whole contract as JSON Schema with errors and permissions', async () => {
    const ran = await counterfoil(['describe']);
    expect(ran.exit).toBe(0);
    const { methods, errors } = ran.output as {
      methods: Record<string, { input: unknown; output: unknown; errors: string[]; permission: string }>;
      errors: Record<string, unknown>;
    };
    expect(Object.keys(methods).sort()).toEqual(Object.keys(CONTRACT).sort());
    expect(Object.keys(errors).sort()).toEqual(Object.keys(ERROR_PARAMS).sort());
    for (const [name, method] of Object.entries(methods)) {
      expect(method.permission, name).toBe(CONTRACT[name as keyof typeof CONTRACT].access);
      for (const code of method.errors) expect(errors, name).toHaveProperty(code);
      for (const schema of [method.input, method.output]) expect(schemaFault(schema), name).toBeNull();
    }
  });
});

/** What keeps `schema` from being a JSON Schema by the words this contract uses, or null. */
function schemaFault(schema: unknown): string | null {
  if (typeof schema !== 'object' || schema === null) return 'not an object';
  const { type, properties, items, anyOf, oneOf, required } = schema as Record<string, unknown>;
  const types = ['object', 'array', 'string', 'integer', 'number', 'boolean', 'null', undefined];
  if (![type].flat().every((one) => types.includes(one as string))) return `type ${String(type)}`;
  if (required !== undefined && !Array.isArray(required)) return 'required is no list';
  const inner = [
    ...Object.values((properties ?? {}) as object),
    ...(items ? [items] : []),
    ...((anyOf ?? oneOf ?? []) as unknown[]),
  ];
  return inner.map(schemaFault).find((fault) => fault !== null) ?? null;
}

describe('import', () => {
  const file = (name: string, bytes: string | Buffer): string => {
    writeFileSync(join(folder, name), bytes);
    return join(folder, name);
  };
  // As an office sends it: GBK, semicolons, full-width digits, a thousands separator, and a price that is none.
  const TARIFF =
    '项目编码;项目名称;单位;单价;生效日期\nCL1;门诊挂号;次;５．００;2026-01-01\nCL2;全身体检;次;1,280.00;2026-01-01\nCL3;没有价;次;面议;2026-01-01\n';

  it('of a tariff takes the good rows, names what was changed and what is wrong, and a second run changes nothing', async () => {
    const list = file('tariff.csv', iconv.encode(TARIFF, 'gb18030'));
    const strict = await counterfoil(['import', 'tariff', list, ...ledger, ...as('finance1'), '--strict']);
    expect(strict.exit).toBe(1);
    expect(strict.output).toMatchObject({ rows: 3, imported: 0, updated: 0, rejected: [{ row: 4, column: '单价' }] });
    const ran = await counterfoil(['import', 'tariff', list, ...ledger, ...as('finance1')]);
    expect(ran.exit).toBe(1);
    const reason = expect.any(String) as string;
    expect(ran.output).toEqual({
      rows: 3,
      imported: 2,
      updated: 0,
      unchanged: 0,
      normalised: [
        { row: 2, column: '单价', why: reason },
        { row: 3, column: '单价', why: reason },
      ],
      rejected: [{ row: 4, column: '单价', reason }],
    });
    const again = await counterfoil(['import', 'tariff', list, ...ledger, ...as('finance1')]);
    expect(again.output).toMatchObject({ imported: 0, updated: 0, unchanged: 2 });
  });

  it('of customers and of bills is the same command, with the rights of whoever signs in', async () => {
    const people = file('people.csv', 'number,name,phone\nCL-1,李㛃,19900001234\n');
    const made = await counterfoil(['import', 'customers', people, ...ledger, ...as('cashier1')]);
    expect([made.exit, made.output]).toMatchObject([0, { rows: 1, imported: 1, rejected: [] }]);
    const bills = file('bills.csv', 'bill,customer,purpose,due,amount\nCB-1,CL-1,物业费,2026-12-31,300.00\n');
    const issued = await counterfoil(['import', 'bills', bills, ...ledger, ...as('finance1'), '--strict']);
    expect([issued.exit, issued.output]).toMatchObject([0, { rows: 1, imported: 1, rejected: [] }]);
    const forbidden = await counterfoil(['import', 'tariff', people, ...ledger, ...as('cashier1')]);
    expect([forbidden.exit, codeOf(forbidden.output)]).toEqual([1, 'FORBIDDEN']);
    const unknown = await counterfoil(['import', 'prices', people, ...ledger, ...as('finance1')]);
    expect([unknown.exit, codeOf(unknown.output)]).toEqual([2, 'USAGE']);
  });
});

describe('verify', () => {
  it('is exit 0 with head, counts and speed on a good ledger', async () => {
    const ran = await counterfoil(['verify', ...ledger]);
    expect(ran.exit).toBe(0);
    expect(ran.output).toMatchObject({ ok: true, firstBad: null, counts: { receipt: 1 } });
    expect(ran.output).toHaveProperty('rowsPerSecond');
    expect((ran.output as { head: { hash: string } }).head.hash).toMatch(/^[0-9a-f]{64}$/);
  });

  it('is exit 1 when one byte was changed, wherever', async () => {
    for (const at of [20, 4096 + 50, 40 * 4096 + 7]) {
      const files = template.copy();
      const bytes = readFileSync(files.ledger);
      bytes[at] = (bytes[at] ?? 0) ^ 4;
      writeFileSync(files.ledger, bytes);
      const ran = await counterfoil(['verify', '--data', files.dataDir, '--key-file', join(files.dataDir, 'test.key')]);
      expect(ran.exit, `byte ${at}`).toBe(1);
      expect(JSON.stringify(ran.output)).toMatch(/pages|LEDGER_DAMAGED|WRONG_KEY/);
    }
  });

  it('is exit 1 and names the row when one was edited behind its back', async () => {
    const { db, files } = template.raw();
    const sql = String(db.prepare("SELECT sql FROM sqlite_schema WHERE name = 'receipt_no_update'").pluck().get());
    const seq = Number(db.prepare('SELECT min(seq) FROM receipt').pluck().get());
    db.exec(`DROP TRIGGER receipt_no_update; UPDATE receipt SET payer = '别人' WHERE seq = ${seq}`);
    db.exec(sql);
    db.close();
    const ran = await counterfoil(['verify', '--data', files.dataDir, '--key-file', join(files.dataDir, 'test.key')]);
    expect(ran.exit).toBe(1);
    expect(ran.output).toMatchObject({ ok: false, firstBad: { check: 'digest', table: 'chain', row: String(seq) } });
  });

  it('refuses a file of a newer program with exit 1, and nobody touches it', async () => {
    const { db, files } = template.raw();
    db.pragma(`user_version = ${MIGRATIONS.length + 1}`);
    db.close();
    const before = readFileSync(files.ledger);
    const options = ['--data', files.dataDir, '--key-file', join(files.dataDir, 'test.key')];
    for (const command of ['verify', 'totals', 'rpc']) {
      const ran = await counterfoil([command, ...options]);
      expect([ran.exit, codeOf(ran.output) ?? 'LEDGER_NEWER'], command).toEqual([1, 'LEDGER_NEWER']);
      expect(ran.stdout, command).toContain('LEDGER_NEWER');
    }
    expect(readFileSync(files.ledger).equals(before)).toBe(true);
  });

  it('needs a folder, not a file in its place', async () => {
    mkdirSync(join(folder, 'odd'), { recursive: true });
    writeFileSync(join(folder, 'odd', 'ledger.db'), 'no ledger');
    const ran = await counterfoil(['verify', '--data', join(folder, 'odd'), '--key-file', join(folder, 'other.key')]);
    expect([ran.exit, codeOf(ran.output)]).toEqual([1, 'LEDGER_NEW']);
  });
});

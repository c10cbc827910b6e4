// The end of a day by the built command alone, as a scheduled job runs it: what blocks it, its package copied to where central
// fetches it and checked there, its vouchers in every form, central's answer. Each refusal leaves everything as it was.
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { VOUCHER_FORMATS } from '../../core/vouchers/voucher-form.ts';
import { readYonyou } from '../unit/vouchers/read-yonyou.ts';
import { build, counterfoil, type Ran } from './support/built-programs.ts';
import { answerFile, codeAtCentral, NOTHING } from './support/central.ts';
import { openCharge } from './support/charges.ts';
import { op } from './support/counter.ts';

let folder: string;
let ledger: string[];
let date: string;
/** The package where central fetches it. */
let fetched: string;

const at = (name: string): string => join(folder, name);
const as = (username: string): string[] => [...ledger, '--user', username, '--password-file', at(`${username}.txt`)];
const codeOf = ({ output }: Ran): unknown => (output as { error?: { code: string } } | undefined)?.error?.code;
const run = (...args: readonly string[]): Promise<Ran> => counterfoil(args);

/** One person's calls by `rpc`; answers their results. */
async function call(username: string, calls: readonly (readonly [string, object])[]): Promise<unknown[]> {
  const signIn = ['session.signIn', { username, password: `${username}-2026` }] as const;
  const lines = [signIn, ...calls].map(([method, params], id) => JSON.stringify({ id, method, params }));
  const { stdout } = await counterfoil(['rpc', ...ledger], `${lines.join('\n')}\n`);
  const answers = stdout.trim().split('\n').slice(1);
  return answers.map((line) => {
    const { result, error } = JSON.parse(line) as { result?: unknown; error?: unknown };
    if (error !== undefined) throw new Error(JSON.stringify(error));
    return result;
  });
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'counterfoil-cli-day-'));
  ledger = ['--data', at('ledger'), '--key-file', at('ledger.key')];
  writeFileSync(at('admin.txt'), 'open sesame 42');
  for (const name of ['cashier1', 'finance1']) writeFileSync(at(`${name}.txt`), `${name}-2026\n`);
  await build('command', 'package', 'paper');
  const org = ['--org', '江城市第三人民医院', '--counter', 'A01', '--admin', 'admin'];
  expect((await run('init', ...ledger, ...org, '--password-file', at('admin.txt'), '--demo')).exit).toBe(0);
  const [shift] = (await call('cashier1', [
    ['shift.open', { operationId: op(), drawer: '1', float: 10_000, counted: null }],
    ['charge.post', openCharge(12_345)],
    ['charge.post', openCharge(700, 'wechat')],
  ])) as [{ businessDate: string }];
  date = shift.businessDate;
  const [{ publicKey }] = (await call('finance1', [['package.key', {}]])) as [{ publicKey: string }];
  writeFileSync(at('counter.pem'), publicKey);
}, 180_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('a day is closed when nothing blocks it, by finance alone', async () => {
  const open = await run('close-day', ...as('finance1'));
  expect([open.exit, open.output]).toMatchObject([1, { closed: false, blockers: [{ kind: 'openShift' }] }]);
  const early = await run('export', '--date', date, '--out', at('out'), ...as('finance1'));
  expect([early.exit, codeOf(early)]).toEqual([1, 'DAY_NOT_CLOSED']);
  expect(existsSync(at('out'))).toBe(false);
  await call('cashier1', [['shift.close', { operationId: op(), counted: 22_345 }]]);
  expect(codeOf(await run('close-day', ...as('cashier1')))).toBe('FORBIDDEN');
  const closed = await run('close-day', '--date', date, ...as('finance1'));
  expect([closed.exit, closed.output]).toMatchObject([0, { closed: true, z: { number: 1, taken: 13_045 } }]);
  // What nothing proves yet is carried over and said.
  expect(closed.output).toMatchObject({ carried: [{ kind: 'unverified', count: 1, amount: 700 }] });
  expect((await run('close-day', ...as('finance1'))).exit).toBe(2);
}, 300_000);

it('its package is copied whole, the same at every export, and checked with the folder and the key alone', async () => {
  const exported = await run('export', '--date', date, '--out', at('out'), ...as('finance1'));
  fetched = (exported.output as { folder: string }).folder;
  expect([exported.exit, fetched]).toEqual([0, join(at('out'), `A01-${date}-000001`)]);
  const read = (): Record<string, string> =>
    Object.fromEntries(readdirSync(fetched).map((name) => [name, readFileSync(join(fetched, name), 'base64')]));
  const first = read();
  expect(readFileSync(join(fetched, 'z-report.pdf')).subarray(0, 5).toString()).toBe('%PDF-');
  await run('export', '--date', date, '--out', at('out'), ...as('finance1'));
  expect(read()).toEqual(first);
  expect(readdirSync(at('out'))).toHaveLength(1);
  const checked = await run('verify-package', fetched, '--key', at('counter.pem'));
  expect([checked.exit, checked.output]).toMatchObject([0, { ok: true, faults: [], package: { number: 1 } }]);
  writeFileSync(join(fetched, 'z-report.pdf'), '%PDF-1.7 another');
  const changed = await run('verify-package', fetched, '--key', at('counter.pem'));
  expect([changed.exit, changed.output]).toMatchObject([
    1,
    { ok: false, faults: [{ code: 'FILE_CHANGED', file: 'z-report.pdf' }] },
  ]);
  expect((await run('verify-package', at('nowhere'), '--key', at('counter.pem'))).output).toMatchObject({
    faults: [{ code: 'FILE_MISSING' }],
  });
  expect((await run('verify-package', fetched, '--key', at('admin.txt'))).exit).toBe(2);
}, 300_000);

it('its vouchers are written in every form or not at all', async () => {
  const vouchers = (format: string, out: string): Promise<Ran> =>
    run('vouchers', '--date', date, '--format', format, '--out', out, ...as('finance1'));
  const refused = await vouchers('yonyou', at('y.txt'));
  expect([refused.exit, refused.output]).toMatchObject([1, { written: false }]);
  const { faults } = refused.output as { faults: { code: string; account: string; amount: number }[] };
  expect(faults).toContainEqual(expect.objectContaining({ code: 'UNMAPPED', account: '6001', amount: 13_045 }));
  expect(existsSync(at('y.txt'))).toBe(false);
  const [{ accounts }] = (await call('finance1', [['voucher.accounts', { date: null }]])) as [
    { accounts: { account: string; name: string }[] },
  ];
  const map = accounts.map(({ account, name }): [string, object] => {
    const target = { ...NOTHING, code: codeAtCentral(account), name };
    return ['voucher.map', { operationId: op(), account, form: 'any', fromDate: '2020-01-01', target }];
  });
  await call('finance1', map);
  for (const format of VOUCHER_FORMATS) {
    const written = await vouchers(format, at(`v.${format}`));
    expect([written.exit, written.output], format).toMatchObject([0, { written: true, first: 1, last: 2 }]);
  }
  await vouchers('xlsx', at('again'));
  expect(readFileSync(at('again')).equals(readFileSync(at('v.xlsx')))).toBe(true);
  const debits = readYonyou(readFileSync(at('v.yonyou'))).reduce((sum, line) => sum + line.debit, 0);
  const [z] = (await call('finance1', [['day.report', { businessDate: date }]])) as [{ control: number }];
  expect(debits).toBe(z.control);
  expect((await vouchers('excel', at('x'))).exit).toBe(2);
  mkdirSync(at('a folder'));
  expect(codeOf(await vouchers('csv', at('a folder')))).toBe('NOT_WRITABLE');
}, 300_000);

it('central’s answer is taken whole, once, and what it rejects is a task', async () => {
  const answer = (name: string, bytes: Buffer | string): Promise<Ran> => {
    writeFileSync(at(name), bytes);
    return run('ack', at(name), ...as('finance1'));
  };
  const bad = await answer('bad.csv', answerFile(['answer,1,1,accepted,', 'answer,9,9,accepted,'], date));
  expect([bad.exit, bad.output]).toMatchObject([1, { taken: false, line: 3 }]);
  const said = answerFile(
    ['answer,1,1,accepted,', 'answer,1,2,rejected,科目已停用', `balance,${date},6001,credit,1.00`],
    date,
  );
  const taken = await answer('good.csv', said);
  expect([taken.exit, taken.output]).toMatchObject([0, { taken: true, accepted: 1, rejected: 1, openTasks: 2 }]);
  const twice = await answer('again.csv', said);
  expect([twice.exit, codeOf(twice) ?? (twice.output as { reason?: string }).reason]).toMatchObject([
    1,
    expect.anything(),
  ]);
  expect((await run('ack', at('none.csv'), ...as('finance1'))).exit).toBe(2);
  expect(codeOf(await run('ack', at('good.csv'), ...as('cashier1')))).toBe('FORBIDDEN');
  expect((await run('verify', ...ledger)).output).toMatchObject({ ok: true });
}, 300_000);

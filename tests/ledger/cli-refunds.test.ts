// Money goes back by the built command alone: applied for and typed twice by `rpc`, decided by `decide` with the code of a
// telephone, listed by `cases`, sent with a batch and answered by the bank; on the real clock, with real passwords.
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Secret, TOTP } from 'otpauth';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { minor } from '../../core/money/money.ts';
import { STEP_MS } from '../../core/people/second-factor.ts';
import { answerBytes } from './support/bank.ts';
import { build, conversation, counterfoil, type Ran } from './support/built-programs.ts';
import { openCharge } from './support/charges.ts';
import { op } from './support/counter.ts';
import { application, byQuantity, PAYEE } from './support/refunds.ts';

const [ONE, TWO] = ['A01-W-0000001', 'A01-W-0000002'];
let folder: string;
let ledger: string[];
let phone: TOTP;
/** A code that was used; where the machine took longer than it is shown, it is wrong by then. */
const REFUSED = /^CODE_(USED|WRONG)$/;

const at = (name: string): string => join(folder, name);
const run = (...args: readonly string[]): Promise<Ran> => counterfoil(args);
const as = (username: string): string[] => [...ledger, '--user', username, '--password-file', at(`${username}.txt`)];
const codeOf = ({ output }: Ran): unknown => (output as { error?: { code: string } } | undefined)?.error?.code;
type Call = readonly [method: string, params: object];
const lineOf = ([method, params]: Call, id: number): string => JSON.stringify({ id, method, params });
const signIn = (username: string): Call => ['session.signIn', { username, password: `${username}-2026` }];

/** One person's calls by `rpc`; answers their results, or the code of a refusal in the place of one. */
async function call(username: string, ...calls: readonly Call[]): Promise<unknown[]> {
  const lines = [signIn(username), ...calls].map(lineOf);
  const { stdout } = await counterfoil(['rpc', ...ledger], `${lines.join('\n')}\n`);
  return stdout
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => {
      const { result, error } = JSON.parse(line) as { result?: unknown; error?: { code: string } };
      return error?.code ?? result;
    });
}

/** A code of the step `ahead` of now. */
const shown = (ahead = 0): string => phone.generate({ timestamp: Date.now() + ahead * STEP_MS });
const decided = (number: string, ...code: readonly string[]): Promise<Ran> =>
  run('decide', number, ...as('supervisor1'), '--verdict', 'approved', ...code);

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'counterfoil-cli-refunds-'));
  ledger = ['--data', at('ledger'), '--key-file', at('ledger.key')];
  writeFileSync(at('admin.txt'), 'open sesame 42');
  for (const name of ['cashier1', 'supervisor1']) writeFileSync(at(`${name}.txt`), `${name}-2026\n`);
  await build('command', 'package', 'paper');
  const org = ['--org', '江城市第三人民医院', '--counter', 'A01', '--admin', 'admin'];
  expect((await run('init', ...ledger, ...org, '--password-file', at('admin.txt'), '--demo')).exit).toBe(0);
  const charges = ['HB20261123000001', 'HB20261123000002'].map((reference, n): Call => {
    const tenders = [{ method: 'transfer' as const, given: minor(1234 + n), reference }];
    return ['charge.post', { ...openCharge(1234 + n), tenders }];
  });
  const [shift, first, second] = (await call(
    'cashier1',
    ['shift.open', { operationId: op(), drawer: '1', float: 10_000, counted: null }],
    ...charges,
  )) as [{ businessDate: string }, { number: string }, { number: string }];
  const [{ settings }] = (await call('finance1', ['settings.read', { keys: ['refundLevels'], date: null }])) as [
    { settings: { value: { rules: object[] } }[] },
  ];
  const { value } = settings[0] as (typeof settings)[number];
  const rules = value.rules.map((rule) => ({ ...rule, needsTotp: true }));
  const change = { key: 'refundLevels', value: { ...value, rules }, fromDate: shift.businessDate };
  await call('finance1', ['settings.change', { operationId: op(), ...change }]);
  const wish = ({ number }: { number: string }): Call => [
    'refund.apply',
    { operationId: op(), ...application(number, byQuantity([1, 1000]), { payee: PAYEE }) },
  ];
  await call('cashier1', wish(first), wish(second));
  const typed = (number: string): Call => [
    'refund.secondEntry',
    { operationId: op(), case: number, payee: PAYEE, amount: null },
  ];
  await call('cashier2', typed(ONE), typed(TWO));
  const factor = { roles: ['supervisor'], approvals: false };
  await call('it1', [
    'settings.change',
    { operationId: op(), key: 'secondFactor', value: factor, fromDate: shift.businessDate },
  ]);
  // The secret is answered once and confirmed in the same session.
  await conversation(['rpc', ...ledger], async (ask) => {
    await ask(lineOf(signIn('supervisor1'), 1));
    const begun = await ask(lineOf(['code.begin', { password: 'supervisor1-2026' }], 2));
    const { secret } = (JSON.parse(begun) as { result: { secret: string } }).result;
    phone = new TOTP({ secret: Secret.fromBase32(secret) });
    expect(await ask(lineOf(['code.confirm', { code: shown(-1) }], 3))).toContain('"codes"');
  });
}, 300_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('a role that needs a code signs in with one, and what signed in decides nothing', async () => {
  expect(codeOf(await run('cases', ...as('supervisor1')))).toBe('CODE_REQUIRED');
  const wrong = await run('cases', ...as('supervisor1'), '--code', shown() === '000000' ? '000001' : '000000');
  expect([wrong.exit, codeOf(wrong)]).toEqual([1, 'CODE_WRONG']);
  const code = shown();
  const listed = await run('cases', ...as('supervisor1'), '--code', code);
  expect(listed.output).toMatchObject({
    cases: [
      { number: ONE, state: 'awaitingApproval', waitsFor: 'level', level: 'first' },
      { number: TWO, state: 'awaitingApproval', waitsFor: 'level', level: 'first' },
    ],
  });
  expect(codeOf(await decided(ONE, '--code', code))).toMatch(REFUSED);
}, 300_000);

it('a level that asks for a code is decided with one, each once, by somebody who may', async () => {
  expect(codeOf(await decided(ONE))).toBe('CODE_REQUIRED');
  const code = shown(1);
  const done = await decided(ONE, '--code', code);
  expect([done.exit, done.output]).toMatchObject([0, { case: ONE }]);
  expect(codeOf(await decided(TWO, '--code', code))).toMatch(REFUSED);
  const own = await run('decide', TWO, ...as('cashier1'), '--verdict', 'approved');
  expect([own.exit, codeOf(own)]).toEqual([1, 'CODE_NOT_ENROLLED']);
}, 300_000);

it('what was decided goes to the bank with a batch, and its answer pays it once', async () => {
  const payouts = [{ case: ONE, n: 1 }];
  const total = 1234;
  const [early, sent, again] = (await call(
    'finance1',
    ['payout.batch', { operationId: op(), payouts: [{ case: TWO, n: 1 }], count: 1, total: 1235 }],
    ['payout.batch', { operationId: op(), payouts, count: 1, total }],
    ['payout.batch', { operationId: op(), payouts, count: 1, total }],
  )) as [string, { number: string }, string];
  expect([early, sent.number, again]).toEqual(['UNKNOWN_PAYOUT', 'A01-G-0000001', 'PAYOUT_STATE']);
  const [file] = (await call('finance1', ['payout.batchFile', { number: sent.number }])) as [{ text: string }];
  expect(file.text).toContain(`${ONE}-1,${PAYEE.name},6222020000001234566`);
  expect(await call('cashier1', ['payout.batchFile', { number: sent.number }])).toEqual(['FORBIDDEN']);
  const bytes = answerBytes([{ reference: `${ONE}-1`, amount: total, result: '成功' }]);
  const name = createHash('sha256').update(bytes).digest('hex');
  const stage: Call = ['attachment.stage', { file: name, part: 1, parts: 1, bytes: bytes.toString('base64') }];
  const take: Call = ['payout.answerTake', { operationId: op(), file: name, name: '回盘.csv' }];
  const [, check, taken] = (await call('finance1', stage, ['payout.answerCheck', { file: name }], take)) as unknown[];
  expect(check).toMatchObject({ ok: true, rows: [{ verdict: 'arrives' }] });
  expect(taken).toMatchObject({ verdicts: { arrives: 1 } });
  const doubled = await call('finance1', stage, [
    'payout.answerTake',
    { operationId: op(), file: name, name: 'x.csv' },
  ]);
  expect(doubled.at(-1)).toBe('BANK_ANSWER_SEEN');
  const by = { how: 'notified', notice: '短信' };
  const [closed] = await call('cashier1', ['refund.close', { operationId: op(), case: ONE, by }]);
  expect(closed).toMatchObject({ state: 'closed', payouts: [{ state: 'confirmed' }] });
  expect((await run('verify', ...ledger)).output).toMatchObject({ ok: true });
}, 300_000);

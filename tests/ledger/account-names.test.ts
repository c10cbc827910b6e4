// The office's own names for accounts: who may give them, from which day they hold, what stays of the ones before, and where they
// are read: the chart, the mapping for central, and a day's package, which says what they were called that day.
import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import type { InputOf } from '../../core/contract/contract.ts';
import { minor } from '../../core/money/money.ts';
import { writePackage } from '../../db/package/write-package.ts';
import { openCharge } from './support/charges.ts';
import { type Counter, op, refusalOf, type Window } from './support/counter.ts';
import { LedgerTemplate } from './support/sample-ledger.ts';

const [TODAY, TOMORROW] = ['2026-11-23', '2026-11-24'];
const PAPER = new TextEncoder().encode('%PDF-1.7');
const USUAL = '主营业务收入';

let template: LedgerTemplate;
let counter: Counter;
let finance: Window;
beforeAll(async () => {
  template = await LedgerTemplate.make();
});
beforeEach(async () => {
  counter = await template.counter();
  finance = counter.window();
  await finance.signIn('finance1');
});
afterEach(() => {
  expect(counter.faults).toEqual([]);
  expect(counter.verify().firstBad).toBeNull();
  counter.stop();
  template.forgetCopies();
});
afterAll(() => template.remove());

const naming = (names: readonly { account: string; name: string }[], fromDate = TODAY) =>
  ({ operationId: op(), key: 'accountNames', fromDate, value: { names } }) as InputOf<'settings.change'>;
const REVENUE = { account: '6001', name: '医疗收入—门诊' };

async function nameIn(window: Window, code: string): Promise<string | undefined> {
  const { accounts } = await window.call('account.list', {});
  return accounts.find((one) => one.code === code)?.name;
}

it('finance names accounts; a cashier and IT do not; every name stays in the history', async () => {
  const [till, it1] = [counter.window(), counter.window()];
  await till.signIn('cashier1');
  await it1.signIn('it1');
  for (const window of [till, it1])
    expect(await refusalOf(window.call('settings.change', naming([REVENUE])))).toBe('FORBIDDEN');
  await finance.call('settings.change', naming([REVENUE]));
  expect(await nameIn(till, '6001')).toBe('医疗收入—门诊');
  await finance.call('settings.change', naming([]));
  expect(await nameIn(finance, '6001')).toBe(USUAL);
  const { changes } = await finance.call('settings.history', { key: 'accountNames', before: null, limit: 9 });
  expect(changes.map(({ value }) => value)).toEqual([{ names: [] }, { names: [REVENUE] }]);
  const { accounts } = await finance.call('account.list', {});
  expect(accounts.find(({ code }) => code === '6001')).toMatchObject({ usual: USUAL });
});

it('two names for one account, a card number and what is no code are refused', async () => {
  const refused = (names: Parameters<typeof naming>[0]) => refusalOf(finance.call('settings.change', naming(names)));
  expect(await refused([REVENUE, { ...REVENUE, name: '另一个' }])).toBe('INVALID_INPUT');
  expect(await refused([{ account: 'income', name: 'x' }])).toBe('INVALID_INPUT');
  expect(await refused([{ account: '6001', name: '4111111111111111' }])).toBe('CARD_NUMBER_NOT_ALLOWED');
});

it('a name planned for tomorrow is not today’s, and central is asked under today’s', async () => {
  await finance.call('settings.change', naming([REVENUE], TOMORROW));
  expect(await nameIn(finance, '6001')).toBe(USUAL);
  const named = async (date: string): Promise<string | undefined> =>
    (await finance.call('voucher.accounts', { date })).accounts.find(({ account }) => account === '6001')?.name;
  expect([await named(TODAY), await named(TOMORROW)]).toEqual([USUAL, '医疗收入—门诊']);
});

it('a package says what an account was called on its day, whenever it is written', async () => {
  const till = counter.window();
  await till.signIn('cashier1');
  await till.call('shift.open', { operationId: op(), drawer: '1', float: minor(0), counted: null });
  await till.call('charge.post', openCharge(1_000, 'wechat'));
  await till.call('shift.close', { operationId: op(), counted: minor(0) });
  await finance.call('day.close', { operationId: op(), businessDate: TODAY, expectedTaken: minor(1_000) });
  const end = counter.ledger.head.seq;
  const parent = mkdtempSync(join(tmpdir(), 'counterfoil-names-'));
  const journal = (): string => {
    const { privateKey: key } = generateKeyPairSync('ed25519');
    const order = {
      businessDate: TODAY,
      from: 1,
      to: end,
      number: 1,
      previous: null,
      first: null,
      paper: PAPER,
      key,
    };
    return readFileSync(join(writePackage(counter.ledger.db, order, parent).folder, 'journal.csv'), 'utf8');
  };
  try {
    expect(journal()).toContain(`6001,${USUAL}`);
    await finance.call('settings.change', naming([REVENUE], TOMORROW));
    expect(journal()).toContain(`6001,${USUAL}`);
    expect(journal()).not.toContain(REVENUE.name);
  } finally {
    rmSync(parent, { recursive: true, force: true });
  }
});

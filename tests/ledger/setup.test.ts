// The first set-up: what its administrator may do until it is over, what ends it, and that nothing of it comes back.
import { afterEach, describe, expect, it } from 'vitest';
import type { InputOf } from '../../core/contract/contract.ts';
import { receiptLayout } from '../../core/documents/receipt-layout.ts';
import { TARIFF_COLUMNS } from '../../core/lists/tariff-cells.ts';
import { milli, minor } from '../../core/money/money.ts';
import { SETUP_GRANTS } from '../../core/settings/setup-steps.ts';
import { Act } from '../../db/ledger/act.ts';
import { MIGRATIONS } from '../../db/open/migrate.ts';
import { setupStep } from '../../db/schema.ts';
import { ADMIN, Counter, op, refusalOf, type Window } from './support/counter.ts';
import { verdictOn } from './support/forged-acts.ts';
import { insert, link, refusalOfSql, SEQ } from './support/raw-sql.ts';
import { LedgerTemplate, workedDay } from './support/sample-ledger.ts';

let counter: Counter;
afterEach(() => counter.stop());

async function fresh(currency = 'CNY'): Promise<Window> {
  counter = await new Counter().start();
  await counter.keeper.create({
    organisation: '江城市第三人民医院',
    counter: { code: 'A01', name: '门诊收费处 3 号窗' },
    admin: ADMIN,
    passphrase: null,
    currency,
    demo: false,
  });
  return signedIn(ADMIN.username, ADMIN.password);
}

async function signedIn(username: string, password: string): Promise<Window> {
  const window = counter.window();
  await window.call('session.signIn', { username, password });
  return window;
}

const TODAY = '2026-11-23';
const rounding = () => ({
  operationId: op(),
  key: 'rounding' as const,
  value: { to: 'jiao' as const },
  fromDate: TODAY,
});
const step = (name: 'seal' | 'people' | 'finish', outcome: 'done' | 'skipped' = 'done') => ({
  operationId: op(),
  step: name,
  outcome,
});
const person = (username: string, role: 'cashier' | 'finance') => ({
  operationId: op(),
  username,
  name: username,
  roles: [role],
  password: 'a first password',
});

async function cashierAtWork(admin: Window): Promise<Window> {
  await admin.call('people.create', person('cashier1', 'cashier'));
  const cashier = await signedIn('cashier1', 'a first password');
  await cashier.call('session.changePassword', { old: 'a first password', next: 'cashier1-2026' });
  return cashier;
}

const mayStill = async (admin: Window): Promise<boolean> => {
  const { session } = (await admin.call('session.current', {})) as { session: { user: { permissions: string[] } } };
  return SETUP_GRANTS.some((one) => session.user.permissions.includes(one));
};

describe('until it is over', () => {
  it('IT may do what finance will, step by step, and each act stands in the journal under their name', async () => {
    const admin = await fresh();
    await admin.call('settings.change', rounding());
    await admin.call('setup.step', step('seal', 'skipped'));
    const state = await admin.call('setup.step', step('people'));
    expect(state.steps.slice(0, 3).map(({ outcome }) => outcome)).toEqual(['skipped', 'done', null]);
    const journal = counter.ledger.db
      .prepare(
        "SELECT c.kind, c.ref, p.username FROM chain c JOIN person p ON p.id = c.person_id WHERE c.kind GLOB 'set*'",
      )
      .raw()
      .all();
    expect(journal).toEqual([
      ['setting.changed', 'rounding', ADMIN.username],
      ['setup.step', 'seal', ADMIN.username],
      ['setup.step', 'people', ADMIN.username],
    ]);
    expect(counter.verify()).toMatchObject({ ok: true });
  });

  it('a step is taken up again after a restart', async () => {
    const admin = await fresh();
    await admin.call('setup.step', step('seal', 'skipped'));
    counter.stop(false);
    await counter.start();
    const again = await signedIn(ADMIN.username, ADMIN.password);
    await again.call('setup.step', step('seal'));
    const [seal, people] = (await again.call('setup.state', {})).steps;
    expect([seal?.outcome, people?.outcome]).toEqual(['done', null]);
  });

  it('nobody else gets anything by it', async () => {
    const admin = await fresh();
    const cashier = await cashierAtWork(admin);
    expect(await refusalOf(cashier.call('setup.state', {}))).toBe('FORBIDDEN');
    expect(await refusalOf(cashier.call('settings.change', rounding()))).toBe('FORBIDDEN');
  });
});

describe('it is over', () => {
  it('when it is said to be finished, at once and for good', async () => {
    const admin = await fresh();
    expect(await mayStill(admin)).toBe(true);
    await admin.call('setup.step', step('finish'));
    expect(await mayStill(admin)).toBe(false);
    expect(await refusalOf(admin.call('settings.change', rounding()))).toBe('FORBIDDEN');
    expect(await refusalOf(admin.call('setup.step', step('seal')))).toBe('FORBIDDEN');
    counter.stop(false);
    await counter.start();
    expect(await mayStill(await signedIn(ADMIN.username, ADMIN.password))).toBe(false);
  });

  it('with the first shift, whoever forgot to say so', async () => {
    const admin = await fresh();
    const cashier = await cashierAtWork(admin);
    expect(await mayStill(admin)).toBe(true);
    await cashier.call('shift.open', { operationId: op(), drawer: '1', float: minor(0), counted: null });
    expect(await mayStill(admin)).toBe(false);
    expect(await refusalOf(admin.call('tariff.stage', {} as never))).toBe('FORBIDDEN');
    // The file says the same to whoever writes past the program.
    const { db } = counter.ledger;
    const late = insert('setup_step', { n: 1, seq: SEQ, step: 'seal', outcome: 'done' });
    expect(refusalOfSql(db, [late, insert('chain', link())])).toMatch(/set-up is over/);
  });

  it('for a ledger with samples from the start, which says that it is one', async () => {
    counter = await Counter.withSample();
    expect(counter.keeper.status()).toMatchObject({ state: 'ready', sample: true });
    expect(await mayStill(await signedIn('it1', 'it1-2026'))).toBe(false);
  });
});

it('verify names a step that was slipped in after the set-up was over', async () => {
  const template = await LedgerTemplate.make(workedDay);
  counter = await template.counter();
  const told = verdictOn(template, ({ ledger }) => {
    const act = new Act(ledger);
    ledger.db.exec('DROP TRIGGER setup_step_follows');
    act.insert(setupStep, { n: 2, step: 'seal', outcome: 'done' });
    act.seal({ kind: 'setup.step', ref: 'seal', businessDate: TODAY, personId: 1 });
    ledger.db.exec(String(MIGRATIONS.join('\n').match(/CREATE TRIGGER setup_step_follows[\s\S]*?END;/)));
  });
  expect(told).toMatch(/after the set-up was over/);
  template.remove();
});

it('another currency counts in its own notes and coins and its own minor unit', async () => {
  const admin = await fresh('KWD');
  expect(counter.keeper.status()).toMatchObject({ currency: 'KWD', sample: false });
  const { settings } = await admin.call('settings.read', { keys: ['denominations'], date: null });
  expect((settings[0]?.value['amounts'] as number[])[0]).toBe(20_000);
});

it('a counter in yen charges in yen: no decimals anywhere, up to the paper', async () => {
  const admin = await fresh('JPY');
  const cashier = await cashierAtWork(admin);
  const cells = Object.fromEntries(TARIFF_COLUMNS.map((field) => [field, ''])) as InputOf<'tariff.save'>['cells'];
  const tea = { ...cells, code: 'T1', name: '緑茶', price: '150', from: TODAY };
  await expect(
    admin.call('tariff.save', { operationId: op(), isNew: true, cells: { ...tea, price: '1.50' } }),
  ).rejects.toMatchObject({ params: { field: 'price', reason: 'tooManyDecimals' } });
  await admin.call('tariff.save', { operationId: op(), isNew: true, cells: tea });
  await cashier.call('shift.open', { operationId: op(), drawer: '1', float: minor(0), counted: null });
  const receipt = await cashier.call('charge.post', {
    operationId: op(),
    customer: null,
    payer: null,
    lines: [{ item: 'T1', quantity: milli(2000), price: null }],
    tenders: [{ method: 'cash', given: minor(1000), reference: null }],
    expectedTotal: minor(300),
  });
  expect(receipt).toMatchObject({ currency: 'JPY', total: 300, change: 700 });
  const layout = receiptLayout(receipt, { kind: 'original' }, { locale: 'zh-CN', paper: 'A5' });
  expect(JSON.stringify(layout)).toContain('¥300"');
  expect(JSON.stringify(layout)).not.toMatch(/\d\.\d\d"/);
  expect(counter.verify()).toMatchObject({ ok: true });
});

// Settings in the real ledger: who may change which, from which day they hold, what stays of the values before, and what
// verify says about one that was slipped in.
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { minor } from '../../core/money/money.ts';
import { Act } from '../../db/ledger/act.ts';
import { settingOn } from '../../db/ledger/settings.ts';
import { setting } from '../../db/schema.ts';
import { png } from '../fixtures/png.ts';
import { mixedCharge } from './support/charges.ts';
import { Counter, op, refusalOf, type Window } from './support/counter.ts';
import { FINANCE1, verdictOn } from './support/forged-acts.ts';
import { insert, link, refusalOfSql, SEQ } from './support/raw-sql.ts';
import { LedgerTemplate, workedDay } from './support/sample-ledger.ts';

const TODAY = '2026-11-23';
const TOMORROW = '2026-11-24';

let template: LedgerTemplate;
let counter: Counter;
beforeAll(async () => {
  template = await LedgerTemplate.make(workedDay);
});
afterAll(() => template.remove());
afterEach(() => {
  counter?.stop();
  template.forgetCopies();
});

async function at(username: string): Promise<Window> {
  const window = counter.window();
  await window.signIn(username);
  return window;
}

const rounding = (to: 'none' | 'jiao' | 'yuan', fromDate = TODAY) => ({
  operationId: op(),
  key: 'rounding' as const,
  value: { to },
  fromDate,
});
const idle = (minutes: number) => ({
  operationId: op(),
  key: 'idleLock' as const,
  value: { minutes },
  fromDate: TODAY,
});

describe('who', () => {
  it('changes what: finance money and paper, IT the workstation, everybody reads', async () => {
    counter = await Counter.withSample();
    const [cashier, finance, it1] = [await at('cashier1'), await at('finance1'), await at('it1')];
    expect(await refusalOf(cashier.call('settings.change', rounding('jiao')))).toBe('FORBIDDEN');
    expect(await refusalOf(it1.call('settings.change', rounding('jiao')))).toBe('FORBIDDEN');
    expect(await refusalOf(finance.call('settings.change', idle(9)))).toBe('FORBIDDEN');
    await finance.call('settings.change', rounding('jiao'));
    await it1.call('settings.change', idle(9));
    const mayChange = async (window: Window) => {
      const { settings } = await window.call('settings.read', { keys: ['rounding', 'idleLock'], date: null });
      return settings.map((one) => one.mayChange);
    };
    expect([await mayChange(cashier), await mayChange(finance), await mayChange(it1)]).toEqual([
      [false, false],
      [true, false],
      [false, true],
    ]);
  });

  it('is told only about the shape of the value, and a card number is not kept', async () => {
    counter = await Counter.withSample();
    const finance = await at('finance1');
    const change = (value: object) =>
      refusalOf(
        finance.call('settings.change', { operationId: op(), key: 'receiptFooter', value, fromDate: TODAY } as never),
      );
    expect(await change({ line: 4 })).toBe('INVALID_INPUT');
    expect(await change({ lines: 'x' })).toBe('INVALID_INPUT');
    expect(await change({ line: '退款请至 4111111111111111' })).toBe('CARD_NUMBER_NOT_ALLOWED');
    const seal = { operationId: op(), key: 'seal' as const, fromDate: TODAY };
    const wrong = finance.call('settings.change', {
      ...seal,
      value: { png: Buffer.from('GIF89a').toString('base64') },
    });
    expect(await refusalOf(wrong)).toBe('INVALID_INPUT');
    const right = { png: png(320, 320).toString('base64') };
    expect((await finance.call('settings.change', { ...seal, operationId: op(), value: right })).value).toEqual(right);
  });
});

describe('from when', () => {
  it('a value holds: tomorrow means tomorrow, and yesterday keeps its own', async () => {
    counter = await Counter.withSample();
    const finance = await at('finance1');
    await finance.call('settings.change', rounding('yuan', TOMORROW));
    expect(settingOn(counter.ledger, 'rounding', TODAY)).toEqual({ to: 'none' });
    const [now] = (await finance.call('settings.read', { keys: ['rounding'], date: null })).settings;
    expect(now).toMatchObject({ value: { to: 'none' }, since: null });
    expect(now?.planned).toMatchObject([{ fromDate: TOMORROW, value: { to: 'yuan' } }]);
    counter.clock.pass(24 * 3_600_000);
    const again = await at('finance1');
    expect(settingOn(counter.ledger, 'rounding', counter.ledger.businessDate())).toEqual({ to: 'yuan' });
    expect(await refusalOf(again.call('settings.change', rounding('jiao', TODAY)))).toBe('SETTING_DATE_PAST');
    await again.call('settings.change', rounding('jiao', TOMORROW));
    expect(settingOn(counter.ledger, 'rounding', TODAY)).toEqual({ to: 'none' });
    const { changes } = await again.call('settings.history', { key: 'rounding', before: null, limit: 10 });
    expect(changes.map(({ n, value }) => [n, value])).toEqual([
      [2, { to: 'jiao' }],
      [1, { to: 'yuan' }],
    ]);
    expect((await again.call('settings.history', { key: 'rounding', before: 2, limit: 10 })).changes).toHaveLength(1);
    expect(counter.verify()).toMatchObject({ ok: true });
  });

  it('a closed day is never reached, in code or in the file', async () => {
    counter = await template.counter();
    const finance = await at('finance1');
    for (const past of ['2026-11-20', '2026-11-22']) {
      expect(await refusalOf(finance.call('settings.change', rounding('jiao', past)))).toBe('SETTING_DATE_PAST');
    }
    const { db } = template.raw();
    const row = { key: 'rounding', n: 3, seq: SEQ, value: '{"to":"jiao"}' };
    const told = refusalOfSql(db, [insert('setting', { ...row, from_date: '2026-11-21' }), insert('chain', link())]);
    expect(told).toMatch(/that day is closed/);
    db.close();
  });

  it('says the same thing twice is refused; the same operation is answered again', async () => {
    counter = await Counter.withSample();
    const finance = await at('finance1');
    const change = rounding('jiao');
    const first = await finance.call('settings.change', change);
    expect(await finance.call('settings.change', change)).toEqual(first);
    expect(await refusalOf(finance.call('settings.change', rounding('jiao')))).toBe('SETTING_UNCHANGED');
  });
});

describe('what is set', () => {
  it('is what the till asks for: notes and coins, and how long a session may idle', async () => {
    counter = await Counter.withSample();
    const [cashier, finance, it1] = [await at('cashier1'), await at('finance1'), await at('it1')];
    const amounts = [10000, 100].map(minor);
    const change = { operationId: op(), key: 'denominations' as const, value: { amounts }, fromDate: TODAY };
    await finance.call('settings.change', change);
    expect((await cashier.call('shift.current', {})).denominations).toEqual([10000, 100]);
    await it1.call('settings.change', idle(1));
    expect(await cashier.call('session.current', {})).toMatchObject({ session: { idleMs: 60_000 } });
    counter.clock.pass(60_000);
    expect(await refusalOf(cashier.call('shift.current', {}))).toBe('SESSION_LOCKED');
  });

  it('is the language of receipts, whatever the window speaks; another may be asked for one', async () => {
    counter = await Counter.withSample();
    const [cashier, finance] = [await at('cashier1'), await at('finance1')];
    await cashier.call('shift.open', { operationId: op(), drawer: '1', float: minor(0), counted: null });
    const { number } = await cashier.call('charge.post', mixedCharge());
    const value = { locale: 'en' as const };
    await finance.call('settings.change', { operationId: op(), key: 'receiptLocale', value, fromDate: TODAY });
    await cashier.call('receipt.print', { operationId: op(), number, reason: null });
    await cashier.call('receipt.print', { operationId: op(), number, reason: '客户要中文', locale: 'zh-CN' });
    const [set, asked] = counter.prints.map(({ layout }) => JSON.stringify(layout));
    expect(set).toContain('Business date');
    expect(asked).toContain('营业日期');
  });

  it('is read again after a restart and after a change that was taken back by the file', async () => {
    counter = await template.counter();
    const finance = await at('finance1');
    await finance.call('settings.change', rounding('yuan'));
    counter.stop(false);
    await counter.start();
    expect(settingOn(counter.ledger, 'rounding', TODAY)).toEqual({ to: 'yuan' });
  });
});

describe('verify', () => {
  const good = { key: 'rounding', n: 3, fromDate: TODAY, value: '{"to":"jiao"}' };
  const forged = (over: Partial<typeof good>): string =>
    verdictOn(template, ({ ledger }) => {
      const act = new Act(ledger);
      act.insert(setting, { ...good, ...over });
      act.seal({ kind: 'setting.changed', ref: 'rounding', businessDate: TODAY, personId: FINANCE1 });
    });

  it('lets a good one pass', () => expect(forged({})).toBe('ok'));
  it.each([
    ['no known setting', { key: 'noSuch', n: 1 }, /no known setting/],
    ['a value that does not fit', { value: '{"to":"fen"}' }, /does not fit/],
    ['a day before the one it was said on', { fromDate: '2026-11-22' }, /reaches back/],
  ])('names %s', (_name, over, reason) => expect(forged(over)).toMatch(reason));
});

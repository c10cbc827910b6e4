// Discounts in the ledger: what they come to on the lines, who must approve them, what is kept, and that verify proves it.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { InputOf } from '../../core/contract/contract.ts';
import { milli, type Minor, minor } from '../../core/money/money.ts';
import { Counter, decide, op, refusalOf, type Window } from './support/counter.ts';

type Charge = InputOf<'charge.post'>;
type Line = Charge['lines'][number];

let counter: Counter;
let till: Window;
let finance: Window;

beforeEach(async () => {
  counter = await Counter.withSample();
  till = counter.window();
  await till.signIn('cashier1');
  await till.call('shift.open', { operationId: op(), drawer: '1', float: minor(0), counted: null });
  finance = counter.window();
  await finance.signIn('finance1');
});
afterEach(() => counter.stop());

const open = (fen: number): Line => ({ item: 'OPEN', quantity: milli(1000), price: minor(fen) });
const fixed = (price: number): Line => ({
  item: '5001019',
  quantity: milli(1000),
  price: null,
  override: { price: minor(price), reason: '与标准不符' },
});
const cash = (fen: number) => ({ method: 'cash', given: minor(fen), reference: null }) as const;
const charge = (lines: readonly Line[], total: number, over: Partial<Charge> = {}): Charge => ({
  operationId: op(),
  customer: null,
  payer: null,
  lines: [...lines],
  tenders: total === 0 ? [] : [cash(total)],
  expectedTotal: minor(total),
  ...over,
});
const amount = (fen: number, line: number | null = null) =>
  ({ kind: 'amount', line, amount: minor(fen), text: null }) as const;
const waiver = (fen: number | null, validUntil: string | null = null) =>
  ({
    kind: 'waiver',
    line: null,
    amount: fen === null ? null : minor(fen),
    reason: 'hardship',
    text: null,
    validUntil,
  }) as const;

const POLICY = {
  code: 'LN',
  name: '老年优惠',
  benefit: { kind: 'percent', basisPoints: 1000 } as const,
  audience: { who: 'everyone' } as const,
  items: [],
  categories: [],
  cap: null,
  combines: true,
  fromDate: '2026-11-23',
  untilDate: null,
};
const write = (over: Partial<InputOf<'policy.write'>> = {}) =>
  finance.call('policy.write', { operationId: op(), ...POLICY, ...over });
const set = (
  change:
    | { readonly key: 'rounding'; readonly value: { readonly to: 'none' | 'jiao' | 'yuan' } }
    | { readonly key: 'discountLimit'; readonly value: { readonly percent: number; readonly amount: Minor } },
) => finance.call('settings.change', { operationId: op(), ...change, fromDate: '2026-11-23' });
const approved = async (subject: InputOf<'approval.request'>['subject']): Promise<string> => {
  const { request } = await till.call('approval.request', { operationId: op(), subject });
  await decide(counter, request, 'supervisor1');
  return request;
};
const entries = (): unknown[] =>
  counter.ledger.db
    .prepare('SELECT account, amount FROM entry WHERE seq = (SELECT max(seq) FROM receipt) ORDER BY account')
    .raw()
    .all();
const proves = (): void => expect(counter.verify().firstBad).toBeNull();

describe('a discount within the cashier’s limit', () => {
  it('over seven lines that does not divide is on every line to the fen, on its account, and read back', async () => {
    const lines = Array.from({ length: 7 }, () => open(1999));
    const posted = await till.call('charge.post', charge(lines, 13_893, { discounts: [amount(100)] }));
    expect(posted.lines.map(({ discount }) => discount)).toEqual([15, 15, 14, 14, 14, 14, 14]);
    expect(posted).toMatchObject({ gross: 13_993, discount: 100, total: 13_893 });
    expect(entries()).toEqual([
      ['1001.1.1', 13_893],
      ['6001', -13_993],
      ['6001.discount', 100],
    ]);
    expect(await till.call('receipt.get', { number: posted.number })).toEqual(posted);
    proves();
  });

  it('is taken in one order whatever the order of entry, and the day tells by whom and why', async () => {
    await write();
    const discounts = [waiver(200), amount(300, 1), { kind: 'policy', policy: 'LN' } as const];
    // 100.00 − 10 % = 90.00, − 3.00 on line 1, − 2.00 of what is left.
    const one = await till.call('charge.post', charge([open(4000), open(6000)], 8500, { discounts }));
    const other = await till.call(
      'charge.post',
      charge([open(4000), open(6000)], 8500, { discounts: discounts.toReversed() }),
    );
    expect(other.lines).toEqual(one.lines);
    expect(other.discounts).toEqual(one.discounts);
    expect(
      one.discounts.map(({ kind, line, policy, reason, amount: off }) => [kind, line, policy?.name, reason, off]),
    ).toEqual([
      ['policy', null, '老年优惠', null, 1000],
      ['amount', 1, undefined, null, 300],
      ['waiver', null, undefined, 'hardship', 200],
    ]);
    const { days } = await finance.call('report.discounts', { from: null, to: null });
    expect(days).toHaveLength(1);
    expect(days[0]?.rows.map((row) => [row.kind, row.policy?.code ?? row.reason, row.count, row.amount])).toEqual([
      ['amount', null, 2, 600],
      ['policy', 'LN', 2, 2000],
      ['waiver', 'hardship', 2, 400],
    ]);
    expect(days[0]).toMatchObject({ total: 3000, rounding: 0 });
    proves();
  });

  it('that waives everything needs no tender', async () => {
    await set({ key: 'discountLimit', value: { percent: 10_000, amount: minor(100_000) } });
    const posted = await till.call('charge.post', charge([open(1234)], 0, { discounts: [waiver(null)] }));
    expect(posted).toMatchObject({ discount: 1234, total: 0, tenders: [] });
    proves();
  });

  it('is refused where it does not fit, and nothing is posted', async () => {
    const refused = (discounts: Charge['discounts'], total = 1000) =>
      refusalOf(till.call('charge.post', charge([open(1000)], total, { discounts })));
    await write({ code: 'ALONE', combines: false });
    await write({ code: 'LATER', fromDate: '2026-12-01' });
    await write({ code: 'FILE', audience: { who: 'customers' } });
    expect(await refused([amount(1001)])).toBe('DISCOUNT_TOO_LARGE');
    expect(await refused([amount(1, 2)])).toBe('DISCOUNT_LINE_UNKNOWN');
    expect(await refused([amount(1), amount(2)])).toBe('DISCOUNT_TWICE');
    expect(await refused([waiver(1, '2026-11-22')])).toBe('WAIVER_EXPIRED');
    expect(await refused([{ ...waiver(1), reason: 'other' }])).toBe('REASON_TEXT_REQUIRED');
    expect(await refused([{ ...amount(1), text: '卡 4111111111111111' }])).toBe('CARD_NUMBER_NOT_ALLOWED');
    expect(await refused([{ kind: 'policy', policy: 'NONE' }])).toBe('UNKNOWN_POLICY');
    expect(await refused([{ kind: 'policy', policy: 'LATER' }])).toBe('POLICY_NOT_GIVEN');
    expect(await refused([{ kind: 'policy', policy: 'ALONE' }, amount(1)])).toBe('POLICY_STANDS_ALONE');
    expect(await refused([{ kind: 'policy', policy: 'FILE' }])).toBe('POLICY_NOT_FOR_CUSTOMER');
    expect(await refused([amount(1)])).toBe('TOTAL_CHANGED');
    expect(counter.ledger.db.prepare('SELECT count(*) FROM receipt').pluck().get()).toBe(0);
  });
});

describe('beyond the limit', () => {
  const lines = [open(10_000)];
  const discounts = [amount(1001)];
  it('a bill needs a supervisor, and the approval is for this bill only', async () => {
    const bill = charge(lines, 8999, { discounts });
    expect(await refusalOf(till.call('charge.post', bill))).toBe('APPROVAL_REQUIRED');
    const approval = await approved({ kind: 'discount', customer: null, lines, discounts });
    const changed: [string, Partial<Charge>, number][] = [
      ['another line', { lines: [open(10_000), open(1)], discounts }, 9000],
      ['another amount', { discounts: [amount(1002)] }, 8998],
      ['another quantity', { lines: [{ ...open(10_000), quantity: milli(2000) }], discounts: [amount(2002)] }, 17_998],
      ['a customer', { customer: 'C800001', discounts }, 8999],
      ['another cause', { discounts: [waiver(1001)] }, 8999],
    ];
    for (const [what, over, total] of changed)
      expect(await refusalOf(till.call('charge.post', { ...charge(lines, total), ...over, approval })), what).toBe(
        'APPROVAL_MISMATCH',
      );
    // Who is printed as payer was never the supervisor's matter.
    const posted = await till.call('charge.post', { ...bill, operationId: op(), payer: '李㛃', approval });
    expect(posted).toMatchObject({ discount: 1001, total: 8999 });
    expect(await refusalOf(till.call('charge.post', { ...bill, operationId: op(), approval }))).toBe('APPROVAL_USED');
    proves();
  });

  it('either bound asks: the share of the bill or the amount; policies are finance’s and never ask', async () => {
    await set({ key: 'discountLimit', value: { percent: 5000, amount: minor(500) } });
    await write({ benefit: { kind: 'percent', basisPoints: 9000 } });
    const ask = (off: number, total: number): Promise<string> =>
      refusalOf(till.call('charge.post', charge([open(800)], total, { discounts: [amount(off)] })));
    expect(await ask(401, 399)).toBe('APPROVAL_REQUIRED');
    const policy = [{ kind: 'policy', policy: 'LN' } as const];
    await till.call('charge.post', charge([open(100_000)], 10_000, { discounts: policy }));
    expect(await refusalOf(till.call('charge.post', charge([open(10_000)], 9499, { discounts: [amount(501)] })))).toBe(
      'APPROVAL_REQUIRED',
    );
    proves();
  });

  it('the approver reads the lines, each discount and what it comes to, from the ledger', async () => {
    const subject = { kind: 'discount', customer: 'C800001', lines, discounts } as const;
    const { request } = await till.call('approval.request', {
      operationId: op(),
      subject: { ...subject, lines: [...lines], discounts: [...discounts] },
    });
    const shown = await counter.approvalWindow(request).call('approval.show', {});
    expect(shown.amount).toBe(1001);
    expect(shown.facts.map((fact) => [fact.kind, 'amount' in fact ? fact.amount : null])).toEqual([
      ['text', null],
      ['line', 8999],
      ['amount', 10_000],
      ['discount', 1001],
      ['amount', 8999],
      ['amount', 1000],
    ]);
  });
});

describe('another price than the tariff’s', () => {
  it('always needs a supervisor; both prices and the reason are kept', async () => {
    const { items } = await till.call('tariff.find', { text: '5001019', limit: 1 });
    const tariff = items[0]?.price ?? minor(0);
    const lines = [fixed(tariff - 1)];
    const bill = charge(lines, tariff - 1);
    expect(await refusalOf(till.call('charge.post', bill))).toBe('APPROVAL_REQUIRED');
    const approval = await approved({ kind: 'priceOverride', customer: null, lines });
    const posted = await till.call('charge.post', { ...bill, approval });
    expect(posted.overrides).toEqual([{ line: 1, tariffPrice: tariff, price: tariff - 1, reason: '与标准不符' }]);
    expect(await till.call('receipt.get', { number: posted.number })).toEqual(posted);
    proves();
  });

  it('is refused for an item whose amount is typed, and where it is the tariff’s own', async () => {
    const { items } = await till.call('tariff.find', { text: '5001019', limit: 1 });
    const tariff = items[0]?.price ?? minor(0);
    const typed = { ...open(1000), override: { price: minor(5), reason: 'x' } };
    expect(await refusalOf(till.call('charge.post', charge([typed], 5)))).toBe('PRICE_NOT_FIXED');
    expect(await refusalOf(till.call('charge.post', charge([fixed(tariff)], tariff)))).toBe('PRICE_UNCHANGED');
  });
});

describe('抹零', () => {
  it('forgives the fen of the cash part on an account of its own, and the drawer expects what is in it', async () => {
    await set({ key: 'rounding', value: { to: 'jiao' } });
    const posted = await till.call('charge.post', charge([open(4846)], 4840, { tenders: [cash(10_000)] }));
    expect(posted).toMatchObject({ gross: 4846, rounding: -6, total: 4840, change: 5160 });
    expect(entries()).toEqual([
      ['1001.1.1', 4840],
      ['6001', -4846],
      ['6301.rounding', 6],
    ]);
    const card = { method: 'card', given: minor(2011), reference: '004512' } as const;
    const mixed = await till.call('charge.post', charge([open(4846)], 4841, { tenders: [card, cash(2830)] }));
    expect(mixed).toMatchObject({ rounding: -5, total: 4841, change: 0 });
    const exact = { ...card, given: minor(4846), reference: '004513' };
    expect(await till.call('charge.post', charge([open(4846)], 4846, { tenders: [exact] }))).toMatchObject({
      rounding: 0,
    });
    const { days } = await finance.call('report.discounts', { from: null, to: null });
    expect(days[0]).toMatchObject({ rounding: 11, total: 0 });
    proves();
  });

  it('comes after discounts, and a screen that did not know of it is told', async () => {
    await set({ key: 'rounding', value: { to: 'yuan' } });
    const bill = charge([open(10_000)], 9900, { discounts: [amount(55)], tenders: [cash(10_000)] });
    expect(await till.call('charge.post', bill)).toMatchObject({
      discount: 55,
      rounding: -45,
      total: 9900,
      change: 100,
    });
    expect(await refusalOf(till.call('charge.post', charge([open(4846)], 4846, { tenders: [cash(5000)] })))).toBe(
      'TOTAL_CHANGED',
    );
    proves();
  });
});

describe('policies', () => {
  it('are versions: written by finance only, ended by a last day, read with their history', async () => {
    expect(await refusalOf(till.call('policy.write', { operationId: op(), ...POLICY }))).toBe('FORBIDDEN');
    await write();
    expect(await refusalOf(write())).toBe('POLICY_UNCHANGED');
    expect(await refusalOf(write({ fromDate: '2026-11-22' }))).toBe('POLICY_DATES');
    expect(await refusalOf(write({ untilDate: '2026-11-22' }))).toBe('POLICY_DATES');
    expect(await refusalOf(write({ items: ['NONE'] }))).toBe('UNKNOWN_ITEM');
    const steps = { kind: 'threshold', reach: minor(100), off: minor(101), repeats: false } as const;
    expect(await refusalOf(write({ benefit: steps }))).toBe('POLICY_BENEFIT');
    await write({ code: 'MJ', name: '满减', benefit: { ...steps, off: minor(100) } });
    await write({ untilDate: '2026-11-23' });
    const given = async (): Promise<string[]> =>
      (await till.call('policy.list', { which: 'given', customer: null })).policies.map(({ code }) => code);
    expect(await given()).toEqual(['LN', 'MJ']);
    const { versions } = await finance.call('policy.history', { code: 'LN' });
    expect(versions.map(({ n, state, untilDate }) => [n, state, untilDate])).toEqual([
      [2, 'given', '2026-11-23'],
      [1, 'replaced', null],
    ]);
    await till.call('shift.close', { operationId: op(), counted: minor(0) });
    counter.clock.pass(86_400_000);
    await till.signIn('cashier1');
    await till.call('shift.open', { operationId: op(), drawer: '1', float: minor(0), counted: null });
    expect(await given()).toEqual(['MJ']);
    const all = await till.call('policy.list', { which: 'all', customer: null });
    expect(all.policies.map(({ code, state }) => [code, state])).toEqual([
      ['LN', 'ended'],
      ['MJ', 'given'],
    ]);
    proves();
  });
});

describe('a parked bill', () => {
  const put = async (over: Partial<Omit<InputOf<'hold.park'>, 'operationId'>>) => {
    const bill = { customer: null, payer: null, note: null, lines: [open(4000), open(6000)], ...over };
    return till.call('hold.park', { operationId: op(), ...bill });
  };
  const tomorrow = async (): Promise<void> => {
    await till.call('shift.close', { operationId: op(), counted: minor(0) });
    counter.clock.pass(86_400_000);
    await till.signIn('cashier1');
    await till.call('shift.open', { operationId: op(), drawer: '1', float: minor(0), counted: null });
  };

  it('keeps its discounts and says what it comes to', async () => {
    await write();
    const discounts = [{ kind: 'policy', policy: 'LN' } as const, waiver(500, '2026-11-30'), amount(100, 2)];
    const { number, total } = await put({ discounts });
    expect(total).toBe(10_000 - 1000 - 100 - 500);
    expect((await till.call('hold.list', { limit: 5 })).bills[0]).toMatchObject({ number, total });
    const back = await till.call('hold.recall', { operationId: op(), number });
    expect(back.discounts).toEqual(discounts);
    expect(back).toMatchObject({ changes: [], totalAsParked: total });
    proves();
  });

  it('comes back without a waiver that expired and a policy that ended, and says both', async () => {
    await write({ untilDate: '2026-11-23' });
    const discounts = [waiver(500, '2026-11-23'), { kind: 'policy', policy: 'LN' } as const, amount(100)];
    const { number } = await put({ discounts });
    await tomorrow();
    const back = await till.call('hold.recall', { operationId: op(), number });
    expect(back.discounts).toEqual([amount(100)]);
    expect(back.changes).toEqual([
      { kind: 'policyDropped', policy: 'LN', name: '老年优惠' },
      { kind: 'waiverExpired', amount: 500, until: '2026-11-23' },
    ]);
    proves();
  });

  it('comes back at the tariff’s price: another one was approved for its moment only', async () => {
    const { number } = await put({ lines: [fixed(1), open(500)] });
    const back = await till.call('hold.recall', { operationId: op(), number });
    expect(back.changes).toMatchObject([{ kind: 'overrideDropped', code: '5001019', from: 1 }]);
    expect(back.lines[0]?.price).toBeNull();
  });
});

describe('verify', () => {
  const forged = (sql: string) => {
    const { db } = counter.ledger;
    const triggers = db.prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").all() as {
      name: string;
      sql: string;
    }[];
    for (const { name } of triggers) db.exec(`DROP TRIGGER ${name}`);
    db.exec(sql);
    for (const trigger of triggers) db.exec(trigger.sql);
    return counter.verify().firstBad;
  };
  it('names a discount that was edited away', async () => {
    await till.call('charge.post', charge([open(10_000)], 9900, { discounts: [amount(100)] }));
    expect(forged('UPDATE receipt_discount SET asked = 99, amount = 99')).toMatchObject({ check: 'digest' });
  });
  it('names running totals that were edited', async () => {
    await till.call('charge.post', charge([open(10_000)], 9900, { discounts: [amount(100)] }));
    expect(forged('UPDATE day_discount SET amount = amount + 1')).toMatchObject({
      check: 'totals',
      table: 'day_discount',
    });
  });
});

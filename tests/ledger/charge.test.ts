// The main job on the real ledger: sign in, open a shift, charge, read back, print, close, prove.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { InputOf } from '../../core/contract/contract.ts';
import { type Milli, milli, minor } from '../../core/money/money.ts';
import { type Counter, op, refusalOf, type Window } from './support/counter.ts';
import { LedgerTemplate } from './support/sample-ledger.ts';

let template: LedgerTemplate;
let counter: Counter;
let till: Window;

beforeAll(async () => {
  template = await LedgerTemplate.make();
});
afterAll(() => template.remove());
beforeEach(async () => {
  counter = await template.counter();
  till = counter.window();
  await till.signIn('cashier1');
});
afterEach(() => {
  expect(counter.faults).toEqual([]);
  counter.stop();
});

const one = milli(1000) as Milli;

function charge(over: Partial<InputOf<'charge.post'>> = {}): InputOf<'charge.post'> {
  return {
    operationId: op(),
    customer: null,
    payer: '欧阳𠅤',
    lines: [
      { item: '5001019', quantity: one, price: null },
      { item: '5003004', quantity: milli(3000), price: null },
    ],
    tenders: [
      { method: 'card', given: minor(8000), reference: '004512' },
      { method: 'cash', given: minor(10000), reference: null },
    ],
    expectedTotal: minor(15851),
    ...over,
  };
}

const openShift = () => till.call('shift.open', { operationId: op(), drawer: '1', float: minor(20000), counted: null });

describe('a charge with mixed tenders', () => {
  it('is posted, read back the same, numbered from 1, and verifies', async () => {
    const shift = await openShift();
    expect(shift.number).toBe('A01-S-0000001');
    const receipt = await till.call('charge.post', charge());
    expect(receipt.number).toBe('A01-R-0000001');
    expect(receipt.total).toBe(15851);
    expect(receipt.change).toBe(2149);
    expect(await till.call('receipt.get', { number: receipt.number })).toEqual(receipt);
    const verified = counter.verify();
    expect(verified.firstBad).toBeNull();
    expect(verified.counts['receipt']).toBe(1);
  });

  it('is posted once for one operation id, and refused for the same id with another payload', async () => {
    await openShift();
    const input = charge();
    const first = await till.call('charge.post', input);
    expect(await till.call('charge.post', input)).toEqual(first);
    expect(await refusalOf(till.call('charge.post', { ...input, payer: '别人' }))).toBe('OPERATION_REUSED');
    expect((await till.call('receipt.recent', { before: null, limit: 10 })).receipts).toHaveLength(1);
    const found = await till.call('operation.find', { operationId: input.operationId });
    expect(found).toEqual({ found: true, method: 'charge.post', result: first });
    expect(await till.call('operation.find', { operationId: op() })).toEqual({ found: false });
  });

  it('keeps the drawer: float + cash − change', async () => {
    await openShift();
    await till.call('charge.post', charge());
    const closed = await till.call('shift.close', { operationId: op(), counted: minor(27851) });
    expect(closed).toMatchObject({ expected: 27851, difference: 0 });
    expect(counter.verify().firstBad).toBeNull();
  });

  it('books a short drawer to over/short and a second close is refused', async () => {
    await openShift();
    await till.call('charge.post', charge());
    const closed = await till.call('shift.close', { operationId: op(), counted: minor(27800) });
    expect(closed.difference).toBe(-51);
    expect(await refusalOf(till.call('shift.close', { operationId: op(), counted: minor(0) }))).toBe('NO_OPEN_SHIFT');
    expect(await refusalOf(till.call('charge.post', charge()))).toBe('NO_OPEN_SHIFT');
    expect(counter.verify().firstBad).toBeNull();
  });
});

describe('a charge is refused, and nothing is posted', () => {
  const cases: readonly (readonly [string, Partial<InputOf<'charge.post'>>])[] = [
    ['TENDER_SHORT', { tenders: [{ method: 'cash', given: minor(15850), reference: null }] }],
    ['TENDER_OVER', { tenders: [{ method: 'wechat', given: minor(15852), reference: null }] }],
    ['REFERENCE_REQUIRED', { tenders: [{ method: 'card', given: minor(15851), reference: null }] }],
    ['TOTAL_CHANGED', { expectedTotal: minor(15850) }],
    ['UNKNOWN_ITEM', { lines: [{ item: 'NONE', quantity: one, price: null }] }],
    ['PRICE_REQUIRED', { lines: [{ item: 'OPEN', quantity: one, price: null }] }],
    ['PRICE_NOT_OPEN', { lines: [{ item: '5001019', quantity: one, price: minor(1) }] }],
    ['UNKNOWN_CUSTOMER', { customer: 'C999999' }],
    ['CARD_NUMBER_NOT_ALLOWED', { payer: '4111111111111111' }],
    ['INVALID_INPUT', { expectedTotal: -0 as never }],
    ['INVALID_INPUT', { expectedTotal: 1.5 as never }],
    ['INVALID_INPUT', { expectedTotal: (2 ** 52) as never }],
    ['NOTHING_CHARGED', { lines: [] }],
  ];
  it.each(cases)('%s %#', async (code, over) => {
    await openShift();
    const before = counter.ledger.head.seq;
    const text = JSON.stringify({ id: 900, method: 'charge.post', params: charge(over) }).replace(
      '"expectedTotal":0',
      '"expectedTotal":-0',
    );
    const answer = await counter.send(till.channel, text, 900);
    expect(answer.error?.code).toBe(code);
    expect(counter.ledger.head.seq).toBe(before);
  });

  it('without an open shift', async () => {
    expect(await refusalOf(till.call('charge.post', charge()))).toBe('NO_OPEN_SHIFT');
  });

  it('when the same channel transaction number is already on a receipt', async () => {
    await openShift();
    const tenders = [{ method: 'wechat' as const, given: minor(15851), reference: '4200001234202611231234567890' }];
    await till.call('charge.post', charge({ tenders }));
    expect(await refusalOf(till.call('charge.post', charge({ tenders })))).toBe('REFERENCE_USED');
  });
});

describe('paper', () => {
  it('has one original; later prints are numbered copies with a reason', async () => {
    await openShift();
    const { number } = await till.call('charge.post', charge());
    const print = (reason: string | null) =>
      till.call('receipt.print', { operationId: op(), number, locale: 'zh-CN', reason });
    expect(await print(null)).toMatchObject({ mark: 'original', copyNumber: null });
    expect(await refusalOf(print(null))).toBe('REPRINT_REASON_REQUIRED');
    expect(await print('客户遗失')).toMatchObject({ mark: 'copy', copyNumber: 1 });
    expect(await print('客户遗失')).toMatchObject({ mark: 'copy', copyNumber: 2 });
    const base = counter.prints[0]?.fileName.replace('.pdf', '');
    expect(counter.prints.map(({ fileName }) => fileName)).toEqual([
      `${base}.pdf`,
      `${base}-copy-1.pdf`,
      `${base}-copy-2.pdf`,
    ]);
    expect(counter.verify().firstBad).toBeNull();
  });
});

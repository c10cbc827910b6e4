// The bill on the screen: what each key does to it, and that its sums are those of the rules.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CustomerView, TariffItem } from '../../../core/contract/procedures/charge.ts';
import type { RecalledBill } from '../../../core/contract/procedures/hold.ts';
import { CNY, type Milli, type Minor, milli, minor, timesQuantity } from '../../../core/money/money.ts';
import {
  type Bill,
  type BillAction,
  billReducer,
  EMPTY_BILL,
  MAX_LINES,
  MAX_TENDERS,
  ONE,
  lineToPrice,
  readBill,
} from '../../../renderer/screens/till/bill-state.ts';
import { billInput } from '../../../renderer/screens/till/hold/use-hold.ts';
import { NO_TERMS } from '../../../renderer/screens/till/discount/bill-discounts.ts';
import { takenBeyond } from '../../../renderer/screens/till/read-tenders.ts';
import { firstGap } from '../../../renderer/screens/till/first-gap.ts';
import { chargeInputOf } from '../../../renderer/screens/till/use-posting.ts';

const fixed = (code: string, price: number): TariffItem => ({
  code,
  name: `item ${code}`,
  unit: '次',
  category: 'test',
  pricing: 'fixed',
  price: minor(price),
});
const open: TariffItem = { code: 'OPEN', name: 'open', unit: '项', category: 'test', pricing: 'open', price: null };
const BLOOD = fixed('5003001', 2136);
const SCAN = fixed('5004008', 14680);

const play = (...actions: readonly BillAction[]): Bill => actions.reduce(billReducer, EMPTY_BILL);
const add = (item: TariffItem, quantity: Milli = ONE): BillAction => ({ type: 'addItem', item, quantity });
const tender = (method: 'cash' | 'card' | 'wechat'): BillAction => ({
  type: 'addTender',
  terms: NO_TERMS,
  method,
  currency: CNY,
});

describe('lines', () => {
  test('the same fixed item again adds to its quantity; an open item is a line of its own each time', () => {
    const bill = play(add(BLOOD), add(BLOOD, milli(2000)), add(open), add(open));
    expect(bill.lines.map((line) => [line.item.code, line.quantity])).toEqual([
      ['5003001', 3000],
      ['OPEN', 1000],
      ['OPEN', 1000],
    ]);
    expect(bill.selected).toBe(bill.lines[2]?.key);
  });

  test('Del takes the marked line, its neighbour is marked, Ctrl Z puts it back in its place', () => {
    const bill = play(add(BLOOD), add(SCAN), add(open));
    const [first, second, third] = bill.lines.map((line) => line.key) as [number, number, number];
    const without = billReducer(bill, { type: 'removeLine', key: second });
    expect(without.lines.map((line) => line.key)).toEqual([first, third]);
    expect(without.selected).toBe(third);
    const back = billReducer(without, { type: 'restoreLine' });
    expect(back.lines.map((line) => line.key)).toEqual([first, second, third]);
    expect(back.selected).toBe(second);
    expect(billReducer(back, { type: 'restoreLine' })).toBe(back);
  });

  test('arrows stop at the ends and start at the nearer one', () => {
    const bill = play(add(BLOOD), add(SCAN));
    const down = billReducer(bill, { type: 'select', step: 1 });
    expect(down.selected).toBe(bill.lines[1]?.key);
    const up = [-1, -1, -1].reduce<Bill>((now) => billReducer(now, { type: 'select', step: -1 }), bill);
    expect(up.selected).toBe(bill.lines[0]?.key);
    expect(billReducer(EMPTY_BILL, { type: 'select', step: 1 }).selected).toBeNull();
  });

  test('a receipt holds no more lines than the contract takes', () => {
    const bill = play(...Array.from({ length: MAX_LINES + 5 }, (_, n) => add(fixed(`${n}`, 100))));
    expect(bill.lines).toHaveLength(MAX_LINES);
  });

  test('clearing keeps counting keys, so that no field of the new bill is taken for one of the old', () => {
    const bill = play(add(BLOOD), tender('cash'), { type: 'clear' });
    expect(bill).toEqual({ ...EMPTY_BILL, nextKey: 3 });
  });
});

describe('a parked bill', () => {
  const parked = (over: Partial<RecalledBill> = {}): RecalledBill => ({
    number: 'A01-P-0000007',
    parkedAt: 1,
    by: 'x',
    customer: { number: 'C1', name: 'x', phone: null } as CustomerView,
    payer: 'y',
    note: null,
    lines: [
      { item: BLOOD, quantity: milli(2000), price: null },
      { item: open, quantity: ONE, price: minor(1250) },
      { item: open, quantity: ONE, price: null },
    ],
    discounts: [],
    changes: [{ kind: 'price', code: BLOOD.code, name: BLOOD.name, from: minor(2000), to: minor(2136) }],
    totalAsParked: minor(5250),
    ...over,
  });
  const takeBack = (bill: RecalledBill): BillAction => ({ type: 'takeBack', bill, currency: CNY });

  test('comes back line by line, with what was typed, and says what had changed', () => {
    const bill = billReducer(play(add(SCAN), { type: 'clear' }), takeBack(parked()));
    expect(bill.lines.map(({ key, item, quantity, amountText }) => [key, item.code, quantity, amountText])).toEqual([
      [2, '5003001', 2000, ''],
      [3, 'OPEN', 1000, '12.50'],
      [4, 'OPEN', 1000, ''],
    ]);
    expect([bill.customer?.number, bill.payer, bill.selected, bill.nextKey]).toEqual(['C1', 'y', 4, 5]);
    expect(bill.recalled).toEqual({ number: 'A01-P-0000007', changes: parked().changes });
    const reading = readBill(bill, CNY);
    expect([reading.due, reading.unpriced?.line.key]).toEqual([5522, 4]);
  });

  test('never overwrites what is on the screen, be it only a payment', () => {
    for (const bill of [play(add(SCAN)), play(tender('cash'))])
      expect(billReducer(bill, takeBack(parked()))).toBe(bill);
  });

  test('what was said of it goes with the bill, and not with a change to it', () => {
    const bill = billReducer(EMPTY_BILL, takeBack(parked()));
    expect(billReducer(bill, add(SCAN)).recalled).not.toBeNull();
    expect(billReducer(bill, { type: 'clear' }).recalled).toBeNull();
  });

  test('is sent as it stands: no price of a fixed item, an amount that cannot be read left open', () => {
    let bill = play(add(BLOOD), add(open), add(open), { type: 'typePayer', text: '  z ' });
    bill = billReducer(bill, { type: 'typeAmount', key: bill.lines[1]?.key ?? 0, text: '12.5' });
    bill = billReducer(bill, { type: 'typeAmount', key: bill.lines[2]?.key ?? 0, text: 'abc' });
    expect(billInput(bill, readBill(bill, CNY))).toEqual({
      customer: null,
      payer: 'z',
      lines: [
        { item: '5003001', quantity: 1000, price: null },
        { item: 'OPEN', quantity: 1000, price: 1250 },
        { item: 'OPEN', quantity: 1000, price: null },
      ],
    });
  });
});

describe('sums', () => {
  test('the total is the sum of the lines, each rounded once', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ price: fc.integer({ min: 0, max: 1e7 }), quantity: fc.integer({ min: 1, max: 1e6 }) }), {
          minLength: 1,
          maxLength: 20,
        }),
        (lines) => {
          const bill = play(...lines.map(({ price, quantity }, n) => add(fixed(`${n}`, price), milli(quantity))));
          const sum = lines.reduce((all, { price, quantity }) => all + timesQuantity(minor(price), milli(quantity)), 0);
          expect(readBill(bill, CNY).due).toBe(sum);
        },
      ),
    );
  });

  test('an open item counts once its amount can be read, and not before', () => {
    const bill = play(add(BLOOD), add(open));
    const key = bill.lines[1]?.key ?? 0;
    const unread = readBill(bill, CNY);
    expect([unread.due, unread.unpriced?.line.key]).toEqual([2136, key]);
    for (const text of ['abc', '1e3', '0', '-5', '1.234', '']) {
      const reading = readBill(billReducer(bill, { type: 'typeAmount', key, text }), CNY);
      expect([text, reading.due, reading.unpriced?.line.key]).toEqual([text, 2136, key]);
    }
    const read = readBill(billReducer(bill, { type: 'typeAmount', key, text: '１２．５０' }), CNY);
    expect([read.due, read.unpriced]).toEqual([3386, null]);
  });

  test('beyond the range the bill says so instead of showing a sum', () => {
    const reading = readBill(play(add(fixed('1', 2 ** 51), milli(2000))), CNY);
    expect([reading.outOfRange, reading.due]).toEqual([true, 0]);
  });
});

describe('tenders', () => {
  test('a tender nobody typed into pays exactly what is missing, and follows it', () => {
    const bill = play(add(BLOOD), tender('cash'));
    expect(readBill(bill, CNY).tenders[0]?.given).toBe(2136);
    expect(readBill(billReducer(bill, add(SCAN)), CNY).tenders[0]?.given).toBe(16816);
  });

  test('card 80 and cash 500 of 382.13 give 197.87 back', () => {
    let bill = play(add(fixed('1', 38213)), tender('card'));
    const card = bill.tenders[0]?.key ?? 0;
    bill = billReducer(bill, { type: 'typeTender', key: card, text: '80' });
    bill = billReducer(bill, { type: 'typeReference', key: card, text: '004512', shown: null });
    bill = billReducer(bill, tender('cash'));
    const cash = bill.tenders[1]?.key ?? 0;
    expect(readBill(bill, CNY).tenders[1]?.given).toBe(30213);
    bill = billReducer(bill, { type: 'typeTender', key: cash, text: '500' });
    const reading = readBill(bill, CNY);
    expect(reading.settlement).toMatchObject({ ok: true, change: 19787 });
    expect(chargeInputOf(bill, reading)).toMatchObject({
      expectedTotal: 38213,
      tenders: [
        { method: 'card', given: 8000, reference: '004512' },
        { method: 'cash', given: 50000, reference: null },
      ],
    });
  });

  test('a slip number says that the amount beside it was taken: from then on it follows nothing', () => {
    const bill = play(add(BLOOD), add(SCAN), tender('card'));
    const key = bill.tenders[0]?.key ?? 0;
    const said = billReducer(bill, { type: 'typeReference', key, text: '0', shown: minor(16816) });
    const more = billReducer(said, { type: 'typeReference', key, text: '004512', shown: minor(1) });
    const less = billReducer(more, { type: 'removeLine', key: more.lines[1]?.key ?? 0 });
    const reading = readBill(less, CNY);
    expect([reading.due, reading.tenders[0]?.given]).toEqual([2136, 16816]);
    expect(takenBeyond(reading.tenders, reading.settlement)).toMatchObject({ given: 16816, excess: 14680 });
    // F8 leads there without advising to lower what a machine has taken.
    expect(firstGap(reading)).toMatchObject({ field: `given-${key}`, fault: null });
    const anew = readBill(billReducer(less, { type: 'reenterTender', key }), CNY);
    expect([anew.tenders[0]?.given, anew.tenders[0]?.tender.reference]).toEqual([2136, '']);
    const emptied = readBill(billReducer(less, { type: 'typeReference', key, text: '', shown: minor(16816) }), CNY);
    expect([emptied.tenders[0]?.given, takenBeyond(emptied.tenders, emptied.settlement)]).toEqual([2136, null]);
  });

  test('another tender fixes the one that followed at what it showed', () => {
    const bill = play(add(BLOOD), tender('wechat'), tender('card'));
    expect(bill.tenders[0]?.amountText).toBe('21.36');
    expect(readBill(bill, CNY).tenders[1]?.given).toBe(0);
  });

  test('cash is one tender however often its key is pressed; there are at most ten', () => {
    expect(play(add(BLOOD), tender('cash'), tender('cash')).tenders).toHaveLength(1);
    expect(play(add(BLOOD), ...Array.from({ length: 12 }, () => tender('wechat'))).tenders).toHaveLength(MAX_TENDERS);
  });

  test('an amount no machine can hold is refused, not added up', () => {
    const bill = play(add(BLOOD), tender('cash'));
    const key = bill.tenders[0]?.key ?? 0;
    const reading = readBill(billReducer(bill, { type: 'typeTender', key, text: '9'.repeat(30) }), CNY);
    expect(reading.tenders[0]?.given).toBeNull();
    expect(reading.settlement).toMatchObject({ ok: false });
  });
});

describe('what F8 leads to while something is missing', () => {
  const gapOf = (bill: Bill) => firstGap(readBill(bill, CNY));

  test('no line, then no price, then no tender, then nothing', () => {
    expect(gapOf(EMPTY_BILL)).toMatchObject({ field: 'items' });
    const opened = play(add(open));
    expect(gapOf(opened)).toMatchObject({ field: `amount-${opened.lines[0]?.key}`, fault: { code: 'PRICE_REQUIRED' } });
    expect(gapOf(play(add(BLOOD)))).toEqual({ kind: 'noTender' });
    expect(gapOf(play(add(BLOOD), tender('cash')))).toBeNull();
  });

  test('a free item needs no tender', () => {
    expect(gapOf(play(add(fixed('1', 0))))).toBeNull();
  });

  test('a card without its slip leads to the slip’s field, a short cash to its amount', () => {
    const card = play(add(BLOOD), tender('card'));
    expect(gapOf(card)).toMatchObject({
      field: `reference-${card.tenders[0]?.key}`,
      fault: { code: 'REFERENCE_REQUIRED' },
    });
    const cash = play(add(BLOOD), tender('cash'));
    const key = cash.tenders[0]?.key ?? 0;
    expect(gapOf(billReducer(cash, { type: 'typeTender', key, text: '20' }))).toMatchObject({
      field: `given-${key}`,
      fault: { code: 'TENDER_SHORT', params: { missing: 136 as Minor } },
    });
  });
});

describe('changing an open amount after its field was left', () => {
  test('the key goes to the marked open line, else to the last one, else nowhere', () => {
    const bill = play(add(open), add(BLOOD), add(open), add(SCAN));
    const [first, , last] = bill.lines.map(({ key }) => key);
    expect(lineToPrice(bill)?.key).toBe(last);
    expect(lineToPrice({ ...bill, selected: first ?? null })?.key).toBe(first);
    expect(lineToPrice(play(add(BLOOD)))).toBeNull();
  });
});

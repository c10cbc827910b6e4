// Finding customers and items by everything a cashier types.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Counter, type Window } from './support/counter.ts';

let counter: Counter;
let till: Window;
beforeAll(async () => {
  counter = await Counter.withSample();
  till = counter.window();
  await till.signIn('cashier1');
});
afterAll(() => {
  expect(counter.faults).toEqual([]);
  counter.stop();
});

describe('a customer is found', () => {
  it.each([
    ['number', 'C800001'],
    ['number in lower case', 'c800001'],
    ['name', '欧阳'],
    ['pinyin', 'ouyang'],
    ['initials', 'oy'],
    ['phone tail', '0412'],
    ['whole phone', '19900000412'],
  ])('by %s', async (_how, text) => {
    const { customers } = await till.call('customer.find', { text, limit: 6 });
    expect(customers).toContainEqual({
      number: 'C800001',
      name: '欧阳𠅤',
      phone: '199****0412',
      plate: null,
      unit: null,
      idNumber: null,
      flags: [],
      note: null,
      frozen: false,
      was: null,
    });
  });

  it('once, whatever fits it', async () => {
    const { customers } = await till.call('customer.find', { text: '199', limit: 50 });
    expect(new Set(customers.map((customer) => customer.number)).size).toBe(customers.length);
    expect(customers.length).toBeGreaterThan(5);
  });

  it('not by what only looks like a pattern', async () => {
    for (const text of ['%', '_', '*', "' OR 1=1 --", '\u{10FFFF}']) {
      expect((await till.call('customer.find', { text, limit: 6 })).customers).toEqual([]);
    }
  });
});

describe('an item is found', () => {
  it.each([
    ['code', '5004008'],
    ['start of the code', '500400'],
    ['name', '超声'],
    ['initials', 'csdpl'],
    ['initials inside', 'dplcs'],
    ['pinyin', 'caiseduo'],
  ])('by %s', async (_how, text) => {
    const { items } = await till.call('tariff.find', { text, limit: 10 });
    expect(items.map((item) => item.code)).toContain('5004008');
  });

  it('the exact code first', async () => {
    const { items } = await till.call('tariff.find', { text: 'open', limit: 10 });
    expect(items[0]).toMatchObject({ code: 'OPEN', pricing: 'open', price: null });
  });
});

// Every way of typing an item and a quantity into the one field of the till.
import { describe, expect, test } from 'vitest';
import type { TariffItem } from '../../../core/contract/procedures/charge.ts';
import { itemMeant } from '../../../renderer/screens/till/item-meant.ts';
import { readItemEntry } from '../../../renderer/screens/till/item-entry.ts';

describe('the item field', () => {
  test.each([
    ['5003', '5003', 1000],
    ['3*5003', '5003', 3000],
    ['1.5*5008101', '5008101', 1500],
    ['xcg', 'xcg', 1000],
    ['xcg*2', 'xcg', 2000],
    ['２＊5003', '5003', 2000],
    ['3×血常规', '血常规', 3000],
    ["x'c'g", 'xcg', 1000],
    [' 5003 ', '5003', 1000],
    ['xcg*', 'xcg', 1000],
  ])('%s', (typed, text, quantity) => {
    expect(readItemEntry(typed)).toEqual({ kind: 'item', text, quantity });
  });

  test('a quantity alone is for the marked line', () => {
    expect(readItemEntry('*3')).toEqual({ kind: 'quantity', quantity: 3000 });
    expect(readItemEntry('*0.5')).toEqual({ kind: 'quantity', quantity: 500 });
  });

  test.each(['', '  ', '*', '3*'])('%j is nothing yet', (typed) => {
    expect(readItemEntry(typed)).toEqual({ kind: 'nothing' });
  });

  test.each(['*abc', '0*5003*1', '*0', '*-1', '1.2345*xcg', 'xcg*abc'])('%s is refused', (typed) => {
    const entry = readItemEntry(typed);
    expect(entry.kind === 'badQuantity').toBe(true);
  });
});

describe('which item Enter means', () => {
  const item = (code: string): TariffItem => ({
    code,
    name: code,
    unit: '',
    category: '',
    pricing: 'open',
    price: null,
  });
  const [short, long, other] = ['5003', '5003001', '5003002'].map(item) as [TariffItem, TariffItem, TariffItem];

  test.each([
    [
      'the code typed, though more begin with it',
      { words: '5003', found: [short, long], seen: null, chosen: false },
      short,
    ],
    [
      'the one chosen with the arrows, even against a whole code',
      { words: '5003', found: [short, long], seen: long, chosen: true },
      long,
    ],
    [
      'the marked one, when it was on the screen',
      { words: '500300', found: [long, other], seen: long, chosen: false },
      long,
    ],
    ['the only one there is', { words: '500300', found: [long], seen: null, chosen: false }, long],
    [
      'nothing, when several fit and none was seen',
      { words: '500300', found: [long, other], seen: null, chosen: false },
      null,
    ],
    ['nothing, when nothing fits', { words: 'x', found: [], seen: null, chosen: false }, null],
  ])('%s', (_what, meant, expected) => {
    expect(itemMeant(meant)).toBe(expected);
  });
});

// Every way of typing an item and a quantity into the one field of the till.
import { describe, expect, test } from 'vitest';
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

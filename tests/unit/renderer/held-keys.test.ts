// Keys pressed while a dialog does its last act: which wait, for how long, and which are forgotten.
import { describe, expect, test } from 'vitest';
import { CLOSING_MS, HELD_FROM_START_MS, HeldKeys, KEPT_MS } from '../../../renderer/keys/held-keys.ts';
import type { KeyPress } from '../../../renderer/keys/key-map.ts';

const key = (text: string, over: Partial<KeyPress> = {}): KeyPress => ({
  ...{ code: text, ctrlKey: false, altKey: false, shiftKey: false, metaKey: false, isComposing: false },
  ...over,
});
const CTRL_Q = key('q', { ctrlKey: true });

/** Everything that would be pressed again, in order. */
function all(held: HeldKeys): string[] {
  const keys: string[] = [];
  for (let press = held.next(); press !== undefined; press = held.next()) keys.push(press.code);
  return keys;
}

describe('while an act of the dialog in front is under way', () => {
  test('shortcuts wait in their order and are pressed again when it is gone', () => {
    const held = new HeldKeys();
    held.begin(0);
    expect(held.isClosing(10)).toBe(true);
    for (const [at, press] of [CTRL_Q, key('x'), key('c')].entries()) held.hold(press, 10 + at);
    held.end(60);
    held.release(70);
    expect(all(held)).toEqual(['q', 'x', 'c']);
    expect(held.isEmpty).toBe(true);
  });

  test('the moment between its end and the closing belongs to it, a long wait does not', () => {
    const held = new HeldKeys();
    expect(held.isClosing(0)).toBe(false);
    held.begin(0);
    expect(held.isClosing(HELD_FROM_START_MS)).toBe(false);
    held.end(5_000);
    expect(held.isClosing(5_000 + CLOSING_MS - 1)).toBe(true);
    expect(held.isClosing(5_000 + CLOSING_MS)).toBe(false);
  });

  test('a dialog that opens after the act began keeps its own keys', () => {
    const held = new HeldKeys();
    held.begin(0);
    held.opened(10);
    expect(held.isClosing(20)).toBe(false);
    held.end(30);
    expect(held.isClosing(40)).toBe(false);
    held.begin(50);
    expect(held.isClosing(60)).toBe(true);
  });

  test('two acts are over when the last of them is', () => {
    const held = new HeldKeys();
    held.begin(0);
    held.begin(1);
    held.end(2);
    expect(held.isClosing(500)).toBe(true);
  });
});

test('a dialog that was refused and stayed forgets them', () => {
  const held = new HeldKeys();
  held.begin(0);
  held.hold(key('x'), 5);
  held.end(20);
  held.release(20 + CLOSING_MS + 1);
  expect(all(held)).toEqual([]);
});

test('what is older than anybody waits for is not done', () => {
  const held = new HeldKeys();
  held.begin(0);
  held.hold(key('x'), 5);
  held.hold(key('y'), 900);
  held.end(KEPT_MS + 100);
  held.release(KEPT_MS + 101);
  expect(all(held)).toEqual(['y']);
});

// A way that is pressed while a dialog closes: what waits, for how long, and what is forgotten.
import { describe, expect, test } from 'vitest';
import { CLOSING_MS, HeldKey, KEPT_MS } from '../../../renderer/keys/held-key.ts';
import { KEY_MAP, type KeyAction, mayRepeat } from '../../../renderer/keys/key-map.ts';

/** One whose act is under way since 0. */
const busy = (): HeldKey => {
  const held = new HeldKey();
  held.begin();
  return held;
};

describe('while the act of a dialog is under way', () => {
  test('a way waits and is done once', () => {
    const held = busy();
    expect(held.hold('signOut', 10)).toBe(true);
    held.end(50);
    expect(held.take(60)).toBe('signOut');
    expect(held.take(61)).toBeNull();
  });

  test('the last one counts, and any other key takes its place', () => {
    const held = busy();
    held.hold('goTill', 10);
    held.hold('goShift', 20);
    expect(held.take(30)).toBe('goShift');
    held.hold('goTill', 40);
    held.drop();
    expect(held.take(50)).toBeNull();
  });

  test('nothing that moves money or answers a question ever waits', () => {
    const held = busy();
    const waiting = (Object.keys(KEY_MAP) as KeyAction[]).filter((action) => held.hold(action, 1));
    expect(waiting.filter((action) => !/^go[A-Z]/.test(action))).toEqual(['help', 'lock', 'signOut']);
    expect(waiting).not.toContain('post');
  });
});

test('a dialog that is refused and stays forgets it, and so does one that takes too long', () => {
  const held = busy();
  held.hold('goTill', 10);
  held.end(20);
  expect(held.take(20 + CLOSING_MS)).toBeNull();
  held.begin();
  held.hold('goTill', 1_000);
  held.end(1_001 + KEPT_MS);
  expect(held.take(1_001 + KEPT_MS)).toBeNull();
});

test('without an act nothing waits, a moment after one still', () => {
  const held = new HeldKey();
  expect(held.hold('goTill', 0)).toBe(false);
  held.begin();
  held.end(100);
  expect(held.hold('goTill', 100 + CLOSING_MS - 1)).toBe(true);
  expect(held.hold('goTill', 100 + CLOSING_MS)).toBe(false);
});

test('only what moves or edits repeats while it is held down', () => {
  const repeats = (Object.keys(KEY_MAP) as KeyAction[]).filter(mayRepeat);
  expect(repeats).toEqual(['undo', 'back', 'remove', 'removeRow', 'up', 'down']);
});

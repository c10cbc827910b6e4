// Shortcuts and the scanner: physical keys only, no key with two meanings, an IME swallows none.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  actionOf,
  type Chord,
  KEY_MAP,
  type KeyAction,
  keyLabel,
  keyShortcuts,
} from '../../../renderer/keys/key-map.ts';
import { JOBS } from '../../../renderer/frame/jobs.ts';
import { groupsFor, KEY_GROUPS } from '../../../renderer/keys/key-groups.ts';
import { BURST_GAP_MS, BURST_MIN, feedBurst, NO_BURST } from '../../../renderer/keys/scan-burst.ts';

const actions = Object.keys(KEY_MAP) as KeyAction[];
const press = (chord: Chord, isComposing = false) => ({
  code: chord.code,
  ctrlKey: chord.ctrl ?? false,
  altKey: chord.alt ?? false,
  shiftKey: chord.shift ?? false,
  metaKey: false,
  isComposing,
});

describe('the sheet of keys (F1)', () => {
  const grouped = KEY_GROUPS.flatMap((group) => [...group.actions]);
  const ways = JOBS.map(({ action }) => action);

  test('every key stands on it once, under its subject; the way to a job stands in the rail', () => {
    expect([...grouped, ...ways].toSorted()).toEqual(actions.toSorted());
  });

  test('the screen in front comes first, and what somebody has no job for is not shown to them', () => {
    const shown = groupsFor(['till', 'shift', 'receipts', 'account'], 'receipts').map(({ id }) => id);
    expect(shown).toEqual(['receipts', 'till', 'aside', 'held', 'tenders', 'shift', 'everywhere', 'moving']);
    expect(groupsFor(['account'], 'account').map(({ id }) => id)).toEqual(['everywhere', 'moving']);
  });
});

describe('the key map', () => {
  test('every action is found by its own key and no two share one', () => {
    for (const action of actions) expect(actionOf(press(KEY_MAP[action]))).toBe(action);
    expect(new Set(actions.map(keyLabel)).size).toBe(actions.length);
  });

  test('under an open composition shortcuts still work; keys that steer the IME stay with it', () => {
    const steering: readonly KeyAction[] = ['back', 'remove', 'removeRow', 'up', 'down', 'undo'];
    for (const action of actions) {
      expect(actionOf(press(KEY_MAP[action], true))).toBe(steering.includes(action) ? null : action);
    }
  });

  test('another modifier is another key', () => {
    expect(actionOf({ ...press(KEY_MAP.post), ctrlKey: true, shiftKey: true })).toBeNull();
    expect(actionOf({ ...press(KEY_MAP.tenderCash), ctrlKey: true })).toBeNull();
    expect(actionOf({ ...press(KEY_MAP.lock), metaKey: true })).toBeNull();
    expect(actionOf({ ...press(KEY_MAP.tenderCash), altKey: false })).toBeNull();
  });

  test('the number pad takes tenders as well', () => {
    expect(actionOf({ ...press(KEY_MAP.tenderCard), code: 'Numpad2' })).toBe('tenderCard');
  });

  test('labels are what stands on the key caps', () => {
    expect([keyLabel('post'), keyLabel('lock'), keyLabel('tenderCash'), keyLabel('back')]).toEqual([
      'F8',
      'Ctrl L',
      'Alt 1',
      'Esc',
    ]);
    expect([keyShortcuts('lock'), keyShortcuts('tenderCash')]).toEqual(['Control+L', 'Alt+1']);
  });
});

type Typed = { readonly code: string; readonly key: string; readonly shiftKey?: boolean };

function scan(keys: readonly Typed[], gapMs: number): string | null {
  let state = NO_BURST;
  let done: string | null = null;
  keys.forEach((key, index) => {
    const step = feedBurst(state, { ...key, shiftKey: key.shiftKey ?? false, at: 1000 + index * gapMs });
    state = step.state;
    done = step.done;
  });
  return done;
}

const asKeys = (text: string): Typed[] => [
  ...[...text].map((character) => ({
    code: /\d/.test(character)
      ? `Digit${character}`
      : /[a-z]/i.test(character)
        ? `Key${character.toUpperCase()}`
        : 'Minus',
    key: character,
    shiftKey: /[A-Z]/.test(character),
  })),
  { code: 'Enter', key: 'Enter' },
];

describe('the scanner', () => {
  const code = fc.stringMatching(/^[A-Za-z0-9-]{6,40}$/);

  test('a burst that ends with Enter is read whole; the same keys by hand are typing', () => {
    fc.assert(
      fc.property(code, fc.integer({ min: 0, max: BURST_GAP_MS }), (text, gap) => {
        expect(scan(asKeys(text), gap)).toBe(text);
        expect(scan(asKeys(text), BURST_GAP_MS + 20)).toBeNull();
      }),
    );
  });

  test('an IME that shows every key as "Process" changes nothing', () => {
    fc.assert(
      fc.property(code, (text) => {
        expect(
          scan(
            asKeys(text).map((key) => ({ ...key, key: 'Process' })),
            10,
          ),
        ).toBe(text);
      }),
    );
  });

  test('capitals come with a Shift key of their own', () => {
    const keys = [...'A01-R-0000001'].flatMap((character) => {
      const key = asKeys(character)[0] as Typed;
      return /[A-Z]/.test(character) ? [{ code: 'ShiftLeft', key: 'Shift' }, key] : [key];
    });
    expect(scan([...keys, { code: 'Enter', key: 'Enter' }], 8)).toBe('A01-R-0000001');
  });

  test('too short, or broken by a pause or an arrow, is no scan', () => {
    expect(scan(asKeys('1'.repeat(BURST_MIN - 1)), 5)).toBeNull();
    const broken = asKeys('5003001');
    broken.splice(4, 0, { code: 'ArrowLeft', key: 'ArrowLeft' });
    expect(scan(broken, 5)).toBeNull();
  });
});

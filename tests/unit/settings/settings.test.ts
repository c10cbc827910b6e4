// Which value holds on which day, and which values are none: asked of the rules alone.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MIN_SIDE, pngFault } from '../../../core/settings/png-image.ts';
import { choices, number, orNone, percent, text } from '../../../core/settings/setting-field.ts';
import {
  holdsOn,
  initialSetting,
  plannedAfter,
  SETTING_GROUPS,
  SETTING_KEYS,
  SETTINGS,
  settingValue,
} from '../../../core/settings/settings.ts';
import { png } from '../../fixtures/png.ts';

const day = (n: number): string => `2026-11-${String(n).padStart(2, '0')}`;
const changes = fc
  .array(fc.integer({ min: 1, max: 28 }), { maxLength: 12 })
  .map((days) => days.map((from, index) => ({ n: index + 1, fromDate: day(from) })));
const dates = fc.integer({ min: 1, max: 28 }).map(day);

describe('the value on a day', () => {
  it('is the one that begins last on or before it, the last said when two begin together', () => {
    fc.assert(
      fc.property(changes, dates, (all, date) => {
        const begun = all.filter(({ fromDate }) => fromDate <= date);
        const model = [...begun].sort((a, b) => a.fromDate.localeCompare(b.fromDate) || a.n - b.n).at(-1);
        expect(holdsOn(all, date)).toEqual(model);
      }),
    );
  });

  it('does not depend on changes for later days, in whatever order they were said', () => {
    fc.assert(
      fc.property(changes, dates, (all, date) => {
        const known = all.filter(({ fromDate }) => fromDate <= date);
        expect(holdsOn(all, date)).toEqual(holdsOn(known, date));
      }),
    );
  });

  it('becomes each planned one on its day and stays so until the next', () => {
    fc.assert(
      fc.property(changes, dates, dates, (all, date, later) => {
        const planned = plannedAfter(all, date).filter(({ fromDate }) => fromDate <= later);
        expect(holdsOn(all, later > date ? later : date)).toEqual(planned.at(-1) ?? holdsOn(all, date));
        const days = plannedAfter(all, date).map(({ fromDate }) => fromDate);
        expect(days).toEqual([...new Set(days)].sort());
      }),
    );
  });
});

describe('every setting', () => {
  it.each(SETTING_KEYS)('%s begins with a value that fits, in every currency', (key) => {
    for (const currency of ['CNY', 'JPY', 'KWD', 'USD']) {
      expect(settingValue(key, initialSetting(key, currency))).toEqual(initialSetting(key, currency));
    }
    expect(SETTING_GROUPS).toContain(SETTINGS[key].group);
    expect(settingValue(key, { ...initialSetting(key, 'CNY'), more: 1 })).toBeNull();
    expect(settingValue(key, {})).toBeNull();
    expect(settingValue(key, null)).toBeNull();
  });

  it('counts no note twice and none of nothing', () => {
    const ok = (amounts: unknown) => settingValue('denominations', { amounts }) !== null;
    expect([[10000, 50], [1]].map(ok)).toEqual([true, true]);
    expect([[], [50, 10000], [50, 50], [50, 0], [0.5], [-1]].map(ok)).toEqual(Array(6).fill(false));
  });
});

describe('fields', () => {
  it('take what they say and nothing else', () => {
    expect(choices(1, 'a', 'b').schema.safeParse(['b', 'a']).success).toBe(true);
    for (const wrong of [[], ['a', 'a'], ['c'], 'a']) {
      expect(choices(1, 'a', 'b').schema.safeParse(wrong).success).toBe(false);
    }
    expect([0, 10_000, -1, 10_001, 0.5].map((n) => percent().schema.safeParse(n).success)).toEqual([
      true,
      true,
      false,
      false,
      false,
    ]);
    expect([1, 5, 6, null].map((n) => number(1, 5).schema.safeParse(n).success)).toEqual([true, true, false, false]);
    expect(orNone(text(3)).schema.safeParse(null).success).toBe(true);
    for (const wrong of ['', ' a', 'a\u202eb', 'abcd']) expect(text(3).schema.safeParse(wrong).success).toBe(false);
  });
});

describe('a picture', () => {
  const asText = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');

  it('is a PNG of bounded size and pixels, told from its bytes', () => {
    expect(pngFault(asText(png(300, 200)), 190_000)).toBeNull();
    expect(pngFault(asText(png(MIN_SIDE - 1, 200)), 190_000)).toBe('tooSmall');
    expect(pngFault(asText(png(300, 1_601)), 190_000)).toBe('tooLarge');
    expect(pngFault(asText(png(300, 200)), 60)).toBe('tooManyBytes');
    expect(pngFault(asText(Buffer.from('GIF89a and much more text than the head of a picture')), 190_000)).toBe(
      'notPng',
    );
    expect(pngFault('', 190_000)).toBe('notPng');
  });

  it('cut anywhere is none, and no bytes make it throw', () => {
    const whole = png(64, 64);
    fc.assert(
      fc.property(fc.nat(whole.length - 1), (length) => {
        expect(pngFault(asText(whole.subarray(0, length)), 190_000)).toBe('notPng');
      }),
    );
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        expect(pngFault(asText(bytes), 190_000)).not.toBeUndefined();
      }),
    );
    fc.assert(
      fc.property(fc.string(), (any) => {
        expect(pngFault(any, 190_000)).not.toBeNull();
      }),
    );
  });
});

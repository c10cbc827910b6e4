// A guarded cell is never taken for a formula and comes back as it was, whatever it was.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { guarded, unguarded } from '../../../core/lists/cell-guard.ts';

const texts = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.array(fc.constantFrom("'", '=', '+', '-', '@', '\t', '1', 'A', '甲'), { maxLength: 8 }).map((all) => all.join('')),
);

test('comes back as it was', () => {
  fc.assert(
    fc.property(texts, (text) => {
      expect(unguarded(guarded(text))).toBe(text);
    }),
  );
});

test('is no formula to a spreadsheet', () => {
  fc.assert(
    fc.property(texts, (text) => {
      expect(guarded(text)).not.toMatch(/^[=+\-@\t\r]/);
    }),
  );
  expect(guarded("=cmd|' /C calc'!A0")).toBe("'=cmd|' /C calc'!A0");
  expect(guarded('挂号费')).toBe('挂号费');
});

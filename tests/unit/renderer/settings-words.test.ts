// Every setting has its words, and every word there is belongs to a setting; what is typed becomes the value it says.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CNY, currencyOf, minor } from '../../../core/money/money.ts';
import type { Field } from '../../../core/settings/setting-field.ts';
import { SETTING_GROUPS, SETTING_KEYS, SETTINGS } from '../../../core/settings/settings.ts';
import { LOCALES, WORDS } from '../../../renderer/i18n/words.ts';
import {
  draftOf,
  readDraft,
  type SettingField,
  type SettingForm,
} from '../../../renderer/screens/settings/setting-text.ts';
import { fieldWord, optionWord } from '../../../renderer/screens/settings/setting-words.ts';

const fieldsOf = (key: (typeof SETTING_KEYS)[number]): [string, Field<unknown>][] =>
  Object.entries(SETTINGS[key].fields as Readonly<Record<string, Field<unknown>>>);
const last = (word: string): string => word.slice(word.lastIndexOf('.') + 1);

describe.each(LOCALES)('%s', (locale) => {
  const { settings } = WORDS[locale];
  test('names and explains every setting, its fields and their choices, and nothing else', () => {
    const fields = SETTING_KEYS.flatMap((key) => fieldsOf(key).map(([name]) => last(fieldWord(key, name))));
    const options = SETTING_KEYS.flatMap((key) =>
      fieldsOf(key).flatMap(([name, { form }]) =>
        'options' in form ? form.options.map((option) => last(optionWord(key, name, option))) : [],
      ),
    );
    expect(Object.keys(settings.name).sort()).toEqual([...SETTING_KEYS].sort());
    expect(Object.keys(settings.hint).sort()).toEqual([...SETTING_KEYS].sort());
    expect(Object.keys(settings.group).sort()).toEqual([...SETTING_GROUPS].sort());
    expect(Object.keys(settings.field).sort()).toEqual(fields.sort());
    expect(Object.keys(settings.option).sort()).toEqual(options.sort());
  });
});

const field = (form: SettingForm, optional = false): SettingField => ({ name: 'x', form, optional });
const reads = (form: SettingForm, text: string, optional = false) => {
  const read = readDraft(field(form, optional), text, CNY);
  return read.ok ? read.value : read.fault.replace('settings.fault.', '');
};

describe('what is typed', () => {
  test('amounts: blanks between them, any order, each once; what is no amount is named', () => {
    const form = { kind: 'amounts', max: 4 } as const;
    expect(reads(form, '1  100 0.5')).toEqual([10000, 100, 50]);
    expect(reads(form, '１００ 100.00')).toEqual([10000]);
    for (const wrong of ['100, 50', '0', '-1', 'ten', '1.005']) expect(reads(form, wrong), wrong).toBe('notAmounts');
    expect(reads(form, '1 2 3 4 5')).toBe('tooMany');
    expect(reads(form, '')).toBe('required');
  });

  test('percents, numbers, nothing', () => {
    const percent = { kind: 'percent' } as const;
    expect(['12.5', '12.5%', '0', '100'].map((text) => reads(percent, text))).toEqual([1250, 1250, 0, 10000]);
    for (const wrong of ['100.01', '-1', '0.125', 'x']) expect(reads(percent, wrong), wrong).toBe('notPercent');
    const number = { kind: 'number', min: 1, max: 60 } as const;
    expect(['1', '60', '0', '61', '1.5', ''].map((text) => reads(number, text))).toEqual([
      1,
      60,
      'notInRange',
      'notInRange',
      'notInRange',
      'required',
    ]);
    expect(reads({ kind: 'text', max: 9 }, ' ', true)).toBeNull();
  });

  test('every amount, list of amounts, percent and number is read back as it is shown, in any currency', () => {
    const currency = fc.constantFrom(CNY, currencyOf('JPY'), currencyOf('KWD'));
    const again = (form: SettingForm, value: unknown, of: typeof CNY) => {
      const read = readDraft(field(form), draftOf(form, value, of), of);
      expect(read).toEqual({ ok: true, value });
    };
    const faces = fc.uniqueArray(fc.integer({ min: 1, max: 1e9 }), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(currency, faces, fc.integer({ min: 0, max: 10_000 }), (of, all, share) => {
        const amounts = all.sort((one, other) => other - one).map(minor);
        again({ kind: 'amounts', max: 20 }, amounts, of);
        again({ kind: 'amount' }, amounts[0], of);
        again({ kind: 'percent' }, share, of);
        again({ kind: 'number', min: 0, max: 10_000 }, share, of);
      }),
    );
  });
});

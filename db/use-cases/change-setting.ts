// Sets a value from a business date on: one row, one link of the chain. Days gone by keep what held on them.
import { isDeepStrictEqual } from 'node:util';
import type { InputOf, OutputOf } from '../../core/contract/contract.ts';
import { refuse } from '../../core/contract/errors.ts';
import { holdsOn, initialSetting, type SettingKey, SETTINGS, type SettingValue } from '../../core/settings/settings.ts';
import type { Field } from '../../core/settings/setting-field.ts';
import { refuseCardNumbers } from '../ledger/bill-facts.ts';
import { Act } from '../ledger/act.ts';
import type { Command } from '../ledger/command.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { rightsOf } from '../ledger/rights.ts';
import { insertSetting, settingChanges } from '../ledger/settings.ts';
import { readSettingChange } from '../readers/read-settings.ts';

export const settingsChange: Command<InputOf<'settings.change'>, OutputOf<'settings.change'>> = {
  run({ ledger, caller, operation }, { key, value, fromDate }) {
    const { permission } = SETTINGS[key];
    if (!rightsOf(ledger, caller.personId).has(permission)) refuse('FORBIDDEN', { permission });
    const businessDate = ledger.businessDate();
    // Receipts of earlier days were made under what held then; a rule that reaches back would tell them otherwise.
    if (fromDate < businessDate) refuse('SETTING_DATE_PAST', { earliest: businessDate });
    refuseUnchanged(ledger, key, value, fromDate);
    refuseCardNumbers(textsOf(key, value));
    const act = new Act(ledger);
    const n = insertSetting(ledger, act, key, value, fromDate);
    act.seal({
      kind: 'setting.changed',
      ref: key,
      businessDate,
      personId: caller.personId,
      detail: { n, fromDate },
      operation: operation({ key, n }),
    });
    return readSettingChange(ledger, key, n);
  },
  again(ledger, kept) {
    const { key, n } = kept as { key: SettingKey; n: number };
    return readSettingChange(ledger, key, n);
  },
};

function textsOf(key: SettingKey, value: Readonly<Record<string, unknown>>): string[] {
  const fields: Readonly<Record<string, Field<unknown>>> = SETTINGS[key].fields;
  return Object.entries(fields).flatMap(([name, { form }]) => {
    return form.kind === 'image' ? [] : textsIn(value[name]);
  });
}

/** Every text in a value, however deep it lies in a table. */
function textsIn(part: unknown): string[] {
  if (typeof part === 'string') return [part];
  return typeof part === 'object' && part !== null ? Object.values(part).flatMap(textsIn) : [];
}

// A change that says what holds anyway would only make the history longer.
function refuseUnchanged<K extends SettingKey>(ledger: Ledger, key: K, value: SettingValue<K>, fromDate: string): void {
  const holds = holdsOn(settingChanges(ledger, key), fromDate)?.value ?? initialSetting(key, ledger.meta.currency);
  if (isDeepStrictEqual(holds, value)) refuse('SETTING_UNCHANGED', {});
}

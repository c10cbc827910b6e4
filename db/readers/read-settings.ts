// What is set on a day, since when and by whom, and every earlier value: nothing said about a setting is ever lost.
import type { SettingChange, SettingNow } from '../../core/contract/procedures/settings.ts';
import type { Permission } from '../../core/people/permissions.ts';
import type { Field } from '../../core/settings/setting-field.ts';
import { holdsOn, plannedAfter, type SettingKey, SETTINGS } from '../../core/settings/settings.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { settingChanges, settingOn, type SettingChange as Kept } from '../ledger/settings.ts';

interface Said {
  readonly at: number;
  readonly by: string | null;
}

function said(ledger: Ledger, seq: number): Said {
  const sql = 'SELECT c.at, p.name AS by FROM chain c LEFT JOIN person p ON p.id = c.person_id WHERE c.seq = ?';
  const row = ledger.one<Said>(sql, seq);
  if (!row) throw new Error(`chain ${seq} is missing`);
  return row;
}

function view(ledger: Ledger, change: Kept<SettingKey>): SettingChange {
  return { n: change.n, fromDate: change.fromDate, value: { ...change.value }, ...said(ledger, change.seq) };
}

/** The settings `keys` on `date`, as somebody with `permissions` sees them. */
export function readSettings(
  ledger: Ledger,
  keys: readonly SettingKey[],
  date: string,
  permissions: ReadonlySet<Permission>,
): SettingNow[] {
  return keys.map((key) => {
    const changes = settingChanges(ledger, key);
    const holds = holdsOn(changes, date);
    return {
      key,
      group: SETTINGS[key].group,
      fields: fieldsOf(key),
      value: { ...settingOn(ledger, key, date) },
      since: holds ? { fromDate: holds.fromDate, ...said(ledger, holds.seq) } : null,
      planned: plannedAfter(changes, date).map((change) => {
        const { n: _n, ...shown } = view(ledger, change);
        return shown;
      }),
      mayChange: permissions.has(SETTINGS[key].permission),
    };
  });
}

function fieldsOf(key: SettingKey): SettingNow['fields'] {
  const fields: Readonly<Record<string, Field<unknown>>> = SETTINGS[key].fields;
  return Object.entries(fields).map(([name, { form, optional }]) => ({
    name,
    form: 'options' in form ? { ...form, options: [...form.options] } : form,
    optional,
  }));
}

/** Changes of `key`, newest first, from before number `before` on. */
export function readSettingHistory(
  ledger: Ledger,
  key: SettingKey,
  before: number | null,
  limit: number,
): SettingChange[] {
  return settingChanges(ledger, key)
    .filter(({ n }) => before === null || n < before)
    .slice(-limit)
    .reverse()
    .map((change) => view(ledger, change));
}

/** Change `n` of `key`. */
export function readSettingChange(ledger: Ledger, key: SettingKey, n: number): SettingChange {
  const change = settingChanges(ledger, key).find((one) => one.n === n);
  if (!change) throw new Error(`setting ${key} ${n} does not exist`);
  return view(ledger, change);
}

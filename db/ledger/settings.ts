// What is set on a business date: read once per ledger and kept, because the till asks at every charge.
// The one writer forgets what it kept at the moment it writes, so nothing kept is ever older than the file.
import {
  holdsOn,
  initialSetting,
  type SettingKey,
  settingValue,
  type SettingValue,
} from '../../core/settings/settings.ts';
import { setting } from '../schema.ts';
import type { Act } from './act.ts';
import type { Ledger } from './ledger.ts';

/** One change of a setting. */
export interface SettingChange<K extends SettingKey> {
  readonly n: number;
  /** YYYY-MM-DD, the first business date it holds. */
  readonly fromDate: string;
  readonly value: SettingValue<K>;
  readonly seq: number;
}

const kept = new WeakMap<Ledger, Map<SettingKey, readonly SettingChange<SettingKey>[]>>();

/** Every change of `key`, first to last. Throws when a value in the file does not fit its schema: verify names the row. */
export function settingChanges<K extends SettingKey>(ledger: Ledger, key: K): readonly SettingChange<K>[] {
  const known = kept.get(ledger) ?? new Map<SettingKey, readonly SettingChange<SettingKey>[]>();
  kept.set(ledger, known);
  const found = known.get(key);
  if (found) return found as readonly SettingChange<K>[];
  const rows = ledger.all<{ n: number; fromDate: string; value: string; seq: number }>(
    'SELECT n, from_date AS fromDate, value, seq FROM setting WHERE key = ? ORDER BY n',
    key,
  );
  const changes = rows.map((row) => {
    const value = settingValue(key, JSON.parse(row.value));
    if (value === null) throw new Error(`setting ${key} ${row.n} does not fit its schema`);
    return { ...row, value };
  });
  known.set(key, changes);
  return changes;
}

/** The value of `key` on the business date `date`: the one set for it, or the one it begins with. */
export function settingOn<K extends SettingKey>(ledger: Ledger, key: K, date: string): SettingValue<K> {
  return holdsOn(settingChanges(ledger, key), date)?.value ?? initialSetting(key, ledger.meta.currency);
}

/** Adds a change to a running act; `fromDate` must not lie before the ledger's business date (the caller has checked). */
export function insertSetting<K extends SettingKey>(
  ledger: Ledger,
  act: Act,
  key: K,
  value: SettingValue<K>,
  fromDate: string,
): number {
  const n = (ledger.one<{ n: number | null }>('SELECT max(n) AS n FROM setting WHERE key = ?', key)?.n ?? 0) + 1;
  kept.delete(ledger);
  act.insert(setting, { key, n, fromDate, value: JSON.stringify(value) });
  return n;
}

// What was set, as the chain tells it: every change follows the last of its key, fits its schema, and reaches back into no
// day before the one it was made on. What held when a document was posted is asked of here, never of later rows.
import {
  holdsOn,
  initialSetting,
  SETTING_KEYS,
  type SettingKey,
  settingValue,
  type SettingValue,
} from '../../core/settings/settings.ts';
import { bad } from './finding.ts';
import { numberAt, type Row, SETTING, textAt } from './row-places.ts';

interface Said {
  readonly n: number;
  readonly fromDate: string;
  readonly value: SettingValue<SettingKey>;
}

export class SettingsSoFar {
  readonly currency: string;
  readonly #changes = new Map<SettingKey, Said[]>();

  constructor(currency: string) {
    this.currency = currency;
  }

  /** Takes one row of a link whose business date is `businessDate`. Throws a finding for one that cannot stand. */
  take(row: Row, businessDate: string): void {
    const [name, n, fromDate] = [textAt(row, SETTING.key), numberAt(row, SETTING.n), textAt(row, SETTING.from)];
    const place = `${name} ${n}`;
    const key = SETTING_KEYS.find((one) => one === name) ?? bad('limits', 'setting', place, 'is of no known setting');
    const changes = this.#changes.get(key) ?? [];
    if (n !== changes.length + 1) bad('limits', 'setting', place, `follows ${changes.length}`);
    if (fromDate < businessDate) bad('limits', 'setting', place, `reaches back from ${businessDate} to ${fromDate}`);
    const value = settingValue(key, parsed(textAt(row, SETTING.value)));
    if (value === null) return bad('limits', 'setting', place, 'its value does not fit its schema');
    this.#changes.set(key, [...changes, { n, fromDate, value }]);
  }

  /** What was known so far to hold on `date`. */
  on<K extends SettingKey>(key: K, date: string): SettingValue<K> {
    const holds = holdsOn(this.#changes.get(key) ?? [], date);
    return (holds?.value as SettingValue<K> | undefined) ?? initialSetting(key, this.currency);
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

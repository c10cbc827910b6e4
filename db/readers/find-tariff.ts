// Finds items on sale by what a cashier types: code, name, pinyin or initials; the exact code first.
// A tariff is a few thousand rows, so it is kept in memory and scanned: the one writer knows when it changes.
import type { TariffItem } from '../../core/contract/procedures/charge.ts';
import type { Minor } from '../../core/money/money.ts';
import type { Ledger } from '../ledger/ledger.ts';

interface Entry {
  readonly item: TariffItem;
  readonly pinyin: string;
  readonly initials: string;
}

const ON_SALE = `
  SELECT i.code, v.name, v.unit, v.category, v.pricing, v.price, v.pinyin, v.initials, v.until_date AS untilDate
  FROM item i JOIN item_version v ON v.item_id = i.id
  WHERE v.n = (SELECT w.n FROM item_version w WHERE w.item_id = i.id AND w.from_date <= ? ORDER BY w.from_date DESC, w.n DESC LIMIT 1)
    AND v.credit_kind <> 'receivable'
  ORDER BY i.code`;

/** The tariff of one business date, searchable. */
export class TariffIndex {
  readonly date: string;
  readonly #entries: readonly Entry[];

  constructor(ledger: Ledger, date: string) {
    this.date = date;
    type Row = Omit<TariffItem, 'price'> & {
      price: Minor | null;
      pinyin: string;
      initials: string;
      untilDate: string | null;
    };
    this.#entries = ledger
      .all<Row>(ON_SALE, date)
      .filter((row) => row.untilDate === null || row.untilDate >= date)
      .map(({ pinyin, initials, untilDate: _until, ...item }) => ({ item, pinyin, initials }));
  }

  /** Up to `limit` items that fit `text`; everything in code order when it is empty. */
  find(text: string, limit: number): TariffItem[] {
    const wanted = text.trim().toLowerCase();
    if (wanted === '') return this.#entries.slice(0, limit).map(({ item }) => item);
    const ranked: { item: TariffItem; rank: number }[] = [];
    for (const entry of this.#entries) {
      const rank = rankOf(entry, wanted);
      if (rank !== null) ranked.push({ item: entry.item, rank });
    }
    ranked.sort((one, other) => one.rank - other.rank);
    return ranked.slice(0, limit).map(({ item }) => item);
  }
}

const ONE_ON_DATE = `
  SELECT i.code, v.name, v.unit, v.category, v.pricing, v.price, v.until_date AS untilDate
  FROM item i JOIN item_version v ON v.item_id = i.id
  WHERE i.code = ? AND v.from_date <= ? ORDER BY v.from_date DESC, v.n DESC LIMIT 1`;

/** Item `code` as it is on sale on `date`, or null when it is not. */
export function itemOnDate(ledger: Ledger, code: string, date: string): TariffItem | null {
  const row = ledger.one<TariffItem & { untilDate: string | null }>(ONE_ON_DATE, code, date);
  if (!row) return null;
  const { untilDate, ...item } = row;
  return untilDate === null || untilDate >= date ? item : null;
}

// Smaller is better. The sort is stable, so equal ranks stay in code order.
function rankOf({ item, pinyin, initials }: Entry, wanted: string): number | null {
  const code = item.code.toLowerCase();
  if (code === wanted) return 0;
  if (code.startsWith(wanted)) return 1;
  const name = item.name.toLowerCase();
  if (name.startsWith(wanted) || initials.startsWith(wanted)) return 2;
  if (name.includes(wanted) || initials.includes(wanted)) return 3;
  if (pinyin.startsWith(wanted)) return 4;
  if (pinyin.includes(wanted)) return 5;
  return null;
}

// Finds items on sale by what a cashier types: code, name, pinyin or initials; the exact code first.
// A tariff is a few thousand rows, so it is kept in memory and scanned: the one writer knows when it changes.
import type { TariffItem } from '../../core/contract/procedures/charge.ts';
import type { Minor } from '../../core/money/money.ts';
import { type PackageRule, type PricingKind, readRule } from '../../core/tariff/tariff-rule.ts';
import type { Ledger } from '../ledger/ledger.ts';

interface Entry {
  readonly item: TariffItem;
  readonly pinyin: string;
  readonly initials: string;
}

const ON_SALE = `
  SELECT i.code, v.name, v.unit, v.category, v.pricing, v.price, v.rule, v.tax_rate AS taxRate, v.pinyin, v.initials,
    v.until_date AS untilDate
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
    const rows = ledger
      .all<ItemRow & { pinyin: string; initials: string }>(ON_SALE, date)
      .filter((row) => row.untilDate === null || row.untilDate >= date);
    const byCode = new Map(rows.map((row) => [row.code, row]));
    this.#entries = rows.map(({ pinyin, initials, ...row }) => ({
      item: itemView(row, (code) => byCode.get(code)),
      pinyin,
      initials,
    }));
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
  SELECT i.code, v.name, v.unit, v.category, v.pricing, v.price, v.rule, v.tax_rate AS taxRate, v.until_date AS untilDate
  FROM item i JOIN item_version v ON v.item_id = i.id
  WHERE i.code = ? AND v.from_date <= ? ORDER BY v.from_date DESC, v.n DESC LIMIT 1`;

/** Item `code` as it is on sale on `date`, or null when it is not. */
export function itemOnDate(ledger: Ledger, code: string, date: string): TariffItem | null {
  const find = (wanted: string): ItemRow | undefined => {
    const row = ledger.one<ItemRow>(ONE_ON_DATE, wanted, date);
    return row === undefined || (row.untilDate !== null && row.untilDate < date) ? undefined : row;
  };
  const row = find(code);
  return row === undefined ? null : itemView(row, find);
}

interface ItemRow {
  readonly code: string;
  readonly name: string;
  readonly unit: string;
  readonly category: string;
  readonly pricing: PricingKind;
  readonly price: Minor | null;
  readonly rule: string | null;
  readonly taxRate: number;
  readonly untilDate: string | null;
}

/** An item as a window gets it: what it does not have is left out, and a package says what it holds today. */
function itemView(row: ItemRow, find: (code: string) => ItemRow | undefined): TariffItem {
  const { code, name, unit, category, pricing, price, taxRate } = row;
  const rule = row.rule === null ? null : readRule(row.rule);
  return {
    code,
    name,
    unit,
    category,
    pricing,
    price,
    ...(taxRate === 0 ? {} : { taxRate }),
    ...(rule === null ? {} : { rule }),
    ...(rule?.kind === 'package' ? { contents: rule.components.map((one) => contentView(one, find(one.code))) } : {}),
  };
}

function contentView(
  { code, quantity }: PackageRule['components'][number],
  row: ItemRow | undefined,
): NonNullable<TariffItem['contents']>[number] {
  const price = row?.pricing === 'fixed' ? row.price : null;
  return { code, name: row?.name ?? code, unit: row?.unit ?? '', quantity, price, taxRate: row?.taxRate ?? 0 };
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

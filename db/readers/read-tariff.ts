// The tariff as finance looks at it: every item with the version that holds, its past and its future. Kept in memory until a
// version is added, as the till's index is: a tariff is a few thousand rows and a search is a look at each.
import { BILLS_ACCOUNT } from '../../core/accounts/chart.ts';
import type { InputOf, OutputOf } from '../../core/contract/contract.ts';
import type { ItemCard, TariffRow, TariffVersion } from '../../core/contract/procedures/tariff.ts';
import { refuse } from '../../core/contract/errors.ts';
import { officeCells, type StoredVersion, tariffCells } from '../../core/lists/tariff-cells.ts';
import { type Currency, currencyOf } from '../../core/money/money.ts';
import type { Ledger } from '../ledger/ledger.ts';

type Version = StoredVersion & {
  readonly n: number;
  readonly pinyin: string;
  readonly initials: string;
  readonly seq: number;
};

const VERSIONS = `
  SELECT i.code, v.n, v.seq, v.name, v.pinyin, v.initials, v.spec, v.unit, v.category, v.pricing, v.price, v.rule,
    v.tax_rate AS taxRate, v.tax_code AS taxCode,
    v.credit_kind AS creditKind, v.account, v.from_date AS fromDate, v.until_date AS untilDate, v.note
  FROM item i JOIN item_version v ON v.item_id = i.id`;
// What payments on bills stand under is in no tariff.
const OF_TARIFF = `v.account <> '${BILLS_ACCOUNT}'`;

interface Kept {
  readonly seq: number;
  /** By code; within an item by day, of one day the version that counts. */
  readonly items: ReadonlyMap<string, readonly Version[]>;
}
const kept = new WeakMap<Ledger, Kept>();

function tariff(ledger: Ledger): Kept['items'] {
  const seq = ledger.one<{ seq: number | null }>('SELECT max(seq) AS seq FROM item_version')?.seq ?? 0;
  const known = kept.get(ledger);
  if (known?.seq === seq) return known.items;
  const rows = ledger.all<Version>(`${VERSIONS} WHERE ${OF_TARIFF} ORDER BY i.code, v.from_date, v.n`);
  const items = new Map<string, Version[]>();
  for (const row of rows) {
    const versions = items.get(row.code) ?? [];
    if (versions.at(-1)?.fromDate === row.fromDate) versions.pop();
    versions.push(row);
    items.set(row.code, versions);
  }
  kept.set(ledger, { seq, items });
  return items;
}

interface Standing {
  readonly state: TariffRow['state'];
  readonly shown: Version;
  readonly next: string | null;
}

function standingOn(versions: readonly Version[], date: string): Standing {
  const holds = versions.findLast(({ fromDate }) => fromDate <= date);
  const next = versions.find(({ fromDate }) => fromDate > date);
  const shown = holds ?? (versions[0] as Version);
  const ended = holds !== undefined && holds.untilDate !== null && holds.untilDate < date;
  return { state: holds === undefined ? 'planned' : ended ? 'ended' : 'onSale', shown, next: next?.fromDate ?? null };
}

function fits({ code, name, pinyin, initials }: Version, wanted: string): boolean {
  return [code.toLowerCase(), name.toLowerCase(), pinyin, initials].some((one) => one.includes(wanted));
}

/** One page of the tariff on the ledger's business date. */
export function listTariff(ledger: Ledger, input: InputOf<'tariff.list'>): OutputOf<'tariff.list'> {
  const date = ledger.businessDate();
  const currency = currencyOf(ledger.meta.currency);
  const wanted = input.text.trim().toLowerCase();
  const all = [...tariff(ledger).values()].map((versions) => standingOn(versions, date));
  const found = all.filter(
    ({ state, shown }) =>
      (input.state === null || state === input.state) &&
      (input.category === null || shown.category === input.category) &&
      (wanted === '' || fits(shown, wanted)),
  );
  return {
    date,
    total: found.length,
    categories: [...new Set(all.map(({ shown }) => shown.category))].filter((one) => one !== '').sort(),
    items: found
      .slice(input.from, input.from + input.limit)
      .map(({ state, shown, next }) => ({ code: shown.code, state, cells: { ...tariffCells(shown, currency) }, next })),
  };
}

/** Every version of item `code`, the newest day first. Throws Refused UNKNOWN_ITEM. */
export function readItemCard(ledger: Ledger, code: string): ItemCard {
  const date = ledger.businessDate();
  const currency = currencyOf(ledger.meta.currency);
  const sql = `${VERSIONS} WHERE i.code = ? AND ${OF_TARIFF} ORDER BY v.from_date DESC, v.n DESC`;
  const rows = ledger.all<Version>(sql, code);
  if (rows.length === 0) return refuse('UNKNOWN_ITEM', { code });
  const current = rows.find(({ fromDate }) => fromDate <= date);
  return {
    code,
    versions: rows.map((row, index) => ({
      n: row.n,
      state: stateOf(row, rows[index - 1], current, date),
      cells: { ...tariffCells(row, currency) },
      ...said(ledger, row.seq),
    })),
  };
}

function stateOf(
  row: Version,
  before: Version | undefined,
  current: Version | undefined,
  date: string,
): TariffVersion['state'] {
  if (before?.fromDate === row.fromDate) return 'superseded';
  if (row === current) return 'current';
  return row.fromDate > date ? 'planned' : 'past';
}

function said(ledger: Ledger, seq: number): { readonly at: number; readonly by: string | null } {
  const sql = 'SELECT c.at, p.name AS by FROM chain c LEFT JOIN person p ON p.id = c.person_id WHERE c.seq = ?';
  return ledger.one<{ at: number; by: string | null }>(sql, seq) ?? { at: 0, by: null };
}

/** Every version that counts, as rows of an office's list, by code and day. */
export function tariffRows(ledger: Ledger, currency: Currency) {
  return [...tariff(ledger).values()].flat().map((version) => officeCells(tariffCells(version, currency)));
}

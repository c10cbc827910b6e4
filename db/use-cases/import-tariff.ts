// Takes an office's tariff: what is new becomes an item, what differs becomes a new version, what is the same stays.
// Receipts keep the price they were posted with, so an import never changes the past.
import { CHART, CREDIT_ACCOUNT } from '../../core/accounts/chart.ts';
import type { InputOf, OutputOf } from '../../core/contract/contract.ts';
import { readTariffList, type TariffEntry } from '../../core/lists/tariff-list.ts';
import type { RejectedRow } from '../../core/lists/list-findings.ts';
import { currencyOf } from '../../core/money/money.ts';
import { readRule } from '../../core/tariff/tariff-rule.ts';
import { Act } from '../ledger/act.ts';
import type { Command } from '../ledger/command.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { spell } from '../ledger/pinyin.ts';
import { type FileRead, type ListPlan, previewOf, resultOf, stagedAs } from '../lists/list-plan.ts';
import { readStaged } from '../lists/staged-lists.ts';
import { account, item, itemVersion } from '../schema.ts';

/** A version as stored, but for its number and spelling. */
type Version = Omit<TariffEntry, 'code' | 'account'> & { readonly account: string };

interface Write {
  readonly code: string;
  readonly itemId: number;
  readonly isNewItem: boolean;
  readonly n: number;
  readonly version: Version;
}
export interface TariffPlan extends ListPlan<Write> {
  readonly accounts: readonly { readonly code: string; readonly name: string; readonly kind: AccountKind }[];
}
type AccountKind = (typeof CHART)[number]['kind'];

/** What importing `file` would do. Throws Refused LIST_NOT_HERE, LIST_UNREADABLE, LIST_COLUMNS. */
export function previewTariff(
  ledger: Ledger,
  personId: number,
  { file, from }: InputOf<'tariff.preview'>,
): OutputOf<'tariff.preview'> {
  const read = stagedTariff(ledger, personId, file);
  return previewOf(read, planTariff(ledger, read), from);
}

export const tariffImport: Command<InputOf<'tariff.import'>, OutputOf<'tariff.import'>> = {
  prepare: ({ file }, { ledger, caller }) => readStaged(ledger, caller.personId, file),
  run({ ledger, caller, operation }, { file, strict }) {
    const read = stagedTariff(ledger, caller.personId, file);
    const plan = planTariff(ledger, read);
    const result = resultOf(read, plan, strict);
    const act = new Act(ledger);
    writeTariff(act, plan);
    act.seal({
      kind: 'tariff.imported',
      ref: null,
      businessDate: ledger.businessDate(),
      personId: caller.personId,
      detail: { ...result, file },
      operation: operation(result),
    });
    return result;
  },
  again: (_ledger, kept) => kept as OutputOf<'tariff.import'>,
};

/** Adds what was planned to a running act. */
export function writeTariff(act: Act, plan: TariffPlan): void {
  for (const row of plan.accounts) act.insert(account, row);
  for (const write of plan.writes) if (write.isNewItem) act.insert(item, { id: write.itemId, code: write.code });
  const inKeyOrder = [...plan.writes].sort((one, other) => one.itemId - other.itemId || one.n - other.n);
  for (const { itemId, n, version } of inKeyOrder) {
    act.insert(itemVersion, { itemId, n, ...version, ...spell(version.name) });
  }
}

function stagedTariff(ledger: Ledger, personId: number, file: string): FileRead<TariffEntry> {
  const currency = currencyOf(ledger.meta.currency);
  return stagedAs(ledger, personId, file, 'tariff', (table, how) => readTariffList(table, { currency, ...how }));
}

const NEWEST_FROM = `
  SELECT name, spec, unit, category, pricing, price, rule, tax_rate AS taxRate, tax_code AS taxCode, credit_kind AS creditKind,
    account, from_date AS fromDate, until_date AS untilDate, note
  FROM item_version WHERE item_id = ? AND from_date = ? ORDER BY n DESC LIMIT 1`;

interface Known {
  readonly id: number;
  readonly isNew: boolean;
  last: number;
  /** Versions by the date they hold from: those of the ledger as asked for, those of this list as planned. */
  readonly from: Map<string, Version | undefined>;
}

/** What taking `list` would write. */
export function planTariff(ledger: Ledger, { list }: Pick<FileRead<TariffEntry>, 'list'>): TariffPlan {
  const accounts = new AccountFinder(ledger);
  const known = new Map<string, Known>();
  let nextId = ledger.one<{ id: number }>('SELECT coalesce(max(id), 0) + 1 AS id FROM item')?.id ?? 1;
  const writes: Write[] = [];
  let [updated, unchanged] = [0, 0];
  const clashes: RejectedRow[] = [];
  const listed = new Set(list.entries.map(({ entry }) => entry.code));
  for (const { row, entry } of list.entries) {
    if (holdsUnknown(ledger, entry, listed)) {
      clashes.push({ row, column: list.columns['contents'] ?? null, reason: 'contentsUnknown' });
      continue;
    }
    const { code, account: _office, ...rest } = entry;
    const version: Version = { ...rest, account: accounts.find(entry) };
    const one = known.get(code) ?? knownItem(ledger, code) ?? { id: nextId++, isNew: true, last: 0, from: new Map() };
    known.set(code, one);
    const { fromDate } = version;
    if (!one.from.has(fromDate)) one.from.set(fromDate, ledger.one<Version>(NEWEST_FROM, one.id, fromDate));
    if (sameVersion(one.from.get(fromDate), version)) {
      unchanged += 1;
      continue;
    }
    const isNewItem = one.isNew && one.last === 0;
    if (!one.isNew) updated += 1;
    one.last += 1;
    one.from.set(fromDate, version);
    writes.push({ code, itemId: one.id, isNewItem, n: one.last, version });
  }
  return { writes, updated, unchanged, clashes, accounts: accounts.toAdd() };
}

/** True for a package with something in it that is neither in the list nor in the ledger. */
function holdsUnknown(ledger: Ledger, { rule }: TariffEntry, listed: ReadonlySet<string>): boolean {
  const read = rule === null ? null : readRule(rule);
  if (read?.kind !== 'package') return false;
  const known = (code: string): boolean =>
    listed.has(code) || ledger.one('SELECT 1 FROM item WHERE code = ?', code) !== undefined;
  return read.components.some(({ code }) => !known(code));
}

function knownItem(ledger: Ledger, code: string): Known | undefined {
  const sql = `SELECT i.id, coalesce(max(v.n), 0) AS last FROM item i LEFT JOIN item_version v ON v.item_id = i.id
    WHERE i.code = ? GROUP BY i.id`;
  const found = ledger.one<{ id: number; last: number }>(sql, code);
  return found && { ...found, isNew: false, from: new Map() };
}

function sameVersion(one: Version | undefined, other: Version): boolean {
  return one !== undefined && (Object.keys(other) as (keyof Version)[]).every((key) => one[key] === other[key]);
}

// An office's own account code becomes an account below the default one of its kind, so that revenue can be told apart
// by it and every total of the chart still holds.
class AccountFinder {
  readonly #ledger: Ledger;
  readonly #found = new Map<string, string>();
  readonly #added = new Map<string, { code: string; name: string; kind: AccountKind }>();

  constructor(ledger: Ledger) {
    this.#ledger = ledger;
  }

  find(entry: TariffEntry): string {
    const parent = CREDIT_ACCOUNT[entry.creditKind];
    if (entry.account === null) return parent;
    if (entry.account === parent || entry.account.startsWith(`${parent}.`)) return this.#named(entry.account, entry);
    return this.#named(`${parent}.${entry.account}`, entry);
  }

  /** Accounts that are not in the ledger yet, in the order the chain takes them. */
  toAdd(): { code: string; name: string; kind: AccountKind }[] {
    return [...this.#added.values()].sort((one, other) =>
      Buffer.compare(Buffer.from(one.code), Buffer.from(other.code)),
    );
  }

  #named(code: string, { creditKind, category, account: office }: TariffEntry): string {
    if (this.#found.has(code)) return code;
    this.#found.set(code, code);
    const there = this.#ledger.one('SELECT 1 FROM account WHERE code = ?', code);
    if (there !== undefined) return code;
    const parent = CHART.find((one) => one.code === CREDIT_ACCOUNT[creditKind]);
    if (parent === undefined) throw new Error(`no account for ${creditKind}`);
    const name = `${parent.name}—${category === '' ? office : category}`;
    this.#added.set(code, { code, name, kind: parent.kind });
    return code;
  }
}

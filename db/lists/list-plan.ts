// What an import would write, and what it says about it: the same plan answers the preview and is then carried out.
import type { OutputOf } from '../../core/contract/contract.ts';
import { refuse } from '../../core/contract/errors.ts';
import type { ReadList, RejectedRow } from '../../core/lists/list-findings.ts';
import { FINDINGS_PAGE } from '../../core/lists/list-limits.ts';
import type { HowToRead, ListRead } from '../../core/lists/read-rows.ts';
import type { ListEncoding, ListSeparator, ListTable } from '../files/read-list-file.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { type ListName, rememberedLayout } from './list-layouts.ts';
import { stagedTable } from './staged-lists.ts';

/** A list with how its file was written. */
export interface FileRead<E> {
  readonly encoding: ListEncoding;
  readonly separator: ListSeparator | null;
  readonly sheet: string | null;
  readonly list: ReadList<E>;
}

/** Rows to write, in the list's order; `clashes` are rows the ledger itself speaks against. */
export interface ListPlan<W> {
  readonly writes: readonly W[];
  readonly updated: number;
  readonly unchanged: number;
  readonly clashes: readonly RejectedRow[];
}

type Read<E> = (table: readonly (readonly string[])[], how: HowToRead) => ListRead<E>;
/** What was read of a table, by the layout it was read with: preview and import read the same thing once. */
const readBefore = new WeakMap<ListTable, { readonly key: string; readonly read: FileRead<unknown> }>();

/**
 * The file a person has handed over, read before as a table, as `list`: by the columns somebody chose for such a header,
 * else by their names. `read` is the same for one list of one ledger. Throws Refused LIST_NOT_HERE or LIST_COLUMNS.
 */
export function stagedAs<E>(
  ledger: Ledger,
  personId: number,
  file: string,
  list: ListName | 'mapping',
  read: Read<E>,
): FileRead<E> {
  const table = stagedTable(ledger, personId, file);
  // An account mapping goes by its own names: its list is this program's export, filled in.
  const layout = list === 'mapping' ? null : rememberedLayout(ledger, list, table.records);
  const key = `${list} ${JSON.stringify(layout)}`;
  const known = readBefore.get(table);
  if (known?.key === key) return known.read as FileRead<E>;
  const found = read(table.records, { marks: table.marks, layout });
  if (!found.ok) return refuse('LIST_COLUMNS', { missing: [...found.fault.missing], twice: [...found.fault.twice] });
  const { encoding, separator, sheet } = table;
  const result: FileRead<E> = { encoding, separator, sheet, list: found.list };
  readBefore.set(table, { key, read: result });
  return result;
}

/** Every row not taken, by whom ever, in the list's order. */
function rejectedOf(file: FileRead<unknown>, plan: ListPlan<unknown>): RejectedRow[] {
  return [...file.list.rejected, ...plan.clashes].sort((one, other) => one.row - other.row);
}

function countsOf(file: FileRead<unknown>, plan: ListPlan<unknown>) {
  const { updated, unchanged } = plan;
  return { rows: file.list.rows, imported: plan.writes.length, updated, unchanged };
}

/** One page of what an import would do. */
export function previewOf(file: FileRead<unknown>, plan: ListPlan<unknown>, from: number): OutputOf<'tariff.preview'> {
  const rejected = rejectedOf(file, plan);
  // A row that the ledger speaks against is not taken, so nothing of it was normalised.
  const clashing = new Set(plan.clashes.map(({ row }) => row));
  const normalised = file.list.normalised.filter(({ row }) => !clashing.has(row));
  const page = <T>(all: readonly T[]): T[] => all.slice(from, from + FINDINGS_PAGE);
  return {
    ...countsOf(file, plan),
    encoding: file.encoding,
    separator: file.separator,
    sheet: file.sheet,
    columns: Object.values(file.list.columns),
    ignored: [...file.list.ignored],
    normalised: page(normalised),
    normalisedCount: normalised.length,
    rejected: page(rejected),
    rejectedCount: rejected.length,
  };
}

/** What is answered and kept of an import. Throws Refused LIST_REJECTED when it was to be all or nothing. */
export function resultOf(file: FileRead<unknown>, plan: ListPlan<unknown>, strict: boolean): OutputOf<'tariff.import'> {
  const { normalisedCount: normalised, rejectedCount: rejected } = previewOf(file, plan, 0);
  if (strict && rejected > 0) refuse('LIST_REJECTED', { rows: rejected });
  return { ...countsOf(file, plan), normalised, rejected };
}

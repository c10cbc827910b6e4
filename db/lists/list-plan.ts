// What an import would write, and what it says about it: the same plan answers the preview and is then carried out.
import type { OutputOf } from '../../core/contract/contract.ts';
import { refuse } from '../../core/contract/errors.ts';
import type { ReadList, RejectedRow } from '../../core/lists/list-findings.ts';
import { FINDINGS_PAGE } from '../../core/lists/list-limits.ts';
import type { ListRead } from '../../core/lists/read-rows.ts';
import { type ListEncoding, type ListSeparator, readListFile } from '../files/read-list-file.ts';

/** A list with how its file was written. */
export interface FileRead<E> {
  readonly encoding: ListEncoding;
  readonly separator: ListSeparator;
  readonly list: ReadList<E>;
}

/** Rows to write, in the list's order; `clashes` are rows the ledger itself speaks against. */
export interface ListPlan<W> {
  readonly writes: readonly W[];
  readonly updated: number;
  readonly unchanged: number;
  readonly clashes: readonly RejectedRow[];
}

/** Reads the bytes of a list. Throws Refused LIST_UNREADABLE or LIST_COLUMNS. */
export function readList<E>(bytes: Buffer, read: (table: readonly (readonly string[])[]) => ListRead<E>): FileRead<E> {
  const { encoding, separator, records } = readListFile(bytes);
  const found = read(records);
  if (!found.ok) return refuse('LIST_COLUMNS', { missing: [...found.fault.missing], twice: [...found.fault.twice] });
  return { encoding, separator, list: found.list };
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

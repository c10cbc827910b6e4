// A list as a table of texts, wherever it came from: a text file or a spreadsheet. What a cell had to go through to become
// text, or why it could not, stands beside it, so that the row it belongs to can say so.
import type { Normalisation, Rejection } from './list-findings.ts';

/** What is to be said of one cell: it was changed on the way, or it must not be taken. */
export type CellMark = { readonly note: Normalisation } | { readonly fault: Rejection };

export interface TableToRead {
  /** In the file's order; blank lines are kept, so that rows count as a spreadsheet shows them. */
  readonly records: readonly (readonly string[])[];
  /** By `markKey`. */
  readonly marks: ReadonlyMap<string, CellMark>;
}

/** Where the columns of a list stand, as somebody chose: field → place from 0. Null: found by their names. */
export type ListLayout = Readonly<Record<string, number>>;

/** Key of a cell, both from 0. */
export function markKey(row: number, column: number): string {
  return `${row}:${column}`;
}

const BLANK = /^[ \t\u00a0\u3000]*$/;

/**
 * Index of the record that names the columns: the first with at least two cells that are not blank. What stands above is
 * a title; a list whose columns are named in one cell has no columns.
 */
export function headerIndex(records: readonly (readonly string[])[]): number {
  const found = records.findIndex((cells) => cells.filter((cell) => !BLANK.test(cell)).length >= 2);
  return Math.max(found, 0);
}

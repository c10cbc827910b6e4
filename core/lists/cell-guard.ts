// Keeps a cell of an exported list from being taken for a formula by a spreadsheet, and gives it back as it was when the
// list is read again. A name such as "=1+1" or "-10 度" must neither be run nor be changed by going out and in.

/** What spreadsheets take for the start of a formula, behind any number of guards. */
const LIKE_A_FORMULA = /^'*[=+\-@\t\r]/;
const GUARDED = /^'+[=+\-@\t\r]/;

/** `cell` as it is written into a file. */
export function guarded(cell: string): string {
  return LIKE_A_FORMULA.test(cell) ? `'${cell}` : cell;
}

/** A cell of a file as it was before it was guarded; `unguarded(guarded(cell))` is `cell`, for every text. */
export function unguarded(cell: string): string {
  return GUARDED.test(cell) ? cell.slice(1) : cell;
}

// How high a table will stand on paper, at most: what stands at the foot of a page must know its height beforehand.
// An upper bound: a line too many leaves a little white, a line too few would push the stub to a page of its own.
import type { TableBlock, TableCell } from './document-layout.ts';
import { LINE_HEIGHT, lineCount } from './text-extent.ts';

/** Upper bound of the height of a table without header and rules, in points. */
export function tableHeight(table: TableBlock): number {
  return table.rows.reduce((sum, row) => sum + rowHeight(table, row) + 2 * table.rowPadding, 0);
}

/** Upper bound of the height of a row without its padding, in points. */
export function rowHeight(table: TableBlock, row: readonly TableCell[]): number {
  let column = 0;
  let height = 0;
  for (const cell of row) {
    const covered = table.columns.slice(column, column + (cell.span ?? 1));
    column += cell.span ?? 1;
    const width = covered.reduce((sum, one) => sum + one.width + table.gap, -table.gap);
    height = Math.max(height, cellHeight(cell, width));
  }
  return height;
}

function cellHeight(cell: TableCell, width: number): number {
  const [first] = cell.runs;
  if (!first) return 0;
  // Runs of different sizes are taken as if all had the largest and the bolder.
  const size = Math.max(...cell.runs.map((run) => run.size));
  const weight = cell.runs.some((run) => run.weight === 'bold') ? 'bold' : 'regular';
  return lineCount(cell.runs.map((run) => run.text).join(''), size, weight, width) * size * LINE_HEIGHT;
}

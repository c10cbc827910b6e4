// Writes a list as a file offices open: CSV with the mark by which a spreadsheet knows UTF-8, or XLSX. Every cell is text, and
// what looks like a formula is guarded in both (core/lists/cell-guard.ts).
import { stringify } from 'csv-stringify/sync';
import { guarded } from '../../core/lists/cell-guard.ts';

export type ListFormat = 'csv' | 'xlsx';

/** The bytes of a list; the first record is the header. */
export async function writeListFile(
  records: readonly (readonly string[])[],
  format: ListFormat,
  sheet: string,
): Promise<Buffer> {
  const cells = records.map((record) => record.map(guarded));
  return format === 'csv'
    ? Buffer.from(stringify(cells, { bom: true, record_delimiter: 'windows' }))
    : xlsx(cells, sheet);
}

async function xlsx(cells: readonly (readonly string[])[], sheet: string): Promise<Buffer> {
  // Loaded when it is wanted: the library is larger than the rest of the ledger.
  const { Workbook } = (await import('exceljs')).default;
  const workbook = new Workbook();
  const page = workbook.addWorksheet(sheet, { views: [{ state: 'frozen', ySplit: 1 }] });
  for (const record of cells) page.addRow([...record]);
  page.getRow(1).font = { bold: true };
  for (const [index, head] of (cells[0] ?? []).entries()) {
    const column = page.getColumn(index + 1);
    column.width = Math.min(40, Math.max(10, head.length * 2 + 4));
    column.numFmt = '@';
  }
  return Buffer.from(await workbook.xlsx.writeBuffer());
}

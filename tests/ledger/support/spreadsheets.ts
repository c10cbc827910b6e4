// Spreadsheets for tests: written by a library that has nothing to do with our reader, and archives put together by hand
// to be hostile.
import { crc32, deflateRawSync } from 'node:zlib';
import ExcelJS from 'exceljs';

type CellValue = string | number | Date | null | { readonly formula: string; readonly result?: number };

/** An XLSX file of one sheet; `format` gives columns (from 1) a number format. */
export async function spreadsheet(
  rows: readonly (readonly CellValue[])[],
  format: Readonly<Record<number, string>> = {},
): Promise<Buffer> {
  const book = new ExcelJS.Workbook();
  const sheet = book.addWorksheet('十一月');
  for (const row of rows) sheet.addRow([...row]);
  for (const [column, numFmt] of Object.entries(format)) sheet.getColumn(Number(column)).numFmt = numFmt;
  return Buffer.from(await book.xlsx.writeBuffer());
}

export interface HandMade {
  readonly name: string;
  readonly content: Buffer | string;
  /** What the archive says the size is, when it lies. */
  readonly said?: number;
  readonly flags?: number;
}

/** A ZIP archive of these files, as its entries say it is. */
export function archive(entries: readonly HandMade[]): Buffer {
  const local: Buffer[] = [];
  const central: Buffer[] = [];
  let at = 0;
  for (const { name, content, said, flags = 0 } of entries) {
    const plain = Buffer.from(content);
    const packed = deflateRawSync(plain);
    const title = Buffer.from(name);
    const facts = Buffer.alloc(26);
    facts.writeUInt16LE(20, 0);
    facts.writeUInt16LE(flags, 2);
    facts.writeUInt16LE(8, 4);
    facts.writeUInt32LE(crc32(plain), 10);
    facts.writeUInt32LE(packed.length, 14);
    facts.writeUInt32LE(said ?? plain.length, 18);
    facts.writeUInt16LE(title.length, 22);
    const head = Buffer.concat([Buffer.from('504b0304', 'hex'), facts, title, packed]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(at, 10);
    central.push(Buffer.concat([Buffer.from('504b01021400', 'hex'), facts, tail, title]));
    local.push(head);
    at += head.length;
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(22);
  end.write('504b0506', 0, 'hex');
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...local, directory, end]);
}

const RELS = '<Relationships><Relationship Id="r1" Target="worksheets/sheet1.xml"/></Relationships>';
const BOOK = '<workbook xmlns:r="r"><sheets><sheet name="S" r:id="r1"/></sheets></workbook>';

/** A spreadsheet whose one sheet has this XML between its sheetData tags; `over` replaces or adds parts. */
export function sheetOf(data: string, over: readonly HandMade[] = []): Buffer {
  const parts: HandMade[] = [
    { name: 'xl/workbook.xml', content: BOOK },
    { name: 'xl/_rels/workbook.xml.rels', content: RELS },
    { name: 'xl/worksheets/sheet1.xml', content: `<worksheet><sheetData>${data}</sheetData></worksheet>` },
  ];
  return archive([...parts.filter(({ name }) => !over.some((one) => one.name === name)), ...over]);
}

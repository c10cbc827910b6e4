// From the bytes of a list to its table: a spreadsheet, or text whose encoding and separator the file itself shows.
// Office programs here save GBK or GB18030, others UTF-8 with a mark, and "Unicode text" is UTF-16 with tabs.
import { parse } from 'csv-parse/sync';
import iconv from 'iconv-lite';
import { refuse } from '../../core/contract/errors.ts';
import { MAX_LIST_ROWS } from '../../core/lists/list-limits.ts';
import type { TableToRead } from '../../core/lists/list-table.ts';
import { readSpreadsheet } from './read-spreadsheet.ts';

export type ListEncoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030' | 'xlsx';
type TextEncoding = Exclude<ListEncoding, 'xlsx'>;
export type ListSeparator = ',' | ';' | '\t';

export interface ListTable extends TableToRead {
  readonly encoding: ListEncoding;
  /** null: a spreadsheet has cells. */
  readonly separator: ListSeparator | null;
  /** Name of the sheet that was read; null where there are no sheets. */
  readonly sheet: string | null;
}

/** Longest record, in characters: beyond it a quote was opened and never closed. */
const MAX_RECORD = 20_000;
const SEPARATORS: readonly ListSeparator[] = [',', ';', '\t'];

/** `progress` hears of rows done and the most there may be. Throws Refused LIST_UNREADABLE. */
export function readListFile(bytes: Buffer, progress: (done: number, of: number) => void = () => undefined): ListTable {
  if (bytes.length === 0) refuse('LIST_UNREADABLE', { reason: 'empty' });
  const start = bytes.subarray(0, 4).toString('hex');
  if (start === '504b0304') return { encoding: 'xlsx', separator: null, ...readSpreadsheet(bytes, progress) };
  // The older compound file of spreadsheets.
  if (start === 'd0cf11e0') refuse('LIST_UNREADABLE', { reason: 'spreadsheet' });
  const encoding = encodingOf(bytes);
  const text = iconv.decode(bytes, encoding, { stripBOM: true });
  if (text.includes('\0')) refuse('LIST_UNREADABLE', { reason: 'notText' });
  const separator = separatorOf(text);
  return { encoding, separator, sheet: null, records: parseRecords(text, separator), marks: new Map() };
}

function encodingOf(bytes: Buffer): TextEncoding {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  const zeros = zerosByPlace(bytes.subarray(0, 2_000));
  // Separators, line ends and digits make every other byte of UTF-16 a zero; no other encoding of text has any.
  if (zeros.odd > 0 && zeros.even === 0) return 'utf-16le';
  if (zeros.even > 0 && zeros.odd === 0) return 'utf-16be';
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return 'utf-8';
  } catch {
    // GB18030 contains GBK and GB 2312: one decoder reads all three.
    return 'gb18030';
  }
}

function zerosByPlace(bytes: Buffer): { even: number; odd: number } {
  const count = { even: 0, odd: 0 };
  for (const [index, byte] of bytes.entries()) {
    if (byte === 0) count[index % 2 === 0 ? 'even' : 'odd'] += 1;
  }
  return count;
}

// The header has no quoted text with separators in it in any list seen; whatever stands there most often parts it.
function separatorOf(text: string): ListSeparator {
  const header = /^[\r\n]*([^\r\n]*)/.exec(text)?.[1] ?? '';
  const counted = SEPARATORS.map((separator) => ({ separator, count: header.split(separator).length - 1 }));
  counted.sort((one, other) => other.count - one.count);
  return counted[0]?.separator ?? ',';
}

function parseRecords(text: string, separator: ListSeparator): string[][] {
  let records: string[][];
  try {
    records = parse(text, {
      delimiter: separator,
      relax_column_count: true,
      // 5"管: a quote in the middle of a cell is a character of it.
      relax_quotes: true,
      skip_empty_lines: false,
      max_record_size: MAX_RECORD,
    });
  } catch {
    return refuse('LIST_UNREADABLE', { reason: 'notCsv' });
  }
  if (records.length > MAX_LIST_ROWS + 1) refuse('LIST_UNREADABLE', { reason: 'tooManyRows' });
  if (records.length < 2) refuse('LIST_UNREADABLE', { reason: 'empty' });
  return records;
}

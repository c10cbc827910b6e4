// A list of words, a row each: reasons, papers, categories, days.
import { fault, readRows, type RowsText, twice } from './row-reader.ts';

export type WordRow = { readonly text: string };

/** Up to `most` words of at most `max` characters each, none twice. */
export const wordRows = (most: number, max: number): RowsText<readonly string[], WordRow> => ({
  rowsOf: (words) => words.map((text) => ({ text })),
  read(rows, currency) {
    if (rows.length > most) return fault('rules.fault.tooMany', { row: most, field: 'text' }, { max: most });
    const read = readRows(rows, currency, ({ text }, reader) => reader.words('text', text, max));
    return read.ok ? (twice(rows, 'text', ({ text }) => text.trim()) ?? read) : read;
  },
  lines: (words) => (words.length === 0 ? [] : [words.join('、')]),
});

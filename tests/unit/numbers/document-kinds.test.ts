// Every letter means one thing, and every kind of document has what reports, papers and lists say of it.
import { describe, expect, it } from 'vitest';
import { REPORT_WORDS } from '../../../core/documents/report-words.ts';
import { DRAWER_MOVEMENTS } from '../../../core/contract/till-report.ts';
import {
  DOCUMENT_KINDS,
  DOCUMENT_LETTERS,
  SLIP_LETTERS,
  TAKEN_BACK_LETTERS,
} from '../../../core/numbers/document-kinds.ts';
import { CHAINED_TABLES } from '../../../db/ledger/chained-tables.ts';
import { KIND_SUMS, kindParts } from '../../../db/readers/kind-sums.ts';

const kinds = Object.values(DOCUMENT_KINDS);

describe('the kinds of documents', () => {
  it('have letters, names and rows of their own', () => {
    const letters = [...DOCUMENT_LETTERS, ...Object.values(SLIP_LETTERS)];
    expect(new Set(letters).size).toBe(letters.length);
    for (const letter of letters) expect(letter).toMatch(/^[A-Z]$/);
    expect(new Set(kinds.map(({ name }) => name)).size).toBe(kinds.length);
    expect(new Set(kinds.map(({ row }) => row)).size).toBe(kinds.length);
  });

  it('are each told by a row the chain answers for', () => {
    const chained = CHAINED_TABLES.map(({ name }) => name);
    for (const { row } of kinds) expect(chained).toContain(row);
  });

  it('have a row in every table that is made of them', () => {
    const wanted = DOCUMENT_LETTERS.toSorted();
    expect(Object.keys(KIND_SUMS).sort()).toEqual(wanted);
    for (const { letters, movements } of Object.values(REPORT_WORDS)) {
      expect(Object.keys(letters).sort()).toEqual(wanted);
      expect(Object.keys(movements).sort()).toEqual(DRAWER_MOVEMENTS.toSorted());
    }
    expect(
      kindParts('back')
        .map(({ letter }) => letter)
        .sort(),
    ).toEqual(TAKEN_BACK_LETTERS.toSorted());
  });
});

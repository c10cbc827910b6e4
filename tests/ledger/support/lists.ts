// Lists for tests: the files an office really sends, and small ones made on the spot.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { NormalisedCell, RejectedRow } from '../../../core/lists/list-findings.ts';
import { importAtDesk } from '../../../db/cli/command-import.ts';
import type { Window } from './counter.ts';

const FOLDER = join(fileURLToPath(new URL('../../..', import.meta.url)), '../shared/data');

/** Whether the office's files lie beside this repository; tests on them are skipped where they do not. */
export const OFFICE_LISTS = existsSync(join(FOLDER, 'expected.json'));

export const officeList = (name: string): Buffer => readFileSync(join(FOLDER, name));

export interface ExpectedList {
  readonly data_rows: number;
  readonly imported: number;
  readonly normalised: readonly { readonly row: number; readonly column: string; readonly why: string }[];
  readonly rejected: readonly { readonly row: number; readonly column: string | null; readonly why: string }[];
}

export function expectedList(name: string): ExpectedList {
  const all = JSON.parse(officeList('expected.json').toString('utf8')) as Record<string, ExpectedList>;
  const found = all[name];
  if (!found) throw new Error(`nothing is expected of ${name}`);
  return found;
}

/** What the command prints. */
export interface ImportOutput {
  readonly rows: number;
  readonly imported: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly normalised: readonly NormalisedCell[];
  readonly rejected: readonly RejectedRow[];
}

/** Imports as the command does, at a window of the test's counter. */
export async function importAt(
  window: Window,
  list: 'tariff' | 'customer' | 'bill' | 'use',
  content: Buffer | string,
  strict = false,
): Promise<ImportOutput & { readonly exit: number }> {
  const { exit, output } = await importAtDesk(window, list, Buffer.from(content), strict);
  return { exit, ...(output as ImportOutput) };
}

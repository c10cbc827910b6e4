// Files handed over for import, part by part, kept in memory by who sent them until they are imported or replaced.
// A message of the port is too small for a list, and a list must be taken whole or not at all.
import { hash } from 'node:crypto';
import type { InputOf, OutputOf } from '../../core/contract/contract.ts';
import { refuse } from '../../core/contract/errors.ts';
import { MAX_LIST_BYTES } from '../../core/lists/list-limits.ts';
import type { ListTable } from '../files/read-list-file.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { TableReader, TableReading } from './table-reader.ts';

interface Staged {
  readonly file: string;
  readonly parts: (Buffer | undefined)[];
  readonly reader: TableReader;
  whole: Buffer | undefined;
  reading: TableReading | undefined;
  table: ListTable | undefined;
}

/** One file a person: whoever begins another one has done with the first. */
const stagedOf = new WeakMap<Ledger, Map<number, Staged>>();

/** Takes one part. The same part again changes nothing. Throws Refused LIST_TOO_LARGE or LIST_BROKEN. */
export function stageList(
  ledger: Ledger,
  personId: number,
  input: InputOf<'tariff.stage'>,
  reader: TableReader,
): OutputOf<'tariff.stage'> {
  if (input.part > input.parts) refuse('LIST_BROKEN', {});
  const people = stagedOf.get(ledger) ?? new Map<number, Staged>();
  stagedOf.set(ledger, people);
  let staged = people.get(personId);
  if (staged?.file !== input.file || staged.parts.length !== input.parts) {
    staged?.reading?.cancel();
    const parts = Array.from<Buffer | undefined>({ length: input.parts });
    staged = { file: input.file, parts, reader, whole: undefined, reading: undefined, table: undefined };
    people.set(personId, staged);
  }
  if (staged.whole === undefined) {
    staged.parts[input.part - 1] = Buffer.from(input.bytes, 'base64');
    putTogether(people, personId, staged);
  }
  const received = staged.whole ? staged.parts.length : staged.parts.filter((part) => part !== undefined).length;
  return { received, whole: staged.whole !== undefined };
}

function putTogether(people: Map<number, Staged>, personId: number, staged: Staged): void {
  const parts = staged.parts.filter((part) => part !== undefined);
  const size = parts.reduce((sum, part) => sum + part.length, 0);
  const drop = (): void => void people.delete(personId);
  if (size > MAX_LIST_BYTES) {
    drop();
    refuse('LIST_TOO_LARGE', { limit: MAX_LIST_BYTES });
  }
  if (parts.length < staged.parts.length) return;
  const whole = Buffer.concat(parts);
  if (hash('sha256', whole, 'hex') !== staged.file) {
    drop();
    refuse('LIST_BROKEN', {});
  }
  staged.whole = whole;
  staged.parts.fill(undefined);
}

function stagedBy(ledger: Ledger, personId: number, file: string): Staged & { readonly whole: Buffer } {
  const staged = stagedOf.get(ledger)?.get(personId);
  if (staged?.file !== file || staged.whole === undefined) return refuse('LIST_NOT_HERE', {});
  return staged as Staged & { readonly whole: Buffer };
}

/** Reads the file a person has handed over, once. Throws Refused LIST_NOT_HERE, LIST_UNREADABLE, LIST_CANCELLED. */
export async function readStaged(
  ledger: Ledger,
  personId: number,
  file: string,
  progress: (done: number, of: number) => void = () => undefined,
): Promise<ListTable> {
  const staged = stagedBy(ledger, personId, file);
  if (staged.table) return staged.table;
  staged.reading ??= staged.reader(staged.whole, progress);
  try {
    staged.table = await staged.reading.table;
    return staged.table;
  } catch (error) {
    staged.reading = undefined;
    throw error;
  }
}

/** The table of a file that was read before. Throws Refused LIST_NOT_HERE. */
export function stagedTable(ledger: Ledger, personId: number, file: string): ListTable {
  return stagedBy(ledger, personId, file).table ?? refuse('LIST_NOT_HERE', {});
}

/** Ends the reading of what `personId` has handed over, if one is under way. */
export function cancelReading(ledger: Ledger, personId: number): boolean {
  const staged = stagedOf.get(ledger)?.get(personId);
  if (!staged?.reading || staged.table) return false;
  staged.reading.cancel();
  return true;
}

/** Forgets what `personId` has handed over. */
export function forgetStaged(ledger: Ledger, personId: number): void {
  stagedOf.get(ledger)?.delete(personId);
}

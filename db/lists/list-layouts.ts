// Which column of a list means what where its names do not say it: chosen once by a person, remembered for every list whose
// header reads the same, and written into the chain like everything that decides what is imported.
import { hash } from 'node:crypto';
import type { InputOf, OutputOf } from '../../core/contract/contract.ts';
import { refuse } from '../../core/contract/errors.ts';
import { BILL_FIELDS } from '../../core/lists/bill-list.ts';
import { CUSTOMER_FIELDS } from '../../core/lists/customer-list.ts';
import { headerIndex, type ListLayout } from '../../core/lists/list-table.ts';
import { type FieldNames, headerNames, headerText, layoutByName } from '../../core/lists/read-rows.ts';
import { TARIFF_FIELDS } from '../../core/lists/tariff-list.ts';
import { USE_FIELDS } from '../../core/lists/use-list.ts';
import { Act } from '../ledger/act.ts';
import type { Command } from '../ledger/command.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { listLayout } from '../schema-bills.ts';
import { readStaged, stagedTable } from './staged-lists.ts';

export type ListName = 'tariff' | 'customer' | 'bill' | 'use';
const FIELDS: Readonly<Record<ListName, Readonly<Record<string, FieldNames>>>> = {
  tariff: TARIFF_FIELDS,
  customer: CUSTOMER_FIELDS,
  bill: BILL_FIELDS,
  use: USE_FIELDS,
};
/** Rows shown to know a column by, and how much of a cell. */
const SAMPLES = 3;
const SAMPLE_LENGTH = 24;

type Table = readonly (readonly string[])[];
const fingerprintOf = (names: readonly string[]): string => hash('sha256', headerText(names), 'hex');

const NEWEST = 'SELECT n, columns FROM list_layout WHERE list = ? AND fingerprint = ? ORDER BY n DESC LIMIT 1';

/** Where the columns of a list with this header stand, as somebody chose last; null when nobody did. */
export function rememberedLayout(ledger: Ledger, list: ListName, records: Table): ListLayout | null {
  const row = ledger.one<{ columns: string }>(NEWEST, list, fingerprintOf(headerNames(records)));
  return row ? (JSON.parse(row.columns) as ListLayout) : null;
}

/** The columns of a handed-over list and what they are taken for. Throws Refused LIST_NOT_HERE, LIST_UNREADABLE, LIST_CANCELLED. */
export async function readColumns(
  ledger: Ledger,
  personId: number,
  list: ListName,
  file: string,
  progress: (done: number, of: number) => void,
): Promise<OutputOf<'tariff.columns'>> {
  const { records } = await readStaged(ledger, personId, file, progress);
  const names = headerNames(records);
  const remembered = rememberedLayout(ledger, list, records);
  const layout = remembered ?? layoutByName(names, FIELDS[list]);
  const below = records.slice(headerIndex(records) + 1, headerIndex(records) + 1 + SAMPLES);
  return {
    headers: names.map((name, place) => ({
      name,
      samples: below.map((cells) => (cells[place] ?? '').trim().slice(0, SAMPLE_LENGTH)).filter((text) => text !== ''),
    })),
    fields: Object.entries(FIELDS[list]).map(([field, { names: known, required }]) => ({
      field,
      name: known[0],
      required,
      place: layout[field] ?? null,
    })),
    remembered: remembered !== null,
  };
}

/** The command that remembers the columns of one kind of list. */
export function rememberColumns<M extends 'tariff.remember' | 'customer.remember' | 'bill.remember' | 'use.remember'>(
  list: ListName,
): Command<InputOf<M>, OutputOf<M>> {
  const command: Command<InputOf<'tariff.remember'>, OutputOf<'tariff.remember'>> = {
    prepare: (input, { ledger, caller }) => readStaged(ledger, caller.personId, input.file),
    run({ ledger, caller, operation }, { file, columns }) {
      const { records } = stagedTable(ledger, caller.personId, file);
      const names = headerNames(records);
      const layout = layoutOf(list, names.length, columns);
      const fingerprint = fingerprintOf(names);
      const n = (ledger.one<{ n: number }>(NEWEST, list, fingerprint)?.n ?? 0) + 1;
      const act = new Act(ledger);
      act.insert(listLayout, { list, fingerprint, n, columns: JSON.stringify(layout) });
      const sealed = {
        kind: 'list.columns',
        ref: list,
        businessDate: ledger.businessDate(),
        personId: caller.personId,
      };
      act.seal({ ...sealed, operation: operation({}) });
      return {};
    },
    again: () => ({}),
  };
  return command as unknown as Command<InputOf<M>, OutputOf<M>>;
}

/** Throws Refused LIST_COLUMNS: a needed field without a column, a column or a field twice, one that is not there. */
function layoutOf(list: ListName, width: number, columns: InputOf<'tariff.remember'>['columns']): ListLayout {
  const fields = FIELDS[list];
  const layout: Record<string, number> = {};
  const twice: string[] = [];
  for (const { field, place } of columns) {
    const known = Object.hasOwn(fields, field) && place < width;
    if (!known || field in layout || Object.values(layout).includes(place)) twice.push(field);
    else layout[field] = place;
  }
  const missing = Object.entries(fields).flatMap(([field, { names, required }]) =>
    required && !(field in layout) ? [names[0]] : [],
  );
  return missing.length + twice.length > 0 ? refuse('LIST_COLUMNS', { missing, twice }) : layout;
}

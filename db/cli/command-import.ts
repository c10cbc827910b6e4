// `import tariff|customers|bills|use FILE` (product.md C1, A1, C9, F2): the good rows are taken in one act, the others are
// listed with row, column and reason. With --strict one bad row means that nothing is written.
import { hash, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { InputOf, OutputOf } from '../../core/contract/contract.ts';
import type { ListPreview } from '../../core/contract/procedures/lists.ts';
import { LIST_PART_BYTES, MAX_LIST_BYTES } from '../../core/lists/list-limits.ts';
import { atDesk, type Desk } from './desk.ts';
import { type CommandResult, LEDGER_OPTIONS, readOptions, USER_OPTIONS, wrongUse } from './options.ts';

type ListName = 'tariff' | 'customer' | 'bill' | 'use';
const LISTS: Readonly<Record<string, ListName>> = {
  tariff: 'tariff',
  customers: 'customer',
  bills: 'bill',
  use: 'use',
};

export async function importList(args: readonly string[]): Promise<CommandResult> {
  const options = readOptions(args, { ...LEDGER_OPTIONS, ...USER_OPTIONS, strict: 'flag', columns: 'text' }, 2);
  const [word = '', path = ''] = options.positionals;
  const list = Object.hasOwn(LISTS, word) ? LISTS[word] : undefined;
  if (list === undefined) return wrongUse(`import ${Object.keys(LISTS).join(' | ')} FILE`);
  const bytes = readList(path);
  return atDesk(options, async (desk) => {
    await desk.signIn(options);
    return importAtDesk(desk, list, bytes, options.flag('strict'), columnsAsked(options.text('columns')));
  });
}

function readList(path: string): Buffer {
  let bytes: Buffer;
  try {
    bytes = readFileSync(path);
  } catch {
    return wrongUse(`cannot read ${path}`);
  }
  return bytes.length > MAX_LIST_BYTES ? wrongUse(`${path} is longer than ${MAX_LIST_BYTES} bytes`) : bytes;
}

/** What an import needs of a desk or of a window. */
export type ListDesk = Pick<Desk, 'call'>;

/** Hands `bytes` over, looks at what an import would do, and does it. Throws Refused. */
export async function importAtDesk(
  desk: ListDesk,
  list: ListName,
  bytes: Buffer,
  strict: boolean,
  columns: ReadonlyMap<string, string> = new Map(),
): Promise<CommandResult> {
  const file = hash('sha256', bytes, 'hex');
  const parts = Math.max(1, Math.ceil(bytes.length / LIST_PART_BYTES));
  for (let part = 1; part <= parts; part += 1) {
    const slice = bytes.subarray((part - 1) * LIST_PART_BYTES, part * LIST_PART_BYTES);
    await desk.call(`${list}.stage`, { file, part, parts, bytes: slice.toString('base64') });
  }
  if (columns.size > 0) await chooseColumns(desk, list, file, columns);
  const found = await wholePreview(desk, list, file);
  const { normalised, rejected } = found;
  const rejecting = rejected.length > 0;
  const exit = rejecting ? 1 : 0;
  if (strict && rejecting) {
    return { exit, output: { rows: found.rows, imported: 0, updated: 0, unchanged: 0, normalised, rejected } };
  }
  const input: InputOf<'tariff.import'> = { operationId: randomUUID(), file, strict };
  const { rows, imported, updated, unchanged }: OutputOf<'tariff.import'> = await desk.call(`${list}.import`, input);
  return { exit, output: { rows, imported, updated, unchanged, normalised, rejected } };
}

/** `field=header,field=header` as a map. Throws Usage. */
function columnsAsked(text: string | null): ReadonlyMap<string, string> {
  if (text === null) return new Map();
  const pairs = text.split(',').map((pair) => pair.split('='));
  if (pairs.some((pair) => pair.length !== 2)) return wrongUse('--columns field=header,field=header');
  return new Map(pairs.map(([field = '', header = '']) => [field.trim(), header.trim()]));
}

/** Remembers the columns named on the command line; the others stay as they are known. Throws Usage for a name that is not there. */
async function chooseColumns(
  desk: ListDesk,
  list: ListName,
  file: string,
  asked: ReadonlyMap<string, string>,
): Promise<void> {
  const { headers, fields } = await desk.call(`${list}.columns`, { file });
  const unknown = [...asked.keys()].find((field) => !fields.some((one) => one.field === field));
  if (unknown !== undefined) wrongUse(`no field ${unknown}; fields: ${fields.map(({ field }) => field).join(' ')}`);
  const columns = fields.flatMap(({ field, place }) => {
    const header = asked.get(field);
    const at = header === undefined ? place : headers.findIndex(({ name }) => name === header);
    if (at === -1) return wrongUse(`no column ${header ?? ''}; columns: ${headers.map(({ name }) => name).join(' ')}`);
    return at === null ? [] : [{ field, place: at }];
  });
  // A column that was asked for by name is no longer what it was taken for before.
  const named = new Set([...asked.values()].map((header) => headers.findIndex(({ name }) => name === header)));
  const kept = columns.filter(({ field, place }) => asked.has(field) || !named.has(place));
  await desk.call(`${list}.remember`, { operationId: randomUUID(), file, columns: kept });
}

async function wholePreview(desk: ListDesk, list: ListName, file: string): Promise<ListPreview> {
  const first: ListPreview = await desk.call(`${list}.preview`, { file, from: 0 });
  const most = Math.max(first.normalisedCount, first.rejectedCount);
  const page = Math.max(first.normalised.length, first.rejected.length, 1);
  for (let from = page; from < most; from += page) {
    const next: ListPreview = await desk.call(`${list}.preview`, { file, from });
    first.normalised.push(...next.normalised);
    first.rejected.push(...next.rejected);
  }
  return first;
}

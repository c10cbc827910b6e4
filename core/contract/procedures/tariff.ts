// The tariff item by item: looked at with its past and future, changed by a new version, taken out as a list.
// A version is said in the cells of a tariff list, so that a form, a file and an export speak of items in one way.
import { z } from 'zod';
import { TARIFF_COLUMNS } from '../../lists/tariff-cells.ts';
import type { TariffField } from '../../lists/tariff-list.ts';
import { operationId } from '../scalars.ts';
import { procedure } from '../procedure.ts';

/** How an item stands on a date. */
const state = z.enum(['onSale', 'planned', 'ended']);

const cell = z.string().max(2_000);
const cells = z.strictObject(
  Object.fromEntries(TARIFF_COLUMNS.map((field) => [field, cell])) as Record<TariffField, typeof cell>,
);

const item = z.strictObject({
  code: z.string(),
  state,
  /** The version that holds; of a planned item the next, of an ended one the last. */
  cells,
  /** From when the next version holds, YYYY-MM-DD; null: none is planned. */
  next: z.string().nullable(),
});
export type TariffRow = z.infer<typeof item>;

const version = z.strictObject({
  n: z.int(),
  /** superseded: another version was said for the same day afterwards. */
  state: z.enum(['past', 'current', 'planned', 'superseded']),
  cells,
  at: z.int(),
  by: z.string().nullable(),
});
export type TariffVersion = z.infer<typeof version>;

const card = z.strictObject({ code: z.string(), versions: z.array(version) });
export type ItemCard = z.infer<typeof card>;

export const tariffProcedures = {
  'tariff.list': procedure({
    kind: 'query',
    access: 'tariff.read',
    summary: 'The tariff on the business date, by code, a page at a time: by text, category and state.',
    input: z.strictObject({
      text: z.string().max(60),
      category: z.string().max(40).nullable(),
      state: state.nullable(),
      from: z.int().min(0).max(1_000_000),
      limit: z.int().min(1).max(200),
    }),
    output: z.strictObject({
      date: z.string(),
      total: z.int(),
      categories: z.array(z.string()),
      items: z.array(item),
    }),
    errors: [],
  }),
  'tariff.card': procedure({
    kind: 'query',
    access: 'tariff.read',
    summary: 'Every version of one item, newest day first, with who said it and when.',
    input: z.strictObject({ code: z.string().min(1).max(20) }),
    output: card,
    errors: ['UNKNOWN_ITEM'],
  }),
  'tariff.save': procedure({
    kind: 'command',
    access: 'tariff.write',
    summary: 'A new item, or a new version of one from a day on; never from a day that is past. An end day ends it.',
    input: z.strictObject({ operationId, isNew: z.boolean(), cells }),
    output: card,
    errors: ['UNKNOWN_ITEM', 'TARIFF_CELL', 'TARIFF_CODE_USED', 'TARIFF_DATE_PAST', 'TARIFF_UNCHANGED', 'DISK_FULL'],
  }),
  'tariff.export': procedure({
    kind: 'query',
    access: 'tariff.read',
    summary: 'The whole tariff with its past and future as a list that `tariff.import` reads back as the same.',
    input: z.strictObject({ format: z.enum(['csv', 'xlsx']) }),
    output: z.strictObject({ name: z.string(), rows: z.int(), bytes: z.base64() }),
    errors: [],
  }),
};

// What is typed on a line that a formula prices: readings of a meter or a period, as text, and what the texts are worth.
// Pure; the ledger reads the same inputs by the same rule when the bill is posted.
import type { OutputOf } from '../../../core/contract/contract.ts';
import type { TariffItem } from '../../../core/contract/procedures/charge.ts';
import { dayAfter } from '../../../core/day/business-date.ts';
import { readListDate } from '../../../core/lists/list-date.ts';
import { plainQuantity } from '../../../core/money/format-amount.ts';
import type { Milli } from '../../../core/money/money.ts';
import { parseQuantity } from '../../../core/money/parse-amount.ts';
import { type LineInputs, METER_NUMBER } from '../../../core/tariff/line-inputs.ts';
import { endOfMonths, isDate, MOST_MONTHS } from '../../../core/tariff/period.ts';

export type LastInputs = OutputOf<'charge.lastInputs'>;
const NOTHING_KNOWN: LastInputs = { meters: [], period: null };

/** Texts as typed. `known`: what was entered last time for this customer or meter, asked for `askedFor`. */
export type LineEntry = {
  readonly kind: 'metered' | 'period';
  readonly texts: Readonly<Partial<Record<EntryField, string>>>;
  readonly exchanged: boolean;
  readonly known: LastInputs;
  readonly askedFor: string | null;
};

export const ENTRY_FIELDS = ['meter', 'before', 'oldEnd', 'newStart', 'now', 'area', 'from', 'until'] as const;
export type EntryField = (typeof ENTRY_FIELDS)[number];

/** Empty fields for an item that asks for them, null for any other. */
export function newEntry(item: TariffItem): LineEntry | null {
  const kind = item.pricing;
  if (kind !== 'metered' && kind !== 'period') return null;
  return { kind, texts: {}, exchanged: false, known: NOTHING_KNOWN, askedFor: null };
}

/** The fields of a line in the order in which Enter goes through them. */
export function fieldsOf(item: TariffItem, entry: LineEntry): readonly EntryField[] {
  if (entry.kind === 'metered')
    return entry.exchanged ? ['meter', 'before', 'oldEnd', 'newStart', 'now'] : ['meter', 'before', 'now'];
  return item.rule?.kind === 'period' && item.rule.perArea ? ['area', 'from', 'until'] : ['from', 'until'];
}

/** The field to begin in: the first that is empty, but never the meter's number, which many counters do not keep. */
export function firstField(item: TariffItem, entry: LineEntry): EntryField {
  const fields = fieldsOf(item, entry).filter((field) => field !== 'meter');
  return fields.find((field) => textOf(entry, field) === '') ?? fields.at(-1) ?? 'now';
}

export function textOf(entry: LineEntry, field: EntryField): string {
  return entry.texts[field] ?? '';
}

/** The entry with `text` in one of its fields. */
export function typed(entry: LineEntry, field: EntryField, text: string): LineEntry {
  return { ...entry, texts: { ...entry.texts, [field]: text } };
}

/** The fields for another meter are put there, or taken away again. */
export function exchanged(entry: LineEntry): LineEntry {
  return entry.kind === 'metered' ? { ...entry, exchanged: !entry.exchanged } : entry;
}

/** What the texts are worth; null for each that cannot be read. */
export function inputsOf(entry: LineEntry): LineInputs {
  if (entry.kind === 'period') {
    const from = dateFrom(textOf(entry, 'from'));
    return {
      kind: 'period',
      area: quantityFrom(entry, 'area', 1),
      from,
      until: untilFrom(textOf(entry, 'until'), from),
    };
  }
  const meter = textOf(entry, 'meter').trim();
  const exchange = entry.exchanged
    ? { oldEnd: quantityFrom(entry, 'oldEnd', 0), newStart: quantityFrom(entry, 'newStart', 0) }
    : null;
  return {
    kind: 'metered',
    meter: METER_NUMBER.test(meter) ? meter : '',
    before: quantityFrom(entry, 'before', 0),
    now: quantityFrom(entry, 'now', 0),
    exchange,
  };
}

/** The entry a parked bill comes back with. */
export function entryFrom(item: TariffItem, inputs: LineInputs | undefined): LineEntry | null {
  const entry = newEntry(item);
  if (entry === null || inputs === undefined || inputs.kind !== entry.kind) return entry;
  const written = (value: Milli | null): string => (value === null ? '' : plainQuantity(value));
  if (inputs.kind === 'period') {
    const { area, from, until } = inputs;
    return { ...entry, texts: { area: written(area), from: from ?? '', until: until ?? '' } };
  }
  const { meter, before, now, exchange } = inputs;
  const texts = {
    meter,
    before: written(before),
    now: written(now),
    oldEnd: written(exchange?.oldEnd ?? null),
    newStart: written(exchange?.newStart ?? null),
  };
  return { ...entry, exchanged: exchange !== null, texts };
}

/** Takes in what was entered last time: what nobody typed yet is proposed, the rest stays as it was typed. */
export function proposed(entry: LineEntry, known: LastInputs, askedFor: string): LineEntry {
  const texts = { ...entry.texts };
  const offer = (field: EntryField, text: string | undefined): void => {
    if (text !== undefined && (texts[field] ?? '') === '') texts[field] = text;
  };
  if (entry.kind === 'metered') {
    const meter = (texts.meter ?? '').trim();
    const last = meter === '' ? known.meters[0] : known.meters.find((one) => one.meter === meter);
    offer('meter', last?.meter);
    offer('before', last === undefined ? undefined : plainQuantity(last.reading));
  } else if (known.period !== null) {
    const { area, until } = known.period;
    offer('area', area === null ? undefined : plainQuantity(area));
    offer('from', dayAfter(until));
  }
  return { ...entry, texts, known, askedFor };
}

/** The last reading of this meter when the one typed as "before" is another: something was read in between, or mistyped. */
export function readingGap(entry: LineEntry): LastInputs['meters'][number] | null {
  if (entry.kind !== 'metered') return null;
  const meter = textOf(entry, 'meter').trim();
  const last = entry.known.meters.find((one) => one.meter === meter);
  const before = quantityFrom(entry, 'before', 0);
  return last === undefined || before === null || before === last.reading ? null : last;
}

/** A text as it is shown once its field is left: a date whole, "3" months as the day they end. */
export function settledText(entry: LineEntry, field: EntryField): string {
  const text = textOf(entry, field);
  const from = dateFrom(textOf(entry, 'from'));
  if (field === 'from') return from ?? text;
  if (field === 'until') return untilFrom(text, from) ?? text;
  const value = ['meter', 'area'].includes(field) ? null : quantityFrom(entry, field, 0);
  return value === null ? text.trim() : plainQuantity(value);
}

function quantityFrom(entry: LineEntry, field: EntryField, least: number): Milli | null {
  const read = parseQuantity(textOf(entry, field), { source: 'person' });
  return read.ok && read.value >= least && read.value <= 1e12 ? read.value : null;
}

function dateFrom(text: string): string | null {
  const read = readListDate(text.trim());
  return read.ok ? read.date : null;
}

/** A date, or a number of months from the first day on. */
function untilFrom(text: string, from: string | null): string | null {
  const months = /^\d{1,3}$/.test(text.trim()) ? Number(text) : 0;
  if (months > 0 && months <= MOST_MONTHS && from !== null) {
    const end = endOfMonths(from, months);
    return isDate(end) ? end : null;
  }
  return dateFrom(text);
}

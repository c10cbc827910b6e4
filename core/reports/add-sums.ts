// A day's report is the sum of its shifts': the same lists, rows with the same key added up. Nothing else makes a day.
import type { ReportSums } from '../contract/till-report.ts';
import { addMinor, type Minor, ZERO } from '../money/money.ts';

export const NO_SUMS: ReportSums = {
  taken: ZERO,
  documents: [],
  tenders: [],
  cash: [],
  categories: [],
  items: [],
  events: [],
  refusals: [],
  latePaper: [],
};

interface Counted {
  readonly count: number;
  readonly amount: Minor | null;
}

function plus(one: Minor | null, other: Minor | null): Minor | null {
  return one === null || other === null ? null : addMinor(one, other);
}

/** Rows of the same key added up, in the order of their keys. */
function merged<T extends object>(rows: readonly T[], key: (row: T) => string, add: (one: T, other: T) => T): T[] {
  const found = new Map<string, T>();
  for (const row of rows) {
    const before = found.get(key(row));
    found.set(key(row), before === undefined ? row : add(before, row));
  }
  return [...found].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, row]) => row);
}

function counted<T extends Counted>(one: T, other: T): T {
  return { ...one, count: one.count + other.count, amount: plus(one.amount, other.amount) };
}

/** What several shifts come to together. Amounts that one of them withholds are withheld in the sum. */
export function addSums(all: readonly ReportSums[]): ReportSums {
  const rows = <K extends keyof ReportSums>(name: K): ReportSums[K][] => all.map((one) => one[name]);
  return {
    taken: rows('taken').reduce((sum, taken) => plus(sum, taken), ZERO),
    documents: merged(
      rows('documents').flat(),
      (row) => row.type,
      (one, other) => ({
        ...counted(one, other),
        // Numbers of one letter have one length, so that text orders them as numbers.
        first: one.first < other.first ? one.first : other.first,
        last: one.last > other.last ? one.last : other.last,
      }),
    ),
    tenders: merged(rows('tenders').flat(), (row) => row.method, counted),
    cash: merged(rows('cash').flat(), (row) => row.kind, counted),
    categories: merged(rows('categories').flat(), (row) => row.category, counted),
    items: merged(
      rows('items').flat(),
      (row) => row.code,
      (one, other) => ({ ...counted(one, other), quantity: one.quantity + other.quantity }),
    ),
    events: merged(
      rows('events').flat(),
      (row) => row.event,
      (one, other) => ({ ...one, count: one.count + other.count }),
    ),
    refusals: merged(rows('refusals').flat(), (row) => row.reason, counted),
    latePaper: merged(rows('latePaper').flat(), (row) => row.paperDate, counted),
  };
}

// The cells of an item as a form asks for them: which there are, which a method needs. Pure; the ledger reads the same cells.
import type { CommandInput } from '../../port/ledger.ts';

export type Cells = CommandInput<'tariff.save'>['cells'];
export type CellName = keyof Cells;

/** Every way an item is priced, by its code in the cells. */
export const METHODS = ['fixed', 'open', 'tiered', 'metered', 'area', 'period', 'package'] as const;
export type MethodName = (typeof METHODS)[number];
export const CREDITS = ['revenue', 'agency', 'treasury', 'deferred'] as const;
export const PART_MONTHS = ['actual', 'thirty', 'whole'] as const;

/** Always asked for, in this order; what depends on the method stands between. */
export const FACTS = ['code', 'name', 'spec', 'unit', 'category'] as const satisfies readonly CellName[];
export const PRICED: Readonly<Record<MethodName, readonly CellName[]>> = {
  fixed: ['price'],
  open: ['least', 'most'],
  tiered: ['bands'],
  metered: ['price', 'bands', 'digits'],
  area: ['price', 'partMonth'],
  period: ['price', 'partMonth'],
  package: ['price', 'contents'],
};
export const BOOKED = ['creditKind', 'account', 'taxRate', 'taxCode'] as const satisfies readonly CellName[];
export const DATED = ['from', 'until', 'note'] as const satisfies readonly CellName[];

const ALL_PRICED: readonly CellName[] = [...new Set(Object.values(PRICED).flat())];

/** An item nobody has typed yet, on sale from `today`. */
export function emptyCells(today: string): Cells {
  return {
    code: '',
    name: '',
    spec: '',
    unit: '',
    category: '',
    account: '',
    creditKind: 'revenue',
    price: '',
    method: 'fixed',
    bands: '',
    digits: '',
    partMonth: '',
    least: '',
    most: '',
    contents: '',
    taxRate: '',
    taxCode: '',
    from: today,
    until: '',
    note: '',
  };
}

/** The method of `cells`; one the window does not know is a plain price. */
export function methodOf(cells: Cells): MethodName {
  return METHODS.find((one) => one === cells.method) ?? 'fixed';
}

/** `cells` priced by `method`: what the method does not use is blank, or the list would refuse it. */
export function withMethod(cells: Cells, method: MethodName): Cells {
  const cleared = Object.fromEntries(ALL_PRICED.filter((one) => !PRICED[method].includes(one)).map((one) => [one, '']));
  return { ...cells, ...cleared, method };
}

/** The cells that tell two versions apart besides their days. */
export const COMPARED: readonly CellName[] = [
  'name',
  'spec',
  'unit',
  'category',
  'method',
  ...ALL_PRICED,
  ...BOOKED,
  'note',
];

/** What changed from `before` to `after`. */
export function changedCells(before: Cells, after: Cells): readonly CellName[] {
  return COMPARED.filter((name) => before[name] !== after[name]);
}

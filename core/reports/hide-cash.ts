// Nobody sees what must be in their drawer before they have counted it (product.md "Who uses it"). Withheld is not only that
// sum: with the float known, the cash taken gives it away, and so does any total from which other tenders can be taken off.
import type { TillReport } from '../contract/till-report.ts';

/** The report without cash and without any sum that it could be worked out from. Counts, numbers and other tenders stay. */
export function hideCash(report: TillReport): TillReport {
  const hide = <T extends object>(rows: readonly T[]): (T & { amount: null })[] =>
    rows.map((row) => ({ ...row, amount: null }));
  return {
    ...report,
    blind: true,
    shifts: report.shifts.map((shift) =>
      shift.closedAt === null ? { ...shift, taken: null, expected: null, counted: null, difference: null } : shift,
    ),
    cashiers: report.cashiers.map((row) => ({ ...row, taken: null })),
    taken: null,
    perpetual: null,
    control: null,
    documents: hide(report.documents),
    tenders: report.tenders.map((row) => (row.method === 'cash' ? { ...row, amount: null } : row)),
    cash: hide(report.cash),
    counts: [],
    categories: hide(report.categories),
    items: hide(report.items),
    latePaper: hide(report.latePaper),
  };
}

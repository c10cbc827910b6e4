// What stands behind the lines of a receipt beyond quantity and price: workings, packages, tax.
// Asked for only where a line says that there is something, so that a plain receipt costs no more to read.
import type { ReceiptView } from '../../core/contract/receipt-view.ts';
import type { Milli, Minor } from '../../core/money/money.ts';
import type { Working } from '../../core/tariff/working-facts.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { LineOfBill, PackageOfBill } from '../ledger/price-lines.ts';
import { type FormulaRow, type StepRow, workingOf } from '../ledger/working-rows.ts';

type LineView = ReceiptView['lines'][number];
type PackageView = NonNullable<ReceiptView['packages']>[number];

/** A line as posted, with the little that decides what else there is to tell of it. */
export type LineFacts = Pick<
  LineOfBill,
  'n' | 'code' | 'name' | 'unit' | 'unitPrice' | 'packageN' | 'taxRate' | 'tax' | 'taxCode'
> & { readonly quantity: Milli; readonly gross: Minor; readonly discount: Minor; readonly amount: Minor };

/** The line as everybody outside sees it; what it does not have is left out. */
export function lineView(facts: LineFacts, working: Working | undefined): LineView {
  const { n, code, name, unit, quantity, unitPrice, gross, discount, amount, packageN, taxRate, tax, taxCode } = facts;
  const plain = { n, code, name, unit, quantity, unitPrice, gross, discount, amount };
  if (unitPrice !== null && taxRate === 0) return plain;
  return {
    ...plain,
    ...(taxRate === 0 ? {} : { tax: { rate: taxRate, amount: tax, code: taxCode } }),
    ...(working === undefined ? {} : { working }),
    ...(packageN === null ? {} : { package: packageN }),
  };
}

/** The packages of a receipt, left out when it has none. */
export function packagesView(packages: readonly PackageOfBill[]): { packages?: PackageView[] } {
  if (packages.length === 0) return {};
  return {
    packages: packages.map(({ n, code, name, unit, quantity, price, gross }) => ({
      n,
      code,
      name,
      unit,
      quantity,
      price,
      gross,
    })),
  };
}

const FORMULAS = `
  SELECT n, kind, meter, meter_range AS meterRange, reading_before AS readingBefore, reading_now AS readingNow,
    old_end AS oldEnd, new_start AS newStart, rate, area, from_date AS fromDate, until_date AS untilDate,
    months, days, days_of AS daysOf, part_month AS partMonth
  FROM line_formula WHERE seq = ? ORDER BY n`;
const STEPS = `
  SELECT n, from_quantity AS "from", up_to AS upTo, quantity, rate FROM line_step WHERE seq = ? ORDER BY n, step`;
const PACKAGES = `
  SELECT n, item_id AS itemId, version, code, name, unit, quantity, price, gross FROM line_package WHERE seq = ? ORDER BY n`;

/** The lines of receipt `seq` and its packages, as views. */
export function readLineViews(
  ledger: Ledger,
  seq: number,
  lines: readonly LineFacts[],
): Pick<ReceiptView, 'lines' | 'packages'> {
  if (lines.every((line) => line.unitPrice !== null)) return { lines: lines.map((line) => lineView(line, undefined)) };
  const steps = ledger.all<StepRow>(STEPS, seq);
  const workings = new Map(ledger.all<FormulaRow>(FORMULAS, seq).map((row) => [row.n, workingOf(row, steps)]));
  return {
    lines: lines.map((line) => lineView(line, workings.get(line.n))),
    ...packagesView(ledger.all<PackageOfBill>(PACKAGES, seq)),
  };
}

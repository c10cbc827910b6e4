// Works the lines out again that no single price says: the formula of the item's version with what was entered, and the
// share of each line in its package. A bill without such lines is passed by.
import { isDeepStrictEqual } from 'node:util';
import { openPackage } from '../../core/charge/open-package.ts';
import type { Milli, Minor } from '../../core/money/money.ts';
import type { LineInputs } from '../../core/tariff/line-inputs.ts';
import { isFormula, type PackageRule, readRule, type TariffRule } from '../../core/tariff/tariff-rule.ts';
import { work } from '../../core/tariff/working.ts';
import type { Cell } from '../ledger/chained-tables.ts';
import { type FormulaRow, type StepRow, workingOf } from '../ledger/working-rows.ts';
import type { Books, KnownVersion } from './books.ts';
import { bad } from './finding.ts';
import { FORMULA, LINE, type LinkRows, numberAt, PACKAGE, type Row, rowsOf, STEP, textAt } from './row-places.ts';

/** The receipt whose lines are checked. */
export interface PricedReceipt {
  readonly seq: number;
  readonly date: string;
  readonly customer: Cell;
}

/** Throws a finding unless every line without a price of one comes to what its formula or its package says. */
export function checkPricing(receipt: PricedReceipt, rows: LinkRows, books: Books): void {
  const formulas = rowsOf(rows, 'line_formula');
  const packages = rowsOf(rows, 'line_package');
  const { seq } = receipt;
  let worked = 0;
  for (const line of rowsOf(rows, 'line')) {
    if (line[LINE.formula] === null) continue;
    const formula = formulas.find((row) => row[FORMULA.n] === line[LINE.n]);
    if (formula === undefined) return bad('limits', 'line', nameOf(seq, line), 'has no formula');
    checkFormula(receipt, line, formula, rows, books);
    worked += 1;
  }
  if (worked !== formulas.length) bad('limits', 'line_formula', seq, 'is of no line');
  for (const row of packages) checkPackage(receipt, row, rows, books);
  for (const line of rowsOf(rows, 'line')) {
    const n = line[LINE.packageN];
    if (n !== null && !packages.some((row) => row[PACKAGE.n] === n))
      bad('limits', 'line', nameOf(seq, line), 'is of no package');
  }
}

function nameOf(seq: number, line: Row): string {
  return `${seq}/${numberAt(line, LINE.n)}`;
}

function checkFormula(receipt: PricedReceipt, line: Row, formula: Row, rows: LinkRows, books: Books): void {
  const { seq, customer } = receipt;
  const name = nameOf(seq, line);
  const version = books.onSale(numberAt(line, LINE.item), receipt.date);
  if (formula[FORMULA.item] !== line[LINE.item]) bad('limits', 'line_formula', name, 'is of another item');
  if (formula[FORMULA.kind] !== line[LINE.formula]) bad('limits', 'line_formula', name, 'is of another kind');
  if (formula[FORMULA.customer] !== customer) bad('limits', 'line_formula', name, 'is of another customer');
  const rule = ruleOf(version, formula[FORMULA.version]);
  if (!isFormula(rule)) return bad('limits', 'line_formula', name, 'is not of the version that was on sale');
  const row = formulaRow(formula);
  const worked = work(rule, numberAt(line, LINE.quantity) as Milli, inputsOf(row));
  if (typeof worked === 'string') return bad('balance', 'line', name, `cannot be worked out: ${worked}`);
  if (worked.gross !== line[LINE.gross] || worked.quantity !== line[LINE.quantity])
    bad('balance', 'line', name, `comes to ${worked.gross} by its formula`);
  const kept = workingOf(row, rowsOf(rows, 'line_step').map(stepRow));
  if (!isDeepStrictEqual(kept, worked.working)) bad('balance', 'line_step', name, 'explains another working');
}

function ruleOf(version: KnownVersion | undefined, n: Cell | undefined): TariffRule | null {
  return version === undefined || version.n !== n || version.rule === null ? null : readRule(version.rule);
}

function checkPackage({ seq, date }: PricedReceipt, row: Row, rows: LinkRows, books: Books): void {
  const name = `${seq}/${numberAt(row, PACKAGE.n)}`;
  const version = books.onSale(numberAt(row, PACKAGE.item), date);
  const rule = ruleOf(version, row[PACKAGE.version]);
  if (version === undefined || rule?.kind !== 'package' || version.price !== row[PACKAGE.price])
    return bad('limits', 'line_package', name, 'is not the version that was on sale');
  if (books.items.get(version.itemId)?.code !== textAt(row, PACKAGE.code))
    bad('limits', 'line_package', name, `says ${textAt(row, PACKAGE.code)}, which is another item`);
  const lines = rowsOf(rows, 'line').filter((line) => line[LINE.packageN] === row[PACKAGE.n]);
  const contents = contentsOf(rule, date, books);
  const opened = openPackage(version.price as Minor, numberAt(row, PACKAGE.quantity) as Milli, contents);
  if (typeof opened === 'string') return bad('balance', 'line_package', name, `cannot be shared out: ${opened}`);
  if (opened.gross !== row[PACKAGE.gross]) bad('balance', 'line_package', name, 'is not quantity × price');
  const derived = opened.shares.map(({ quantity, gross }, index) => [contents[index]?.itemId, quantity, gross]);
  const posted = lines.map((line) => [line[LINE.item], line[LINE.quantity], line[LINE.gross]]);
  if (!isDeepStrictEqual(derived, posted)) bad('balance', 'line_package', name, 'is shared out another way');
}

function contentsOf({ components }: PackageRule, date: string, books: Books) {
  return components.map(({ code, quantity }) => {
    const version = books.onSaleByCode(code, date);
    return { itemId: version?.itemId, quantity, unitPrice: (version?.price ?? 0) as Minor };
  });
}

/** The cells by the names that the ledger's own reader uses. */
function formulaRow(row: Row): FormulaRow {
  const cells = Object.entries(FORMULA).map(([name, place]) => [name, row[place] ?? null]);
  return Object.fromEntries(cells) as FormulaRow;
}

function stepRow(row: Row): StepRow {
  const cells = Object.entries(STEP).map(([name, place]) => [name, row[place] ?? null]);
  return Object.fromEntries(cells) as StepRow;
}

/** What was entered, from what was kept of it. */
function inputsOf(row: FormulaRow): LineInputs | null {
  if (row.kind === 'tiered') return null;
  if (row.kind === 'period') return { kind: 'period', area: row.area, from: row.fromDate, until: row.untilDate };
  const { meter, readingBefore: before, readingNow: now, oldEnd, newStart } = row;
  const exchange = oldEnd === null && newStart === null ? null : { oldEnd, newStart };
  return { kind: 'metered', meter: meter ?? '', before, now, exchange };
}

// Prices the lines of a bill by the tariff of a business date: from what the cashier asked for to what is posted.
// The first step of a receipt; discounts, tenders and entries follow on the lines it gives.
import type { LineCreditKind } from '../../core/accounts/chart.ts';
import { type EntryFault, type LineEntered, lineParts } from '../../core/charge/line-parts.ts';
import { type BillFault, priceBill } from '../../core/charge/price-bill.ts';
import type { LineToPrice, PricedLine } from '../../core/charge/price-line.ts';
import { refuse } from '../../core/contract/errors.ts';
import type { Milli, Minor } from '../../core/money/money.ts';
import type { LineInputs } from '../../core/tariff/line-inputs.ts';
import { type FormulaKind, isFormula } from '../../core/tariff/tariff-rule.ts';
import type { Working } from '../../core/tariff/working-facts.ts';
import { type ContentOnSale, contentsOnSale, type ItemOnSale, itemOnSale } from './item-on-sale.ts';
import type { Ledger } from './ledger.ts';
import { atGivenPrice, type OverrideOfBill, overrideOf, type OverrideWanted } from './price-override.ts';

/** A line as the cashier asks for it; `price` in minor units, only for an item whose amount is typed. */
export interface LineWanted extends OverrideWanted {
  readonly item: string;
  readonly quantity: Milli;
  readonly price: Minor | null;
  readonly inputs?: LineInputs | undefined;
}

/** A line as it is posted, amounts in minor units: amount = gross − discount, tax within the amount. */
export interface LineOfBill {
  /** Place of the wanted line it came from: a package makes several of one. */
  readonly source: number;
  readonly n: number;
  readonly itemId: number;
  readonly code: string;
  readonly name: string;
  readonly unit: string;
  readonly quantity: Milli;
  /** null: by a formula, or a share of a package. */
  readonly unitPrice: Minor | null;
  readonly gross: Minor;
  readonly discount: Minor;
  readonly amount: Minor;
  readonly creditKind: LineCreditKind;
  readonly account: string;
  readonly formula: FormulaKind | null;
  readonly packageN: number | null;
  readonly taxRate: number;
  readonly tax: Minor;
  readonly taxCode: string | null;
}

/** How line `n` came to its amount, by which version of its item. */
export interface WorkingOfLine {
  readonly n: number;
  readonly itemId: number;
  readonly version: number;
  readonly working: Working;
}

export interface PackageOfBill {
  readonly n: number;
  readonly itemId: number;
  readonly version: number;
  readonly code: string;
  readonly name: string;
  readonly unit: string;
  readonly quantity: Milli;
  readonly price: Minor;
  readonly gross: Minor;
}

/** The lines with their sums, minor units: total = gross − discount. */
export interface LinesOfBill {
  readonly lines: readonly LineOfBill[];
  readonly workings: readonly WorkingOfLine[];
  readonly packages: readonly PackageOfBill[];
  readonly gross: Minor;
  readonly discount: Minor;
  readonly total: Minor;
  /** Lines charged at another price than the tariff's. */
  readonly overrides: readonly OverrideOfBill[];
}

/** The most lines a receipt is posted with, the contents of its packages counted. */
export const MOST_LINES = 400;

/** Where a line to price came from. */
interface Origin {
  readonly source: number;
  readonly item: ItemOnSale;
  readonly packageN: number | null;
}

interface Opened {
  readonly toPrice: LineToPrice[];
  readonly origins: Origin[];
  readonly packages: PackageOfBill[];
  readonly overrides: OverrideOfBill[];
}

/** Throws Refused: an item unknown or not on sale, an entry that is missing or not asked for, a sum out of range. */
export function priceLines(ledger: Ledger, wanted: readonly LineWanted[], date: string): LinesOfBill {
  const { toPrice, origins, packages, overrides } = openLines(ledger, wanted, date);
  const bill = priceBill(toPrice);
  if (!bill.ok) return refuseBill(bill.fault, (n) => (origins[n - 1]?.source ?? n - 1) + 1);
  const lines = bill.lines.map((priced, index) => lineOf(index + 1, origins[index] as Origin, priced, toPrice[index]));
  const workings = bill.lines.flatMap(({ working }, index) => {
    const { id: itemId, version } = (origins[index] as Origin).item;
    return working === null ? [] : [{ n: index + 1, itemId, version, working }];
  });
  return { lines, workings, packages, overrides, gross: bill.gross, discount: bill.discount, total: bill.total };
}

function openLines(ledger: Ledger, wanted: readonly LineWanted[], date: string): Opened {
  const opened: Opened = { toPrice: [], origins: [], packages: [], overrides: [] };
  for (const [source, line] of wanted.entries()) {
    const byTariff = itemOnSale(ledger, line.item, date);
    const item = atGivenPrice(byTariff, line);
    if (line.override) opened.overrides.push(overrideOf(opened.toPrice.length + 1, byTariff, line.override));
    const contents = item.rule?.kind === 'package' ? contentsOnSale(ledger, item.rule, date) : [];
    const parts = lineParts({ ...item, contents }, enteredOf(line));
    if (typeof parts === 'string') return refuseEntry(parts, item, contents, source + 1);
    if (opened.toPrice.length + parts.lines.length > MOST_LINES) refuse('TOO_MANY_LINES', { limit: MOST_LINES });
    const packageN = parts.packageGross === null ? null : opened.packages.length + 1;
    for (const [index, part] of parts.lines.entries()) {
      opened.toPrice.push(part);
      opened.origins.push({ source, item: contents[index]?.item ?? item, packageN });
    }
    if (packageN !== null) opened.packages.push(packageOf(packageN, item, line.quantity, parts.packageGross as Minor));
  }
  return opened;
}

/** What was entered, as pricing takes it. */
export function enteredOf({ quantity, price, inputs }: LineWanted): LineEntered {
  return { quantity, price, inputs: inputs ?? null };
}

function packageOf(n: number, item: ItemOnSale, quantity: Milli, gross: Minor): PackageOfBill {
  const { id: itemId, version, code, name, unit } = item;
  return { n, itemId, version, code, name, unit, quantity, price: item.price as Minor, gross };
}

function lineOf(
  n: number,
  { source, item, packageN }: Origin,
  { quantity, gross, discount, amount, tax }: PricedLine,
  toPrice: LineToPrice | undefined,
): LineOfBill {
  return {
    source,
    n,
    itemId: item.id,
    code: item.code,
    name: item.name,
    unit: item.unit,
    quantity,
    unitPrice: toPrice !== undefined && 'unitPrice' in toPrice ? toPrice.unitPrice : null,
    gross,
    discount,
    amount,
    creditKind: item.creditKind,
    account: item.account,
    formula: isFormula(item.rule) ? item.rule.kind : null,
    packageN,
    taxRate: item.taxRate,
    tax,
    taxCode: item.taxCode,
  };
}

/** Says what is wrong with what was entered for one line. `n` counts the wanted lines from 1. */
export function refuseEntry(fault: EntryFault, item: ItemOnSale, contents: readonly ContentOnSale[], n: number): never {
  const { code } = item;
  switch (fault) {
    case 'PRICE_REQUIRED':
    case 'PRICE_NOT_OPEN':
      return refuse(fault, { code });
    case 'PRICE_OUTSIDE_LIMITS': {
      const { least, most } = item.rule?.kind === 'open' ? item.rule : { least: null, most: null };
      return refuse(fault, { code, least, most });
    }
    case 'PACKAGE_INCOMPLETE':
      return refuse(fault, { code, component: contents.find((one) => one.price === null)?.code ?? code });
    case 'QUANTITY_INVALID':
      return refuse(fault, { n });
    case 'AMOUNT_OUT_OF_RANGE':
      return refuse(fault, {});
  }
}

/** Says what is wrong with a bill; `wantedN` turns the number of a priced line into that of the wanted one. */
export function refuseBill(fault: BillFault, wantedN: (n: number) => number): never {
  if (fault.code === 'AMOUNT_OUT_OF_RANGE') return refuse(fault.code, {});
  return refuse(fault.code === 'PRICE_INVALID' ? 'QUANTITY_INVALID' : fault.code, { n: wantedN(fault.n) });
}

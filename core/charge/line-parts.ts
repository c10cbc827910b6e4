// From what a cashier enters for one item to what is priced: one line, or as many as a package holds.
// The screen and the ledger both come here, so that neither can take an entry the other would not.
import type { Milli, Minor } from '../money/money.ts';
import type { LineInputs } from '../tariff/line-inputs.ts';
import { isFormula, type PricingKind, type TariffRule } from '../tariff/tariff-rule.ts';
import { openPackage } from './open-package.ts';
import type { LineToPrice } from './price-line.ts';

/** One thing of a package as the tariff of the day has it; `price` null: not on sale, or not at a plain price. */
export interface PackageContent {
  readonly code: string;
  /** Thousandths in one package. */
  readonly quantity: Milli;
  readonly price: Minor | null;
  readonly taxRate: number;
}

/** What pricing needs to know of an item: price in minor units, tax in basis points, contents of a package. */
export interface ItemToPrice {
  readonly pricing: PricingKind;
  readonly price: Minor | null;
  readonly rule: TariffRule | null;
  readonly taxRate: number;
  readonly contents: readonly PackageContent[];
}

/** What was entered: `price` (minor units) only for an item whose amount is typed, `inputs` only for a formula. */
export interface LineEntered {
  readonly quantity: Milli;
  readonly price: Minor | null;
  readonly inputs: LineInputs | null;
}

export type EntryFault =
  | 'PRICE_REQUIRED'
  | 'PRICE_NOT_OPEN'
  | 'PRICE_OUTSIDE_LIMITS'
  | 'PACKAGE_INCOMPLETE'
  | 'QUANTITY_INVALID'
  | 'AMOUNT_OUT_OF_RANGE';

export interface LineParts {
  readonly lines: readonly LineToPrice[];
  /** What all packages come to, minor units; null when the item is none. */
  readonly packageGross: Minor | null;
}

/** The lines one entry makes, in the order of a package's contents. Faults of a formula show when its line is priced. */
export function lineParts(item: ItemToPrice, entered: LineEntered): LineParts | EntryFault {
  const { rule, taxRate } = item;
  const { quantity, price, inputs } = entered;
  // A fixed price is the tariff's, and what a formula says nobody types.
  if (item.pricing !== 'open' && price !== null) return 'PRICE_NOT_OPEN';
  if (item.pricing === 'package') return packageParts(item, quantity);
  if (isFormula(rule)) return { lines: [{ rule, quantity, inputs, taxRate }], packageGross: null };
  const unitPrice = item.price ?? price;
  if (unitPrice === null) return 'PRICE_REQUIRED';
  if (rule?.kind === 'open' && (unitPrice < (rule.least ?? 0) || unitPrice > (rule.most ?? unitPrice))) {
    return 'PRICE_OUTSIDE_LIMITS';
  }
  return { lines: [{ quantity, unitPrice, taxRate }], packageGross: null };
}

function packageParts({ price, contents }: ItemToPrice, quantity: Milli): LineParts | EntryFault {
  const parts = contents.flatMap((one) =>
    one.price === null ? [] : [{ quantity: one.quantity, unitPrice: one.price }],
  );
  if (price === null || parts.length < contents.length || contents.length === 0) return 'PACKAGE_INCOMPLETE';
  const opened = openPackage(price, quantity, parts);
  if (typeof opened === 'string') return opened;
  const lines = opened.shares.map((share, n) => ({
    quantity: share.quantity,
    share: share.gross,
    taxRate: contents[n]?.taxRate ?? 0,
  }));
  return { lines, packageGross: opened.gross };
}

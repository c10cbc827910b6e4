// 套餐: a package price shared over what the package holds, so that each thing is booked where it belongs and the parts
// add up to the price to the fen.
import { allocate } from '../money/allocate.ts';
import { MAX_MINOR, type Milli, MILLI_PER_ONE, type Minor, timesQuantityOrNull } from '../money/money.ts';

/** One thing of a package: how many of it one package holds (thousandths) and what one costs by itself (minor units). */
export interface PackagePart {
  readonly quantity: Milli;
  readonly unitPrice: Minor;
}

/** A thing as charged: quantity for all packages together, and its share of their price. */
export interface PackageShare {
  readonly quantity: Milli;
  readonly gross: Minor;
}

export interface OpenedPackage {
  /** price × quantity. */
  readonly gross: Minor;
  /** In the order of the parts; Σ gross = gross. */
  readonly shares: readonly PackageShare[];
}

/**
 * Opens `quantity` packages (thousandths, whole ones only) of `price` minor units each. The price is shared by what each
 * part costs by itself; parts that all cost nothing share it equally.
 * QUANTITY_INVALID: half a package, or none; AMOUNT_OUT_OF_RANGE beyond 2^51.
 */
export function openPackage(
  price: Minor,
  quantity: Milli,
  parts: readonly PackagePart[],
): OpenedPackage | 'QUANTITY_INVALID' | 'AMOUNT_OUT_OF_RANGE' {
  if (!(Number.isInteger(quantity) && quantity > 0 && quantity % MILLI_PER_ONE === 0)) return 'QUANTITY_INVALID';
  const packages = quantity / MILLI_PER_ONE;
  const gross = timesQuantityOrNull(price, quantity);
  if (gross === null) return 'AMOUNT_OUT_OF_RANGE';
  const quantities = parts.map((part) => part.quantity * packages);
  if (quantities.some((one) => one > 1e9)) return 'QUANTITY_INVALID';
  const weights = parts.map((part) => timesQuantityOrNull(part.unitPrice, part.quantity));
  if (weights.some((weight) => weight === null || weight > MAX_MINOR)) return 'AMOUNT_OUT_OF_RANGE';
  const known = weights as Minor[];
  const shares = allocate(gross, known.some((weight) => weight > 0) ? known : known.map(() => 1 as Minor));
  return { gross, shares: quantities.map((one, n) => ({ quantity: one as Milli, gross: shares[n] as Minor })) };
}

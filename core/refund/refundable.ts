// What of a receipt can still go back, per line, and what one refund of a line is made of.
// The parts of all refunds of a line add up to the line itself: whoever takes the last of it takes the odd fen as well.
import { addMinor, type Milli, type Minor, minor, roundQuotient, subtractMinor, ZERO } from '../money/money.ts';

/** Parts of a line or of a refund of it: minor units, each ≥ 0, tax included in gross − discount; quantity in thousandths. */
export interface LineParts {
  readonly quantity: Milli;
  readonly gross: Minor;
  readonly discount: Minor;
  readonly tax: Minor;
}

/** A line of a receipt with everything that has happened to it since. */
export interface RefundableLine {
  readonly n: number;
  readonly paid: LineParts;
  /** Sum over refunds that were approved, paid out or not. */
  readonly refunded: LineParts;
  /** Sum over applications that are not decided yet. */
  readonly inProgress: LineParts;
  /**
   * What the department that delivers it has said. notNeeded: what is bought is not delivered by anybody (a fee).
   * needed: only what was confirmed as not carried out, or as returned, goes back; `returned` is that quantity.
   */
  readonly use: { readonly kind: 'notNeeded' } | { readonly kind: 'needed'; readonly returned: Milli };
  /**
   * For a line whose price is not proportional (tiers): the gross, minor units, that a smaller quantity would have cost.
   * Returning units gives back the dearest ones, as if they had never been bought.
   */
  readonly grossOf: ((quantity: Milli) => Minor) | null;
}

export type RefundOfLine =
  | { readonly by: 'quantity'; readonly quantity: Milli }
  /** Minor units of the line's amount (gross − discount); no quantity comes back with it. */
  | { readonly by: 'amount'; readonly amount: Minor };

export type LineRefundFault =
  | { readonly code: 'NOTHING_ASKED' }
  | { readonly code: 'MORE_THAN_PAID'; readonly refundable: Minor }
  | { readonly code: 'MORE_THAN_BOUGHT'; readonly refundable: Milli }
  /** So much is still waiting for the department to confirm it. */
  | { readonly code: 'USE_NOT_CONFIRMED'; readonly waiting: Milli };

export type LineRefund =
  | { readonly ok: true; readonly parts: LineParts; readonly amount: Minor }
  | { readonly ok: false; readonly fault: LineRefundFault };

/** What is neither refunded nor being refunded. */
export function remainderOf({ paid, refunded, inProgress }: RefundableLine): LineParts {
  const rest = (part: 'gross' | 'discount' | 'tax'): Minor =>
    subtractMinor(subtractMinor(paid[part], refunded[part]), inProgress[part]);
  return {
    quantity: (paid.quantity - refunded.quantity - inProgress.quantity) as Milli,
    gross: rest('gross'),
    discount: rest('discount'),
    tax: rest('tax'),
  };
}

/** gross − discount, minor units. */
export function amountOf(parts: LineParts): Minor {
  return subtractMinor(parts.gross, parts.discount);
}

/** How many thousandths may go back now: what remains, and of that only what is confirmed where confirmation is needed. */
export function refundableQuantity(line: RefundableLine): Milli {
  const rest = remainderOf(line).quantity;
  if (line.use.kind === 'notNeeded') return rest;
  const gone = line.refunded.quantity + line.inProgress.quantity;
  return Math.max(0, Math.min(rest, line.use.returned - gone)) as Milli;
}

/**
 * The parts of one refund. Taking all that remains takes exactly what remains; less is its share, rounded half away
 * from zero, once, and never more than remains. By amount needs no quantity but obeys the same confirmation.
 */
export function refundOfLine(line: RefundableLine, asked: RefundOfLine): LineRefund {
  const rest = remainderOf(line);
  return asked.by === 'quantity' ? byQuantity(line, rest, asked.quantity) : byAmount(line, rest, asked.amount);
}

function byQuantity(line: RefundableLine, rest: LineParts, quantity: Milli): LineRefund {
  if (quantity <= 0) return failed({ code: 'NOTHING_ASKED' });
  if (quantity > rest.quantity) return failed({ code: 'MORE_THAN_BOUGHT', refundable: rest.quantity });
  const confirmed = refundableQuantity(line);
  if (quantity > confirmed) return failed({ code: 'USE_NOT_CONFIRMED', waiting: (quantity - confirmed) as Milli });
  if (quantity === rest.quantity) return done(rest);
  const gross = grossOfPart(line, rest, quantity);
  const discount = atMost(share(rest.discount, quantity, rest.quantity), gross);
  return done({ quantity, gross, discount, tax: taxOfPart(rest, subtractMinor(gross, discount)) });
}

function grossOfPart(line: RefundableLine, rest: LineParts, quantity: Milli): Minor {
  if (line.grossOf === null) return share(rest.gross, quantity, rest.quantity);
  const kept = line.grossOf((rest.quantity - quantity) as Milli);
  return minor(Math.min(rest.gross, Math.max(0, rest.gross - kept)));
}

function byAmount(line: RefundableLine, rest: LineParts, amount: Minor): LineRefund {
  if (amount <= 0) return failed({ code: 'NOTHING_ASKED' });
  const refundable = amountOf(rest);
  if (amount > refundable) return failed({ code: 'MORE_THAN_PAID', refundable });
  const waiting = rest.quantity - refundableQuantity(line);
  if (waiting > 0) return failed({ code: 'USE_NOT_CONFIRMED', waiting: waiting as Milli });
  const quantity = 0 as Milli;
  if (amount === refundable) return done({ ...rest, quantity: rest.quantity });
  const discount = share(rest.discount, amount, refundable);
  return done({ quantity, gross: addMinor(amount, discount), discount, tax: taxOfPart(rest, amount) });
}

function taxOfPart(rest: LineParts, amount: Minor): Minor {
  const whole = amountOf(rest);
  return whole === 0 ? ZERO : share(rest.tax, amount, whole);
}

/** `whole` × `part` / `of`, rounded once. */
function share(whole: Minor, part: number, of: number): Minor {
  return minor(Number(roundQuotient(BigInt(whole) * BigInt(part), BigInt(of))));
}

function atMost(amount: Minor, limit: Minor): Minor {
  return amount > limit ? limit : amount;
}

function done(parts: LineParts): LineRefund {
  return { ok: true, parts, amount: amountOf(parts) };
}

function failed(fault: LineRefundFault): LineRefund {
  return { ok: false, fault };
}

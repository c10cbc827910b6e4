// Which way the money of a refund goes back: each tender gives back at most what it brought, the machine-made ones first.
// Cash is last, because whoever paid by card must not leave with notes (套现).
import { TENDER_METHODS } from '../charge/tender-method.ts';
import { addMinor, type Minor, minor, subtractMinor, sumMinor, ZERO } from '../money/money.ts';

/** One tender of the receipt; minor units. */
export interface PaidTender {
  readonly n: number;
  readonly method: string;
  readonly applied: Minor;
  /** Approved to go back over this tender before, paid out or not. */
  readonly returned: Minor;
  readonly inProgress: Minor;
}

export interface TenderReturn {
  readonly n: number;
  readonly method: string;
  readonly amount: Minor;
}

/** A unit cash is rounded down to, minor units; 1 where it is not rounded. */
export interface CashRule {
  readonly unit: number;
}

export interface ReturnOrder {
  /** What the lines come to, minor units, > 0. */
  readonly lines: Minor;
  /** What the whole receipt was paid with, minor units: Σ applied. */
  readonly tenders: readonly PaidTender[];
  /** Whether nothing of the receipt remains afterwards: then every odd fen goes with it. */
  readonly isLast: boolean;
  /** Kept of what the lines come to 手续费, minor units ≥ 0; none when left out. */
  readonly fee?: Minor;
  /** Fees that earlier refunds of the receipt kept: they lie in the tenders and are not given back. */
  readonly feesKept?: Minor;
  readonly cash: CashRule;
}

export type ReturnPath =
  | {
      readonly ok: true;
      readonly returns: readonly TenderReturn[];
      /** What the customer gets, minor units: Σ of the returns. */
      readonly total: Minor;
      /**
       * total + fee − lines: what was rounded away when it was paid, or is rounded away now (≤ 0). The last refund may give
       * back what earlier ones rounded away (> 0).
       */
      readonly rounding: Minor;
    }
  | { readonly ok: false; readonly fault: { readonly code: 'MORE_THAN_PAID'; readonly refundable: Minor } };

/** As the till offers them, cash last; a method that is not among them comes before cash. */
const ORDER: readonly string[] = TENDER_METHODS.filter((method) => method !== 'cash');

/** What may still go back over a tender, minor units. */
export function tenderRemainder(tender: PaidTender): Minor {
  return subtractMinor(subtractMinor(tender.applied, tender.returned), tender.inProgress);
}

/**
 * Sets `lines` against what the tenders still hold. The receipt's own 抹零 stays with what is not refunded: a part
 * gives back its full price while there is paid money for it; the last part takes what is left. Cash is rounded down to
 * the unit, except by the last refund. Refused when nothing that was
 * paid is left.
 */
export function returnPath(order: ReturnOrder): ReturnPath {
  const { lines, tenders, isLast, cash, fee = ZERO, feesKept = ZERO } = order;
  const held = subtractMinor(sumMinor(tenders.map(tenderRemainder)), feesKept);
  const wanted = subtractMinor(isLast ? held : minor(Math.min(lines, held)), fee);
  if (wanted <= 0) return { ok: false, fault: { code: 'MORE_THAN_PAID', refundable: held } };
  let left: number = wanted;
  const returns: TenderReturn[] = [];
  for (const tender of [...tenders].sort((one, other) => rank(one) - rank(other) || one.n - other.n)) {
    const part = Math.min(left, tenderRemainder(tender));
    if (part <= 0) continue;
    left -= part;
    const paid = tender.method === 'cash' && !isLast ? part - (part % cash.unit) : part;
    if (paid > 0) returns.push({ n: tender.n, method: tender.method, amount: minor(paid) });
  }
  const total = returns.reduce((sum, one) => addMinor(sum, one.amount), ZERO);
  return { ok: true, returns, total, rounding: subtractMinor(addMinor(total, fee), lines) };
}

function rank({ method }: PaidTender): number {
  if (method === 'cash') return ORDER.length + 1;
  const at = ORDER.indexOf(method);
  return at === -1 ? ORDER.length : at;
}

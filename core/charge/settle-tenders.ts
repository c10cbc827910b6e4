// Setting what the customer gives against what is due: what each tender pays, and the change.
// Only cash gives change. A card or QR amount is what the other machine took, so it is never bent to fit the bill.
import { MAX_MINOR, type Minor, minor, ZERO } from '../money/money.ts';
import { containsCardNumber } from '../text/card-number.ts';
import { cashRounding } from './round-cash.ts';
import { DETAIL_OF, REFERENCE_PATTERN, REFERENCE_RULE, type TenderDetail, type TenderMethod } from './tender-method.ts';

const NO_UNIT = minor(1);

/** A tender as the cashier enters it: `given` in minor units. */
export interface TenderGiven {
  readonly method: TenderMethod;
  readonly given: Minor;
  readonly reference?: string | null;
  readonly detail?: TenderDetail | undefined;
}

/**
 * How sure we are that the money is there: cash is counted, a balance and a debt are our own books (none); a reference
 * can be matched; anything else is a claim.
 */
export type TenderProof = 'none' | 'reference' | 'unverified';

/** A tender as it is posted; minor units; applied = given − change; applied > 0. */
export interface SettledTender {
  readonly method: TenderMethod;
  readonly given: Minor;
  readonly applied: Minor;
  readonly change: Minor;
  readonly reference: string | null;
  readonly proof: TenderProof;
  readonly detail?: TenderDetail | undefined;
}

export type TenderFault =
  | { readonly code: 'TENDER_SHORT'; readonly missing: Minor }
  | { readonly code: 'TENDER_OVER'; readonly excess: Minor }
  | { readonly code: 'TENDER_EMPTY'; readonly method: TenderMethod }
  | { readonly code: 'REFERENCE_REQUIRED'; readonly method: TenderMethod }
  | { readonly code: 'REFERENCE_INVALID'; readonly method: TenderMethod }
  | { readonly code: 'TENDER_DETAIL_WRONG'; readonly method: TenderMethod }
  | { readonly code: 'CARD_NUMBER_NOT_ALLOWED' }
  | { readonly code: 'AMOUNT_OUT_OF_RANGE' };

export type Settlement =
  | {
      readonly ok: true;
      readonly tenders: SettledTender[];
      readonly change: Minor;
      /** 抹零, ≤ 0: Σ applied = due + rounding. */
      readonly rounding: Minor;
    }
  | { readonly ok: false; readonly fault: TenderFault };

/**
 * Sets `tenders` against `due` (both minor units, due ≥ 0). What comes back is in the order of entry, with cash
 * that was entered twice put together: a drawer knows one sum of cash. Σ applied = due + rounding, Σ change = change.
 * `cashUnit` (minor units, 1: none): what is left for cash goes down to a multiple of it (core/charge/round-cash.ts).
 *
 * Refused: too little (`missing`); more than is due without cash to give it back from, or cash that is not needed
 * at all (`excess`, all that is beyond the due amount); an amount ≤ 0; a card without its slip's reference; a
 * reference of the wrong form, entered twice for one method, or with cash; a reference that holds a card number; a
 * cheque without bank and drawer, a third party or a prepayment that is not named, or a detail where none belongs.
 */
export function settleTenders(due: Minor, tenders: readonly TenderGiven[], cashUnit: Minor = NO_UNIT): Settlement {
  if (!isAmount(due)) return failed({ code: 'AMOUNT_OUT_OF_RANGE' });
  let total = 0;
  let cash = 0;
  for (let n = 0; n < tenders.length; n++) {
    const tender = tenders[n] as TenderGiven;
    if (tender.given <= 0) return failed({ code: 'TENDER_EMPTY', method: tender.method });
    if (!isAmount(tender.given)) return failed({ code: 'AMOUNT_OUT_OF_RANGE' });
    if (tender.detail?.of !== DETAIL_OF[tender.method]) {
      return failed({ code: 'TENDER_DETAIL_WRONG', method: tender.method });
    }
    const fault = referenceFault(tenders, n, tender);
    if (fault !== null) return failed(fault);
    total += tender.given;
    if (tender.method === 'cash') cash += tender.given;
    // Checked at each step, so that the sum never gets where a double stops being exact.
    if (total > MAX_MINOR) return failed({ code: 'AMOUNT_OUT_OF_RANGE' });
  }
  const rounding = roundingFor(due, tenders, cashUnit);
  const toPay = due + rounding;
  if (total < toPay) return failed({ code: 'TENDER_SHORT', missing: (toPay - total) as Minor });
  const change = total - toPay;
  // Change as large as the cash means that the other tenders paid all of it, or more.
  if (change > 0 && change >= cash) return failed({ code: 'TENDER_OVER', excess: change as Minor });
  return { ok: true, tenders: settled(tenders, cash as Minor, change as Minor), change: change as Minor, rounding };
}

/**
 * 抹零 of a bill of `due` with these tenders, ≤ 0: what is left for cash goes down to a multiple of `cashUnit`. Without
 * cash nothing is rounded. All in minor units. Never throws: amounts out of range are `settleTenders`' to refuse.
 */
export function roundingFor(due: Minor, tenders: readonly TenderGiven[], cashUnit: Minor): Minor {
  let left: number = due;
  let cash = false;
  for (const { method, given } of tenders) {
    if (method === 'cash') cash = true;
    else left -= given;
  }
  return cash && left > 0 && left <= MAX_MINOR ? cashRounding(left as Minor, cashUnit) : ZERO;
}

function settled(tenders: readonly TenderGiven[], cash: Minor, change: Minor): SettledTender[] {
  const result: SettledTender[] = [];
  let cashDone = false;
  for (const { method, given, reference, detail } of tenders) {
    if (method === 'cash') {
      if (cashDone) continue;
      cashDone = true;
      result.push({ method, given: cash, applied: (cash - change) as Minor, change, reference: null, proof: 'none' });
      continue;
    }
    const named = presentReference(reference);
    const settledAs = { method, given, applied: given, change: ZERO, reference: named, proof: proofOf(method, named) };
    result.push(detail === undefined ? settledAs : { ...settledAs, detail });
  }
  return result;
}

/** What a reference, or none, says of a tender; the same rule stands as a CHECK in the database. */
export function proofOf(method: TenderMethod, reference: string | null): TenderProof {
  const rule = REFERENCE_RULE[method];
  if (rule === 'none' || rule === 'may') return 'none';
  return reference === null ? 'unverified' : 'reference';
}

function referenceFault(tenders: readonly TenderGiven[], at: number, tender: TenderGiven): TenderFault | null {
  const { method } = tender;
  const reference = presentReference(tender.reference);
  const rule = REFERENCE_RULE[method];
  if (reference === null) return rule === 'required' ? { code: 'REFERENCE_REQUIRED', method } : null;
  // Before the form, so that a card number written with blanks is called what it is.
  if (containsCardNumber(reference)) return { code: 'CARD_NUMBER_NOT_ALLOWED' };
  if (rule === 'none' || !REFERENCE_PATTERN.test(reference)) return { code: 'REFERENCE_INVALID', method };
  for (let n = 0; n < at; n++) {
    const other = tenders[n];
    // One slip pays once: the same one on two lines is a slip of the hand.
    if (other?.method === method && other.reference === reference) return { code: 'REFERENCE_INVALID', method };
  }
  return null;
}

/** An empty reference is no reference. */
function presentReference(reference: string | null | undefined): string | null {
  return reference === undefined || reference === null || reference === '' ? null : reference;
}

function isAmount(n: number): boolean {
  return Number.isInteger(n) && n >= 0 && n <= MAX_MINOR;
}

function failed(fault: TenderFault): Settlement {
  return { ok: false, fault };
}

// The ways a bill is paid as the screen holds and reads them: what each is given, and which of them has been taken already.
// A tender whose slip number is typed was approved somewhere else: its amount no longer follows the bill.
import { cashRounding } from '../../../core/charge/round-cash.ts';
import type { Settlement } from '../../../core/charge/settle-tenders.ts';
import { DETAIL_OF, type TenderDetail, type TenderMethod } from '../../../core/charge/tender-method.ts';
import { addMinor, type Currency, MAX_MINOR, type Minor } from '../../../core/money/money.ts';
import { parseAmount } from '../../../core/money/parse-amount.ts';

export type BillTender = {
  readonly key: number;
  readonly method: TenderMethod;
  /** What was typed; null: nobody typed anything yet, so it pays exactly what is missing. */
  readonly amountText: string | null;
  readonly reference: string;
  /** What it showed when its reference was typed, minor units: that is what was taken. null: no reference yet. */
  readonly taken: Minor | null;
} & TenderTold;

/** What a tender says besides: the bank and drawer of a cheque, else the code of the payer or of the account chosen. */
export type TenderTold = {
  readonly bank: string;
  readonly drawer: string;
  readonly choice: string;
  /** The most it pays while nothing was typed: what the chosen account holds, minor units; null: no limit known. */
  readonly limit: Minor | null;
};

/** Methods whose money moves on a machine of somebody else, before the bill is posted. */
const TAKEN_ELSEWHERE: ReadonlySet<TenderMethod> = new Set(['card', 'wechat', 'alipay', 'unionpay']);

export type TenderReading = { readonly tender: BillTender; readonly given: Minor | null };

/** A tender of which nothing is known yet but its method. */
export function newTender(key: number, method: TenderMethod): BillTender {
  return { key, method, amountText: null, reference: '', taken: null, bank: '', drawer: '', choice: '', limit: null };
}

/** With a reference typed; `shown` is the amount that stands beside it, minor units. Emptied, it follows the bill again. */
export function withReference(tender: BillTender, text: string, shown: Minor | null): BillTender {
  return { ...tender, reference: text, taken: text.trim() === '' ? null : (tender.taken ?? shown) };
}

/** What is told of a tender as the rule wants it; undefined while something is missing or nothing belongs to it. */
export function detailOf({ method, bank, drawer, choice }: BillTender): TenderDetail | undefined {
  const of = DETAIL_OF[method];
  if (of === 'cheque' && bank.trim() !== '' && drawer.trim() !== '')
    return { of, bank: bank.trim(), drawer: drawer.trim() };
  if (of === 'payer' && choice !== '') return { of, code: choice };
  if (of === 'prepayment' && choice !== '') return { of, kind: choice };
  return undefined;
}

/** What each tender gives of `due`: what was typed or taken, and of the others what is still missing. */
export function readTenders(
  tenders: readonly BillTender[],
  due: Minor,
  currency: Currency,
  cashUnit: Minor,
): TenderReading[] {
  const fixed = tenders.map(({ amountText, taken }) =>
    amountText === null ? taken : amountFrom(amountText, currency),
  );
  let missing: number = due;
  for (const amount of fixed) missing -= amount ?? 0;
  return tenders.map((tender, index) => {
    const given = fixed[index] ?? null;
    if (tender.amountText !== null || given !== null) return { tender, given };
    const rest = Math.min(Math.max(missing, 0), tender.limit ?? MAX_MINOR) as Minor;
    missing -= rest;
    // Cash that nobody typed is what will be asked for: already rounded down.
    return { tender, given: tender.method === 'cash' ? addMinor(rest, cashRounding(rest, cashUnit)) : rest };
  });
}

function amountFrom(text: string, currency: Currency): Minor | null {
  const read = parseAmount(text, { currency, source: 'person' });
  return read.ok && read.value >= 0 ? read.value : null;
}

/** The last tender that was taken elsewhere while the tenders come to more than is due; null where none is in the way. */
export function takenBeyond(
  tenders: readonly TenderReading[],
  settlement: Settlement,
): { readonly tender: BillTender; readonly given: Minor; readonly excess: Minor } | null {
  if (settlement.ok || settlement.fault.code !== 'TENDER_OVER') return null;
  const last = tenders.findLast(({ tender }) => TAKEN_ELSEWHERE.has(tender.method) && tender.reference.trim() !== '');
  if (last === undefined || last.given === null) return null;
  return { tender: last.tender, given: last.given, excess: settlement.fault.excess };
}

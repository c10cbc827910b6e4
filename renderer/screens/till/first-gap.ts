// What still keeps a bill from being posted, and the field where the cashier mends it.
// F8 does one thing: it posts; while something is missing it only leads there.
import type { TenderMethod } from '../../../core/charge/tender-method.ts';
import type { TariffItem } from '../../../core/contract/procedures/charge.ts';
import type { Fault } from '../../port/call-fault.ts';
import type { BillLine, BillReading, BillTender, LineReading } from './bill-state.ts';
import { firstField, newEntry } from './line-entry.ts';
import { takenBeyond } from './read-tenders.ts';

export type Gap =
  | { readonly kind: 'noTender' }
  /** `ofTender`: the bill itself is complete, what is paid is not yet. */
  | { readonly kind: 'field'; readonly field: string; readonly fault: Fault | null; readonly ofTender?: true };

/** The first thing to mend, or null when the bill can be posted. */
export function firstGap(reading: BillReading): Gap | null {
  const { settlement, tenders, lines, payments, unpriced } = reading;
  if (lines.length + payments.length === 0) return { kind: 'field', field: 'items', fault: null };
  if (unpriced !== null) {
    return { kind: 'field', field: lineField(unpriced.line), fault: lineFault(unpriced, lines.indexOf(unpriced) + 1) };
  }
  const unread = payments.find(({ amount }) => amount === null)?.paying;
  if (unread !== undefined) {
    const { number, rest } = unread.bill;
    return {
      kind: 'field',
      field: `payment-${unread.key}`,
      fault: { code: 'BILL_OVERPAID', params: { number, rest } },
    };
  }
  if (reading.outOfRange) return { kind: 'field', field: 'items', fault: { code: 'AMOUNT_OUT_OF_RANGE', params: {} } };
  const { fault: wrong } = reading.discounts;
  if (wrong !== null) {
    const { code, ...params } = wrong.fault;
    return { kind: 'field', field: 'items', fault: { code, params: withoutIndex(params) } as Fault };
  }
  if (settlement.ok) return null;
  if (tenders.length === 0) return { kind: 'noTender' };
  const { code, ...params } = settlement.fault;
  // The rule's fault and the contract's refusal have the same codes and parameters.
  const fault = { code, params } as Fault;
  // What to do about money that was taken elsewhere the screen says already; "lower the amount" would be wrong advice.
  const beyond = takenBeyond(tenders, settlement);
  if (beyond !== null) return { kind: 'field', field: `given-${beyond.tender.key}`, fault: null, ofTender: true };
  const field = fieldOf(reading, code, 'method' in params ? params.method : null);
  return { kind: 'field', field, fault, ofTender: true };
}

/** Which of the discounts it is the screen shows; the sentence does not number them. */
function withoutIndex(params: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(params).filter(([name]) => name !== 'index'));
}

/** Where a line gets what it lacks; a line that has no field of its own is mended from the item field. */
export function lineField({ key, item, entry }: BillLine): string {
  if (item.pricing === 'open') return `amount-${key}`;
  return entry === null ? 'items' : `entry-${key}-${firstField(item, entry)}`;
}

/** The field to go to when `item` was added as line `key`. */
export function fieldAfterAdding(key: number, item: TariffItem): string {
  const entry = newEntry(item);
  return entry === null ? `amount-${key}` : `entry-${key}-${firstField(item, entry)}`;
}

/** What is wrong with a line, as the ledger would say it. `n` counts from 1. */
function lineFault({ line, fault }: LineReading, n: number): Fault {
  const { code, rule, contents } = line.item;
  switch (fault) {
    case 'PRICE_REQUIRED':
    case 'PRICE_NOT_OPEN':
      return { code: fault, params: { code } };
    case 'PRICE_OUTSIDE_LIMITS': {
      const { least, most } = rule?.kind === 'open' ? rule : { least: null, most: null };
      return { code: fault, params: { code, least, most } };
    }
    case 'PACKAGE_INCOMPLETE':
      return { code: fault, params: { code, component: contents?.find(({ price }) => price === null)?.name ?? code } };
    case 'AMOUNT_OUT_OF_RANGE':
      return { code: fault, params: {} };
    case 'PRICE_INVALID':
    case null:
      return { code: 'QUANTITY_INVALID', params: { n } };
    default:
      return { code: fault, params: { n } };
  }
}

function fieldOf(reading: BillReading, code: string, method: TenderMethod | null): string {
  const { tenders } = reading;
  const reference = code.startsWith('REFERENCE') || code === 'CARD_NUMBER_NOT_ALLOWED';
  const named = tenders.filter(({ tender }) => method === null || tender.method === method);
  const empty = named.find(({ tender, given }) => (reference ? tender.reference.trim() === '' : (given ?? 0) === 0));
  const told = code === 'TENDER_DETAIL_WRONG' ? named.find(({ tender }) => !isTold(tender))?.tender : undefined;
  if (told !== undefined) {
    if (told.method !== 'cheque') return `choice-${told.key}`;
    return told.bank.trim() === '' ? `bank-${told.key}` : `drawer-${told.key}`;
  }
  const key = (empty ?? named.at(-1) ?? tenders.at(-1))?.tender.key ?? 0;
  return reference ? `reference-${key}` : `given-${key}`;
}

function isTold({ method, bank, drawer, choice }: BillTender): boolean {
  return method === 'cheque' ? bank.trim() !== '' && drawer.trim() !== '' : choice !== '';
}

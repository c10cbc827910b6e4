// Settles the tenders of a bill against what is due, and refuses a payment that is on another receipt already.
// The second step of a receipt; nothing is written here.
import {
  type SettledTender,
  settleTenders,
  type TenderFault,
  type TenderGiven,
} from '../../core/charge/settle-tenders.ts';
import { type ErrorParams, refuse } from '../../core/contract/errors.ts';
import type { Minor } from '../../core/money/money.ts';
import type { Ledger } from './ledger.ts';

/** The tenders as posted, and the change; minor units, Σ applied = due + rounding. Throws Refused with the tender's fault. */
export function settleBill(
  ledger: Ledger,
  due: Minor,
  given: readonly TenderGiven[],
  cashUnit: Minor,
): { readonly tenders: readonly SettledTender[]; readonly change: Minor; readonly rounding: Minor } {
  const settlement = settleTenders(due, given, cashUnit);
  if (!settlement.ok) return refuseTender(settlement.fault);
  for (const settled of settlement.tenders) refuseUsedReference(ledger, settled.method, settled.reference);
  return settlement;
}

/** Throws Refused with the tender's fault. */
export function refuseTender(fault: TenderFault): never {
  const { code, ...params } = fault;
  return refuse(code, params as ErrorParams<typeof code>);
}

// A channel's own transaction number is unique; a slip number of a few digits comes round again and proves nothing.
/** Throws Refused REFERENCE_USED when this payment stands on a receipt that holds. Of a voided one it is free again. */
export function refuseUsedReference(ledger: Ledger, method: string, reference: string | null): void {
  if (reference === null || method === 'card' || reference.length < 16) return;
  const used =
    ledger.one<{ number: string }>(USED, reference, method) ??
    ledger.one(PROVED, reference, method) ??
    ledger.one(CORRECTED, reference, method);
  if (used) refuse('REFERENCE_USED', { method, receipt: used.number });
}

const USED = `
  SELECT d.number FROM tender t JOIN document d ON d.seq = t.seq WHERE t.reference = ? AND t.method = ?
    AND NOT EXISTS (SELECT 1 FROM receipt_gone g WHERE g.receipt_seq = t.seq)`;
const CORRECTED = `
  SELECT d.number FROM tender_correction c JOIN document d ON d.seq = c.receipt_seq WHERE c.reference = ? AND c.to_method = ?
    AND NOT EXISTS (SELECT 1 FROM receipt_gone g WHERE g.receipt_seq = c.receipt_seq)`;
const PROVED = `
  SELECT d.number FROM proof_now p JOIN document d ON d.seq = p.tender_seq WHERE p.reference = ? AND p.method = ?
    AND NOT EXISTS (SELECT 1 FROM receipt_gone g WHERE g.receipt_seq = p.tender_seq)`;

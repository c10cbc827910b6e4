// The parked bills of this counter, and one of them as it was set aside.
import { refuse } from '../../core/contract/errors.ts';
import type { DiscountKind, WaiverReason } from '../../core/charge/bill-discounts.ts';
import type { DiscountInput } from '../../core/contract/procedures/discount.ts';
import type { ParkedRow } from '../../core/contract/procedures/hold.ts';
import type { Milli, Minor } from '../../core/money/money.ts';
import type { PricingKind } from '../../core/tariff/tariff-rule.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { customerOf } from './find-customer.ts';

/** A parked bill as it was set aside. Amounts in minor units. */
export interface ParkedBill {
  readonly seq: number;
  readonly number: string;
  readonly parkedAt: number;
  readonly by: string;
  readonly customerId: number | null;
  readonly payer: string | null;
  readonly note: string | null;
  /** After discounts; prices given otherwise than by the tariff do not count. */
  readonly total: Minor;
}

export interface ParkedLine {
  readonly n: number;
  readonly code: string;
  readonly name: string;
  readonly quantity: Milli;
  readonly pricing: PricingKind;
  readonly unitPrice: Minor | null;
  readonly amount: Minor | null;
  /** What was entered for a formula so far, as JSON. */
  readonly inputs: string | null;
}

const HEAD = `
  SELECT b.seq, b.number, b.at AS parkedAt, p.name AS by, b.customer_id AS customerId, b.payer, b.note,
    b.total - (SELECT coalesce(sum(amount), 0) FROM parked_discount WHERE seq = b.seq) AS total
  FROM parked_bill b JOIN person p ON p.id = b.person_id`;
const BY_NUMBER = `${HEAD} WHERE b.number = ?`;
const NOW = `${HEAD} JOIN parked_now o ON o.parked_seq = b.seq ORDER BY o.parked_seq DESC LIMIT ?`;
const LINES = `
  SELECT l.n, i.code, l.name, l.quantity, l.pricing, l.unit_price AS unitPrice, l.amount, l.inputs
  FROM parked_line l JOIN item i ON i.id = l.item_id WHERE l.seq = ? ORDER BY l.n`;
const END = `
  SELECT e.kind, p.name AS by FROM parked_end e JOIN person p ON p.id = e.person_id WHERE e.parked_seq = ?`;
const COUNT_LINES = 'SELECT count(*) AS n FROM parked_line WHERE seq = ?';

/** The parked bill `number`, whether it has ended or not. Throws Refused UNKNOWN_PARKED_BILL. */
export function parkedBill(ledger: Ledger, number: string): ParkedBill {
  return ledger.one<ParkedBill>(BY_NUMBER, number.trim().toUpperCase()) ?? refuse('UNKNOWN_PARKED_BILL', { number });
}

/** The same, refused when somebody has taken it out or given it up before, with who it was. */
export function waitingBill(ledger: Ledger, number: string): ParkedBill {
  const bill = parkedBill(ledger, number);
  const end = ledger.one<{ kind: 'recalled' | 'discarded'; by: string }>(END, bill.seq);
  if (!end) return bill;
  const code = end.kind === 'recalled' ? 'PARKED_BILL_RECALLED' : 'PARKED_BILL_DISCARDED';
  return refuse(code, { number: bill.number, by: end.by });
}

/** Its lines as parked, in their order. */
export function parkedLines(ledger: Ledger, seq: number): ParkedLine[] {
  return ledger.all<ParkedLine>(LINES, seq);
}

type ParkedDiscountRow = {
  readonly kind: DiscountKind;
  readonly line: number | null;
  readonly policy: string | null;
  readonly basisPoints: number | null;
  readonly asked: Minor | null;
  readonly reason: WaiverReason | null;
  readonly text: string | null;
  readonly validUntil: string | null;
};

const DISCOUNTS = `
  SELECT d.kind, d.line, p.code AS policy, d.basis_points AS basisPoints, d.asked, d.reason, d.text, d.valid_until AS validUntil
  FROM parked_discount d LEFT JOIN policy p ON p.id = d.policy_id WHERE d.seq = ? ORDER BY d.n`;

/** The discounts asked for on a bill when it was parked, in the order in which they were entered. */
export function parkedDiscounts(ledger: Ledger, seq: number): DiscountInput[] {
  return ledger.all<ParkedDiscountRow>(DISCOUNTS, seq).map((row): DiscountInput => {
    const { kind, line, policy, basisPoints, asked, reason, text, validUntil } = row;
    switch (kind) {
      case 'policy':
        return { kind, policy: policy as string };
      case 'percent':
        return { kind, line, basisPoints: basisPoints as number, text };
      case 'amount':
        return { kind, line, amount: asked as Minor, text };
      case 'waiver':
        return { kind, line, amount: asked, reason: reason as WaiverReason, text, validUntil };
    }
  });
}

/** Prices given otherwise than by the tariff when the bill was parked, by line. */
export function parkedOverrides(ledger: Ledger, seq: number): { readonly line: number; readonly price: Minor }[] {
  return ledger.all('SELECT line, price FROM parked_override WHERE seq = ? ORDER BY line', seq);
}

/** What a bill is called in a list: the payer typed, else the customer, else the note. */
export function labelOf(ledger: Ledger, bill: Pick<ParkedBill, 'payer' | 'customerId' | 'note'>): string | null {
  const customer = bill.customerId === null ? null : customerOf(ledger, bill.customerId);
  return bill.payer ?? customer?.name ?? bill.note;
}

/** Up to `limit` bills that are parked now, newest first, and how many there are. */
export function readParked(ledger: Ledger, limit: number): { bills: ParkedRow[]; count: number } {
  const bills = ledger.all<ParkedBill>(NOW, limit).map((bill) => ({
    number: bill.number,
    parkedAt: bill.parkedAt,
    by: bill.by,
    label: labelOf(ledger, bill),
    note: bill.note,
    lines: ledger.one<{ n: number }>(COUNT_LINES, bill.seq)?.n ?? 0,
    total: bill.total,
  }));
  return { bills, count: ledger.one<{ n: number }>('SELECT count(*) AS n FROM parked_now')?.n ?? 0 };
}

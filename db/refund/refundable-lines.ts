// What of a receipt's lines and tenders has gone back and is going back, as the pure rules take it. A case that is being
// corrected is left out of its own sums.
import type { LineCreditKind } from '../../core/accounts/chart.ts';
import type { TenderMethod } from '../../core/charge/tender-method.ts';
import { type Milli, type Minor, minor, ZERO } from '../../core/money/money.ts';
import { grossOfBands } from '../../core/tariff/bands.ts';
import { isInProgress } from '../../core/refund/case-state.ts';
import type { CaseState } from '../../core/refund/case-state.ts';
import type { PaidTender } from '../../core/refund/return-path.ts';
import type { LineParts, RefundableLine } from '../../core/refund/refundable.ts';
import type { TENDER_READINESS } from '../../core/contract/refund-view.ts';
import type { StepRow } from '../ledger/working-rows.ts';
import type { Ledger } from '../ledger/ledger.ts';

/** A line of a receipt as refunds see it. */
export interface LineToRefund extends RefundableLine {
  readonly code: string;
  readonly name: string;
  readonly unit: string;
  readonly category: string;
  readonly account: string;
  readonly creditKind: LineCreditKind;
  /** The bill it pays on, which is owed again by what goes back; `takenBack`: the rest of it was taken back. */
  readonly bill: { readonly number: string; readonly takenBack: boolean } | null;
  readonly packageN: number | null;
  readonly formula: string | null;
  /** Confirmed by the department so far, thousandths. */
  readonly confirmed: Milli;
  /** Thousandths in cases that are further than waiting for use. */
  readonly spokenFor: Milli;
}

interface Row {
  readonly n: number;
  readonly code: string;
  readonly name: string;
  readonly unit: string;
  readonly quantity: Milli;
  readonly gross: Minor;
  readonly discount: Minor;
  readonly tax: Minor;
  readonly category: string | null;
  readonly account: string;
  readonly creditKind: LineCreditKind;
  readonly bill: string | null;
  readonly takenBack: number;
  readonly packageN: number | null;
  readonly formula: string | null;
  readonly confirmed: Milli;
}

// The category the item had when the receipt was posted.
const LINES = `
  SELECT l.n, l.code, l.name, l.unit, l.quantity, l.gross, l.discount, l.tax, l.account, l.credit_kind AS creditKind,
    l.package_n AS packageN, l.formula, b.number AS bill,
    EXISTS (SELECT 1 FROM bill_cancel x WHERE x.bill_id = p.bill_id) AS takenBack,
    (SELECT v.category FROM item_version v WHERE v.item_id = l.item_id AND v.seq < l.seq AND v.from_date <= d.business_date
      ORDER BY v.from_date DESC, v.n DESC LIMIT 1) AS category,
    (SELECT coalesce(sum(u.quantity), 0) FROM use_confirmation u WHERE u.receipt_seq = l.seq AND u.line_n = l.n) AS confirmed
  FROM line l JOIN document d ON d.seq = l.seq
    LEFT JOIN bill_payment p ON p.seq = l.seq AND p.n = l.n LEFT JOIN bill b ON b.id = p.bill_id
  WHERE l.seq = ? ORDER BY l.n`;
const TAKEN = `
  SELECT r.line_n AS n, s.state, r.quantity, r.gross, r.discount, r.tax
  FROM refund_line r JOIN refund_now s ON s.case_id = r.case_id AND s.version = r.version
  WHERE r.receipt_seq = ? AND s.state NOT IN ('rejected', 'withdrawn') AND r.case_id <> ?`;
const STEPS = `
  SELECT n, from_quantity AS "from", up_to AS upTo, quantity, rate FROM line_step WHERE seq = ? ORDER BY n, step`;

interface Taken extends LineParts {
  readonly n: number;
  readonly state: CaseState;
}

const NOTHING: LineParts = { quantity: 0 as Milli, gross: ZERO, discount: ZERO, tax: ZERO };

/** The lines of receipt `seq`; `except`: a case that is left out, 0 for none. `needsUse` says which categories are confirmed. */
export function linesToRefund(
  ledger: Ledger,
  seq: number,
  except: number,
  needsUse: (category: string) => boolean,
): LineToRefund[] {
  const taken = ledger.all<Taken>(TAKEN, seq, except);
  const steps = ledger.all<StepRow>(STEPS, seq);
  return ledger.all<Row>(LINES, seq).map((row) => {
    const { quantity, gross, discount, tax, category, bill, takenBack, ...rest } = row;
    const own = taken.filter(({ n }) => n === row.n);
    const open = own.filter(({ state }) => isInProgress(state));
    const waiting = own.filter(({ state }) => state === 'awaitingUse' || state === 'returned');
    return {
      ...rest,
      category: category ?? '',
      bill: bill === null ? null : { number: bill, takenBack: takenBack === 1 },
      paid: { quantity, gross, discount, tax },
      refunded: sumOf(own.filter(({ state }) => !isInProgress(state))),
      inProgress: sumOf(open),
      spokenFor: (sumOf(own).quantity - sumOf(waiting).quantity) as Milli,
      use: needsUse(category ?? '') ? { kind: 'needed', returned: row.confirmed } : { kind: 'notNeeded' },
      grossOf: row.formula === 'tiered' ? tieredGross(steps.filter(({ n }) => n === row.n)) : null,
    };
  });
}

function sumOf(all: readonly LineParts[]): LineParts {
  return all.reduce<LineParts>(
    (sum, one) => ({
      quantity: (sum.quantity + one.quantity) as Milli,
      gross: minor(sum.gross + one.gross),
      discount: minor(sum.discount + one.discount),
      tax: minor(sum.tax + one.tax),
    }),
    NOTHING,
  );
}

// What fewer units would have cost, by the bands the line was priced by; the steps of a line end where its quantity ended.
function tieredGross(steps: readonly StepRow[]): (quantity: Milli) => Minor {
  return (quantity) => grossOfBands(quantity, steps);
}

/** A tender of a receipt, or a load, as refunds see it. */
export interface TenderToReturn extends PaidTender {
  readonly seq: number;
  readonly number: string;
  readonly method: TenderMethod;
  readonly reference: string | null;
  readonly state: (typeof TENDER_READINESS)[number] | 'bounced';
}

const TENDERS = `
  SELECT d.number, t.seq, t.n, coalesce(c.to_method, t.method) AS method, t.applied,
    CASE WHEN c.seq IS NULL THEN coalesce(t.reference, f.reference) ELSE coalesce(c.reference, f.reference) END AS reference,
    CASE WHEN coalesce(c.proof, t.proof) = 'unverified' AND f.seq IS NULL THEN 'unproved'
      WHEN t.method = 'cheque' AND e.seq IS NULL THEN 'notCleared'
      WHEN e.outcome = 'bounced' THEN 'bounced' ELSE 'ready' END AS state
  FROM tender t JOIN document d ON d.seq = t.seq LEFT JOIN tender_correction c ON c.seq =
      (SELECT max(seq) FROM tender_correction WHERE receipt_seq = t.seq AND tender_n = t.n)
    LEFT JOIN tender_proof f ON f.tender_seq = t.seq AND f.tender_n = t.n
    LEFT JOIN cheque_end e ON e.tender_seq = t.seq AND e.tender_n = t.n
  WHERE t.seq = ? ORDER BY t.n`;
const BACKS = `
  SELECT b.tender_n AS n, s.state, b.amount FROM refund_back b JOIN refund_now s ON s.case_id = b.case_id AND s.version = b.version
  WHERE b.tender_seq = ? AND s.state NOT IN ('rejected', 'withdrawn') AND b.case_id <> ?`;

/** The tenders of document `seq` after their last correction, with what went back over each. */
export function tendersToReturn(ledger: Ledger, seq: number, except: number): TenderToReturn[] {
  const backs = ledger.all<{ n: number; state: CaseState; amount: number }>(BACKS, seq, except);
  const sum = (n: number, open: boolean): Minor =>
    minor(backs.reduce((all, one) => (one.n === n && isInProgress(one.state) === open ? all + one.amount : all), 0));
  return ledger
    .all<Omit<TenderToReturn, 'returned' | 'inProgress'>>(TENDERS, seq)
    .map((row) => ({ ...row, returned: sum(row.n, false), inProgress: sum(row.n, true) }));
}

const KEPT = `
  SELECT coalesce(sum(v.fee), 0) AS fees, coalesce(sum(v.difference), 0) AS lost
  FROM refund_case c JOIN refund_now s ON s.case_id = c.id JOIN refund_submission v ON v.case_id = c.id AND v.n = s.version
  WHERE c.receipt_seq = ? AND s.state NOT IN ('rejected', 'withdrawn') AND c.id <> ?`;

/** Fees kept and benefits taken back by the refunds of receipt `seq` so far, minor units. */
export function keptSoFar(
  ledger: Ledger,
  seq: number,
  except: number,
): { readonly fees: Minor; readonly lost: number } {
  return ledger.one<{ fees: Minor; lost: number }>(KEPT, seq, except) ?? { fees: ZERO, lost: 0 };
}

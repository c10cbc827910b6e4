// Reads what became of receipts' papers: exchanges, the register of lost and damaged ones, and whether money may go back on a paper.
import type { ExchangeView, LossView } from '../../core/contract/paper-case-view.ts';
import { type ReceiptToExchange } from '../../core/receipts/exchange-rule.ts';
import { parseDocumentNumber } from '../../core/numbers/document-number.ts';
import type { ReceiptView } from '../../core/contract/receipt-view.ts';
import { isBeingRefunded } from '../ledger/follow-up-rules.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { readInvoice } from './read-sheets.ts';

const EXCHANGE = `
  SELECT d.number, o.number AS receipt, r.number AS replacement, x.payer, x.reason, x.text, x.total,
    d.business_date AS businessDate, d.at, d.utc_offset AS utcOffsetMinutes, p.name AS cashier,
    coalesce(was.payer, (SELECT v.name FROM customer_version v
      WHERE v.customer_id = was.customer_id AND v.seq < was.seq ORDER BY v.n DESC LIMIT 1)) AS payerBefore,
    (SELECT a.name FROM approval_use u JOIN approval_decision y ON y.request_seq = u.request_seq
      JOIN person a ON a.id = y.person_id WHERE u.seq = d.seq ORDER BY y.level DESC LIMIT 1) AS approver
  FROM receipt_exchange x JOIN document d ON d.seq = x.seq JOIN document o ON o.seq = x.receipt_seq
    JOIN document r ON r.seq = x.new_seq JOIN receipt was ON was.seq = x.receipt_seq JOIN person p ON p.id = d.person_id`;

/** What receipt `seq` was exchanged for, or null. */
export function readExchange(ledger: Ledger, seq: number): ExchangeView | null {
  return ledger.one<ExchangeView>(`${EXCHANGE} WHERE x.receipt_seq = ?`, seq) ?? null;
}

/** The exchange that receipt `seq` came from, or null. */
export function readReplaced(ledger: Ledger, seq: number): ExchangeView | null {
  return ledger.one<ExchangeView>(`${EXCHANGE} WHERE x.new_seq = ?`, seq) ?? null;
}

const LOSS = `
  SELECT d.number, r.number AS receipt, l.kind, l.reported_by AS reportedBy, l.identified, l.note,
    l.attachment_id AS attachment, d.business_date AS businessDate, d.at, d.utc_offset AS utcOffsetMinutes,
    p.name AS cashier
  FROM receipt_loss l JOIN document d ON d.seq = l.seq JOIN document r ON r.seq = l.receipt_seq
    JOIN person p ON p.id = d.person_id`;

/** What is registered of receipt `seq`, oldest first. */
export function readLosses(ledger: Ledger, seq: number): LossView[] {
  return ledger.all<LossView>(`${LOSS} WHERE l.receipt_seq = ? ORDER BY l.seq`, seq);
}

/** The row of the register under document `seq`, which must exist. */
export function readLoss(ledger: Ledger, seq: number): LossView {
  const found = ledger.one<LossView>(`${LOSS} WHERE l.seq = ?`, seq);
  if (!found) throw new Error(`document ${seq} is no loss`);
  return found;
}

/** Up to `limit` rows of the register before number `before` (null: the newest), newest first. */
export function readLossRegister(
  ledger: Ledger,
  before: string | null,
  limit: number,
): { losses: LossView[]; more: boolean } {
  const from = before === null ? Number.MAX_SAFE_INTEGER : (parseDocumentNumber(before)?.n ?? 0);
  const rows = ledger.all<LossView>(
    `${LOSS} WHERE d.type = 'L' AND d.n < ? ORDER BY d.n DESC LIMIT ?`,
    from,
    limit + 1,
  );
  return { losses: rows.slice(0, limit), more: rows.length > limit };
}

/** What the rule of an exchange looks at, of a receipt that still stands. */
export function receiptToExchange(ledger: Ledger, seq: number, view: ReceiptView): ReceiptToExchange {
  const has = (sql: string): boolean => ledger.one(sql, seq) !== undefined;
  return {
    refunding: isBeingRefunded(ledger, seq),
    lost: has("SELECT 1 FROM receipt_loss WHERE receipt_seq = ? AND kind = 'lost'"),
    invoice: readInvoice(ledger, seq).status,
    methods: ledger
      .all<{ method: string }>('SELECT method FROM tender_now WHERE seq = ?', seq)
      .map((row) => row.method),
    paysBills: has('SELECT 1 FROM bill_payment WHERE seq = ? LIMIT 1'),
    payer: view.payer ?? view.customer?.name ?? null,
    printed: has('SELECT 1 FROM print_mark WHERE document_seq = ? LIMIT 1'),
  };
}

/** The number of the register's entry by which receipt `seq` is lost, or null. */
export function registerOf(ledger: Ledger, seq: number): string | null {
  const sql =
    "SELECT d.number FROM receipt_loss l JOIN document d ON d.seq = l.seq WHERE l.receipt_seq = ? AND l.kind = 'lost'";
  return ledger.one<{ number: string }>(sql, seq)?.number ?? null;
}

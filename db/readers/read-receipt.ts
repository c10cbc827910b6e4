// Reads receipts back as they were posted, by number or by the text of their QR code.
import { refuse } from '../../core/contract/errors.ts';
import type { ReceiptRow } from '../../core/contract/procedures/charge.ts';
import type { ReceiptView } from '../../core/contract/receipt-view.ts';
import { parseDocumentNumber, readScanText } from '../../core/numbers/document-number.ts';
import type { Minor } from '../../core/money/money.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { readTenders } from './read-tenders.ts';
import { billShown } from '../ledger/pay-bills.ts';
import { type LineFacts, readLineViews } from './read-line-details.ts';

interface Head {
  readonly seq: number;
  readonly number: string;
  readonly businessDate: string;
  readonly postedAt: number;
  readonly utcOffsetMinutes: number;
  readonly shiftNumber: string;
  readonly cashier: string;
  readonly payer: string | null;
  readonly customerNumber: string | null;
  readonly customerName: string | null;
  readonly gross: number;
  readonly discount: number;
  readonly rounding: number;
  readonly total: number;
  readonly change: number;
  readonly paperNo: string | null;
  readonly paperDate: string | null;
  readonly replaces: string | null;
  readonly replacedBy: string | null;
  readonly restOf: string | null;
  readonly rest: string | null;
}

// The name the customer had when the receipt was posted; a later change makes no other receipt of it.
const NAME_THEN = `(SELECT v.name FROM customer_version v
    WHERE v.customer_id = r.customer_id AND v.seq < r.seq ORDER BY v.n DESC LIMIT 1)`;
const HEAD = `
  SELECT d.seq, d.number, d.business_date AS businessDate, d.at AS postedAt, d.utc_offset AS utcOffsetMinutes,
    s.number AS shiftNumber, p.name AS cashier, r.payer, c.number AS customerNumber, ${NAME_THEN} AS customerName,
    r.gross, r.discount, r.rounding, r.total, r.change, r.paper_no AS paperNo, r.paper_date AS paperDate,
    (SELECT o.number FROM receipt_exchange x JOIN document o ON o.seq = x.receipt_seq WHERE x.new_seq = d.seq) AS replaces,
    (SELECT o.number FROM receipt_exchange x JOIN document o ON o.seq = x.new_seq WHERE x.receipt_seq = d.seq) AS replacedBy,
    (SELECT o.number FROM receipt_reissue x JOIN document o ON o.seq = x.receipt_seq WHERE x.new_seq = d.seq) AS restOf,
    (SELECT o.number FROM receipt_reissue x JOIN document o ON o.seq = x.new_seq WHERE x.receipt_seq = d.seq) AS rest
  FROM document d JOIN receipt r ON r.seq = d.seq JOIN shift s ON s.id = d.shift_id JOIN person p ON p.id = d.person_id
    LEFT JOIN customer c ON c.id = r.customer_id
  WHERE d.type = 'R' AND d.n = ?`;
const LINES = `
  SELECT n, code, name, unit, quantity, unit_price AS unitPrice, gross, discount, amount, package_n AS packageN,
    tax_rate AS taxRate, tax, tax_code AS taxCode
  FROM line WHERE seq = ? ORDER BY n`;
const BILLS = `
  SELECT p.n, b.number, p.rest FROM bill_payment p JOIN bill b ON b.id = p.bill_id WHERE p.seq = ? ORDER BY p.n`;
const DISCOUNTS = `
  SELECT d.n, d.kind, d.line, p.code AS policyCode, v.name AS policyName, d.basis_points AS basisPoints, d.reason, d.text, d.amount
  FROM receipt_discount d LEFT JOIN policy p ON p.id = d.policy_id
    LEFT JOIN policy_version v ON v.policy_id = d.policy_id AND v.n = d.policy_n
  WHERE d.seq = ? ORDER BY d.n`;
const OVERRIDES =
  'SELECT line, tariff_price AS tariffPrice, price, reason FROM price_override WHERE seq = ? ORDER BY line';

/** The receipt whose number, or whose QR text, is `text`. Throws Refused UNKNOWN_RECEIPT. */
export function readReceipt(ledger: Ledger, text: string): { readonly seq: number; readonly view: ReceiptView } {
  const scanned = readScanText(text);
  const number = scanned.ok ? scanned.number : text.trim().toUpperCase();
  const parsed = parseDocumentNumber(number);
  const head = parsed?.type === 'R' ? ledger.one<Head>(HEAD, parsed.n) : undefined;
  if (!head || head.number !== number) return refuse('UNKNOWN_RECEIPT', { number: text });
  const {
    seq,
    customerNumber,
    customerName,
    paperNo,
    paperDate,
    replaces,
    replacedBy,
    restOf,
    rest: byRest,
    ...rest
  } = head;
  const view = {
    ...rest,
    organisation: ledger.meta.organisation,
    counter: { code: ledger.meta.counterCode, name: ledger.meta.counterName },
    currency: ledger.meta.currency,
    customer: customerNumber === null ? null : { number: customerNumber, name: customerName },
    ...linesOf(ledger, seq),
    discounts: head.discount === 0 ? [] : discountsOf(ledger, seq),
    overrides: ledger.all(OVERRIDES, seq),
    tenders: readTenders(ledger, seq),
    paper: paperNo === null ? null : { number: paperNo, date: paperDate },
    templateVersion: 1,
    ...(replaces === null ? {} : { replaces }),
    ...(replacedBy === null ? {} : { replacedBy }),
    ...(restOf === null ? {} : { replaces: restOf, isRest: true }),
    ...(byRest === null ? {} : { replacedBy: byRest, byRest: true }),
  } as unknown as ReceiptView;
  return { seq, view };
}

function linesOf(ledger: Ledger, seq: number): Pick<ReceiptView, 'lines' | 'packages'> {
  const read = readLineViews(ledger, seq, ledger.all<LineFacts>(LINES, seq));
  const payments = ledger.all<{ n: number; number: string; rest: Minor }>(BILLS, seq);
  if (payments.length === 0) return read;
  const lines = read.lines.map((line) => ({ ...line, ...billShown(payments.find(({ n }) => n === line.n)) }));
  return { ...read, lines };
}

type DiscountView = ReceiptView['discounts'][number];
type DiscountRow = Omit<DiscountView, 'policy'> & {
  readonly policyCode: string | null;
  readonly policyName: string | null;
};

function discountsOf(ledger: Ledger, seq: number): DiscountView[] {
  return ledger.all<DiscountRow>(DISCOUNTS, seq).map(({ policyCode, policyName, ...row }) => ({
    ...row,
    policy: policyCode === null || policyName === null ? null : { code: policyCode, name: policyName },
  }));
}

const RECENT = `
  SELECT d.number, d.at AS postedAt, d.business_date AS businessDate, coalesce(r.payer, ${NAME_THEN}) AS payer, r.total,
    p.name AS cashier, (SELECT count(*) FROM print_mark m WHERE m.document_seq = d.seq) AS printed,
    (SELECT count(*) FROM print_mark m WHERE m.document_seq = d.seq AND m.kind = 'copy') AS copies,
    EXISTS (SELECT 1 FROM receipt_void v WHERE v.receipt_seq = d.seq) AS voided,
    EXISTS (SELECT 1 FROM receipt_exchange x WHERE x.receipt_seq = d.seq) AS exchanged,
    EXISTS (SELECT 1 FROM receipt_reissue x WHERE x.receipt_seq = d.seq) AS reissued
  FROM document d JOIN receipt r ON r.seq = d.seq JOIN person p ON p.id = d.person_id
  WHERE d.type = 'R' AND d.n < ? ORDER BY d.n DESC LIMIT ?`;

type Mark = 'voided' | 'exchanged' | 'reissued';

/** Up to `limit` receipts before number `before` (null: the newest), newest first. */
export function readRecentReceipts(
  ledger: Ledger,
  before: string | null,
  limit: number,
): { receipts: ReceiptRow[]; more: boolean } {
  const from = before === null ? Number.MAX_SAFE_INTEGER : (parseDocumentNumber(before)?.n ?? 0);
  const rows = ledger.all<Omit<ReceiptRow, Mark> & Record<Mark, number>>(RECENT, from, limit + 1).map(
    (row): ReceiptRow => ({
      ...row,
      voided: row.voided === 1,
      exchanged: row.exchanged === 1,
      reissued: row.reissued === 1,
    }),
  );
  return { receipts: rows.slice(0, limit), more: rows.length > limit };
}

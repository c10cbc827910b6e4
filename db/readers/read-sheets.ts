// Reads the sheets a receipt was printed on, and the steps of its e-invoice.
import type { OutputOf } from '../../core/contract/contract.ts';
import type { InvoiceStep, InvoiceView, SheetView } from '../../core/contract/procedures/paper.ts';
import type { SpoilReason } from '../../core/stock/spoil-reason.ts';
import { stockText } from '../../core/stock/stock-number.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { readReceipt } from './read-receipt.ts';

/** One print of a document as the next one is judged by. */
export interface SheetRow {
  readonly n: number;
  readonly kind: SheetView['kind'];
  readonly spoiled: boolean;
}

interface Row {
  readonly n: number;
  readonly kind: SheetView['kind'];
  readonly copyNumber: number | null;
  readonly at: number;
  readonly by: string;
  readonly reason: string | null;
  readonly prefix: string | null;
  readonly digits: number;
  readonly number: number;
  readonly spoiledAt: number | null;
  readonly spoiledBy: string;
  readonly spoilReason: SpoilReason;
  readonly note: string | null;
}

const SHEETS = `
  SELECT m.n, m.kind, m.at, p.name AS by, m.reason, g.prefix, g.digits, u.number,
    s.at AS spoiledAt, q.name AS spoiledBy, s.reason AS spoilReason, s.note,
    CASE WHEN m.kind = 'copy' THEN
      (SELECT count(*) FROM print_mark k WHERE k.document_seq = m.document_seq AND k.kind = 'copy' AND k.n <= m.n)
    END AS copyNumber
  FROM print_mark m JOIN person p ON p.id = m.person_id
    LEFT JOIN print_spoil s ON s.document_seq = m.document_seq AND s.mark_n = m.n
    LEFT JOIN person q ON q.id = s.person_id
    LEFT JOIN stock_mark u ON u.document_seq = m.document_seq AND u.mark_n = m.n AND u.state = 'used'
    LEFT JOIN stock_segment g ON g.id = u.segment_id
  WHERE m.document_seq = ? ORDER BY m.n`;

const STATES = `
  SELECT m.n, m.kind, s.mark_n IS NOT NULL AS spoiled FROM print_mark m
  LEFT JOIN print_spoil s ON s.document_seq = m.document_seq AND s.mark_n = m.n
  WHERE m.document_seq = ? ORDER BY m.n`;

/** The prints of a document so far, in order. */
export function sheetsOf(ledger: Ledger, documentSeq: number): SheetRow[] {
  return ledger
    .all<{ n: number; kind: SheetView['kind']; spoiled: 0 | 1 }>(STATES, documentSeq)
    .map((row) => ({ ...row, spoiled: row.spoiled === 1 }));
}

/** Whether the original, or what replaced it, is out and not spoiled. */
export function livingOriginal(sheets: readonly SheetRow[]): boolean {
  return sheets.some((sheet) => sheet.kind !== 'copy' && !sheet.spoiled);
}

const INVOICE = `
  SELECT i.n, i.status, i.kind, i.code, i.number, i.note, i.at, p.name AS by
  FROM invoice i JOIN person p ON p.id = i.person_id WHERE i.document_seq = ? ORDER BY i.n`;
const ALSO_ON = `
  SELECT DISTINCT d.number FROM invoice i JOIN document d ON d.seq = i.document_seq
  WHERE i.number = ? AND i.code IS ? AND i.kind = ? AND i.document_seq <> ? ORDER BY d.seq LIMIT 20`;

/** The e-invoice of a document as it stands, with how it came to that. */
export function readInvoice(ledger: Ledger, documentSeq: number): InvoiceView {
  const steps = ledger.all<InvoiceStep>(INVOICE, documentSeq);
  const last = steps.at(-1);
  if (!last) return { status: 'none', steps, alsoOn: [] };
  const alsoOn =
    last.number === null ? [] : ledger.all<{ number: string }>(ALSO_ON, last.number, last.code, last.kind, documentSeq);
  return { status: last.status, steps, alsoOn: alsoOn.map((one) => one.number) };
}

/** Everything that is known of the paper of receipt `number`. Throws Refused UNKNOWN_RECEIPT. */
export function readSheets(ledger: Ledger, number: string): OutputOf<'receipt.sheets'> {
  const { seq } = readReceipt(ledger, number);
  const sheets = ledger.all<Row>(SHEETS, seq).map((row): SheetView => {
    const { prefix, digits, number: sheetNumber, spoiledAt, spoiledBy, spoilReason, note, ...rest } = row;
    return {
      ...rest,
      stock: prefix === null ? null : stockText({ prefix, digits }, sheetNumber),
      spoiled: spoiledAt === null ? null : { at: spoiledAt, by: spoiledBy, reason: spoilReason, note },
    };
  });
  return { sheets, invoice: readInvoice(ledger, seq) };
}

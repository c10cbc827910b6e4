// Reads one document of cash as it is shown and printed: what moved, between which places, who counted it, and, where a
// drawer or the safe was counted for it, every count.
import type { CashView } from '../../core/contract/cash-view.ts';
import { refuse } from '../../core/contract/errors.ts';
import { type Minor, minor, negateMinor, subtractMinor } from '../../core/money/money.ts';
import { parseDocumentNumber, readScanText } from '../../core/numbers/document-number.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { channelsSaid, countsOf } from './read-counts.ts';

interface DocumentRow {
  readonly seq: number;
  readonly type: 'C' | 'D';
  readonly number: string;
  readonly kind: CashView['kind'];
  readonly amount: Minor;
  readonly businessDate: string;
  readonly postedAt: number;
  readonly utcOffsetMinutes: number;
  readonly by: string;
  readonly second: string | null;
  readonly shiftId: number;
  readonly shiftNumber: string;
  readonly from: string | null;
  readonly to: string | null;
  readonly cause: CashView['cause'];
  readonly reason: string | null;
  readonly party: string | null;
  readonly paper: string | null;
  readonly counted: Minor | null;
  readonly intoSafe: 0 | 1;
}

// Who counted it as the second one is whoever approved what this act used up.
const DOCUMENT = `
  SELECT d.seq, d.type, d.number, coalesce(m.kind, 'deposit') AS kind, coalesce(m.amount, b.amount) AS amount,
    d.business_date AS businessDate, d.at AS postedAt, d.utc_offset AS utcOffsetMinutes, p.name AS "by",
    (SELECT q.name FROM approval_use u JOIN approval_decision w ON w.request_seq = u.request_seq
      JOIN person q ON q.id = w.person_id WHERE u.seq = d.seq ORDER BY w.level DESC LIMIT 1) AS second,
    s.id AS shiftId, s.number AS shiftNumber, f.name AS "from", t.name AS "to",
    l.cause, l.reason, l.party, l.paper, l.counted, l.to_account IS '1001.2' AS intoSafe
  FROM document d JOIN person p ON p.id = d.person_id JOIN shift s ON s.id = d.shift_id
    LEFT JOIN cash_movement m ON m.seq = d.seq LEFT JOIN deposit_slip b ON b.seq = d.seq
    LEFT JOIN cash_slip l ON l.seq = d.seq
    LEFT JOIN account f ON f.code = coalesce(l.from_account, CASE WHEN m.kind = 'shiftClose' THEN (
      SELECT account FROM drawer WHERE id = s.drawer_id) WHEN b.seq IS NOT NULL THEN '1001.2' WHEN m.kind = 'float' THEN '1001.2'
      WHEN m.kind = 'depositEnd' THEN '1002.9' END)
    LEFT JOIN account t ON t.code = coalesce(l.to_account, CASE WHEN m.kind = 'shiftClose' THEN '1001.2'
      WHEN b.seq IS NOT NULL THEN '1002.9' WHEN m.kind = 'float' THEN (SELECT account FROM drawer WHERE id = s.drawer_id)
      WHEN m.kind = 'depositEnd' THEN (SELECT CASE outcome WHEN 'confirmed' THEN '1002' ELSE '1001.2' END
        FROM deposit_end WHERE seq = m.seq) END)
  WHERE d.type = ? AND d.n = ?`;

/** The cash document `text` names, by its number or the text of its code. Throws Refused UNKNOWN_CASH_DOCUMENT. */
export function readCashDocument(ledger: Ledger, text: string): CashView {
  return cashDocumentRow(ledger, text).view;
}

/** The same with its seq, for whoever prints it. */
export function cashDocumentRow(ledger: Ledger, text: string): { readonly seq: number; readonly view: CashView } {
  const scanned = readScanText(text);
  const parsed = scanned.ok ? parseDocumentNumber(scanned.number) : parseDocumentNumber(text.trim().toUpperCase());
  const unknown = (): never => refuse('UNKNOWN_CASH_DOCUMENT', { number: text });
  if (parsed === null || (parsed.type !== 'C' && parsed.type !== 'D')) return unknown();
  const row = ledger.one<DocumentRow>(DOCUMENT, parsed.type, parsed.n) ?? unknown();
  return { seq: row.seq, view: viewOf(ledger, row) };
}

function viewOf(ledger: Ledger, row: DocumentRow): CashView {
  const { seq, type: _type, shiftId, counted, intoSafe: _into, ...rest } = row;
  const { organisation, counterCode, counterName, currency } = ledger.meta;
  const closing = row.kind === 'shiftClose' ? lastCount(ledger, shiftId) : null;
  return {
    ...rest,
    ...{ organisation, counter: { code: counterCode, name: counterName }, currency },
    pieces: piecesOf(ledger, closing?.seq ?? seq),
    deposit: depositOf(ledger, row),
    count: closing === null ? safeCount(row, counted) : closing.count,
  };
}

function piecesOf(ledger: Ledger, seq: number): CashView['pieces'] {
  return ledger.all<CashView['pieces'][number]>(
    'SELECT side, face, pieces FROM cash_piece WHERE seq = ? ORDER BY side, face DESC',
    seq,
  );
}

const DEPOSIT = `
  SELECT s.number AS slip, b.holder, b.bank, b.account_number AS account, b.bearer, e.outcome, e.reference, e.counted,
    e.reason, x.number
  FROM deposit_slip b JOIN document s ON s.seq = b.seq LEFT JOIN deposit_end e ON e.deposit_seq = b.seq
    LEFT JOIN document x ON x.seq = e.seq
  WHERE b.seq = coalesce((SELECT deposit_seq FROM deposit_end WHERE seq = :seq), :seq)`;

interface DepositRow {
  readonly slip: string;
  readonly holder: string;
  readonly bank: string;
  readonly account: string;
  readonly bearer: string;
  readonly outcome: 'confirmed' | 'returned' | null;
  readonly reference: string | null;
  readonly counted: Minor | null;
  readonly reason: string | null;
  readonly number: string | null;
}

function depositOf(ledger: Ledger, { seq, kind }: DocumentRow): CashView['deposit'] {
  if (kind !== 'deposit' && kind !== 'depositEnd') return null;
  const row = ledger.one<DepositRow>(DEPOSIT, { seq });
  if (!row) return null;
  const { slip, holder, bank, account, bearer, outcome, reference, counted, reason, number } = row;
  const ended = outcome !== null && counted !== null && number !== null;
  return {
    ...{ slip, holder, bank, account, bearer },
    end: ended ? { outcome, reference, counted, reason, number } : null,
  };
}

function safeCount({ amount, by, intoSafe, postedAt }: DocumentRow, counted: Minor | null): CashView['count'] {
  if (counted === null) return null;
  // More was counted than the account held where the difference went into the safe.
  const difference = intoSafe === 1 ? amount : negateMinor(amount);
  const counts = [{ n: 1, counted, by, at: postedAt }];
  return {
    ...{ counted, expected: subtractMinor(counted, difference), difference, cashier: by, counts },
    ...{ receipts: null, channels: [] },
  };
}

interface ClosedRow {
  readonly seq: number;
  readonly cashier: string;
  readonly first: string | null;
  readonly last: string | null;
}
const CLOSED = `
  SELECT c.seq, p.name AS cashier, c.first_receipt AS first, c.last_receipt AS last
  FROM cash_count c JOIN shift s ON s.id = c.shift_id JOIN person p ON p.id = s.person_id
  WHERE c.shift_id = ? ORDER BY c.n DESC LIMIT 1`;

function lastCount(ledger: Ledger, shiftId: number): { seq: number; count: NonNullable<CashView['count']> } | null {
  const row = ledger.one<ClosedRow>(CLOSED, shiftId);
  const counts = countsOf(ledger, shiftId);
  const last = counts.at(-1);
  if (!row || !last) return null;
  const { counted, expected } = last;
  return {
    seq: row.seq,
    count: {
      ...{ counted, expected, difference: minor(counted - expected), cashier: row.cashier },
      counts: counts.map(({ n, counted: pieces, by, at }) => ({ n, counted: pieces, by, at })),
      receipts: row.first === null || row.last === null ? null : { first: row.first, last: row.last },
      channels: channelsSaid(ledger, row.seq),
    },
  };
}

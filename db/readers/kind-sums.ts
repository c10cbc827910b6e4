// What SQL has to say of each kind of document: one row per letter of core/numbers/document-kinds.ts, which the compiler asks
// to be whole. A shift's report, a day's sheet and their lists are made of these rows and of nothing else.
import type { DocumentLetter } from '../../core/numbers/document-kinds.ts';

/** Parts of statements. `d` is the documents looked at, of every kind; `:drawer` the account of the shift's drawer. */
export interface KindSums {
  /** A row with the one `amount` all documents of the kind come to, + in and − out; null: it has no amount. */
  readonly amount: string | null;
  /** Rows `item_id`, `quantity`, `amount`: items charged (+1) or taken back (−1). */
  readonly items: { readonly sign: 1 | -1; readonly rows: string } | null;
  /** Rows `at`, `utc_offset`, `amount`: money that came in or went back as a tender, moment by moment. */
  readonly moved: string | null;
  /** Rows `reason`, `amount`: what was taken back. Of the kinds of TAKEN_BACK_LETTERS. */
  readonly back: string | null;
  /** Rows `kind`, `amount`: what entered (+) or left (−) the drawer besides tenders, by the word reports have for it. */
  readonly drawer: string | null;
}

const sums = (amount: string | null, rest: Partial<Omit<KindSums, 'amount'>> = {}): KindSums => ({
  ...{ amount, items: null, moved: null, back: null, drawer: null },
  ...rest,
});

// The plus: the stretch of the chain is looked for, not every document of the kind there ever was.
const taken = 'SELECT d.at, d.utc_offset, t.applied AS amount FROM d JOIN tender t ON t.seq = d.seq AND +d.type =';
const LINES = 'SELECT l.item_id, l.quantity, l.amount FROM';
const MOMENT = 'SELECT d.at, d.utc_offset,';

export const KIND_SUMS: Readonly<Record<DocumentLetter, KindSums>> = {
  R: sums('SELECT sum(r.total) AS amount FROM d JOIN receipt r ON r.seq = d.seq', {
    items: { sign: 1, rows: `${LINES} d JOIN line l ON l.seq = d.seq` },
    moved: `${taken} 'R'`,
  }),
  V: sums('SELECT -sum(v.total) AS amount FROM d JOIN receipt_void v ON v.seq = d.seq', {
    items: { sign: -1, rows: `${LINES} d JOIN receipt_void v ON v.seq = d.seq JOIN line l ON l.seq = v.receipt_seq` },
    moved: `${MOMENT} -v.total AS amount FROM d JOIN receipt_void v ON v.seq = d.seq`,
    back: 'SELECT v.reason, v.total AS amount FROM d JOIN receipt_void v ON v.seq = d.seq',
  }),
  // From one tender to another: of the takings of an hour it takes nothing.
  T: sums('SELECT sum(t.amount) AS amount FROM d JOIN tender_correction t ON t.seq = d.seq'),
  C: sums('SELECT sum(c.amount) AS amount FROM d JOIN cash_movement c ON c.seq = d.seq', {
    // What it did to the drawer, not what it is called: floats come in, drops go out; a change of notes does neither and is said.
    // What moved between the safe and elsewhere is no matter of a drawer.
    drawer: `SELECT m.kind, coalesce(e.amount, 0) AS amount
      FROM d JOIN cash_movement m ON m.seq = d.seq LEFT JOIN entry e ON e.seq = d.seq AND e.account = :drawer
      WHERE e.amount IS NOT NULL OR m.kind = 'exchange'`,
  }),
  Y: sums(
    `SELECT sum(CASE p.act WHEN 'take' THEN p.amount ELSE -p.amount END) AS amount
     FROM d JOIN prepayment p ON p.seq = d.seq`,
    {
      moved: `${taken} 'Y' UNION ALL
        ${MOMENT} -w.amount AS amount FROM d JOIN prepayment_draw w ON w.seq = d.seq WHERE w.method IS NOT NULL`,
      back: `SELECT coalesce(p.reason, '') AS reason, p.amount FROM d JOIN prepayment p ON p.seq = d.seq
        WHERE p.act = 'return'`,
    },
  ),
  Q: sums(`SELECT sum(t.applied) AS amount FROM d JOIN cheque_end q ON q.seq = d.seq
    JOIN tender t ON t.seq = q.tender_seq AND t.n = q.tender_n`),
  B: sums('SELECT sum(b.amount) AS amount FROM d JOIN bill_document b ON b.seq = d.seq'),
  F: sums('SELECT -sum(f.total) AS amount FROM d JOIN refund_document f ON f.seq = d.seq', {
    items: {
      sign: -1,
      // Part of a line, of which only the line knows the item.
      rows: `SELECT o.item_id, r.quantity, r.amount FROM d JOIN refund_document f ON f.seq = d.seq
        JOIN refund_line r ON r.case_id = f.case_id AND r.version = f.version
        JOIN line o ON o.seq = r.receipt_seq AND o.n = r.line_n`,
    },
    back: `SELECT s.reason, f.total AS amount FROM d JOIN refund_document f ON f.seq = d.seq
      JOIN refund_submission s ON s.case_id = f.case_id AND s.n = f.version`,
  }),
  O: sums(
    `SELECT sum(CASE o.kind WHEN 'paid' THEN -o.amount ELSE o.amount END) AS amount
     FROM d JOIN payout_document o ON o.seq = d.seq`,
    {
      moved: `${MOMENT} CASE o.kind WHEN 'paid' THEN -o.amount ELSE o.amount END AS amount
        FROM d JOIN payout_document o ON o.seq = d.seq`,
    },
  ),
  D: sums('SELECT sum(s.amount) AS amount FROM d JOIN deposit_slip s ON s.seq = d.seq'),
  X: sums('SELECT -sum(x.total) AS amount FROM d JOIN receipt_exchange x ON x.seq = d.seq', {
    items: {
      sign: -1,
      rows: `${LINES} d JOIN receipt_exchange x ON x.seq = d.seq JOIN line l ON l.seq = x.receipt_seq`,
    },
    moved: `${MOMENT} -x.total AS amount FROM d JOIN receipt_exchange x ON x.seq = d.seq`,
  }),
  L: sums(null),
  A: sums('SELECT sum(a.amount) AS amount FROM d JOIN claim_collection a ON a.seq = d.seq', { moved: `${taken} 'A'` }),
  E: sums(
    `SELECT sum(CASE WHEN p.returns IS NULL THEN -p.amount ELSE p.amount END) AS amount
     FROM d JOIN ticket_payout p ON p.seq = d.seq`,
    {
      drawer: `SELECT 'ticketPayout' AS kind, e.amount FROM d JOIN ticket_payout p ON p.seq = d.seq
        JOIN entry e ON e.seq = d.seq AND e.account = :drawer`,
    },
  ),
  H: sums('SELECT -sum(x.total) AS amount FROM d JOIN receipt_reissue x ON x.seq = d.seq', {
    items: {
      sign: -1,
      rows: `SELECT k.item_id, k.quantity, k.gross - k.discount AS amount FROM d JOIN receipt_reissue x ON x.seq = d.seq
        JOIN line_kept k ON k.seq = x.receipt_seq WHERE k.quantity <> 0 OR k.gross <> k.discount`,
    },
    moved: `${MOMENT} -x.total AS amount FROM d JOIN receipt_reissue x ON x.seq = d.seq`,
  }),
};

/** The given part of every kind that has one, with its letter. */
export function kindParts<Part extends Exclude<keyof KindSums, 'items'>>(
  part: Part,
): readonly { readonly letter: DocumentLetter; readonly sql: string }[] {
  return (Object.entries(KIND_SUMS) as [DocumentLetter, KindSums][]).flatMap(([letter, row]) => {
    const sql = row[part];
    return sql === null ? [] : [{ letter, sql }];
  });
}

// Lists of money that is not certain yet: tenders nothing proves, cheques the bank has not paid, and what payers owe.
import type { OutputOf } from '../../core/contract/contract.ts';
import { refuse } from '../../core/contract/errors.ts';
import type { ChequeRow, ChequeState, PayerView, UnverifiedRow } from '../../core/contract/procedures/tender.ts';
import { currencyOf } from '../../core/money/money.ts';
import { parseAmount } from '../../core/money/parse-amount.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { evidenceOf } from './read-evidence.ts';

// Who paid: the name on the receipt, else the customer's as it was then, else the third party's.
const PAYER_THEN = `coalesce(r.payer, (SELECT v.name FROM customer_version v
    WHERE v.customer_id = coalesce(r.customer_id, a.customer_id) AND v.seq < d.seq ORDER BY v.n DESC LIMIT 1),
    (SELECT v.name FROM payer_version v WHERE v.payer_id = k.payer_id AND v.seq < d.seq ORDER BY v.n DESC LIMIT 1))`;
const PAID_FOR = `
  JOIN document d ON d.seq = t.seq LEFT JOIN receipt r ON r.seq = t.seq LEFT JOIN claim_collection k ON k.seq = t.seq
  LEFT JOIN prepayment y ON y.seq = t.seq LEFT JOIN prepayment_account a ON a.id = y.account_id`;
/** A receipt that was voided took no money that anybody waits for; of an exchanged one it is waited for on the new one. */
const STANDS = 'NOT EXISTS (SELECT 1 FROM receipt_gone z WHERE z.receipt_seq = t.seq)';

const UNVERIFIED = `
  SELECT * FROM (SELECT t.seq, d.number, t.n, d.at AS postedAt, d.business_date AS businessDate, t.method,
      t.applied AS amount, p.name AS cashier, ${PAYER_THEN} AS payer
    FROM tender t ${PAID_FOR} JOIN person p ON p.id = d.person_id
    WHERE t.proof = 'unverified' AND ${STANDS}
      AND NOT EXISTS (SELECT 1 FROM tender_proof f WHERE f.tender_seq = t.seq AND f.tender_n = t.n))
  WHERE :text = '' OR instr(number, upper(:text)) > 0 OR instr(coalesce(payer, ''), :text) > 0 OR amount = :amount
  ORDER BY seq DESC, n LIMIT :limit`;

/** The newest tenders that nothing proves yet, up to `limit`; those of a number, a payer or an amount where `text` is one. */
export function readUnverified(ledger: Ledger, text: string, limit: number): OutputOf<'tender.unverified'> {
  const wanted = text.trim();
  const read = parseAmount(wanted, { currency: currencyOf(ledger.meta.currency), source: 'person' });
  const rows = ledger.all<Omit<UnverifiedRow, 'evidence'> & { readonly seq: number }>(UNVERIFIED, {
    text: wanted,
    amount: read.ok ? read.value : -1,
    limit: limit + 1,
  });
  const tenders = rows.slice(0, limit).map(({ seq, ...row }) => ({ ...row, evidence: evidenceOf(ledger, seq, row.n) }));
  return { tenders, more: rows.length > limit };
}

const CHEQUES = `
  SELECT number, n, postedAt, businessDate, reference, bank, drawer, amount, payer, outcome, owed FROM (
    SELECT t.seq, d.number, q.n, d.at AS postedAt, d.business_date AS businessDate, t.reference, q.bank, q.drawer,
      t.applied AS amount, ${PAYER_THEN} AS payer, e.outcome,
      CASE e.outcome WHEN 'bounced' THEN t.applied - coalesce((SELECT sum(amount) FROM prepayment_draw WHERE seq = e.seq), 0)
        - coalesce((SELECT sum(amount) FROM claim_collection WHERE cheque_seq = e.seq), 0) ELSE 0 END AS owed
    FROM tender_cheque q JOIN tender t ON t.seq = q.seq AND t.n = q.n ${PAID_FOR}
      LEFT JOIN cheque_end e ON e.tender_seq = q.seq AND e.tender_n = q.n
    WHERE ${STANDS})
  WHERE CASE ? WHEN 'inTransit' THEN outcome IS NULL WHEN 'owed' THEN owed > 0 ELSE outcome IS NOT NULL END
  ORDER BY seq DESC, n LIMIT ?`;

/** The newest cheques of one state, up to `limit`. */
export function readCheques(ledger: Ledger, state: ChequeState, limit: number): OutputOf<'cheque.list'> {
  const rows = ledger.all<ChequeRow>(CHEQUES, state, limit + 1);
  return { cheques: rows.slice(0, limit), more: rows.length > limit };
}

const MOVES = `
  SELECT m.seq, d.number, d.at, d.business_date AS businessDate, m.move, m.amount, m.of FROM (
    SELECT q.seq, 'charged' AS move, t.applied AS amount, coalesce(r.payer, (SELECT v.name FROM customer_version v
        WHERE v.customer_id = r.customer_id AND v.seq < q.seq ORDER BY v.n DESC LIMIT 1)) AS of
      FROM tender_payer q JOIN tender t ON t.seq = q.seq AND t.n = q.n JOIN receipt r ON r.seq = q.seq WHERE q.payer_id = :payer
    UNION ALL SELECT v.seq, 'voided', -t.applied, o.number
      FROM tender_payer q JOIN receipt_void v ON v.receipt_seq = q.seq JOIN tender t ON t.seq = q.seq AND t.n = q.n
        JOIN document o ON o.seq = q.seq WHERE q.payer_id = :payer
    UNION ALL SELECT seq, 'collected', -amount, text FROM claim_collection WHERE payer_id = :payer) m
  JOIN document d ON d.seq = m.seq ORDER BY m.seq DESC LIMIT :limit`;

/** The newest movements of what payer `code` owes. Throws Refused UNKNOWN_PAYER. */
export function readPayerMoves(ledger: Ledger, code: string, limit: number): OutputOf<'payer.moves'> {
  const payer =
    ledger.one<{ id: number }>('SELECT id FROM payer WHERE code = ?', code) ?? refuse('UNKNOWN_PAYER', { code });
  type Row = OutputOf<'payer.moves'>['moves'][number] & { readonly seq: number };
  const rows = ledger.all<Row>(MOVES, { payer: payer.id, limit: limit + 1 });
  return { moves: rows.slice(0, limit).map(({ seq: _seq, ...move }) => move), more: rows.length > limit };
}

const PAYERS = `
  SELECT p.code, v.name, v.kind, v.active, coalesce(b.balance, 0) AS owed
  FROM payer p JOIN payer_version v ON v.payer_id = p.id LEFT JOIN account_balance b ON b.account = p.account
  WHERE v.n = (SELECT max(n) FROM payer_version w WHERE w.payer_id = p.id)`;

const payerView = ({ active, ...row }: Omit<PayerView, 'active'> & { readonly active: number }): PayerView => ({
  ...row,
  active: active === 1,
});

/** The register of third-party payers, with what each owes. */
export function readPayers(ledger: Ledger): PayerView[] {
  return ledger.all<Parameters<typeof payerView>[0]>(`${PAYERS} ORDER BY p.code`).map(payerView);
}

/** The payer called `code`; it must exist. */
export function readPayer(ledger: Ledger, code: string): PayerView {
  const row = ledger.one<Parameters<typeof payerView>[0]>(`${PAYERS} AND p.code = ?`, code);
  if (!row) throw new Error(`payer ${code} does not exist`);
  return payerView(row);
}

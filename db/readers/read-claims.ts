// Lists of money that is not certain yet: tenders nothing proves, cheques the bank has not paid, and what payers owe.
import type { OutputOf } from '../../core/contract/contract.ts';
import type { ChequeRow, PayerView, UnverifiedRow } from '../../core/contract/procedures/tender.ts';
import type { Ledger } from '../ledger/ledger.ts';

// Who paid: the name on the receipt, else the customer's as it was then.
const PAYER_THEN = `coalesce(r.payer, (SELECT v.name FROM customer_version v
    WHERE v.customer_id = coalesce(r.customer_id, a.customer_id) AND v.seq < d.seq ORDER BY v.n DESC LIMIT 1))`;
const PAID_FOR = `
  JOIN document d ON d.seq = t.seq LEFT JOIN receipt r ON r.seq = t.seq
  LEFT JOIN prepayment y ON y.seq = t.seq LEFT JOIN prepayment_account a ON a.id = y.account_id`;

const UNVERIFIED = `
  SELECT d.number, t.n, d.at AS postedAt, d.business_date AS businessDate, t.method, t.applied AS amount,
    p.name AS cashier, ${PAYER_THEN} AS payer
  FROM tender t ${PAID_FOR} JOIN person p ON p.id = d.person_id
  WHERE t.proof = 'unverified' AND NOT EXISTS (SELECT 1 FROM tender_proof f WHERE f.tender_seq = t.seq AND f.tender_n = t.n)
    AND NOT EXISTS (SELECT 1 FROM receipt_exchange x WHERE x.receipt_seq = t.seq)
  ORDER BY t.seq DESC, t.n LIMIT ?`;

/** The newest tenders that nothing proves yet, up to `limit`. */
export function readUnverified(ledger: Ledger, limit: number): OutputOf<'tender.unverified'> {
  const rows = ledger.all<UnverifiedRow>(UNVERIFIED, limit + 1);
  return { tenders: rows.slice(0, limit), more: rows.length > limit };
}

const CHEQUES = `
  SELECT d.number, q.n, d.at AS postedAt, d.business_date AS businessDate, t.reference, q.bank, q.drawer,
    t.applied AS amount, ${PAYER_THEN} AS payer, e.outcome
  FROM tender_cheque q JOIN tender t ON t.seq = q.seq AND t.n = q.n ${PAID_FOR}
    LEFT JOIN cheque_end e ON e.tender_seq = q.seq AND e.tender_n = q.n
  WHERE (e.seq IS NULL) = ? ORDER BY q.seq DESC, q.n LIMIT ?`;

/** The newest cheques in transit, or those that ended, up to `limit`. */
export function readCheques(ledger: Ledger, state: 'inTransit' | 'ended', limit: number): OutputOf<'cheque.list'> {
  const rows = ledger.all<ChequeRow>(CHEQUES, state === 'inTransit' ? 1 : 0, limit + 1);
  return { cheques: rows.slice(0, limit), more: rows.length > limit };
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

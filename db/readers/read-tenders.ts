// Reads the tenders of one document with what they say besides their amounts, with names as they were at posting.
import type { TenderView } from '../../core/contract/receipt-view.ts';
import { kindOf } from '../../core/prepayment/prepayment-kinds.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { prepaymentRule } from '../ledger/prepayment-rule.ts';

const TENDERS = 'SELECT n, method, given, applied, change, reference, proof FROM tender WHERE seq = ? ORDER BY n';
const CHEQUE = 'SELECT bank, drawer FROM tender_cheque WHERE seq = ? AND n = ?';
const PAYER = `
  SELECT p.code, (SELECT v.name FROM payer_version v WHERE v.payer_id = p.id AND v.seq < t.seq ORDER BY v.n DESC LIMIT 1) AS name
  FROM tender_payer t JOIN payer p ON p.id = t.payer_id WHERE t.seq = ? AND t.n = ?`;
const DRAWN = `
  SELECT a.kind, d.business_date AS businessDate FROM prepayment_draw w JOIN prepayment_account a ON a.id = w.account_id
  JOIN document d ON d.seq = w.seq WHERE w.seq = ? AND w.tender_n = ? LIMIT 1`;

type Plain = Omit<TenderView, 'detail'>;

/** The tenders of document `seq`, in their order. A plain one costs no further look. */
export function readTenders(ledger: Ledger, seq: number): TenderView[] {
  return ledger.all<Plain>(TENDERS, seq).map((row) => {
    const detail = detailOf(ledger, seq, row);
    return detail === null ? row : { ...row, detail };
  });
}

function detailOf(ledger: Ledger, seq: number, { method, n }: Plain): TenderView['detail'] | null {
  if (method === 'cheque') {
    const row = ledger.one<{ bank: string; drawer: string }>(CHEQUE, seq, n);
    return row === undefined ? null : { of: 'cheque', ...row };
  }
  if (method === 'thirdParty') {
    const row = ledger.one<{ code: string; name: string }>(PAYER, seq, n);
    return row === undefined ? null : { of: 'payer', ...row };
  }
  if (method !== 'prepayment') return null;
  const row = ledger.one<{ kind: string; businessDate: string }>(DRAWN, seq, n);
  if (row === undefined) return null;
  const name = kindOf(prepaymentRule(ledger, row.businessDate), row.kind)?.name ?? row.kind;
  return { of: 'prepayment', kind: row.kind, name };
}

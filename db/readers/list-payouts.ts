// Payouts by where they stand: what a cashier or finance has to pay now, what is on its way, what nobody knows of.
import type { InputOf, OutputOf } from '../../core/contract/contract.ts';
import { sumMinor } from '../../core/money/money.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { customerOf } from './find-customer.ts';
import { payeeShown, payoutsOf } from './read-refund.ts';

const ROWS = `
  SELECT p.case_id AS caseId, p.n, c.number, c.customer_id AS customerId, f.version
  FROM payout_now s JOIN refund_payout p ON p.case_id = s.case_id AND p.n = s.payout_n JOIN refund_case c ON c.id = p.case_id
    JOIN refund_document f ON f.case_id = p.case_id
  WHERE s.state = ? AND (? IS NULL OR p.way = ?)
    AND NOT EXISTS (SELECT 1 FROM refund_payout x WHERE x.case_id = p.case_id AND x.replaces = p.n)
  ORDER BY p.case_id, p.n LIMIT ?`;
interface Row {
  readonly caseId: number;
  readonly n: number;
  readonly number: string;
  readonly customerId: number | null;
  readonly version: number;
}

/** Payouts in `state`, oldest first; those that were replaced are left out. */
export function listPayouts(ledger: Ledger, { state, way, limit }: InputOf<'payout.list'>): OutputOf<'payout.list'> {
  const rows = ledger.all<Row>(ROWS, state, way, way, limit + 1);
  const payouts = rows.slice(0, limit).flatMap(({ caseId, n, number, customerId, version }) => {
    const payout = payoutsOf(ledger, caseId).find((one) => one.n === n);
    const customer = customerId === null ? null : customerOf(ledger, customerId);
    const payee = payeeShown(ledger, caseId, version);
    if (payout === undefined) return [];
    const shown = payee && { name: payee.name, bank: payee.bank, account: payee.account };
    return [
      { case: number, customer: customer && { number: customer.number, name: customer.name }, payee: shown, payout },
    ];
  });
  const total = sumMinor(payouts.map(({ payout }) => payout.amount));
  return { payouts, more: rows.length > limit, total };
}

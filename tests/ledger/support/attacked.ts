// What a page that was taken over would go for at a cashier's own signed-in port, and what must not move by it: shared by the attack
// on the ledger's server and the one through the window of the real program.
import { CONTRACT } from '../../../core/contract/contract.ts';
import { BILL_ITEM } from '../../../core/bills/bill-rules.ts';
import type { Ledger } from '../../../db/ledger/ledger.ts';
import { METHODS } from './any-call.ts';

/** Would only end the attack: the session, the ledger itself, the shift whose receipts are attacked. */
const ENDS_IT = /^(session|ledger|shift|handover)\./;
/** Answers by which something of others could be learnt. */
const TELLS = /^(approval|code|people|customer\.reveal|customer\.looks|audit|refund|payout|attachment)/;

/** Every act there is, whoever it belongs to, and every answer that could tell a secret. */
export const ATTACKED = METHODS.filter(
  (method) => !ENDS_IT.test(method) && (CONTRACT[method].kind === 'command' || TELLS.test(method)),
);

/** Facts that never come of a cashier's word alone: only another person's, or another role's. By table, whole or in part. */
export const NOT_BY_A_CASHIER: readonly string[] = [
  "approval_decision WHERE verdict <> 'withdrawn'",
  ...['approval_use', 'receipt_void', 'receipt_exchange', 'receipt_reissue', 'receipt_freeze', 'price_override'],
  ...['refund_document', 'refund_delegation', 'refund_deputy', 'use_confirmation', 'bank_batch', 'bank_answer'],
  ...['person', 'person_role', 'credential', 'policy', 'policy_version', 'setting', 'setup_step'],
  ...['customer_freeze', 'customer_merge', 'bill_cancel', 'stock_segment', 'stock_write_off', 'payer', 'payer_version'],
  ...['cheque_end', 'closed_day', 'z_report', 'day_package', 'deposit_slip', 'deposit_end', 'shift_forced'],
  ...['voucher_account', 'voucher_set', 'acknowledgement', 'central_task', 'central_step', 'transfer_end'],
  // The first bill brings the item that bills are charged by.
  `item_version WHERE item_id <> coalesce((SELECT id FROM item WHERE code = '${BILL_ITEM}'), 0)`,
  "prepayment WHERE act = 'forfeit'",
  'totp_enrolment WHERE person_id <> 2',
  'totp_end WHERE person_id <> 2',
];

/** How many of each there are. */
export function notByACashier(ledger: Ledger): Record<string, number> {
  const count = (of: string): number => ledger.one<{ n: number }>(`SELECT count(*) AS n FROM ${of}`)?.n ?? 0;
  return Object.fromEntries(NOT_BY_A_CASHIER.map((of) => [of, count(of)]));
}

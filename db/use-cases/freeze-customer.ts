// 冻结: keeps a customer from being charged until somebody lets them go again; each with a reason that the till says, and
// with a second person: whoever stands at the till must neither lock out a customer nor let one through alone.
import type { InputOf, OutputOf } from '../../core/contract/contract.ts';
import { matterOf } from '../approval/matters.ts';
import { takeApproval } from '../approval/take-approval.ts';
import { Act } from '../ledger/act.ts';
import { refuseCardNumbers } from '../ledger/bill-facts.ts';
import type { Command } from '../ledger/command.ts';
import { customerToChange, readCustomerFile } from '../readers/customer-file.ts';
import { customerFreeze as freezeTable } from '../schema-customers.ts';

const LAST = 'SELECT coalesce(max(n), 0) AS n FROM customer_freeze WHERE customer_id = ?';

export const customerFreeze: Command<InputOf<'customer.freeze'>, OutputOf<'customer.freeze'>> = {
  run({ ledger, caller, operation }, { number, frozen, reason, approval }) {
    refuseCardNumbers([reason]);
    const { digest } = matterOf(ledger, caller, { kind: 'customerFreeze', number, frozen, reason });
    const known = customerToChange(ledger, number);
    const act = new Act(ledger);
    takeApproval(ledger, act, caller, { request: approval, kind: 'customerFreeze', digest });
    act.insert(freezeTable, {
      customerId: known.id,
      n: (ledger.one<{ n: number }>(LAST, known.id)?.n ?? 0) + 1,
      frozen: frozen ? 1 : 0,
      reason,
      at: act.at,
      personId: caller.personId,
    });
    act.seal({
      kind: frozen ? 'customer.frozen' : 'customer.unfrozen',
      ref: number,
      businessDate: ledger.businessDate(),
      personId: caller.personId,
      operation: operation({ number }),
    });
    return readCustomerFile(ledger, number);
  },
  again: (ledger, kept) => readCustomerFile(ledger, (kept as { number: string }).number),
};

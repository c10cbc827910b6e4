// What freezing a customer, or letting them go, is about: who it is, what holds now and what was the reason.
import type { CustomerFreezeSubject } from '../../core/contract/approval-subjects.ts';
import { refuse } from '../../core/contract/errors.ts';
import { ZERO } from '../../core/money/money.ts';
import type { Caller } from '../ledger/command.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { customerToChange, readCustomerFile } from '../readers/customer-file.ts';
import type { MatterRead } from './matters.ts';

/** Throws Refused UNKNOWN_CUSTOMER, CUSTOMER_MERGED, CUSTOMER_FREEZE_SAME. */
export function describeCustomerFreeze(ledger: Ledger, _caller: Caller, subject: CustomerFreezeSubject): MatterRead {
  const { number, frozen, reason } = subject;
  const known = customerToChange(ledger, number);
  if ((known.frozen === 1) === frozen) refuse('CUSTOMER_FREEZE_SAME', { number });
  const { freeze } = readCustomerFile(ledger, number);
  return {
    amount: ZERO,
    facts: [
      { kind: 'text', label: 'customer', text: `${number} ${known.name}` },
      { kind: 'customerState', label: 'before', frozen: !frozen },
      ...(freeze === null ? [] : [{ kind: 'text' as const, label: 'remark' as const, text: freeze.reason }]),
      { kind: 'customerState', label: 'after', frozen },
      { kind: 'text', label: 'reason', text: reason },
    ],
    version: `${known.id}/${known.version}`,
  };
}

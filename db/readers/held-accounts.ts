// Whose money it is: the accounts of a customer, and of everybody who was merged into them, taken together per kind.
import type { PrepaymentPurpose } from '../../core/accounts/chart.ts';
import { refuse } from '../../core/contract/errors.ts';
import { kindOf } from '../../core/prepayment/prepayment-kinds.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { prepaymentRule } from '../ledger/prepayment-rule.ts';
import { customerGroup, customerId } from './find-customer.ts';

/** The accounts of one kind that belong to one customer now; several only after a merge. */
export interface HeldAccount {
  /** Account rows, oldest first. */
  readonly ids: readonly number[];
  readonly kind: string;
  readonly purpose: PrepaymentPurpose;
}

interface Row {
  readonly id: number;
  readonly kind: string;
  readonly purpose: PrepaymentPurpose;
}

/** The row of `number` in the customer file, as it means somebody now. Throws Refused UNKNOWN_CUSTOMER. */
export function knownCustomer(ledger: Ledger, number: string): number {
  return customerId(ledger, number) ?? refuse('UNKNOWN_CUSTOMER', { number });
}

/** Every kind that was ever opened for customer row `customer` or somebody merged into them. */
export function heldAccounts(ledger: Ledger, customer: number): HeldAccount[] {
  const found = new Map<string, Row[]>();
  for (const id of customerGroup(ledger, customer)) {
    const sql = 'SELECT id, kind, purpose FROM prepayment_account WHERE customer_id = ? ORDER BY id';
    for (const row of ledger.all<Row>(sql, id)) {
      // A kind that means another purpose for one of two merged people is two kinds.
      const key = `${row.kind} ${row.purpose}`;
      found.set(key, [...(found.get(key) ?? []), row]);
    }
  }
  return [...found.values()].map((rows) => {
    const [{ kind, purpose }] = rows as [Row, ...Row[]];
    return { ids: rows.map(({ id }) => id).sort((one, other) => one - other), kind, purpose };
  });
}

/** The accounts of customer row `customer` for `kind`, if any were ever opened. */
export function heldAccount(ledger: Ledger, customer: number, kind: string): HeldAccount | undefined {
  return heldAccounts(ledger, customer).find((one) => one.kind === kind);
}

/** The accounts of customer `number` for `kind`. Throws Refused UNKNOWN_CUSTOMER, PREPAYMENT_KIND_UNKNOWN. */
export function openedAccount(ledger: Ledger, number: string, kind: string): HeldAccount {
  return heldAccount(ledger, knownCustomer(ledger, number), kind) ?? refuse('PREPAYMENT_KIND_UNKNOWN', { kind });
}

/** What `kind` was called on `date`; its code when it was not set then. */
export function kindName(ledger: Ledger, kind: string, date: string): string {
  return kindOf(prepaymentRule(ledger, date), kind)?.name ?? kind;
}

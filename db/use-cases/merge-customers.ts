// 合并: says that one customer is another, with a trace, and takes it back while nothing has moved. Receipts keep the number
// they were made out to; the old number means the other customer from now on.
import type { InputOf, OutputOf } from '../../core/contract/contract.ts';
import { refuse } from '../../core/contract/errors.ts';
import { type CustomerDraft, MOST_PHONES, MOST_TAGS } from '../../core/customers/customer-draft.ts';
import { mergeFault, type MergeSide, unmergeFault } from '../../core/customers/merge-rule.ts';
import { Act } from '../ledger/act.ts';
import { refuseCardNumbers } from '../ledger/bill-facts.ts';
import type { Command } from '../ledger/command.ts';
import { type CustomerFacts, customerFacts, draftOf, FACT_COLUMNS, factsOf } from '../ledger/customer-facts.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { customerInRow, customerItself, type KnownCustomer, readCustomerFile } from '../readers/customer-file.ts';
import { customerGroup } from '../readers/find-customer.ts';
import { customerMerge as mergeTable } from '../schema-customers.ts';
import { customerVersion } from '../schema.ts';

export const customerMerge: Command<InputOf<'customer.merge'>, OutputOf<'customer.merge'>> = {
  run({ ledger, caller, operation }, input) {
    refuseCardNumbers([input.reason]);
    const from = customerItself(ledger, input.from);
    const into = customerItself(ledger, input.into);
    const fault = mergeFault(sideOf(ledger, from), sideOf(ledger, into));
    if (fault !== null) return refuse('MERGE_REFUSED', { from: from.number, into: into.number, reason: fault });
    const act = new Act(ledger);
    const n = lastMerge(ledger, from.id)?.n ?? 0;
    const said = { reason: input.reason, at: act.at, personId: caller.personId };
    // First the row that makes them one: then the paper of the one may stand on the file of the other.
    act.insert(mergeTable, { fromId: from.id, n: n + 1, intoId: into.id, undone: 0, ...said });
    const filled = factsOf(filledBy(draftOf(into), draftOf(from)));
    // Always a version of its own: taking the merge back means going back to the one before it.
    act.insert(customerVersion, { customerId: into.id, n: into.version + 1, ...customerFacts(filled) });
    act.seal({
      kind: 'customer.merged',
      ref: from.number,
      businessDate: ledger.businessDate(),
      personId: caller.personId,
      detail: { from: from.number, into: into.number },
      operation: operation({ number: into.number }),
    });
    return readCustomerFile(ledger, into.number);
  },
  again: (ledger, kept) => readCustomerFile(ledger, (kept as { number: string }).number),
};

export const customerUnmerge: Command<InputOf<'customer.unmerge'>, OutputOf<'customer.unmerge'>> = {
  run({ ledger, caller, operation }, input) {
    refuseCardNumbers([input.reason]);
    const from = customerItself(ledger, input.from);
    const merge = lastMerge(ledger, from.id);
    const into = from.mergedInto === null ? undefined : customerInRow(ledger, from.mergedInto);
    if (!merge || !into) return refuse('CUSTOMER_NOT_MERGED', { number: from.number });
    const fault = unmergeFault(sinceMerge(ledger, into.id, merge.seq));
    if (fault !== null) return refuse('UNMERGE_REFUSED', { from: from.number, into: into.number, reason: fault });
    const act = new Act(ledger);
    const before = ledger.one<CustomerFacts>(VERSION, into.id, into.version - 1);
    if (!before) throw new Error('a merge was the first version of its survivor');
    act.insert(customerVersion, { customerId: into.id, n: into.version + 1, ...customerFacts(before) });
    const said = { reason: input.reason, at: act.at, personId: caller.personId };
    act.insert(mergeTable, { fromId: from.id, n: merge.n + 1, intoId: into.id, undone: 1, ...said });
    act.seal({
      kind: 'customer.unmerged',
      ref: from.number,
      businessDate: ledger.businessDate(),
      personId: caller.personId,
      detail: { from: from.number, into: into.number },
      operation: operation({ number: from.number }),
    });
    return readCustomerFile(ledger, from.number);
  },
  again: (ledger, kept) => readCustomerFile(ledger, (kept as { number: string }).number),
};

const VERSION = `SELECT ${FACT_COLUMNS} FROM customer_version v WHERE v.customer_id = ? AND v.n = ?`;
const LAST_MERGE = 'SELECT n, seq FROM customer_merge WHERE from_id = ? ORDER BY n DESC LIMIT 1';

const lastMerge = (ledger: Ledger, id: number): { n: number; seq: number } | undefined => ledger.one(LAST_MERGE, id);

function sideOf(ledger: Ledger, { id, frozen, mergedInto }: KnownCustomer): MergeSide {
  return { id, frozen: frozen === 1, mergedInto, absorbed: customerGroup(ledger, id).length - 1 };
}

const MOVED = [
  'SELECT 1 FROM receipt WHERE customer_id = ? AND seq > ? LIMIT 1',
  `SELECT 1 FROM prepayment p JOIN prepayment_account a ON a.id = p.account_id WHERE a.customer_id = ? AND p.seq > ? LIMIT 1`,
  'SELECT 1 FROM bill WHERE customer_id = ? AND seq > ? LIMIT 1',
];

// What may have moved since link `seq`, which itself wrote one version of the survivor.
function sinceMerge(ledger: Ledger, id: number, seq: number): { charged: boolean; changed: boolean } {
  const any = (sql: string): boolean => ledger.one(sql, id, seq) !== undefined;
  return {
    charged: MOVED.some(any),
    changed: ['customer_version', 'customer_freeze', 'customer_paper'].some((table) =>
      any(`SELECT 1 FROM ${table} WHERE customer_id = ? AND seq > ? LIMIT 1`),
    ),
  };
}

/** `into` with what only `from` knew: the survivor's own facts are never replaced. */
function filledBy(into: CustomerDraft, from: CustomerDraft): CustomerDraft {
  return {
    name: into.name,
    phones: [...new Set([...into.phones, ...from.phones])].slice(0, MOST_PHONES),
    id: into.id ?? from.id,
    plate: into.plate ?? from.plate,
    unit: into.unit ?? from.unit,
    tags: [...new Set([...into.tags, ...from.tags])].slice(0, MOST_TAGS),
    flags: [...new Set([...into.flags, ...from.flags])],
    note: into.note ?? from.note,
  };
}

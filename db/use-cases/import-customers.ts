// Takes an office's customer list: new people are added, known ones are kept up to date, and nobody becomes another.
// A number that belongs to somebody else, or an ID number that does, is told and not taken.
import type { InputOf, OutputOf } from '../../core/contract/contract.ts';
import { type CustomerClash, type CustomerEntry, readCustomerList } from '../../core/lists/customer-list.ts';
import type { RejectedRow } from '../../core/lists/list-findings.ts';
import { Act } from '../ledger/act.ts';
import type { Command } from '../ledger/command.ts';
import { type CustomerFacts, customerFacts, FACT_COLUMNS } from '../ledger/customer-facts.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { type FileRead, type ListPlan, previewOf, resultOf, stagedAs } from '../lists/list-plan.ts';
import { readStaged } from '../lists/staged-lists.ts';
import { customer, customerVersion } from '../schema.ts';
import { holderOfId } from './write-customer.ts';

interface Write {
  readonly customerId: number;
  /** null: this customer is in the ledger already. */
  readonly newNumber: string | null;
  readonly n: number;
  readonly facts: CustomerFacts;
}

/** What importing `file` would do. Throws Refused LIST_NOT_HERE, LIST_UNREADABLE, LIST_COLUMNS. */
export function previewCustomers(
  ledger: Ledger,
  personId: number,
  { file, from }: InputOf<'customer.preview'>,
): OutputOf<'customer.preview'> {
  const read = stagedAs(ledger, personId, file, 'customer', readCustomerList);
  return previewOf(read, planCustomers(ledger, read), from);
}

export const customerImport: Command<InputOf<'customer.import'>, OutputOf<'customer.import'>> = {
  prepare: ({ file }, { ledger, caller }) => readStaged(ledger, caller.personId, file),
  run({ ledger, caller, operation }, { file, strict }) {
    const read = stagedAs(ledger, caller.personId, file, 'customer', readCustomerList);
    const plan = planCustomers(ledger, read);
    const result = resultOf(read, plan, strict);
    const act = new Act(ledger);
    for (const { customerId, newNumber } of plan.writes) {
      if (newNumber !== null) act.insert(customer, { id: customerId, number: newNumber });
    }
    const inKeyOrder = [...plan.writes].sort((one, other) => one.customerId - other.customerId || one.n - other.n);
    for (const { customerId, n, facts } of inKeyOrder) {
      act.insert(customerVersion, { customerId, n, ...customerFacts(facts) });
    }
    act.seal({
      kind: 'customers.imported',
      ref: null,
      businessDate: ledger.businessDate(),
      personId: caller.personId,
      detail: { ...result, file },
      operation: operation(result),
    });
    return result;
  },
  again: (_ledger, kept) => kept as OutputOf<'customer.import'>,
};

interface Known extends CustomerFacts {
  readonly id: number;
  readonly n: number;
  readonly mergedInto: number | null;
}

const NEWEST = `
  SELECT c.id, s.n, s.merged_into AS mergedInto, ${FACT_COLUMNS}
  FROM customer c JOIN customer_now s ON s.customer_id = c.id
    JOIN customer_version v ON v.customer_id = c.id AND v.n = s.n WHERE c.number = ?`;

function planCustomers(ledger: Ledger, { list }: FileRead<CustomerEntry>): ListPlan<Write> {
  let nextId = ledger.one<{ id: number }>('SELECT coalesce(max(id), 0) + 1 AS id FROM customer')?.id ?? 1;
  const taken = new Set<string>();
  const writes: Write[] = [];
  const clashes: RejectedRow[] = [];
  let [updated, unchanged] = [0, 0];
  for (const { row, entry } of list.entries) {
    // The reader lets a number come again only with the very same row.
    if (taken.has(entry.number)) {
      unchanged += 1;
      continue;
    }
    const known = ledger.one<Known>(NEWEST, entry.number);
    const clash = clashOf(ledger, entry, known);
    if (clash !== null) {
      const [field, reason] =
        clash === 'number' ? (['number', 'numberTaken'] as const) : (['idNumber', 'idNumberTaken'] as const);
      clashes.push({ row, column: list.columns[field] ?? field, reason });
      continue;
    }
    taken.add(entry.number);
    const facts = merged(known, entry);
    if (known && sameFacts(known, facts)) unchanged += 1;
    else if (known) {
      updated += 1;
      writes.push({ customerId: known.id, newNumber: null, n: known.n + 1, facts });
    } else writes.push({ customerId: nextId++, newNumber: entry.number, n: 1, facts });
  }
  return { writes, updated, unchanged, clashes };
}

// The ID number decides who somebody is; without one on both sides the name must be the same.
function clashOf(ledger: Ledger, entry: CustomerEntry, known: Known | undefined): CustomerClash | null {
  // An old number means somebody else now; a list that still uses it does not know.
  if (known && known.mergedInto !== null) return 'number';
  if (known) {
    const bothHaveId = known.idNumber !== null && entry.id !== null;
    const same = bothHaveId
      ? known.idNumber === entry.id?.number && known.idType === entry.id.type
      : known.name === entry.name;
    if (!same) return 'number';
  }
  if (entry.id === null) return null;
  const holder = holderOfId(ledger, { idType: entry.id.type, idNumber: entry.id.number });
  return holder !== undefined && holder.id !== known?.id ? 'idNumber' : null;
}

function merged(known: Known | undefined, entry: CustomerEntry): CustomerFacts {
  return {
    name: entry.name,
    phone: entry.phone ?? known?.phone ?? null,
    morePhones: known?.morePhones ?? null,
    idType: entry.id?.type ?? known?.idType ?? null,
    idNumber: entry.id?.number ?? known?.idNumber ?? null,
    plate: entry.plate ?? known?.plate ?? null,
    unit: entry.unit ?? known?.unit ?? null,
    tags: known?.tags ?? null,
    flags: known?.flags ?? null,
    note: entry.note ?? known?.note ?? null,
  };
}

function sameFacts(one: CustomerFacts, other: CustomerFacts): boolean {
  return (Object.keys(other) as (keyof CustomerFacts)[]).every((key) => one[key] === other[key]);
}

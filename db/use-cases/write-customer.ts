// Opens a customer's file and writes new versions of it. Nothing personal goes into the journal or into what is kept of the
// answer: the chained row holds it, encrypted like everything else in the ledger.
import type { InputOf, OutputOf } from '../../core/contract/contract.ts';
import { refuse } from '../../core/contract/errors.ts';
import { type CustomerDraft, readDraft } from '../../core/customers/customer-draft.ts';
import { Act } from '../ledger/act.ts';
import type { Command } from '../ledger/command.ts';
import { type CustomerFacts, customerFacts, draftOf, factsOf } from '../ledger/customer-facts.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { customerToChange, readCustomerFile } from '../readers/customer-file.ts';
import { customer, customerVersion } from '../schema.ts';

export const customerCreate: Command<InputOf<'customer.create'>, OutputOf<'customer.create'>> = {
  run({ ledger, caller, operation }, { operationId: _, number: wanted, ...typed }) {
    const facts = factsOrRefused(typed);
    refuseTakenId(ledger, facts, null);
    const id = ledger.one<{ id: number }>('SELECT coalesce(max(id), 0) + 1 AS id FROM customer')?.id ?? 1;
    const number = wanted ?? nextNumber(ledger, id);
    if (isTaken(ledger, number)) return refuse('CUSTOMER_NUMBER_TAKEN', { number });
    const act = new Act(ledger);
    act.insert(customer, { id, number });
    act.insert(customerVersion, { customerId: id, n: 1, ...customerFacts(facts) });
    act.seal({
      kind: 'customer.created',
      ref: number,
      businessDate: ledger.businessDate(),
      personId: caller.personId,
      operation: operation({ number }),
    });
    return readCustomerFile(ledger, number);
  },
  again: (ledger, kept) => readCustomerFile(ledger, (kept as { number: string }).number),
};

export const customerEdit: Command<InputOf<'customer.edit'>, OutputOf<'customer.edit'>> = {
  run({ ledger, caller, operation }, { operationId: _, number, version, ...typed }) {
    const known = customerToChange(ledger, number);
    // Two people at two windows: whoever saved second would undo what they never saw.
    if (known.version !== version) return refuse('CUSTOMER_CHANGED', { number });
    const before = draftOf(known);
    const facts = factsOrRefused({ ...before, ...withoutMissing(typed) });
    refuseTakenId(ledger, facts, known.id);
    const changed = (Object.keys(before) as (keyof CustomerDraft)[]).filter(
      (field) => JSON.stringify(before[field]) !== JSON.stringify(draftOf(facts)[field]),
    );
    const act = new Act(ledger);
    act.insert(customerVersion, { customerId: known.id, n: version + 1, ...customerFacts(facts) });
    act.seal({
      kind: 'customer.edited',
      ref: number,
      businessDate: ledger.businessDate(),
      personId: caller.personId,
      // Which fields, never what stood in them.
      detail: { changed },
      operation: operation({ number }),
    });
    return readCustomerFile(ledger, number);
  },
  again: (ledger, kept) => readCustomerFile(ledger, (kept as { number: string }).number),
};

type Typed = { readonly [K in keyof CustomerDraft]?: CustomerDraft[K] | undefined };

function withoutMissing(typed: Typed): Partial<CustomerDraft> {
  return Object.fromEntries(Object.entries(typed).filter(([, value]) => value !== undefined));
}

function factsOrRefused(typed: CustomerDraft): CustomerFacts {
  const read = readDraft(typed);
  if (read.ok) return factsOf(read.draft);
  return read.fault === 'cardNumber' ? refuse('CARD_NUMBER_NOT_ALLOWED', {}) : refuse('CUSTOMER_FIELD', read.fault);
}

const HOLDER = `
  SELECT c.id, c.number FROM customer_key k CROSS JOIN customer_now s ON s.customer_id = k.customer_id
    CROSS JOIN customer c ON c.id = coalesce(s.merged_into, s.customer_id)
  WHERE k.kind = 'd' AND k.key = ? LIMIT 1`;

/** Row id and number of whoever holds this ID number now, or undefined. */
export function holderOfId(
  ledger: Ledger,
  { idType, idNumber }: Pick<CustomerFacts, 'idType' | 'idNumber'>,
): { readonly id: number; readonly number: string } | undefined {
  return idNumber === null ? undefined : ledger.one(HOLDER, `${idNumber} ${idType ?? ''}`);
}

function refuseTakenId(ledger: Ledger, facts: CustomerFacts, own: number | null): void {
  const holder = holderOfId(ledger, facts);
  if (holder && holder.id !== own) refuse('ID_NUMBER_TAKEN', { number: holder.number });
}

const isTaken = (ledger: Ledger, number: string): boolean =>
  ledger.one('SELECT 1 FROM customer WHERE number = ?', number) !== undefined;

// Numbers of an office's own list may already look like ours: the next free one is taken.
function nextNumber(ledger: Ledger, from: number): string {
  for (let n = from; ; n += 1) {
    const number = `${ledger.meta.counterCode}K${String(n).padStart(6, '0')}`;
    if (!isTaken(ledger, number)) return number;
  }
}

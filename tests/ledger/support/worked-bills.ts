// What a day with bills leaves: bills entered and paid, one taken back, columns of a list remembered, something half typed.
import { milli, minor } from '../../../core/money/money.ts';
import { Act } from '../../../db/ledger/act.ts';
import { listLayout } from '../../../db/schema-bills.ts';
import { type Counter, op, type Window } from './counter.ts';
import { mixedCharge } from './charges.ts';

/** A bill of 300.00 in two lines for customer C800001, due at the end of the month. */
export function billToEnter(number: string | null, over: object = {}) {
  return {
    operationId: op(),
    number,
    customer: 'C800001',
    purpose: '2026年11月物业费',
    due: '2026-11-30',
    lines: [
      { item: 'OPEN', name: null, creditKind: 'revenue' as const, amount: minor(20_000) },
      { item: null, name: '代收水费', creditKind: 'agency' as const, amount: minor(10_000) },
    ],
    ...over,
  };
}

/** A charge that pays `amount` fen on bill `number` in cash and nothing else. */
export function billPayment(number: string, amount: number) {
  return mixedCharge({
    lines: [],
    bills: [{ number, amount: minor(amount) }],
    tenders: [{ method: 'cash', given: minor(amount), reference: null }],
    expectedTotal: minor(amount),
  });
}

/** Three bills: one paid in part, one taken back whole and one in part. `till` has its shift open. */
export async function workedBills(counter: Counter, till: Window, finance: Window): Promise<void> {
  for (const number of ['WY-001', 'WY-002', 'WY-003']) await till.call('bill.enter', billToEnter(number));
  const taxed = ['8004001', '8004002'].map((item) => ({
    ...{ item, name: null, creditKind: 'revenue' as const, amount: minor(10_600) },
  }));
  await till.call('bill.enter', billToEnter('WY-004', { lines: taxed }));
  // By transfer, so that the drawers hold what they held.
  const byTransfer = (amount: number) => [{ method: 'transfer' as const, given: minor(amount), reference: null }];
  await till.call('charge.post', { ...billPayment('WY-001', 12_345), tenders: byTransfer(12_345) });
  await till.call('charge.post', {
    ...billPayment('WY-003', 1),
    lines: [{ item: 'OPEN', quantity: milli(1000), price: minor(500) }],
    tenders: byTransfer(501),
    expectedTotal: minor(501),
  });
  for (const number of ['WY-002', 'WY-003']) {
    await finance.call('bill.cancel', { operationId: op(), number, reason: '开错' });
  }
  const { ledger } = counter;
  ledger.transact(
    () => {
      for (const n of [1, 2]) {
        const act = new Act(ledger);
        act.insert(listLayout, { list: 'bill', fingerprint: 'a'.repeat(64), n, columns: '{"number":0}' });
        act.seal({ kind: 'list.columns', ref: 'bill', businessDate: '2026-11-23', personId: null });
      }
      ledger.prepared("INSERT INTO draft (person_id, screen, text, at) VALUES (2, 'backfill', '{}', 1)").run();
    },
    () => undefined,
  );
}

// `counterfoil cases`: open refunds with their age and whom they wait for, under the same permissions as the queue.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { minor } from '../../core/money/money.ts';
import { cases } from '../../db/cli/command-cases.ts';
import { mixedCharge } from './support/charges.ts';
import { type Counter, decide, op } from './support/counter.ts';
import { apply, approve, byQuantity } from './support/refunds.ts';
import { LedgerTemplate } from './support/sample-ledger.ts';

let template: LedgerTemplate;
let counter: Counter;
beforeAll(async () => {
  template = await LedgerTemplate.make(async (made) => {
    const till = made.window();
    await till.signIn('cashier1');
    await till.call('shift.open', { operationId: op(), drawer: '1', float: minor(20000), counted: null });
    const { number } = await till.call('charge.post', mixedCharge());
    const first = await apply(till, number, byQuantity([2, 1000]));
    await approve(made, till, first.number);
    made.clock.pass(60_000);
    const second = await apply(till, number, byQuantity([2, 1000]));
    await decide(made, second.request ?? '', 'supervisor1', { verdict: 'rejected', opinion: '已做检查' });
    await apply(till, number, byQuantity([2, 1000]));
  });
  counter = await template.counter();
  // The command opens the ledger itself, as its one writer.
  counter.stop(false);
});
afterAll(() => template.remove());

const asked = (username: string) => {
  const file = join(counter.dataDir, `${username}.password`);
  writeFileSync(file, `${username}-2026\n`);
  return cases([
    ...['--data', counter.dataDir, '--key-file', counter.keyFile],
    ...['--user', username, '--password-file', file],
  ]);
};

it('lists what is open, the longest wait first, and says whom each case waits for', async () => {
  const { exit, output } = await asked('supervisor1');
  expect(exit).toBe(0);
  const listed = (output as { cases: Record<string, unknown>[] }).cases;
  expect(listed).toMatchObject([
    { number: 'A01-W-0000001', state: 'approved', waitsFor: 'payout', level: null, total: 4217 },
    { number: 'A01-W-0000003', state: 'awaitingApproval', waitsFor: 'level', level: 'first', appliedBy: '王敏' },
  ]);
  expect(listed.every(({ waitedMs }) => typeof waitedMs === 'number')).toBe(true);
});

it('refuses whoever may not see refunds', async () => {
  await expect(asked('admin')).rejects.toThrow();
});

// `counterfoil decide`: a level decided without a window, by one's own credentials and under the ledger's own rules.
// Nothing here depends on what day it is: what is decided posts nothing.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { InputOf } from '../../core/contract/contract.ts';
import { minor } from '../../core/money/money.ts';
import { cases } from '../../db/cli/command-cases.ts';
import { decide } from '../../db/cli/command-decide.ts';
import { mixedCharge } from './support/charges.ts';
import { type Counter, op } from './support/counter.ts';
import { apply, byQuantity } from './support/refunds.ts';
import { LedgerTemplate } from './support/sample-ledger.ts';

let template: LedgerTemplate;
let counter: Counter;
beforeAll(async () => {
  template = await LedgerTemplate.make(async (made) => {
    const [till, finance] = [made.window(), made.window()];
    await till.signIn('cashier1');
    await finance.signIn('finance1');
    await till.call('shift.open', { operationId: op(), drawer: '1', float: minor(20000), counted: null });
    const first = await till.call('charge.post', mixedCharge());
    await apply(till, first.number, byQuantity([2, 1000]));
    const { settings } = await finance.call('settings.read', { keys: ['refundLevels'], date: null });
    const levels = structuredClone(settings[0]?.value) as unknown as { rules: { needsTotp: boolean }[] };
    for (const rule of levels.rules) rule.needsTotp = true;
    await finance.call('settings.change', {
      ...{ operationId: op(), key: 'refundLevels', value: levels, fromDate: '2026-11-23' },
    } as unknown as InputOf<'settings.change'>);
    const second = await till.call('charge.post', mixedCharge());
    await apply(till, second.number, byQuantity([2, 1000]));
  });
  counter = await template.counter();
  // The command opens the ledger itself, as its one writer.
  counter.stop(false);
});
afterAll(() => template.remove());

function by(username: string): string[] {
  const file = join(counter.dataDir, `${username}.password`);
  writeFileSync(file, `${username}-2026\n`);
  const where = ['--data', counter.dataDir, '--key-file', counter.keyFile];
  return [...where, '--user', username, '--password-file', file];
}
const refused = async (args: string[]): Promise<string> => {
  try {
    await decide(args);
  } catch (error) {
    return (error as { refusal?: { code: string } }).refusal?.code ?? (error as Error).constructor.name;
  }
  return 'done';
};

it('asks for the code where the level does, and passes it on', async () => {
  const second = ['A01-W-0000002', ...by('supervisor1'), '--verdict', 'rejected', '--opinion', '已做检查'];
  const without = await refused(second);
  const wrong = await refused([...second, '--code', '123456']);
  expect(['CODE_REQUIRED', 'CODE_NOT_ENROLLED']).toContain(without);
  expect(['CODE_NOT_ENROLLED', 'CODE_WRONG', 'BAD_CREDENTIALS']).toContain(wrong);
});

it('decides once, by somebody who had no part in it', async () => {
  const first = ['A01-W-0000001'];
  expect(await refused([...first, ...by('cashier1'), '--verdict', 'approved'])).toMatch(/APPROVAL_|FORBIDDEN/);
  expect(await refused([...first, ...by('supervisor1'), '--verdict', 'maybe'])).toBe('Usage');
  expect(await refused(['A01-W-0000099', ...by('supervisor1'), '--verdict', 'approved'])).toBe('UNKNOWN_REFUND');
  const done = await decide([...first, ...by('supervisor1'), '--verdict', 'rejected', '--opinion', '已做检查']);
  expect(done).toMatchObject({ exit: 0, output: { case: 'A01-W-0000001' } });
  expect(await refused([...first, ...by('supervisor2'), '--verdict', 'approved'])).toBe('APPROVAL_NOT_GIVEN');
  const { output } = await cases(by('supervisor1'));
  expect((output as { cases: { number: string }[] }).cases.map(({ number }) => number)).toEqual(['A01-W-0000002']);
});

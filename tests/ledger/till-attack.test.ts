// What a page that was taken over could do from the cashier's window, asked of the real server: a thousand generated sequences of
// every act the contract has, over the cashier's own signed-in port. No approval comes of it, nothing that needs another person or
// another role happens, and no secret is read.
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { minor } from '../../core/money/money.ts';
import { dose } from '../fixtures/dose.ts';
import { callsOf, type METHODS } from './support/any-call.ts';
import { ATTACKED, notByACashier } from './support/attacked.ts';
import { openCharge } from './support/charges.ts';
import { op, RefusedAnswer, type Window } from './support/counter.ts';
import { apply, approve, byQuantity, PAYEE } from './support/refunds.ts';
import { LedgerTemplate } from './support/sample-ledger.ts';
import { workedFactor } from './support/worked-factor.ts';

const SUPERVISOR = 'supervisor1-2026';
const ACCOUNT = PAYEE.account.replaceAll(' ', '');

let template: LedgerTemplate;
beforeAll(async () => {
  template = await LedgerTemplate.make(async (made) => {
    const [till, other] = [made.window(), made.window()];
    await till.signIn('cashier1');
    await other.signIn('cashier2');
    await till.call('shift.open', { operationId: op(), drawer: '1', float: minor(20000), counted: null });
    await workedFactor(made);
    // One case waits for its level, one for its payout; both go to an account that two people typed.
    for (const n of [1, 2]) {
      const tenders = [{ method: 'transfer' as const, given: minor(1234), reference: `HB2026112300000${n}` }];
      const { number: receipt } = await till.call('charge.post', { ...openCharge(1234), tenders });
      const { number } = await apply(till, receipt, byQuantity([1, 1000]), { payee: PAYEE });
      await other.call('refund.secondEntry', { operationId: op(), case: number, payee: PAYEE, amount: null });
      if (n === 2) await approve(made, till, number);
    }
  });
});
afterAll(() => template.remove());

async function told(window: Window, method: (typeof METHODS)[number], params: unknown): Promise<string> {
  try {
    return JSON.stringify(await window.call(method, params as never));
  } catch (error) {
    if (error instanceof RefusedAnswer) return error.message;
    throw error;
  }
}

it('a thousand sequences from the cashier’s window: no approval, no money that needs one, no secret', async () => {
  const counter = await template.counter();
  try {
    counter.ledger.db.pragma('synchronous = OFF');
    const window = counter.window();
    await window.signIn('cashier1');
    const before = notByACashier(counter.ledger);
    const secrets = counter.ledger.all<{ phc: string }>('SELECT phc FROM credential').map(({ phc }) => phc);
    const sealed = counter.ledger.all<{ sealed: string }>('SELECT sealed FROM refund_entry WHERE sealed IS NOT NULL');
    const sequences = fc.sample(fc.array(callsOf(ATTACKED), { minLength: 1, maxLength: 6 }), {
      numRuns: dose(1_000, 4_000),
      seed: 20261127,
    });
    const seen = new Set<string>();
    for (const { method, params } of sequences.flat()) {
      seen.add(method);
      const answer = await told(window, method, params);
      expect(answer).not.toContain(ACCOUNT);
      expect(answer).not.toContain(SUPERVISOR);
      expect(answer).not.toMatch(/argon2|"phc"|"sealed"/);
      for (const secret of secrets) expect(answer).not.toContain(secret);
      for (const one of sealed) expect(answer).not.toContain(one.sealed);
      if (/^approval\.(show|decide|case|paper)/.test(method)) expect(answer).toContain('WRONG_WINDOW');
    }
    // Which calls there were is part of the proof: all of them.
    expect([...seen].sort()).toEqual([...ATTACKED].sort());
    expect(notByACashier(counter.ledger)).toEqual(before);
    expect(counter.verify().firstBad).toBeNull();
    expect(counter.faults).toEqual([]);
  } finally {
    counter.stop();
  }
});

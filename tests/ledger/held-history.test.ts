// Any history of one account against a model that knows nothing of loads by seq: the balance is right to the fen at every
// past moment, each way of paying gets back what came by it, and the drawer holds what the model holds.
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { milli, minor } from '../../core/money/money.ts';
import { op, RefusedAnswer } from './support/counter.ts';
import { mixedCharge } from './support/charges.ts';
import { LedgerTemplate } from './support/sample-ledger.ts';

let template: LedgerTemplate;
beforeAll(async () => {
  template = await LedgerTemplate.make();
});
afterAll(() => template.remove());

const FLOAT = 50_000;
const ACCOUNT = { customer: 'C800001', kind: 'YF' } as const;

type Step =
  | { readonly do: 'take'; readonly cash: number; readonly card: number }
  | { readonly do: 'use'; readonly amount: number }
  | { readonly do: 'back'; readonly pick: number; readonly amount: number };

const amount = fc.integer({ min: 1, max: 900 });
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ do: fc.constant('take' as const), cash: amount, card: amount }),
  fc.record({ do: fc.constant('use' as const), amount }),
  fc.record({ do: fc.constant('back' as const), pick: fc.nat(9), amount }),
);

/** One load of the model: what is left of it, by which way it came. */
interface Load {
  readonly number: string;
  readonly n: number;
  readonly method: 'cash' | 'card';
  left: number;
}

it('holds at every past moment, and each part goes back the way it came', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 12 }), async (steps) => {
      const counter = await template.counter();
      const till = counter.window();
      await till.signIn('cashier1');
      await till.call('shift.open', { operationId: op(), drawer: '1', float: minor(FLOAT), counted: null });
      const loads: Load[] = [];
      const past: { readonly seq: number; readonly balance: number }[] = [];
      let drawer = FLOAT;
      const balance = () => loads.reduce((sum, load) => sum + load.left, 0);
      for (const one of steps) {
        counter.clock.pass(1_000);
        if (one.do === 'take') {
          const total = minor(one.cash + one.card);
          const cash = { method: 'cash', given: minor(one.cash + 7), reference: null } as const;
          const card = { method: 'card', given: minor(one.card), reference: '004512' } as const;
          const input = { operationId: op(), ...ACCOUNT, amount: total, tenders: [card, cash] };
          // Seven fen too much in cash come back as change, if there is cash enough to give them from.
          const { number } = await till.call('prepayment.take', input);
          loads.push(
            { number, n: 1, method: 'card', left: one.card },
            { number, n: 2, method: 'cash', left: one.cash },
          );
          drawer += one.cash;
        } else if (one.do === 'use') {
          const used = {
            method: 'prepayment',
            given: minor(one.amount),
            reference: null,
            detail: { of: 'prepayment', kind: ACCOUNT.kind },
          } as const;
          const lines = [{ item: 'OPEN', quantity: milli(1000), price: minor(one.amount) }];
          const bill = { customer: ACCOUNT.customer, lines, tenders: [used], expectedTotal: minor(one.amount) };
          const answer = await till.call('charge.post', mixedCharge(bill)).catch((error: unknown) => error);
          if (one.amount > balance()) {
            expect(answer).toMatchObject({ code: 'PREPAYMENT_SHORT', params: { available: balance() } });
          } else {
            expect(answer).not.toBeInstanceOf(RefusedAnswer);
            let rest = one.amount;
            for (const load of loads) {
              const taken = Math.min(rest, load.left);
              load.left -= taken;
              rest -= taken;
            }
          }
        } else {
          const load = loads[one.pick % Math.max(loads.length, 1)];
          if (load === undefined) continue;
          const reference = load.method === 'card' ? 'TH0099' : null;
          const backs = [{ load: load.number, n: load.n, amount: minor(one.amount), reference }];
          const input = { operationId: op(), ...ACCOUNT, backs, reason: null, approval: null };
          const answer = await till.call('prepayment.return', input).catch((error: unknown) => error);
          if (load.left < one.amount) {
            expect(['PREPAYMENT_SHORT', 'LOAD_NOT_RETURNABLE']).toContain((answer as RefusedAnswer).code);
          } else {
            expect(answer).toMatchObject({ backs: [{ method: load.method, amount: one.amount }] });
            load.left -= one.amount;
            if (load.method === 'cash') drawer -= one.amount;
          }
        }
        past.push({ seq: counter.ledger.head.seq, balance: balance() });
      }
      for (const moment of past) {
        const asked = { ...ACCOUNT, moment: { by: 'seq', seq: moment.seq } } as const;
        expect((await till.call('prepayment.balanceAt', asked)).balance).toBe(moment.balance);
      }
      const { accounts } = await till.call('prepayment.account', { customer: ACCOUNT.customer });
      const left = (method: string) => loads.reduce((sum, load) => (load.method === method ? sum + load.left : sum), 0);
      for (const method of ['cash', 'card'] as const) {
        const told = accounts[0]?.returnableBy.find((part) => part.method === method)?.amount ?? 0;
        expect(told).toBe(left(method));
      }
      const closed = await till.call('shift.close', { operationId: op(), counted: minor(drawer) });
      expect(closed).toMatchObject({ expected: drawer, difference: 0 });
      expect(counter.faults).toEqual([]);
      expect(counter.verify()).toMatchObject({ ok: true, firstBad: null });
      counter.stop();
      template.forgetCopies();
    }),
    { numRuns: 15 },
  );
}, 120_000);

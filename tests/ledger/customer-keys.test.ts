// The keys verify derives are those the schema's view derives, whatever is known of a customer; and a tree that lacks one,
// has one too many or has another one in its place is named.
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { customerKeys, type KeyedCustomer } from '../../core/customers/customer-keys.ts';
import { Act } from '../../db/ledger/act.ts';
import { type CustomerFacts, customerFacts } from '../../db/ledger/customer-facts.ts';
import { customer, customerVersion } from '../../db/schema.ts';
import { Counter } from './support/counter.ts';

let counter: Counter;
beforeAll(async () => {
  counter = await Counter.withSample();
});
afterAll(() => counter.stop());

const optional = <T>(some: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(some, { freq: 2 });
const words = (unit: fc.Arbitrary<string>, maxLength: number) =>
  fc.string({ unit, minLength: 1, maxLength }).filter((text) => text.trim() !== '');
const han = fc.constantFrom(...'王伟𠮷䶮𬭎物业管理有限公司A1·哈');
const list = (one: fc.Arbitrary<string>) => fc.array(one, { minLength: 1, maxLength: 3 }).map((all) => all.join(' '));
const phone = fc.stringMatching(/^1[3-9][0-9]{9}$/);
const facts: fc.Arbitrary<CustomerFacts> = fc.record({
  name: words(han, 60).filter((name) => [...name].length <= 60),
  phone,
  morePhones: optional(list(phone)),
  idType: fc.constant(null),
  idNumber: fc.constant(null),
  plate: optional(fc.constantFrom('京A12345', '沪AD12345')),
  unit: optional(words(han, 20)),
  tags: optional(list(fc.constantFrom('月结', '会员', 'VIP'))),
  flags: fc.constant(null),
  note: fc.constant(null),
});

it('follow from a version alike in the schema and in verify', () => {
  const { ledger } = counter;
  let id = 1_000;
  fc.assert(
    fc.property(facts, (known) => {
      id += 1;
      const row = customerFacts(known);
      ledger.transact(
        () => {
          const act = new Act(ledger);
          act.insert(customer, { id, number: `N${id}` });
          act.insert(customerVersion, { customerId: id, n: 1, ...row });
          act.seal({ kind: 'customers.imported', ref: null, businessDate: ledger.businessDate(), personId: 5 });
        },
        () => undefined,
      );
      const there = ledger.all<{ key: string }>(
        'SELECT kind || key AS key FROM customer_key WHERE customer_id = ?',
        id,
      );
      expect(there.map(({ key }) => key).sort()).toEqual(customerKeys(row as KeyedCustomer).sort());
    }),
    { numRuns: 200 },
  );
  expect(counter.verify().firstBad).toBeNull();
});

it.each([
  ['one is missing', "DELETE FROM customer_key WHERE customer_id = 3 AND kind = 'n'", /3: this customer is not found/],
  ['one is too many', "INSERT INTO customer_key VALUES ('n', '冒名', 3)", /: has \d+ keys where \d+ must stand/],
  [
    'one is another',
    "UPDATE customer_key SET key = '冒名' WHERE customer_id = 3 AND kind = 'n'",
    /3: this customer is not/,
  ],
  [
    'two are exchanged',
    "UPDATE customer_key SET customer_id = 7 - customer_id WHERE kind = 'n' AND customer_id IN (3, 4)",
    /not found/,
  ],
])('%s: verify names it', (_how, sql, words) => {
  const { db } = counter.ledger;
  const kept = db.prepare('SELECT * FROM customer_key').raw().all() as unknown[][];
  db.exec(sql);
  const { firstBad } = counter.verify();
  expect(`${firstBad?.table} ${firstBad?.row}: ${firstBad?.detail}`).toMatch(words);
  db.exec('DELETE FROM customer_key');
  const back = db.prepare('INSERT INTO customer_key VALUES (?, ?, ?)');
  db.transaction(() => kept.forEach((row) => back.run(...row)))();
  expect(counter.verify().firstBad).toBeNull();
});

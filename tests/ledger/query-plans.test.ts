// No statement that a till, an office or a close uses may walk through a table that grows with the years: the same question
// must cost the same with five million receipts (product.md "How fast and how big").
import { afterAll, beforeAll, expect, it } from 'vitest';
import { rememberStatements, tableWalks } from '../bench/support/query-plans.ts';
import { Counter } from './support/counter.ts';
import { workedDay } from './support/sample-ledger.ts';

/** Registers and small books: a few hundred rows in the largest office, read whole on purpose. */
const STAYS_SMALL = new Set([
  'meta',
  'person',
  'person_role',
  'person_now',
  'credential',
  'account',
  'drawer',
  'open_shift',
  'number_series',
  'item',
  'item_version',
  'item_now',
  'policy',
  'policy_version',
  'payer',
  'payer_version',
  'setting',
  'setup_step',
  'stock_segment',
  'counter_key',
  // One row a day.
  'z_report',
  'closed_day',
  'day_package',
  'acknowledgement',
  // Only what is open now.
  'parked_now',
  'open_item',
  'unproved_day',
  'list_layout',
  'voucher_account',
  'signin_guard',
  'session',
]);
/** What finance looks at, day after day, and the hand-over that follows. */
async function endOfDay(of: Counter): Promise<void> {
  const finance = of.window();
  await finance.signIn('finance1');
  await finance.call('day.state', {});
  await finance.call('day.list', { limit: 20 });
  await finance.call('report.sheet', { businessDate: null });
  await finance.call('report.read', { subject: { of: 'day', businessDate: '2026-11-23' } });
  await finance.call('report.shifts', { limit: 20 });
  await finance.call('report.centralState', {});
}

const grows = (table: string): boolean => !STAYS_SMALL.has(table);

let counter: Counter;
let statements: readonly string[] = [];
beforeAll(async () => {
  counter = await Counter.withSample();
  const asked = rememberStatements(counter.ledger);
  await workedDay(counter);
  await endOfDay(counter);
  statements = asked();
});
afterAll(() => counter.stop());

it('every statement of a worked day goes by an index', () => {
  expect(statements.length).toBeGreaterThan(100);
  expect(tableWalks(counter.ledger, statements, grows)).toEqual([]);
});

it('a statement that walks is noticed, by its own name or an alias', () => {
  const planted = ['SELECT * FROM tender WHERE given = ?', 'SELECT d.number FROM document d WHERE d.at > ?'];
  expect(tableWalks(counter.ledger, planted, grows).map((one) => one.split(':')[0])).toEqual(['tender', 'document']);
});

// The bulk loader of the benches obeys the schema: what it leaves verifies and is charged into like any other ledger.
import { expect, it } from 'vitest';
import { bulkLedger } from '../bench/support/bulk-ledger.ts';
import { mixedCharge } from './support/charges.ts';

it('fills a ledger that verifies, over several days, and that goes on charging', async () => {
  const { counter, till, figures } = await bulkLedger({ customers: 1_200, receipts: 2_500, perDay: 1_000 });
  expect(figures.days).toBe(3);
  expect(counter.verify()).toMatchObject({ ok: true, firstBad: null, counts: { customer: 1_211, receipt: 2_560 } });
  const receipt = await till.call('charge.post', mixedCharge({ customer: 'K00000007' }));
  expect(receipt).toMatchObject({ number: 'A01-R-0002561', customer: { number: 'K00000007' } });
  const [found] = (await till.call('customer.find', { text: 'K00000001', limit: 1 })).customers;
  expect(found).toMatchObject({ number: 'K00000001', phone: '198****0000' });
  expect(counter.verify().firstBad).toBeNull();
  counter.stop();
});

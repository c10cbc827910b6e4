// Fills a sample ledger for benches, proves it and says how fast: see scripts/bulk-load.mjs.
import { parseArgs } from 'node:util';
import { customerSearch } from './customer-search-bench.ts';
import { bulkLedger } from './support/bulk-ledger.ts';

const { values } = parseArgs({
  options: {
    customers: { type: 'string', default: '100000' },
    receipts: { type: 'string', default: '100000' },
    'per-day': { type: 'string', default: '10000' },
    data: { type: 'string' },
  },
});
const size = {
  customers: Number(values.customers),
  receipts: Number(values.receipts),
  perDay: Number(values['per-day']),
};
const { counter, till, figures } = await bulkLedger(size, values.data, (said) => console.error(said));
const search = await customerSearch(counter, till, size.customers, size.receipts);
const { ok, firstBad, rowsPerSecond } = counter.verify();
console.log(JSON.stringify({ dataDir: counter.dataDir, ...figures, verified: ok, firstBad, rowsPerSecond, search }));
counter.stop(values.data === undefined);

// `npm run bench`: every figure of product.md "How fast" that this release has, target beside result, in one run.
// Ratios within the run, because machines are shared and noisy; a missed target is shown, never a failed build.
import { parseArgs } from 'node:util';
import { chargeBench } from './charge-bench.ts';
import { dayAlone } from './day-bench.ts';
import { moneyBench } from './money-bench.ts';
import { paperBench } from './paper-bench.ts';
import type { BenchRow } from './support.ts';
import { type Scale, scaleBench } from './scale-bench.ts';
import { echo } from './support/raw-echo.ts';
import { windowBench } from './window-bench.ts';

/**
 * `npm run bench` measures what needs no size; `-- --scale` fills ledgers first (1 M receipts and customers; `--big`: 5 M
 * receipts; `--receipts N --customers N`: of another size), which takes minutes. `-- --only day` fills one ledger and
 * measures nothing but the end of its last day.
 */
const { values: options } = parseArgs({
  options: {
    scale: { type: 'boolean', default: false },
    big: { type: 'boolean', default: false },
    only: { type: 'string' },
    // Not for people: the other end of a port, started by the window bench.
    echo: { type: 'string' },
    receipts: { type: 'string' },
    customers: { type: 'string' },
  },
});

function print(rows: readonly BenchRow[]): void {
  const width = (pick: (row: BenchRow) => string): number => Math.max(...rows.map((row) => [...pick(row)].length));
  const [name, value, target] = [width((row) => row.name), width((row) => row.value), width((row) => row.target)];
  for (const row of rows) {
    const mark = row.pass ? 'ok  ' : 'MISS';
    console.log(`${mark} ${row.name.padEnd(name)}  ${row.value.padEnd(value)}  ${row.target.padEnd(target)}`);
  }
}

function scaleOf(): Scale {
  const most = Number(options.receipts ?? (options.big ? 5_000_000 : 1_000_000));
  const customers = Number(options.customers ?? 1_000_000);
  if (!(Number.isSafeInteger(most) && most >= 5_000 && Number.isSafeInteger(customers) && customers >= 1_000))
    throw new Error('--receipts from 5000 on, --customers from 1000 on');
  return { customers, receipts: [1, Math.floor(most / 5), most] };
}

const toSay = (line: string): void => console.error(line);

if (options.echo !== undefined) echo(options.echo);
else if (options.only === 'day') print(await dayAlone(scaleOf(), toSay));
else if (options.only !== undefined) throw new Error('--only day');
else if (options.scale || options.big) print(await scaleBench(scaleOf(), toSay));
else {
  const charge = await chargeBench();
  print([...charge.rows, ...(await windowBench(charge.raw)), ...(await paperBench()), moneyBench()]);
}

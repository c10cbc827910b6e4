// `npm run bench`: every figure of product.md "How fast" that this release has, target beside result, in one run.
// Ratios within the run, because machines are shared and noisy; a missed target is shown, never a failed build.
import { chargeBench } from './charge-bench.ts';
import { moneyBench } from './money-bench.ts';
import { paperBench } from './paper-bench.ts';
import type { BenchRow } from './support.ts';
import { windowBench } from './window-bench.ts';

function print(rows: readonly BenchRow[]): void {
  const width = (pick: (row: BenchRow) => string): number => Math.max(...rows.map((row) => [...pick(row)].length));
  const [name, value, target] = [width((row) => row.name), width((row) => row.value), width((row) => row.target)];
  for (const row of rows) {
    const mark = row.pass ? 'ok  ' : 'MISS';
    console.log(`${mark} ${row.name.padEnd(name)}  ${row.value.padEnd(value)}  ${row.target.padEnd(target)}`);
  }
}

const charge = await chargeBench();
const rows = [...charge.rows, ...(await windowBench(charge.raw)), ...(await paperBench()), moneyBench()];
print(rows);

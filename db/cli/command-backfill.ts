// `backfill FILE`: the batch form of 应急补录 (product.md C7). Rows that are wrong are listed, the good ones are posted
// once however often the file is run; the paper number is what makes a row the same row.
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { OutputOf } from '../../core/contract/contract.ts';
import { addMinor, currencyOf, ZERO } from '../../core/money/money.ts';
import { readBackfillFile } from '../files/read-backfill-file.ts';
import { atDesk } from './desk.ts';
import { type CommandResult, LEDGER_OPTIONS, readOptions, USER_OPTIONS, wrongUse } from './options.ts';

const BATCH = 5_000;
type Result = OutputOf<'backfill.post'>;

export async function backfill(args: readonly string[]): Promise<CommandResult> {
  const options = readOptions(args, { ...LEDGER_OPTIONS, ...USER_OPTIONS }, 1);
  const path = options.positionals[0] as string;
  let bytes: Buffer;
  try {
    bytes = readFileSync(path);
  } catch {
    return wrongUse(`cannot read ${path}`);
  }
  return atDesk(options, async (desk) => {
    const file = readBackfillFile(bytes, currencyOf(desk.currency));
    if (!file.ok) return wrongUse(file.reason);
    await desk.signIn(options);
    const results: Result[] = [];
    for (let from = 0; from < file.rows.length; from += BATCH) {
      const rows = file.rows.slice(from, from + BATCH);
      results.push(await desk.call('backfill.post', { operationId: randomUUID(), rows: [...rows] }));
    }
    const rejected = [...file.rejected, ...results.flatMap((result) => result.rejected)].sort(
      (one, other) => one.row - other.row,
    );
    const posted = results.filter((result) => result.posted > 0);
    const output = {
      rows: file.rows.length + file.rejected.length,
      posted: results.reduce((sum, result) => sum + result.posted, 0),
      postedTotal: results.reduce((sum, result) => addMinor(sum, result.postedTotal), ZERO),
      already: results.reduce((sum, result) => sum + result.already, 0),
      shifts: posted.map((result) => result.shift),
      first: posted[0]?.first ?? null,
      last: posted.at(-1)?.last ?? null,
      rejected,
    };
    return { exit: rejected.length > 0 ? 1 : 0, output };
  });
}

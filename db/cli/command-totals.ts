// `totals`: per business date, tender and item, with counts. Reads beside a running program; shows no person.
import { reportProcedures } from '../../core/contract/procedures/report.ts';
import { readTotals } from '../readers/read-totals.ts';
import { openToRead } from './desk.ts';
import { type CommandResult, LEDGER_OPTIONS, readOptions, wrongUse } from './options.ts';

export async function totals(args: readonly string[]): Promise<CommandResult> {
  const options = readOptions(args, { ...LEDGER_OPTIONS, from: 'text', to: 'text' }, 0);
  const range = reportProcedures['report.totals'].input.safeParse({
    from: options.text('from'),
    to: options.text('to'),
  });
  if (!range.success) return wrongUse('--from and --to are dates: YYYY-MM-DD');
  const { db } = await openToRead(options);
  try {
    const currency = db.prepare("SELECT value FROM meta WHERE key = 'currency'").pluck().get();
    return { exit: 0, output: { currency, ...range.data, ...readTotals(db, range.data.from, range.data.to) } };
  } finally {
    db.close();
  }
}

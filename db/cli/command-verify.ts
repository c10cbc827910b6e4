// `verify`: proves the ledger from its rows and names the first bad one. Exit 1 when there is one.
import { Refused } from '../../core/contract/errors.ts';
import { refusedResult, verifyLedger } from '../verify/verify-ledger.ts';
import { openToRead } from './desk.ts';
import { type CommandResult, LEDGER_OPTIONS, readOptions } from './options.ts';

// The file is there but is not a ledger any more: that is what verify is asked to find.
const FINDINGS: readonly string[] = ['LEDGER_DAMAGED', 'SCHEMA_ALTERED'];

export async function verify(args: readonly string[]): Promise<CommandResult> {
  const options = readOptions(args, LEDGER_OPTIONS, 0);
  try {
    const { db, attachments } = await openToRead(options);
    try {
      const result = verifyLedger(db, {
        progress: () => undefined,
        monotonic: () => performance.now(),
        pages: true,
        attachments,
      });
      return { exit: result.ok ? 0 : 1, output: result };
    } finally {
      db.close();
    }
  } catch (error) {
    if (!(error instanceof Refused) || !FINDINGS.includes(error.refusal.code)) throw error;
    return { exit: 1, output: refusedResult(error) };
  }
}

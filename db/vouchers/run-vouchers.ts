// Has vouchers made by a program of its own, one at a time: a day of twenty thousand documents never holds the till.
import { refuse } from '../../core/contract/errors.ts';
import type { DataKey } from '../open/connection.ts';
import type { LedgerFiles } from '../open/ledger-files.ts';
import { openForReading } from '../open/open-ledger.ts';
import { startReading } from '../reading-program.ts';
import { type MadeVouchers, makeVouchers, type VoucherJob } from './make-vouchers.ts';

/** What the program is told; the key travels over its channel only. */
export interface VoucherOrderMessage {
  readonly dataDir: string;
  /** The ledger's data key, base64. */
  readonly dataKey: string;
  readonly job: VoucherJob;
}
export type VoucherWord =
  | { readonly k: 'made'; readonly made: MadeVouchers }
  | { readonly k: 'failed'; readonly message: string };

export interface VoucherRunner {
  /** Makes the vouchers. Throws Refused TOO_MANY while others are made, Error when the program was killed. */
  readonly make: (files: LedgerFiles, key: DataKey, job: VoucherJob) => Promise<MadeVouchers>;
}

/** Makes them in this process: for the command and for tests, where nothing else waits. */
export const vouchersHere: VoucherRunner = {
  make: async (files, key, job) => {
    const db = openForReading(files, key);
    try {
      return await makeVouchers(db, job);
    } finally {
      db.close();
    }
  },
};

export function voucherRunner(script: string): VoucherRunner {
  let isRunning = false;
  return {
    make: async (files, key, job) => {
      if (isRunning) return refuse('TOO_MANY', { limit: 1 });
      isRunning = true;
      const program = startReading<VoucherOrderMessage, VoucherWord>(script);
      try {
        const word = await new Promise<VoucherWord>((resolve, reject) => {
          program.onWord(resolve);
          program.onError(reject);
          program.onExit(() => reject(new Error('the voucher program ended before it was done')));
          program.order({ dataDir: files.dataDir, dataKey: key.toString('base64'), job });
        });
        if (word.k === 'made') return word.made;
        throw new Error(word.message);
      } finally {
        isRunning = false;
        program.kill();
      }
    },
  };
}

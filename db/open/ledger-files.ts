// Where the parts of a ledger lie in its data directory.
import { join } from 'node:path';

export interface LedgerFiles {
  readonly dataDir: string;
  readonly ledger: string;
  readonly keys: string;
  readonly lock: string;
  readonly receipts: string;
  readonly attachments: string;
  readonly packages: string;
}

/** The paths below `dataDir`. */
export function ledgerFiles(dataDir: string): LedgerFiles {
  return {
    dataDir,
    ledger: join(dataDir, 'ledger.db'),
    keys: join(dataDir, 'keys.json'),
    lock: join(dataDir, 'writer.lock'),
    receipts: join(dataDir, 'receipts'),
    attachments: join(dataDir, 'attachments'),
    packages: join(dataDir, 'packages'),
  };
}

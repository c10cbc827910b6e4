// Has a package written by a program of its own, one at a time: a day of twenty thousand receipts never holds the till.
import { refuse } from '../../core/contract/errors.ts';
import type { DataKey } from '../open/connection.ts';
import { startReading } from '../reading-program.ts';
import type { PackageOrder } from './write-package.ts';

/** What a package is written from, and into which folder. Keys travel over the program's channel only. */
export interface PackageJob {
  readonly dataDir: string;
  /** The ledger's data key, base64. */
  readonly dataKey: string;
  /** The counter's Ed25519 key, PKCS #8 in base64. */
  readonly secretKey: string;
  readonly parent: string;
  readonly order: Omit<PackageOrder, 'key'>;
}
export type PackageWord =
  | { readonly k: 'written'; readonly folder: string; readonly manifest: string }
  | { readonly k: 'failed'; readonly code: string; readonly message: string };

export interface PackageRunner {
  /**
   * Writes the package and answers its folder and the SHA-256 of its manifest. Throws Refused TOO_MANY while one is being
   * written, PACKAGE_DIFFERS, DISK_FULL or NOT_WRITABLE as the disk says, Error when the program was killed.
   */
  readonly run: (job: PackageJob) => Promise<{ readonly folder: string; readonly manifest: string }>;
}

/** What a job is made of. */
export function packageJob(dataDir: string, key: DataKey, rest: Omit<PackageJob, 'dataDir' | 'dataKey'>): PackageJob {
  return { dataDir, dataKey: key.toString('base64'), ...rest };
}

export function packageRunner(script: string): PackageRunner {
  let isRunning = false;
  return {
    run: async (job) => {
      if (isRunning) return refuse('TOO_MANY', { limit: 1 });
      isRunning = true;
      const program = startReading<PackageJob, PackageWord>(script);
      try {
        const word = await new Promise<PackageWord>((resolve, reject) => {
          program.onWord(resolve);
          program.onError(reject);
          program.onExit(() => reject(new Error('the package program ended before it was done')));
          program.order(job);
        });
        if (word.k === 'written') return { folder: word.folder, manifest: word.manifest };
        return refuseDisk(word, job);
      } finally {
        isRunning = false;
        program.kill();
      }
    },
  };
}

function refuseDisk(
  { code, message }: Extract<PackageWord, { k: 'failed' }>,
  { parent: path, order }: PackageJob,
): never {
  if (code === 'PACKAGE_DIFFERS') return refuse('PACKAGE_DIFFERS', { number: order.number });
  if (code === 'ENOSPC' || code === 'EDQUOT') return refuse('DISK_FULL', {});
  if (/^E(ACCES|PERM|ROFS|NOENT|NOTDIR)$/.test(code)) return refuse('NOT_WRITABLE', { path });
  throw new Error(message);
}

// Has a package written by a program of its own, one at a time: a day of twenty thousand receipts never holds the till.
import { refuse } from '../../core/contract/errors.ts';
import type { PackageFault } from '../../core/package/manifest.ts';
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
/** A written package to be checked. */
export interface PackageCheck {
  readonly folder: string;
  /** PEM. */
  readonly publicKey: string;
  readonly previous: string | null;
}

export type PackageOrderWord =
  | { readonly k: 'write'; readonly job: PackageJob }
  | { readonly k: 'check'; readonly check: PackageCheck };

export type PackageWord =
  | { readonly k: 'checked'; readonly ok: boolean; readonly links: number; readonly faults: readonly PackageFault[] }
  | { readonly k: 'written'; readonly folder: string; readonly manifest: string }
  | { readonly k: 'failed'; readonly code: string; readonly message: string };

export interface PackageRunner {
  /**
   * Writes the package and answers its folder and the SHA-256 of its manifest. Throws Refused TOO_MANY while one is being
   * written, PACKAGE_DIFFERS, DISK_FULL or NOT_WRITABLE as the disk says, Error when the program was killed.
   */
  readonly run: (job: PackageJob) => Promise<{ readonly folder: string; readonly manifest: string }>;
  /** Checks a written package, as `counterfoil verify-package` does. Throws Refused TOO_MANY, Error when it was killed. */
  readonly check: (check: PackageCheck) => Promise<PackageChecked>;
}

export type PackageChecked = Omit<Extract<PackageWord, { k: 'checked' }>, 'k'>;

/** What a job is made of. */
export function packageJob(dataDir: string, key: DataKey, rest: Omit<PackageJob, 'dataDir' | 'dataKey'>): PackageJob {
  return { dataDir, dataKey: key.toString('base64'), ...rest };
}

export function packageRunner(script: string): PackageRunner {
  let isRunning = false;
  const ask = async (order: PackageOrderWord): Promise<PackageWord> => {
    if (isRunning) return refuse('TOO_MANY', { limit: 1 });
    isRunning = true;
    const program = startReading<PackageOrderWord, PackageWord>(script);
    try {
      return await new Promise<PackageWord>((resolve, reject) => {
        program.onWord(resolve);
        program.onError(reject);
        program.onExit(() => reject(new Error('the package program ended before it was done')));
        program.order(order);
      });
    } finally {
      isRunning = false;
      program.kill();
    }
  };
  return {
    run: async (job) => {
      const word = await ask({ k: 'write', job });
      if (word.k === 'written') return { folder: word.folder, manifest: word.manifest };
      return word.k === 'failed' ? refuseDisk(word, job) : surprised(word);
    },
    check: async (check) => {
      const word = await ask({ k: 'check', check });
      if (word.k === 'checked') return { ok: word.ok, links: word.links, faults: word.faults };
      return surprised(word);
    },
  };
}

function surprised(word: PackageWord): never {
  throw new Error(word.k === 'failed' ? word.message : `the package program said ${word.k}`);
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

// The package process: opens the ledger for reading only, writes one package, says where it lies. It can be killed at any time.
import { createPrivateKey } from 'node:crypto';
import { Refused } from '../core/contract/errors.ts';
import { dataKeyFrom } from './keys/key-slots.ts';
import { ledgerFiles } from './open/ledger-files.ts';
import { openForReading } from './open/open-ledger.ts';
import type { PackageJob, PackageWord } from './package/run-package.ts';
import { writePackage } from './package/write-package.ts';
import { processChannel } from './process-channel.ts';

const channel = processChannel();
if (!channel) throw new Error('the package process is started by the ledger');
const say = (word: PackageWord): void => channel.send(word);

channel.onMessage((message) => {
  const { dataDir, dataKey, secretKey, parent, order } = message as PackageJob;
  try {
    const key = dataKeyFrom(dataKey);
    if (!key) throw new Error('no key');
    const db = openForReading(ledgerFiles(dataDir), key);
    const secret = createPrivateKey({ key: Buffer.from(secretKey, 'base64'), format: 'der', type: 'pkcs8' });
    const { folder, manifestSha256 } = writePackage(db, { ...order, key: secret }, parent);
    db.close();
    say({ k: 'written', folder, manifest: manifestSha256 });
  } catch (error) {
    say({ k: 'failed', code: codeOf(error), message: String(error) });
  }
});

function codeOf(error: unknown): string {
  if (error instanceof Refused) return error.refusal.code;
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}

// The package process: opens the ledger for reading only, writes one package or checks one, says what came of it. It can be killed at any time.
import { createPrivateKey, createPublicKey } from 'node:crypto';
import { Refused } from '../core/contract/errors.ts';
import { dataKeyFrom } from './keys/key-slots.ts';
import { ledgerFiles } from './open/ledger-files.ts';
import { openForReading } from './open/open-ledger.ts';
import type { PackageCheck, PackageJob, PackageOrderWord, PackageWord } from './package/run-package.ts';
import { verifyPackage } from './package/verify-package.ts';
import { writePackage } from './package/write-package.ts';
import { processChannel } from './process-channel.ts';

const channel = processChannel();
if (!channel) throw new Error('the package process is started by the ledger');
const say = (word: PackageWord): void => channel.send(word);

channel.onMessage((message) => {
  const order = message as PackageOrderWord;
  if (order.k === 'write') say(written(order.job));
  else
    void checked(order.check).then(say, (error: unknown) =>
      say({ k: 'failed', code: codeOf(error), message: String(error) }),
    );
});

function written({ dataDir, dataKey, secretKey, parent, order }: PackageJob): PackageWord {
  try {
    const key = dataKeyFrom(dataKey);
    if (!key) throw new Error('no key');
    const db = openForReading(ledgerFiles(dataDir), key);
    const secret = createPrivateKey({ key: Buffer.from(secretKey, 'base64'), format: 'der', type: 'pkcs8' });
    const { folder, manifestSha256 } = writePackage(db, { ...order, key: secret }, parent);
    db.close();
    return { k: 'written', folder, manifest: manifestSha256 };
  } catch (error) {
    return { k: 'failed', code: codeOf(error), message: String(error) };
  }
}

async function checked({ folder, publicKey, previous }: PackageCheck): Promise<PackageWord> {
  const report = await verifyPackage({ folder, publicKey: createPublicKey(publicKey), previous });
  return { k: 'checked', ok: report.ok, links: report.links, faults: report.faults };
}

function codeOf(error: unknown): string {
  if (error instanceof Refused) return error.refusal.code;
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}

// The verify process: opens the ledger for reading only, proves it, says what it found. It can be killed at any time.
import { Refused } from '../core/contract/errors.ts';
import { AttachmentStore } from './attachments/attachment-store.ts';
import { dataKeyFrom } from './keys/key-slots.ts';
import { ledgerFiles } from './open/ledger-files.ts';
import { openForReading } from './open/open-ledger.ts';
import { processChannel } from './process-channel.ts';
import type { VerifyOrder, VerifyWord } from './verify/run-verify.ts';
import { refusedResult, verifyLedger } from './verify/verify-ledger.ts';

const channel = processChannel();
if (!channel) throw new Error('the verify process is started by the ledger');
const say = (word: VerifyWord): void => channel.send(word);

channel.onMessage((message) => {
  const { dataDir, key: text } = message as VerifyOrder;
  const key = dataKeyFrom(text);
  if (!key) return say({ k: 'failed', message: 'no key' });
  try {
    const files = ledgerFiles(dataDir);
    const db = openForReading(files, key);
    const result = verifyLedger(db, {
      progress: (done, of) => say({ k: 'progress', done, of }),
      monotonic: () => performance.now(),
      pages: true,
      attachments: new AttachmentStore(files.attachments, key),
    });
    db.close();
    say({ k: 'result', result });
  } catch (error) {
    if (error instanceof Refused) say({ k: 'result', result: refusedResult(error) });
    else say({ k: 'failed', message: String(error) });
  }
});

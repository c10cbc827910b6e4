// The voucher process: opens the ledger for reading only, makes the vouchers of one day, hands the file back. It can be
// killed at any time.
import { dataKeyFrom } from './keys/key-slots.ts';
import { ledgerFiles } from './open/ledger-files.ts';
import { openForReading } from './open/open-ledger.ts';
import { processChannel } from './process-channel.ts';
import { makeVouchers } from './vouchers/make-vouchers.ts';
import type { VoucherOrderMessage, VoucherWord } from './vouchers/run-vouchers.ts';

const channel = processChannel();
if (!channel) throw new Error('the voucher process is started by the ledger');
const say = (word: VoucherWord): void => channel.send(word);

channel.onMessage((message) => void make(message as VoucherOrderMessage));

async function make({ dataDir, dataKey, job }: VoucherOrderMessage): Promise<void> {
  try {
    const key = dataKeyFrom(dataKey);
    if (!key) throw new Error('no key');
    const db = openForReading(ledgerFiles(dataDir), key);
    const made = await makeVouchers(db, job);
    db.close();
    say({ k: 'made', made });
  } catch (error) {
    say({ k: 'failed', message: String(error) });
  }
}

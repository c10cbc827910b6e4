// Seals a payee's account number for the row it is kept in (AES-256-GCM under a key derived from the ledger's own): a bank
// card number stands whole in no row, no dump and no package, and a bank file can still be written.
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { plainAccount } from '../../core/refund/payee.ts';
import type { AttachmentStore } from '../attachments/attachment-store.ts';

const NONCE = 12;
const TAG = 16;

const PURPOSE = 'payee account';

/** Whoever holds the ledger's key. */
interface Holder {
  readonly attachments: Pick<AttachmentStore, 'keyFor'>;
}

/** Base64 of nonce, ciphertext and tag; the same number never reads the same twice. */
export function sealAccount(ledger: Holder, account: string): string {
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv('aes-256-gcm', ledger.attachments.keyFor(PURPOSE), nonce);
  // Of one length whatever the number's: how long an account is says which bank's it is.
  const plain = plainAccount(account).padEnd(40, ' ');
  return Buffer.concat([nonce, cipher.update(plain, 'utf8'), cipher.final(), cipher.getAuthTag()]).toString('base64');
}

/** The digits again. Throws when the text was not sealed by this ledger. */
export function openAccount(ledger: Holder, sealed: string): string {
  const bytes = Buffer.from(sealed, 'base64');
  const decipher = createDecipheriv('aes-256-gcm', ledger.attachments.keyFor(PURPOSE), bytes.subarray(0, NONCE));
  decipher.setAuthTag(bytes.subarray(bytes.length - TAG));
  const plain = [decipher.update(bytes.subarray(NONCE, bytes.length - TAG)), decipher.final()];
  return Buffer.concat(plain).toString('utf8').trimEnd();
}

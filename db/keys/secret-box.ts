// Secrets that stand in the ledger itself, sealed once more under a key of their own: whoever reads rows (a query, a dump,
// a screen) sees none of them, and a sealed text that was moved to another row does not open there.
import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import type { DataKey } from '../open/connection.ts';

const NONCE = 12;
const TAG = 16;

export class SecretBox {
  readonly #sealing: Buffer;
  readonly #marking: Buffer;

  constructor(key: DataKey) {
    const derived = (what: string): Buffer =>
      Buffer.from(hkdfSync('sha256', key as unknown as Buffer, Buffer.alloc(0), `counterfoil ${what}`, 32));
    this.#sealing = derived('sealed rows');
    this.#marking = derived('marked rows');
  }

  /** `text` as base64 that opens only for the same `place` (the row it stands in). */
  seal(text: string, place: string): string {
    const nonce = randomBytes(NONCE);
    const cipher = createCipheriv('aes-256-gcm', this.#sealing, nonce).setAAD(Buffer.from(place));
    return Buffer.concat([nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]).toString('base64');
  }

  /** The text sealed for `place`. Throws when it was sealed for another, or altered. */
  open(sealed: string, place: string): string {
    const bytes = Buffer.from(sealed, 'base64');
    const decipher = createDecipheriv('aes-256-gcm', this.#sealing, bytes.subarray(0, NONCE), { authTagLength: TAG });
    decipher.setAAD(Buffer.from(place)).setAuthTag(bytes.subarray(bytes.length - TAG));
    return decipher.update(bytes.subarray(NONCE, bytes.length - TAG), undefined, 'utf8') + decipher.final('utf8');
  }

  /** A keyed hash, hex: tells whether somebody knows `text` again, and cannot be guessed at without the ledger's key. */
  mark(text: string, place: string): string {
    return createHmac('sha256', this.#marking)
      .update(JSON.stringify([place, text]))
      .digest('hex');
  }
}

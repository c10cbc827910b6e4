// One random data key opens the ledger; slots wrap it for those who may open it (architecture.md decision 8).
// The slots stand in keys.json beside the ledger: they hold nothing that helps without the secret of one of them.
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { argon2id } from 'hash-wasm';
import { z } from 'zod';
import { refuse } from '../../core/contract/errors.ts';
import type { DataKey } from '../open/connection.ts';

const wrapped = { salt: z.string(), nonce: z.string(), sealed: z.string() };
const slotSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('recovery'), ...wrapped }),
  z.strictObject({ kind: z.literal('keyFile'), ...wrapped }),
  z.strictObject({ kind: z.literal('passphrase'), ...wrapped }),
  z.strictObject({ kind: z.literal('os'), blob: z.string() }),
]);
const fileSchema = z.strictObject({ version: z.literal(1), ledgerId: z.string(), slots: z.array(slotSchema) });

export type KeySlot = z.infer<typeof slotSchema>;
export type KeyFile = z.infer<typeof fileSchema>;
type SecretKind = Exclude<KeySlot['kind'], 'os'>;

/** A fresh data key. */
export function newDataKey(): DataKey {
  return randomBytes(32) as unknown as DataKey;
}

/** `text` from base64 as a data key, or null when it is not one. */
export function dataKeyFrom(text: string): DataKey | null {
  const bytes = Buffer.from(text, 'base64');
  return bytes.length === 32 ? (bytes as unknown as DataKey) : null;
}

/**
 * Wraps `key` for a secret. A passphrase is stretched by argon2id (64 MiB, 3 passes), and so is a key file that somebody
 * wrote by hand; the recovery key and a key file of 32 random bytes go through HKDF. The slot's kind and the ledger's id are authenticated with the key.
 */
export async function makeSlot(kind: SecretKind, key: DataKey, secret: string, ledgerId: string): Promise<KeySlot> {
  const salt = randomBytes(16);
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', await wrappingKey(kind, secret, salt), nonce);
  cipher.setAAD(Buffer.from(`${kind}:${ledgerId}`));
  const sealed = Buffer.concat([cipher.update(key), cipher.final(), cipher.getAuthTag()]);
  return { kind, salt: salt.toString('base64'), nonce: nonce.toString('base64'), sealed: sealed.toString('base64') };
}

/** The data key behind the slot of this kind, or null when there is none or the secret is not its. */
export async function openSlot(file: KeyFile, kind: SecretKind, secret: string): Promise<DataKey | null> {
  for (const slot of file.slots) {
    if (slot.kind !== kind) continue;
    const sealed = Buffer.from(slot.sealed, 'base64');
    const wrapping = await wrappingKey(kind, secret, Buffer.from(slot.salt, 'base64'));
    try {
      const decipher = createDecipheriv('aes-256-gcm', wrapping, Buffer.from(slot.nonce, 'base64'), {
        authTagLength: 16,
      });
      decipher.setAAD(Buffer.from(`${kind}:${file.ledgerId}`));
      decipher.setAuthTag(sealed.subarray(sealed.length - 16));
      const key = Buffer.concat([decipher.update(sealed.subarray(0, sealed.length - 16)), decipher.final()]);
      return key as unknown as DataKey;
    } catch {
      // The tag did not fit: not this secret. Another slot of the same kind may still fit.
    }
  }
  return null;
}

/** 32 bytes as hex or base64, which is what `init` writes: nothing to stretch. */
const RANDOM_KEY = /^(?:[0-9a-f]{64,}|[0-9A-F]{64,}|[A-Za-z0-9+/_-]{43,}={0,2})$/;

async function wrappingKey(kind: SecretKind, secret: string, salt: Buffer): Promise<Buffer> {
  if (kind === 'recovery' || (kind === 'keyFile' && RANDOM_KEY.test(secret.trim()))) {
    return Buffer.from(hkdfSync('sha256', Buffer.from(normaliseSecret(kind, secret)), salt, `counterfoil ${kind}`, 32));
  }
  const stretched = await argon2id({
    password: secret.normalize('NFKC'),
    salt,
    memorySize: 65_536,
    iterations: 3,
    parallelism: 1,
    hashLength: 32,
    outputType: 'binary',
  });
  return Buffer.from(stretched);
}

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

// People copy the recovery key by hand: case, blanks and the letters Crockford's alphabet leaves out do not matter.
function normaliseSecret(kind: SecretKind, secret: string): string {
  if (kind !== 'recovery') return secret.trim();
  return secret
    .toUpperCase()
    .replaceAll(/[^0-9A-Z]/g, '')
    .replaceAll('O', '0')
    .replaceAll(/[IL]/g, '1');
}

/** A recovery key: 160 random bits in eight groups of four of Crockford's base 32. */
export function newRecoveryKey(): string {
  const characters = Array.from(randomBytes(32), (byte) => ALPHABET[byte % 32] ?? '');
  return Array.from({ length: 8 }, (_, group) => characters.slice(group * 4, group * 4 + 4).join('')).join('-');
}

/** Reads keys.json, or null when there is none. Throws Refused LEDGER_DAMAGED when it is not one. */
export function readKeyFile(path: string): KeyFile | null {
  if (!existsSync(path)) return null;
  try {
    return fileSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return refuse('LEDGER_DAMAGED', { reason: 'keys.json cannot be read' });
  }
}

/** Writes keys.json whole or not at all, readable by this account only. */
export function writeKeyFile(path: string, file: KeyFile): void {
  const temporary = `${path}.new`;
  const handle = openSync(temporary, 'w', 0o600);
  try {
    writeSync(handle, `${JSON.stringify(file, null, 2)}\n`);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  renameSync(temporary, path);
}

/** The secret in an IT-made key file: its text, at least 16 characters. Throws Refused KEY_FILE_UNUSABLE. */
export function readSecretFile(path: string): string {
  let text: string;
  try {
    text = readFileSync(path, 'utf8').trim();
  } catch {
    return refuse('KEY_FILE_UNUSABLE', { reason: 'cannot be read' });
  }
  if (text.length < 16) return refuse('KEY_FILE_UNUSABLE', { reason: 'shorter than 16 characters' });
  return text;
}

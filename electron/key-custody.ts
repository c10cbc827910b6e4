// Lends the ledger the operating system's key store: wraps and unwraps the data key, keeps nothing.
// Only a real store counts: Chromium's fallback hides a key behind a constant that everybody knows.
import { safeStorage } from 'electron';

/** The names Chromium gives to stores that protect nothing. */
const PRETENDERS: ReadonlySet<string> = new Set(['basic_text', 'unknown']);

/** Whether this account's store really protects. Only after the program is ready. */
export function osProtection(): boolean {
  if (!safeStorage.isEncryptionAvailable()) return false;
  return process.platform !== 'linux' || !PRETENDERS.has(safeStorage.getSelectedStorageBackend());
}

/** Wraps a base64 key; null when there is no real store or it refuses. */
export function wrapKey(key: string): string | null {
  if (!osProtection()) return null;
  try {
    return safeStorage.encryptString(key).toString('base64');
  } catch {
    return null;
  }
}

/** Opens what `wrapKey` made; null when this account cannot. */
export function unwrapKey(blob: string): string | null {
  if (!osProtection()) return null;
  try {
    return safeStorage.decryptString(Buffer.from(blob, 'base64'));
  } catch {
    return null;
  }
}

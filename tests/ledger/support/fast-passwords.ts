// Stands in for db/keys/password-hash.ts in tests of the ledger, which are about counting and rights, not about argon2's
// cost (vitest.config.ts). What the real one does is tested in tests/unit and by every process that a test starts.
import { createHash } from 'node:crypto';

/** Called at every look at a password, before it is compared. */
export const looks = { count: 0, before: (): void => undefined };

const phcOf = (password: string): string =>
  `$argon2id$${createHash('sha256').update(password.normalize('NFKC')).digest('hex')}`;

export function hashPassword(password: string): Promise<string> {
  return Promise.resolve(phcOf(password));
}

export async function checkPassword(password: string, phc: string): Promise<boolean> {
  looks.count += 1;
  looks.before();
  // The real one answers later, too: other calls come in between.
  await new Promise((resolve) => setImmediate(resolve));
  return phcOf(password) === phc;
}

export async function checkNobody(password: string): Promise<false> {
  await checkPassword(password, '');
  return false;
}

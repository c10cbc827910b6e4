// Passwords become argon2id hashes in the PHC text form; checking one costs memory and time on purpose.
import { randomBytes } from 'node:crypto';
import { argon2id, argon2Verify } from 'hash-wasm';

// OWASP's second recommendation (19 MiB, 2 passes, 1 lane): about 40 ms here, in the process that also posts.
const COST = { memorySize: 19_456, iterations: 2, parallelism: 1, hashLength: 32 } as const;

/** The PHC text ($argon2id$v=19$m=…) of `password`. */
export function hashPassword(password: string): Promise<string> {
  return argon2id({ ...COST, password: password.normalize('NFKC'), salt: randomBytes(16), outputType: 'encoded' });
}

/** Whether `password` is the one `phc` was made from. */
export function checkPassword(password: string, phc: string): Promise<boolean> {
  return argon2Verify({ password: password.normalize('NFKC'), hash: phc });
}

let decoy: Promise<string> | undefined;

/** Spends the time of a check for a name nobody has, so that the answer's delay does not tell which names exist. */
export async function checkNobody(password: string): Promise<false> {
  decoy ??= hashPassword(randomBytes(16).toString('hex'));
  await checkPassword(password, await decoy);
  return false;
}

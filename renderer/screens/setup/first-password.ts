// A first password that can be read from paper and typed once: no letter that looks like another, three groups of four.
// It is changed at the first sign-in, so it needs to last only until then.

const LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789';
const GROUPS = 3;
const PER_GROUP = 4;
/** Bytes at or above this would make some letters likelier than others. */
const FAIR = 256 - (256 % LETTERS.length);

/** A random first password; `random` fills an array with random bytes (the window's `crypto.getRandomValues`). */
export function firstPassword(random: (bytes: Uint8Array<ArrayBuffer>) => Uint8Array<ArrayBuffer>): string {
  let letters = '';
  while (letters.length < GROUPS * PER_GROUP) {
    const fair = [...random(new Uint8Array(32))].filter((byte) => byte < FAIR);
    letters += fair.map((byte) => LETTERS.charAt(byte % LETTERS.length)).join('');
  }
  return Array.from({ length: GROUPS }, (_, at) => letters.slice(at * PER_GROUP, (at + 1) * PER_GROUP)).join('-');
}

// The one rule for passwords: long enough, not the user name, not one character over and over.
// Length is what resists guessing (NIST SP 800-63B §3.1.1.2); no composition rules, they only make people write it down.

export const PASSWORD_MIN = 8;
export const PASSWORD_MAX = 128;
export type PasswordFault = 'tooShort' | 'tooLong' | 'sameAsUsername' | 'oneCharacter';

/** What is wrong with `password` for `username`, or null. Lengths are counted in Unicode characters. */
export function passwordFault(password: string, username: string): PasswordFault | null {
  const characters = [...password];
  if (characters.length < PASSWORD_MIN) return 'tooShort';
  if (characters.length > PASSWORD_MAX) return 'tooLong';
  if (password.toLowerCase() === username.toLowerCase()) return 'sameAsUsername';
  if (new Set(characters).size === 1) return 'oneCharacter';
  return null;
}

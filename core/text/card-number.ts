// Finding bank card numbers in text that is about to be kept.
// No card number is ever stored whole (product.md K5), and people do type them where a slip's reference belongs.

const SHORTEST = 13;
const LONGEST = 19;
/** A blank or a hyphen between the groups of one number, and more than one where somebody aligned them. */
const MOST_SEPARATORS = 3;

/**
 * True when `text` holds a bank card number: 13 to 19 digits, perhaps in groups parted by blanks or signs, ASCII
 * or full-width, that begin as an issuer's numbers do and pass the Luhn check. A longer run of digits is an order
 * number, not a card. About one in ten random numbers of that length and beginning is found too: the cashier is asked
 * for the slip's reference instead, which is better than a card kept.
 */
export function containsCardNumber(text: string): boolean {
  if (text.length < SHORTEST) return false;
  const groups: string[] = [];
  let group = '';
  let separators = 0;
  for (let i = 0; i <= text.length; i++) {
    const code = i < text.length ? text.charCodeAt(i) : 0;
    const digit = digitOf(code);
    if (digit >= 0) {
      group += digit;
      separators = 0;
      continue;
    }
    if (isInvisible(code)) continue;
    if (group !== '') groups.push(group);
    group = '';
    separators++;
    if (i < text.length && isSeparator(code) && separators <= MOST_SEPARATORS) continue;
    if (someRunIsCard(groups)) return true;
    groups.length = 0;
  }
  return false;
}

/** Some neighbouring whole groups make a card number together; a part of a group is never tried. */
function someRunIsCard(groups: readonly string[]): boolean {
  for (let from = 0; from < groups.length; from++) {
    let digits = '';
    for (let to = from; to < groups.length && digits.length <= LONGEST; to++) {
      digits += groups[to];
      if (isCardNumber(digits)) return true;
    }
  }
  return false;
}

function isCardNumber(digits: string): boolean {
  return digits.length >= SHORTEST && digits.length <= LONGEST && beginsAsIssued(digits) && passesLuhn(digits);
}

/** Beginnings and lengths of the networks (ISO/IEC 7812 major ranges), and of old Chinese debit cards (9558, 9559, 60). */
function beginsAsIssued(digits: string): boolean {
  const { length } = digits;
  const four = Number(digits.slice(0, 4));
  const two = Math.trunc(four / 100);
  if (two >= 40 && two <= 49) return length === 13 || length === 16 || length === 19; // Visa
  if (two === 34 || two === 37) return length === 15; // American Express
  if (two === 36 || two === 38 || two === 39 || (four >= 3000 && four <= 3059)) return length >= 14; // Diners
  if (two >= 51 && two <= 55) return length === 16; // Mastercard
  if (four >= 2221 && four <= 2720) return length === 16; // Mastercard
  if (two === 62 || two === 81) return length >= 16; // UnionPay
  if (two === 60 || two === 64 || two === 65) return length >= 16; // Discover, RuPay, older UnionPay
  if (four >= 3528 && four <= 3589) return length >= 16; // JCB
  if (four === 9558 || four === 9559) return length >= 16; // ICBC and ABC before UnionPay
  return two === 50 || (two >= 56 && two <= 58) || two === 63 || two === 67 || two === 69; // Maestro
}

function passesLuhn(digits: string): boolean {
  let sum = 0;
  let doubled = false;
  for (let i = digits.length - 1; i >= 0; i--) {
    let digit = digits.charCodeAt(i) - 48;
    if (doubled) digit = digit > 4 ? digit * 2 - 9 : digit * 2;
    sum += digit;
    doubled = !doubled;
  }
  return sum % 10 === 0;
}

/** 0–9 for an ASCII or full-width digit, −1 for anything else. */
function digitOf(code: number): number {
  if (code >= 48 && code <= 57) return code - 48;
  return code >= 0xff10 && code <= 0xff19 ? code - 0xff10 : -1;
}

const LETTER = /\p{L}/u;

/** Anything that is neither letter nor digit: blanks, hyphens, dots, slashes, underscores; and the x people write between groups. */
function isSeparator(code: number): boolean {
  if (code === 0x78 || code === 0x58) return true;
  if (code < 0x80) return !((code >= 0x41 && code <= 0x5a) || (code >= 0x61 && code <= 0x7a));
  // Half of a pair outside the basic plane: a rare Chinese character, a letter.
  return !(code >= 0xd800 && code <= 0xdfff) && !LETTER.test(String.fromCharCode(code));
}

/** Characters that show nothing, so that digits around them look like one number: they are read past. */
function isInvisible(code: number): boolean {
  return code === 0xad || (code >= 0x200b && code <= 0x200f) || code === 0x2060 || code === 0xfeff;
}

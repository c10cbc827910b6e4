// Document numbers (A01-R-0018273), their check digits, and the text in the QR code of a receipt.
// A number is what customers, statements and auditors hold in hand: one form, and a scan that notices a misread character.

/** What a number is made of: the counter's code, the letter of the document's type, the gapless n from 1. */
export interface DocumentNumber {
  readonly counter: string;
  readonly type: string;
  readonly n: number;
}

/** A counter's code: two to eight capital letters and digits, a letter first. */
export const COUNTER_CODE = /^[A-Z][A-Z0-9]{1,7}$/;
/** Seven digits; a counter that issues ten million papers of one type goes on with eight. */
const DIGITS = 7;
export const MAX_DOCUMENT_N = 9_999_999_999;
const NUMBER = /^([A-Z][A-Z0-9]{1,7})-([A-Z])-(\d{7,10})$/;
const SCAN = /^CF1:([A-Z][A-Z0-9]{1,7}-[A-Z]-\d{7,10}):(\d{2})$/;

/** "A01-R-0018273". RangeError for a code, letter or n of the wrong form. */
export function formatDocumentNumber(number: DocumentNumber): string {
  const { counter, type, n } = number;
  if (!COUNTER_CODE.test(counter)) throw new RangeError(`Not a counter code: ${counter}`);
  if (!/^[A-Z]$/.test(type)) throw new RangeError(`Not a document type: ${type}`);
  if (!(Number.isInteger(n) && n >= 1 && n <= MAX_DOCUMENT_N)) throw new RangeError(`Not a document number: ${n}`);
  return `${counter}-${type}-${String(n).padStart(DIGITS, '0')}`;
}

/** The parts of a number in exactly the form that `formatDocumentNumber` writes; null for anything else. */
export function parseDocumentNumber(text: string): DocumentNumber | null {
  const match = NUMBER.exec(text);
  if (match === null) return null;
  const [, counter = '', type = '', digits = ''] = match;
  const n = Number(digits);
  if (n === 0 || (digits.length > DIGITS && digits.startsWith('0'))) return null;
  return { counter, type, n };
}

/**
 * Two check digits, "02" to "98", by the recursion of ISO 7064 MOD 97-10 over the characters (letters A=10…Z=35, hyphens skipped).
 * A letter takes one place, not two as in an IBAN, where "B1" and "1B" both become 111: so every changed
 * character and every two neighbours that changed places are noticed. For digits alone it is the standard's own result.
 */
export function checkDigits(number: string): string {
  let sum = 0;
  for (const character of number) {
    if (character === '-') continue;
    sum = (sum * 10 + characterValue(character)) % 97;
  }
  return String(98 - ((sum * 100) % 97)).padStart(2, '0');
}

function characterValue(character: string): number {
  if (!/^[0-9A-Z]$/.test(character)) throw new RangeError(`No check digits over: ${character}`);
  return Number.parseInt(character, 36);
}

/** The text of a receipt's QR code: "CF1:A01-R-0018273:" and the check digits. RangeError unless it is a document number. */
export function scanText(number: string): string {
  if (parseDocumentNumber(number) === null) throw new RangeError(`Not a document number: ${number}`);
  return `CF1:${number}:${checkDigits(number)}`;
}

export type ReadScan =
  | ({ readonly ok: true; readonly number: string } & DocumentNumber)
  | { readonly ok: false; readonly fault: 'notAScan' | 'checkDigitsWrong' };

/**
 * Reads what a scanner typed. A scanner types through the keyboard, so a Chinese input method may have made the
 * characters full-width and a locked shift key made them small: both are undone, the check digits say whether rightly.
 */
export function readScanText(text: string): ReadScan {
  const plain = text
    .replace(/[\uff01-\uff5e]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0))
    .trim()
    .toUpperCase();
  const match = SCAN.exec(plain);
  const number = match?.[1] ?? '';
  const parts = parseDocumentNumber(number);
  if (match === null || parts === null) return { ok: false, fault: 'notAScan' };
  if (checkDigits(number) !== match[2]) return { ok: false, fault: 'checkDigitsWrong' };
  return { ok: true, number, ...parts };
}

// Money as it would be written with nothing but BigInt and text: slow, plain, and apart from the code it judges.

export const LIMIT = 2n ** 51n;

/** n / d, half away from zero, by adding half of d to the size of n. */
export function modelRound(n: bigint, d: bigint): bigint {
  const size = (2n * (n < 0n ? -n : n) + (d < 0n ? -d : d)) / (2n * (d < 0n ? -d : d));
  return n < 0n === d < 0n ? size : -size;
}

/** "1234.56" with `decimals` decimals out of minor units. */
export function modelText(units: bigint, decimals: number): string {
  const digits = (units < 0n ? -units : units).toString().padStart(decimals + 1, '0');
  const whole = decimals === 0 ? digits : digits.slice(0, -decimals);
  const text = decimals === 0 ? whole : `${whole}.${digits.slice(-decimals)}`;
  return units < 0n ? `-${text}` : text;
}

/** The whole part with a comma before every third digit, counted from the right, one digit at a time. */
export function modelGrouped(text: string): string {
  const [whole = '', fraction] = text.replace('-', '').split('.');
  let out = '';
  for (let i = 0; i < whole.length; i++) {
    if (i > 0 && (whole.length - i) % 3 === 0) out += ',';
    out += whole.charAt(i);
  }
  return (text.startsWith('-') ? '-' : '') + out + (fraction === undefined ? '' : `.${fraction}`);
}

/** True for the machine form of an amount, character by character, without a regular expression. */
export function modelAccepts(text: string, decimals: number): boolean {
  let at = text.startsWith('-') ? 1 : 0;
  const isDigit = (c: string | undefined) => c !== undefined && c.length === 1 && c >= '0' && c <= '9';
  const from = at;
  while (isDigit(text[at])) at++;
  const whole = at - from;
  if (whole === 0 || (whole > 1 && text[from] === '0')) return false;
  let fraction = 0;
  if (text[at] === '.') {
    at++;
    while (isDigit(text[at])) {
      at++;
      fraction++;
    }
    if (fraction === 0) return false;
  }
  if (at !== text.length || fraction > decimals) return false;
  const value = modelValue(text, decimals);
  return value <= LIMIT && value >= -LIMIT && !(value === 0n && text.startsWith('-'));
}

/** The minor units of a text in machine form. */
export function modelValue(text: string, decimals: number): bigint {
  const [whole = '', fraction = ''] = text.replace('-', '').split('.');
  const size = BigInt(whole + fraction.padEnd(decimals, '0'));
  return text.startsWith('-') ? -size : size;
}

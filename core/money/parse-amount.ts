// From text to money and quantities: the only door, and a strict one.
// Whatever is not exactly an amount is refused with the reason; nothing is guessed, rounded or cut off (ledger.md "Money").
import { type Currency, MAX_MINOR, type Milli, type Minor } from './money.ts';

/** Who wrote the text. Machines write one form; people also write what is listed under `AmountNormalisation`. */
export type AmountSource = 'machine' | 'person';

/** What was changed in a person's text before it was read, so that a list can say so beside the row. */
export type AmountNormalisation =
  | 'blanksTrimmed'
  | 'fullWidth'
  | 'minusSign'
  | 'currencySign'
  | 'currencySuffix'
  | 'thousandsSeparators';

/** Why a text is not an amount. */
export type AmountFault =
  | 'empty'
  /** A person may write it so (full-width digits, ￥, separators, blanks); a machine-made file may not. */
  | 'notMachineForm'
  | 'notAnAmount'
  | 'misplacedSeparator'
  | 'leadingZero'
  | 'tooManyDecimals'
  | 'negativeZero'
  | 'outOfRange';

export type Parsed<T> =
  | { readonly ok: true; readonly value: T; readonly normalised: readonly AmountNormalisation[] }
  | { readonly ok: false; readonly fault: AmountFault };

/** Decimals of a quantity: thousandths. */
const QUANTITY_DECIMALS = 3;
/** Longer texts are not looked at closely: no amount with all its signs is that long. */
const MAX_TEXT = 64;

const NUMBER = /^(-?)(\d+)(?:\.(\d+))?$/;
const GROUPED = /^\d{1,3}(?:,\d{3})+$/;
// Written as escapes because half of these cannot be told apart on a screen.
const OUTER_BLANKS = /^[ \t\u00a0\u3000]+|[ \t\u00a0\u3000]+$/g;
const FULL_WIDTH = /[\uff0c\uff0d\uff0e\uff10-\uff19]/g; // ，－．０–９
const MINUS_SIGN = '\u2212'; // what formatAmount prints
const YEN_SIGNS = ['\u00a5', '\uffe5']; // ¥ ￥
/** Currencies whose amounts people end with 元. */
const YUAN_SUFFIX = new Set(['CNY', 'HKD', 'MOP', 'TWD']);
const NOTHING_NORMALISED: readonly AmountNormalisation[] = [];

/**
 * Reads an amount in major units ("12.34") as minor units (1234).
 * From a machine: ASCII `-?digits(.digits)?`, full match, no leading zero beyond the one before the point, no "-0",
 * at most the currency's decimals, |x| ≤ 2^51. From a person also full-width forms, ￥ before, 元 after, thousands
 * separators in the right places and blanks around, each reported in `normalised`. Never throws for any text.
 */
export function parseAmount(
  text: string,
  options: { readonly currency: Currency; readonly source: AmountSource },
): Parsed<Minor> {
  return parse(text, options.source, options.currency.exponent, options.currency) as Parsed<Minor>;
}

/** Reads a quantity ("1.5") as thousandths (1500), by the rules of an amount with three decimals and no currency sign. Never throws. */
export function parseQuantity(text: string, options: { readonly source: AmountSource }): Parsed<Milli> {
  return parse(text, options.source, QUANTITY_DECIMALS, null) as Parsed<Milli>;
}

function parse(text: string, source: AmountSource, decimals: number, currency: Currency | null): Parsed<number> {
  if (text.length > MAX_TEXT) return { ok: false, fault: /^\d+$/.test(text) ? 'outOfRange' : 'notAnAmount' };
  if (source === 'machine') {
    const parsed = readNumber(text, decimals, NOTHING_NORMALISED);
    if (parsed.ok || parsed.fault !== 'notAnAmount') return parsed;
    // Only to name the fault: what a person could have meant is still refused.
    return { ok: false, fault: readPersons(text, decimals, currency).ok ? 'notMachineForm' : 'notAnAmount' };
  }
  return readPersons(text, decimals, currency);
}

/** The machine form; the last step for a person's text too. */
function readNumber(text: string, decimals: number, normalised: readonly AmountNormalisation[]): Parsed<number> {
  if (text === '') return { ok: false, fault: 'empty' };
  const match = NUMBER.exec(text);
  if (match === null) return { ok: false, fault: 'notAnAmount' };
  const [, sign, whole = '', fraction = ''] = match;
  if (whole.length > 1 && whole.startsWith('0')) return { ok: false, fault: 'leadingZero' };
  if (fraction.length > decimals) return { ok: false, fault: 'tooManyDecimals' };
  // The digits are put together as text: no multiplication, so no float on the way. A number too long for a double
  // to hold exactly is far above the limit, and rounding does not bring it below.
  const units = Number(whole + fraction.padEnd(decimals, '0'));
  if (units > MAX_MINOR) return { ok: false, fault: 'outOfRange' };
  if (sign === '-' && units === 0) return { ok: false, fault: 'negativeZero' };
  return { ok: true, value: sign === '-' ? -units : units, normalised };
}

function readPersons(text: string, decimals: number, currency: Currency | null): Parsed<number> {
  const normalised: AmountNormalisation[] = [];
  const change = (before: string, after: string, what: AmountNormalisation): string => {
    if (before !== after) normalised.push(what);
    return after;
  };
  let rest = change(text, text.replace(OUTER_BLANKS, ''), 'blanksTrimmed');
  // The full-width forms lie 0xFEE0 above the ASCII ones.
  rest = change(
    rest,
    rest.replace(FULL_WIDTH, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0)),
    'fullWidth',
  );
  rest = change(rest, rest.replace(MINUS_SIGN, '-'), 'minusSign');
  if (currency !== null) {
    rest = change(rest, withoutSign(rest, currency), 'currencySign');
    rest = change(rest, withoutSuffix(rest, currency), 'currencySuffix');
  }
  if (!rest.includes(',')) return readNumber(rest, decimals, normalised);
  return readGrouped(rest, decimals, [...normalised, 'thousandsSeparators']);
}

/** Takes the currency's sign away where people write it: before the number, after its minus. */
function withoutSign(text: string, currency: Currency): string {
  const minus = text.startsWith('-') ? '-' : '';
  const unsigned = text.slice(minus.length);
  const signs = YEN_SIGNS.includes(currency.symbol) ? YEN_SIGNS : [currency.symbol];
  const sign = signs.find((candidate) => unsigned.startsWith(candidate));
  return sign === undefined ? text : minus + unsigned.slice(sign.length);
}

/** Takes 元 away, only at the very end: in "12元34" it is a part of the number and not ours to read. */
function withoutSuffix(text: string, currency: Currency): string {
  return YUAN_SUFFIX.has(currency.code) && text.endsWith('元') ? text.slice(0, -1) : text;
}

function readGrouped(text: string, decimals: number, normalised: readonly AmountNormalisation[]): Parsed<number> {
  const plain = readNumber(text.replaceAll(',', ''), decimals, normalised);
  if (!plain.ok && plain.fault === 'notAnAmount') return plain;
  const unsigned = text.startsWith('-') ? text.slice(1) : text;
  const whole = unsigned.split('.', 1)[0] ?? '';
  const separators = text.split(',').length - 1;
  const inWhole = whole.split(',').length - 1;
  // "1,23" and "1.2,3" mean different things in different places; nobody gets to guess which.
  if (separators !== inWhole || !GROUPED.test(whole)) return { ok: false, fault: 'misplacedSeparator' };
  return plain;
}

// An amount in capital characters 大写, as it stands on a receipt beside the figures.
// Rules: 支付结算办法 附一《正确填写票据和结算凭证的基本规定》四、五; 整 after 角 because 会计基础工作规范 wants it.
import type { Currency, Minor } from './money.ts';

const DIGITS = ['零', '壹', '贰', '叁', '肆', '伍', '陆', '柒', '捌', '玖'] as const;
const PLACES = ['仟', '佰', '拾', ''] as const;
/** The places behind 元, and the last of them that is followed by 整. */
const FRACTION_PLACES = ['角', '分', '厘'] as const;
const FEWEST_WITHOUT_END = 2;
const WAN = 10_000;
const YI = 100_000_000;

/**
 * The amount (minor units) in capital characters: 1409.50 → 壹仟肆佰零玖元伍角整.
 *
 * Where the rule leaves a choice the first form it prints is used: 零 after 元 when 元 is 0 and 角 is not
 * (壹仟陆佰捌拾元零叁角贰分), none between 万 and 仟 when only 万 is 0 (壹拾万柒仟). 整 follows 元 and 角, never 分.
 * Negative amounts (red refunds) begin with 负; zero is 零元整. The name of the currency (人民币) is the paper's to print.
 * Currencies without a minor unit (JPY) end with 元整; three decimals (KWD) go on to 厘, which like 分 takes no 整.
 * RangeError for an exponent other than 0 to 3.
 */
export function amountInWords(amount: Minor, currency: Currency): string {
  const { exponent } = currency;
  if (!Number.isInteger(exponent) || exponent < 0 || exponent > FRACTION_PLACES.length) {
    throw new RangeError(`No words for ${exponent} decimals`);
  }
  if (amount === 0) return '零元整';
  const scale = 10 ** exponent;
  const size = Math.abs(amount);
  const rest = size % scale;
  const whole = (size - rest) / scale;
  const sign = amount < 0 ? '负' : '';
  return sign + (whole === 0 ? '' : `${wholeInWords(whole)}元`) + fractionInWords(whole, rest, exponent);
}

/** What follows 元. `rest` is in minor units, fewer than one major unit. */
function fractionInWords(whole: number, rest: number, exponent: number): string {
  if (rest === 0) return '整';
  const digits = String(rest).padStart(exponent, '0');
  // 元位 is 0 and 角位 is not: 零 may be written, and is. 角位 is 0 and 分位 is not: it must be (五之三, 五之四).
  let zero = whole !== 0 && (whole % 10 === 0 || digits.startsWith('0'));
  let words = '';
  let last = 0;
  for (const [n, place] of FRACTION_PLACES.entries()) {
    const digit = Number(digits[n] ?? '0');
    if (digit === 0) {
      zero ||= words !== '';
      continue;
    }
    words += (zero ? '零' : '') + (DIGITS[digit] ?? '') + place;
    zero = false;
    last = n + 1;
  }
  return last < FEWEST_WITHOUT_END ? `${words}整` : words;
}

/** A whole number from 1 to 2^51: so many 亿, and the rest. */
function wholeInWords(n: number): string {
  const low = n % YI;
  const high = (n - low) / YI;
  if (high === 0) return belowYi(low);
  // 壹万亿零伍仟万: the four places above 亿 are all 0, and one 零 says so as it does in 壹亿零壹仟.
  const gap = high % WAN === 0 && low >= YI / 10 ? '零' : '';
  return `${belowYi(high)}亿${gap}${after(low, YI, belowYi)}`;
}

/** A whole number from 1 to 99,999,999: so many 万, and the rest. */
function belowYi(n: number): string {
  const low = n % WAN;
  const high = (n - low) / WAN;
  if (high === 0) return belowWan(low);
  return `${belowWan(high)}万${after(low, WAN, belowWan)}`;
}

/** The lower part of a number: one 零 stands for all the zeros at its head, nothing for a part that is zero. */
function after(low: number, size: number, inWords: (n: number) => string): string {
  if (low === 0) return '';
  return (low < size / 10 ? '零' : '') + inWords(low);
}

/** A whole number from 1 to 9,999; one 零 for any run of zeros between two digits. */
function belowWan(n: number): string {
  const digits = String(n).padStart(PLACES.length, '0');
  let words = '';
  let zero = false;
  for (const [i, place] of PLACES.entries()) {
    const digit = Number(digits[i]);
    if (digit === 0) {
      zero = words !== '';
      continue;
    }
    words += (zero ? '零' : '') + (DIGITS[digit] ?? '') + place;
    zero = false;
  }
  return words;
}

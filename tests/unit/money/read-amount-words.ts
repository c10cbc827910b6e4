// Reads capital characters 大写 back into minor units, knowing nothing of how they were written.

const DIGIT = '零壹贰叁肆伍陆柒捌玖';
const FRACTION = '角分厘';

/** The amount in minor units of a currency with `exponent` decimals. Throws for words that are not well formed. */
export function readAmountWords(text: string, exponent: number): bigint {
  const negative = text.startsWith('负');
  let rest = negative ? text.slice(1) : text;
  if (/零零|零$|零[拾佰仟万亿角分厘]|^零(?!元整$)/.test(rest)) throw new Error(`ill formed: ${text}`);
  if (rest.endsWith('整')) {
    rest = rest.slice(0, -1);
    if (!/[元角]$/.test(rest)) throw new Error(`整 after neither 元 nor 角: ${text}`);
  } else if (!/[分厘]$/.test(rest)) throw new Error(`no 整: ${text}`);
  const cut = rest.indexOf('元');
  const units = (cut < 0 ? 0n : readWhole(rest.slice(0, cut))) * 10n ** BigInt(exponent);
  const value = units + readFraction(rest.slice(cut + 1), exponent);
  return negative ? -value : value;
}

function readWhole(text: string): bigint {
  if (text === '零') return 0n;
  for (const [mark, size] of [
    ['亿', 100_000_000n],
    ['万', 10_000n],
  ] as const) {
    const cut = text.lastIndexOf(mark);
    if (cut >= 0) {
      const tail = text.slice(cut + 1);
      const low = tail === '' ? 0n : readWhole(tail);
      if (low >= size) throw new Error(`too large behind ${mark}: ${text}`);
      return readWhole(text.slice(0, cut)) * size + low;
    }
  }
  let value = 0n;
  let above = 10_000n;
  for (const [, digit = '', place = ''] of text.matchAll(/零?([壹贰叁肆伍陆柒捌玖])([拾佰仟]?)/g)) {
    const size = 10n ** BigInt(' 拾佰仟'.indexOf(place === '' ? ' ' : place));
    if (size >= above) throw new Error(`places out of order: ${text}`);
    above = size;
    value += BigInt(DIGIT.indexOf(digit)) * size;
  }
  if (text.replace(/零?[壹贰叁肆伍陆柒捌玖][拾佰仟]?/g, '') !== '') throw new Error(`not a number: ${text}`);
  return value;
}

function readFraction(text: string, exponent: number): bigint {
  let value = 0n;
  let last = -1;
  for (const [, digit = '', place = ''] of text.matchAll(/零?([壹贰叁肆伍陆柒捌玖])([角分厘])/g)) {
    const at = FRACTION.indexOf(place);
    if (at <= last || at >= exponent) throw new Error(`places out of order: ${text}`);
    last = at;
    value += BigInt(DIGIT.indexOf(digit)) * 10n ** BigInt(exponent - 1 - at);
  }
  if (text.replace(/零?[壹贰叁肆伍陆柒捌玖][角分厘]/g, '') !== '') throw new Error(`not a fraction: ${text}`);
  return value;
}

// 阶梯: bands of a quantity, each with its rate. Marginal: what falls into a band costs that band's rate, and only that part.
// A quantity that ends exactly on an edge lies wholly below it, so the last unit of a band and its edge cannot disagree.
import { type Currency, type Milli, type Minor, minor, roundQuotient } from '../money/money.ts';
import { parseQuantity } from '../money/parse-amount.ts';
import { plainQuantity } from '../money/format-amount.ts';
import { formatRate, parseRate, type Rate, RATE_PER_MINOR } from './rate.ts';

/** One band in thousandths: above `from` up to and including `upTo`; null: without end. */
export interface Band {
  readonly from: Milli;
  readonly upTo: Milli | null;
  readonly rate: Rate;
}

/** The part of a quantity that fell into one band, thousandths > 0. */
export interface BandStep extends Band {
  readonly quantity: Milli;
}

export const MOST_BANDS = 12;

/** True when bands begin at 0, follow each other without gap or overlap, and only the last is without end. */
export function areBands(bands: readonly Band[]): boolean {
  if (bands.length === 0 || bands.length > MOST_BANDS) return false;
  let edge: number | null = 0;
  for (const { from, upTo } of bands) {
    if (edge === null || from !== edge || (upTo !== null && upTo <= from)) return false;
    edge = upTo;
  }
  return edge === null;
}

/** Cuts `quantity` (thousandths ≥ 0) along `bands`; bands that it does not reach give no step. Σ steps = quantity. */
export function cutIntoBands(quantity: Milli, bands: readonly Band[]): BandStep[] {
  const steps: BandStep[] = [];
  for (const band of bands) {
    if (quantity <= band.from) break;
    const end = band.upTo === null ? quantity : Math.min(quantity, band.upTo);
    steps.push({ ...band, quantity: (end - band.from) as Milli });
  }
  return steps;
}

/** What `quantity` (thousandths) comes to along `bands`, minor units: summed exactly and rounded once. */
export function grossOfBands(quantity: Milli, bands: readonly Band[]): Minor {
  const sum = cutIntoBands(quantity, bands).reduce((all, step) => all + BigInt(step.quantity) * BigInt(step.rate), 0n);
  return minor(Number(roundQuotient(sum, BigInt(1000 * RATE_PER_MINOR))));
}

export type BandsFault = 'bandsForm' | 'bandsGap' | 'tooManyDecimals' | 'amountOutOfRange';

/**
 * Reads bands as a list writes them: `0-50:0.52;50-100:0.57;100-:0.82`, quantity from – to : price of one unit, in
 * major units, the last without an end. Full-width signs and blanks are taken as what they mean. Never throws.
 */
export function parseBands(text: string, currency: Currency): Band[] | BandsFault {
  const plain = text
    .normalize('NFKC')
    .replaceAll(/[~～–—−]/g, '-')
    .replaceAll(/\s/g, '')
    .replace(/;$/, '');
  const bands: Band[] = [];
  for (const part of plain.split(';')) {
    const match = /^([\d.]+)-([\d.]*):([\d.]+)$/.exec(part);
    if (match === null) return 'bandsForm';
    const [, fromText = '', toText = '', rateText = ''] = match;
    const from = quantityFrom(fromText);
    const upTo = toText === '' ? null : quantityFrom(toText);
    if (from === undefined || upTo === undefined) return 'bandsForm';
    const rate = parseRate(rateText, currency);
    if (typeof rate === 'string') return rate === 'notAnAmount' ? 'bandsForm' : rate;
    bands.push({ from, upTo, rate });
  }
  return areBands(bands) ? bands : 'bandsGap';
}

function quantityFrom(text: string): Milli | undefined {
  const read = parseQuantity(text, { source: 'machine' });
  return read.ok ? read.value : undefined;
}

/** Bands as `parseBands` reads them. */
export function bandsText(bands: readonly Band[], currency: Currency): string {
  return bands
    .map(({ from, upTo, rate }) => {
      const to = upTo === null ? '' : plainQuantity(upTo);
      return `${plainQuantity(from)}-${to}:${formatRate(rate, currency)}`;
    })
    .join(';');
}

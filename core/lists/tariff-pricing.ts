// The cells of a tariff row that say how an item is priced: method, price, bands, meter, months, limits, package, tax.
// What a method does not use must be blank: a filled cell means that somebody meant another method.
import type { Currency, Minor } from '../money/money.ts';
import { type AmountFault, parseAmount, parseQuantity } from '../money/parse-amount.ts';
import { parseBands, type Band } from '../tariff/bands.ts';
import { LEAST_DIGITS, MOST_DIGITS } from '../tariff/meter.ts';
import type { PartMonthRule } from '../tariff/period.ts';
import { parseRate, type Rate } from '../tariff/rate.ts';
import {
  MOST_COMPONENTS,
  type PackageRule,
  type PricingKind,
  ruleText,
  type TariffRule,
} from '../tariff/tariff-rule.ts';
import { MAX_TAX_RATE } from '../charge/line-tax.ts';
import type { Rejection } from './list-findings.ts';
import type { FieldNames, Row } from './read-rows.ts';

export const PRICING_FIELDS = {
  price: { names: ['单价', '价格', '收费标准', '單價', '價格', 'price', 'unit price'], required: true },
  method: {
    names: ['计费方式', '计价方式', '計費方式', '計價方式', 'charging method', 'method', 'pricing'],
    required: false,
  },
  bands: { names: ['阶梯价格', '阶梯', '分档价格', '分档', '階梯價格', '階梯', 'bands', 'tiers'], required: false },
  digits: { names: ['表位数', '表具位数', '表位數', 'meter digits', 'digits'], required: false },
  partMonth: { names: ['不足月', '不足一月', '不足月算法', 'part month'], required: false },
  least: { names: ['最低金额', '金额下限', '最低金額', 'minimum amount', 'minimum'], required: false },
  most: { names: ['最高金额', '金额上限', '最高金額', 'maximum amount', 'maximum'], required: false },
  contents: {
    names: ['套餐内容', '套餐项目', '套餐明细', '套餐內容', 'package contents', 'contents'],
    required: false,
  },
  taxRate: { names: ['税率', '稅率', 'tax rate', 'vat'], required: false },
  taxCode: { names: ['税收编码', '税收分类编码', '稅收編碼', 'tax code'], required: false },
} as const satisfies Record<string, FieldNames>;
export type PricingField = keyof typeof PRICING_FIELDS;

export interface PricingRead {
  readonly pricing: PricingKind;
  readonly price: Minor | null;
  readonly rule: string | null;
  readonly taxRate: number;
  readonly taxCode: string | null;
}

type Method = Exclude<PricingKind, 'period'> | 'area' | 'month';

/** How offices call it. `area`: by area and months; `month`: by months alone. */
const METHODS: Readonly<Record<string, Method>> = {
  按次: 'fixed',
  按量: 'fixed',
  按数量: 'fixed',
  按件: 'fixed',
  按项: 'fixed',
  固定: 'fixed',
  固定价: 'fixed',
  定额: 'fixed',
  fixed: 'fixed',
  quantity: 'fixed',
  金额另定: 'open',
  自由金额: 'open',
  开放: 'open',
  不定额: 'open',
  open: 'open',
  阶梯: 'tiered',
  阶梯价: 'tiered',
  階梯: 'tiered',
  tiered: 'tiered',
  抄表: 'metered',
  按表: 'metered',
  metered: 'metered',
  按面积: 'area',
  按面積: 'area',
  area: 'area',
  按月: 'month',
  包月: 'month',
  周期: 'month',
  月租: 'month',
  period: 'month',
  monthly: 'month',
  套餐: 'package',
  package: 'package',
};

/** Which cells each method takes; the price cell is read by every method in its own way. */
const CELLS: Readonly<Record<Method, readonly PricingField[]>> = {
  fixed: [],
  open: ['least', 'most'],
  tiered: ['bands'],
  metered: ['bands', 'digits'],
  area: ['partMonth'],
  month: ['partMonth'],
  package: ['contents'],
};
const ONLY_SOME: readonly PricingField[] = ['bands', 'digits', 'partMonth', 'least', 'most', 'contents'];

const PART_MONTHS: Readonly<Record<string, PartMonthRule>> = {
  按天: 'actual',
  按当月天数: 'actual',
  當月天數: 'actual',
  当月天数: 'actual',
  actual: 'actual',
  '30天': 'thirty',
  按30天: 'thirty',
  thirty: 'thirty',
  整月: 'whole',
  按整月: 'whole',
  按一个月: 'whole',
  whole: 'whole',
};

/** Reads how the item of `row` is priced. A meter that says nothing of its digits has five. */
export function readPricing(row: Row<PricingField>, currency: Currency): PricingRead {
  const method = readMethod(row);
  for (const field of ONLY_SOME) {
    if (!CELLS[method].includes(field) && row.trimmed(field) !== '') row.reject(field, 'notForMethod');
  }
  const { price, rule } = readRuled(row, method, currency);
  return {
    pricing: method === 'area' || method === 'month' ? 'period' : method,
    price,
    rule: ruleText(rule),
    taxRate: readTaxRate(row),
    taxCode: readTaxCode(row),
  };
}

interface Ruled {
  readonly price: Minor | null;
  readonly rule: TariffRule | null;
}

function readRuled(row: Row<PricingField>, method: Method, currency: Currency): Ruled {
  switch (method) {
    case 'fixed':
      return { price: readAmount(row, 'price', currency), rule: null };
    case 'open':
      if (row.trimmed('price') !== '') row.reject('price', 'priceNotOpen');
      return { price: null, rule: readLimits(row, currency) };
    case 'tiered':
      if (row.trimmed('price') !== '') row.reject('price', 'notForMethod');
      return { price: null, rule: { kind: 'tiered', bands: readBands(row, currency) } };
    case 'metered':
      return { price: null, rule: { kind: 'metered', bands: meterBands(row, currency), digits: readDigits(row) } };
    case 'area':
    case 'month': {
      const perArea = method === 'area';
      return {
        price: null,
        rule: { kind: 'period', rate: readRate(row, currency), perArea, partMonth: readPartMonth(row) },
      };
    }
    case 'package':
      return { price: readAmount(row, 'price', currency), rule: readContents(row) };
  }
}

function named<T>(table: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(table, name.toLowerCase()) ? table[name.toLowerCase()] : undefined;
}

function readMethod(row: Row<PricingField>): Method {
  const text = row.trimmed('method');
  return text === '' ? 'fixed' : (named(METHODS, text) ?? row.reject('method', 'methodUnknown'));
}

const AMOUNT_FAULTS: Readonly<Record<AmountFault, Rejection>> = {
  empty: 'priceMissing',
  notMachineForm: 'notAnAmount',
  notAnAmount: 'notAnAmount',
  misplacedSeparator: 'misplacedSeparator',
  leadingZero: 'leadingZero',
  tooManyDecimals: 'tooManyDecimals',
  negativeZero: 'priceNegative',
  outOfRange: 'amountOutOfRange',
};

function readAmount(row: Row<PricingField>, field: 'price' | 'least' | 'most', currency: Currency): Minor {
  const parsed = parseAmount(row.raw(field), { currency, source: 'person' });
  if (!parsed.ok) return row.reject(field, AMOUNT_FAULTS[parsed.fault]);
  if (parsed.value < 0) row.reject(field, 'priceNegative');
  for (const why of parsed.normalised) row.note(field, why);
  return parsed.value;
}

function readLimits(row: Row<PricingField>, currency: Currency): TariffRule | null {
  const least = row.trimmed('least') === '' ? null : readAmount(row, 'least', currency);
  const most = row.trimmed('most') === '' ? null : readAmount(row, 'most', currency);
  if (least === null && most === null) return null;
  if (most !== null && (most === 0 || most < (least ?? 0))) row.reject('most', 'limitsCrossed');
  return { kind: 'open', least, most };
}

function readBands(row: Row<PricingField>, currency: Currency): Band[] {
  const text = row.trimmed('bands');
  if (text === '') return row.reject('bands', 'bandsMissing');
  const bands = parseBands(text, currency);
  return typeof bands === 'string' ? row.reject('bands', bands) : [...bands];
}

/** A metered item has bands or one price for all that was used. */
function meterBands(row: Row<PricingField>, currency: Currency): Band[] {
  if (row.trimmed('bands') === '') return [{ from: 0 as Band['from'], upTo: null, rate: readRate(row, currency) }];
  if (row.trimmed('price') !== '') row.reject('price', 'notForMethod');
  return readBands(row, currency);
}

function readRate(row: Row<PricingField>, currency: Currency): Rate {
  const text = row.ascii('price');
  if (text === '') return row.reject('price', 'priceMissing');
  const rate = parseRate(text, currency);
  return typeof rate === 'string' ? row.reject('price', rate) : rate;
}

const USUAL_DIGITS = 5;

function readDigits(row: Row<PricingField>): number {
  const text = row.ascii('digits');
  if (text === '') return USUAL_DIGITS;
  const digits = /^\d$/.test(text) ? Number(text) : 0;
  return digits >= LEAST_DIGITS && digits <= MOST_DIGITS ? digits : row.reject('digits', 'digitsInvalid');
}

function readPartMonth(row: Row<PricingField>): PartMonthRule {
  const text = row.ascii('partMonth');
  return text === '' ? 'actual' : (named(PART_MONTHS, text) ?? row.reject('partMonth', 'partMonthUnknown'));
}

/** `5003001;5003002*2`: codes, each with how many of it one package holds. */
function readContents(row: Row<PricingField>): PackageRule {
  const text = row.ascii('contents').normalize('NFKC').replaceAll(/\s/g, '').replace(/;$/, '');
  if (text === '') return row.reject('contents', 'contentsMissing');
  const components = text.split(/[;,、]/).map((part) => {
    const match = /^([A-Za-z0-9._/-]{1,20})(?:[*×](\d[\d.]*))?$/.exec(part) ?? row.reject('contents', 'contentsForm');
    const quantity = parseQuantity(match[2] ?? '1', { source: 'machine' });
    if (!quantity.ok || quantity.value <= 0 || quantity.value > 1e9) return row.reject('contents', 'contentsForm');
    return { code: match[1] ?? '', quantity: quantity.value };
  });
  if (components.length > MOST_COMPONENTS) row.reject('contents', 'contentsForm');
  return { kind: 'package', components };
}

/** `6%` or `6`: a per cent with at most two decimals. 0.06 may mean either, so it needs its sign. */
function readTaxRate(row: Row<PricingField>): number {
  const text = row.ascii('taxRate').normalize('NFKC').replaceAll(/\s/g, '');
  if (text === '') return 0;
  const match = /^(\d{1,3})(?:\.(\d{1,2}))?(%?)$/.exec(text) ?? row.reject('taxRate', 'taxRateInvalid');
  const [, whole = '', fraction = '', sign = ''] = match;
  const rate = Number(whole) * 100 + Number(fraction.padEnd(2, '0'));
  if (rate > MAX_TAX_RATE || (sign === '' && rate > 0 && rate < 100)) return row.reject('taxRate', 'taxRateInvalid');
  return rate;
}

function readTaxCode(row: Row<PricingField>): string | null {
  const text = row.ascii('taxCode');
  if (text === '') return null;
  return /^[0-9A-Za-z]{1,20}$/.test(text) ? text : row.reject('taxCode', 'taxCodeInvalid');
}

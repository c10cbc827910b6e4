// Marks by which a person is known: ID numbers, phones, plates. Each reader takes trimmed ASCII text and answers the one
// stored form, or why there is none.
import { isDay } from './list-date.ts';

export const ID_TYPES = [
  'residentCard',
  'passport',
  'hkMacauPermit',
  'taiwanPermit',
  'foreignerCard',
  'militaryCard',
  'household',
  'birthCertificate',
  'creditCode',
  'other',
] as const;
export type IdType = (typeof ID_TYPES)[number];

const ID_TYPE_NAMES: Readonly<Record<string, IdType>> = {
  居民身份证: 'residentCard',
  身份证: 'residentCard',
  二代身份证: 'residentCard',
  residentcard: 'residentCard',
  idcard: 'residentCard',
  护照: 'passport',
  passport: 'passport',
  港澳居民来往内地通行证: 'hkMacauPermit',
  港澳通行证: 'hkMacauPermit',
  回乡证: 'hkMacauPermit',
  hkmacaupermit: 'hkMacauPermit',
  台湾居民来往大陆通行证: 'taiwanPermit',
  台胞证: 'taiwanPermit',
  taiwanpermit: 'taiwanPermit',
  外国人永久居留身份证: 'foreignerCard',
  foreignercard: 'foreignerCard',
  军官证: 'militaryCard',
  士兵证: 'militaryCard',
  militarycard: 'militaryCard',
  户口簿: 'household',
  户口本: 'household',
  household: 'household',
  出生医学证明: 'birthCertificate',
  出生证: 'birthCertificate',
  birthcertificate: 'birthCertificate',
  统一社会信用代码: 'creditCode',
  营业执照: 'creditCode',
  creditcode: 'creditCode',
  其他: 'other',
  其它: 'other',
  other: 'other',
};

/** The type that `name` means, or null. */
export function idTypeNamed(name: string): IdType | null {
  const plain = name.toLowerCase().replaceAll(/[\s_-]/g, '');
  return Object.hasOwn(ID_TYPE_NAMES, plain) ? (ID_TYPE_NAMES[plain] ?? null) : null;
}

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECKS = '10X98765432';

/** The check character of the first seventeen digits (GB 11643: ISO 7064 MOD 11-2). */
export function residentCheck(digits: string): string {
  const sum = WEIGHTS.reduce((total, weight, index) => total + weight * Number(digits[index]), 0);
  return CHECKS.charAt(sum % 11);
}

/** A resident's ID number in its stored form (X in upper case), or what is wrong with it. */
export function residentNumber(
  text: string,
): { readonly ok: true; readonly number: string } | { readonly ok: false; readonly fault: 'invalid' | 'checkDigit' } {
  const number = text.toUpperCase();
  if (!/^[1-9]\d{16}[\dX]$/.test(number)) return { ok: false, fault: 'invalid' };
  const [year, month, day] = [number.slice(6, 10), number.slice(10, 12), number.slice(12, 14)].map(Number);
  if (year === undefined || month === undefined || day === undefined || year < 1800 || !isDay(year, month, day)) {
    return { ok: false, fault: 'invalid' };
  }
  return residentCheck(number) === number.at(-1) ? { ok: true, number } : { ok: false, fault: 'checkDigit' };
}

/** The number of a paper of another kind in its stored form, or null. Letters are upper case, nothing else is changed. */
export function paperNumber(type: Exclude<IdType, 'residentCard'>, text: string): string | null {
  const number = text.toUpperCase();
  if (type === 'passport') return /^[A-Z0-9]{5,20}$/.test(number) ? number : null;
  if (type === 'creditCode') return /^[0-9A-HJ-NPQRTUWXY]{18}$/.test(number) ? number : null;
  return /^[\p{Script=Han}A-Z0-9（）()\-/.第号字]{2,40}$/u.test(number) ? number : null;
}

/**
 * A phone in its stored form, or null: a mainland mobile (11 digits), a landline with area code (digits only), or an
 * international number with its plus. +86, 0086 and 86 before a mainland number are dropped, blanks, hyphens and brackets too.
 */
export function phoneNumber(text: string): string | null {
  if (!/^\+?[\d\s()\-\u2010-\u2015]+$/.test(text)) return null;
  const digits = text.replaceAll(/\D/g, '');
  const home = digits.replace(/^(?:00)?86/, '');
  for (const candidate of [digits, home]) {
    if (/^1[3-9]\d{9}$/.test(candidate)) return candidate;
    if (/^0\d{2,3}\d{7,8}$/.test(candidate) && !candidate.startsWith('00')) return candidate;
  }
  // +86 21 6888 0000: abroad the 0 of the area code is left out.
  if (text.startsWith('+86') && /^[2-9]\d{9,10}$/.test(home)) return `0${home}`;
  const abroad = text.startsWith('+') ? digits : digits.startsWith('00') ? digits.slice(2) : '';
  return /^[1-9]\d{7,14}$/.test(abroad) && !abroad.startsWith('86') ? `+${abroad}` : null;
}

// GA 36: province, authority letter, five places (six: new energy) without I and O; the last may be 学 警 港 澳 挂 试 超 领 使.
const PLATE =
  /^[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼使领][A-HJ-NP-Z][A-HJ-NP-Z0-9]{4,5}[A-HJ-NP-Z0-9学警港澳挂试超领使]$/;

/** A plate without dots, blanks and hyphens and in upper case, or null. */
export function plateNumber(text: string): string | null {
  const plate = barePlate(text);
  return PLATE.test(plate) ? plate : null;
}

/** What people type of a plate, as it would be stored; may be a part of one. */
export function barePlate(text: string): string {
  return text.toUpperCase().replaceAll(/[\s.·•・‧∙\-]/g, '');
}

/** `text` from its last character to its first: a search by the tail is then a search by the start. */
export function reversed(text: string): string {
  return [...text].reverse().join('');
}

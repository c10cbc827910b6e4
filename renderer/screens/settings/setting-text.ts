// Between a value of a setting and what stands in a form's fields. Pure; the ledger checks the value itself.
import type { SettingNow } from '../../../core/contract/procedures/settings.ts';
import { formatAmount } from '../../../core/money/format-amount.ts';
import type { AccountName } from '../../../core/accounts/account-names.ts';
import type { Currency, Minor } from '../../../core/money/money.ts';
import { parseAmount, parseQuantity } from '../../../core/money/parse-amount.ts';
import { PAYER_CODE } from '../../../core/prepayment/payer-kind.ts';
import type { PrepaymentKind } from '../../../core/prepayment/prepayment-kinds.ts';
import { pngFault } from '../../../core/settings/png-image.ts';
import type { PayoutLimitRow } from '../../../core/tickets/payout-limits.ts';
import type { WordKey } from '../../i18n/i18n.ts';
import { draftOfAccounts, readAccounts } from './account-text.ts';
import { draftOfLimits, readLimits } from './limit-text.ts';

export type SettingField = SettingNow['fields'][number];
export type SettingForm = SettingField['form'];
/** What a field holds while it is being edited: typed text, a choice, several choices, yes or no, a picture in base64. */
export type Draft = string | readonly string[] | boolean;

/** Thousandths in one hundredth of a percent as `parseQuantity` counts: 12.5 % is 12500, and 1250 in the ledger. */
const PER_BASIS_POINT = 10;

/** What the form shows for `value`. */
export function draftOf(form: SettingForm, value: unknown, currency: Currency): Draft {
  switch (form.kind) {
    case 'yesNo':
      return value === true;
    case 'choices':
      return (value as readonly string[] | null) ?? [];
    case 'amount':
      return value === null ? '' : formatAmount(value as Minor, currency);
    case 'amounts':
      return ((value as readonly Minor[] | null) ?? []).map((one) => shortAmount(one, currency)).join('  ');
    case 'texts':
      return ((value as readonly string[] | null) ?? []).join('、');
    case 'prepaymentKinds':
      return kindsDraft((value as readonly PrepaymentKind[] | null) ?? []);
    case 'payoutLimits':
      return draftOfLimits((value as readonly PayoutLimitRow[] | null) ?? [], currency);
    case 'accountNames':
      return draftOfAccounts((value as readonly AccountName[] | null) ?? []);
    case 'rules':
      return JSON.stringify(value, null, 1);
    case 'percent':
      return value === null ? '' : String((value as number) / 100);
    case 'number':
    case 'choice':
    case 'text':
    case 'image':
      return value === null ? '' : String(value);
  }
}

/** "100" for a hundred, "0.50" for half: faces of notes and coins as people say them. */
export function shortAmount(amount: Minor, currency: Currency): string {
  const text = formatAmount(amount, currency);
  return amount % 10 ** currency.exponent === 0 ? (text.split('.')[0] ?? text) : text;
}

export type Read = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly fault: WordKey };

const value = (read: unknown): Read => ({ ok: true, value: read });
const fault = (why: WordKey): Read => ({ ok: false, fault: why });

/** The value that stands in a field, or the sentence about it. */
export function readDraft({ form, optional }: SettingField, draft: Draft, currency: Currency): Read {
  if (typeof draft === 'boolean') return value(draft);
  if (typeof draft !== 'string') {
    return form.kind === 'choices' && draft.length < form.min ? fault('settings.fault.chooseMore') : value(draft);
  }
  const text = draft.trim();
  if (form.kind === 'texts') return value(listed(text));
  if (text === '') return optional ? value(null) : fault('settings.fault.required');
  switch (form.kind) {
    case 'amount': {
      const read = parseAmount(text, { currency, source: 'person' });
      return read.ok && read.value >= 0 ? value(read.value) : fault('settings.fault.notAmount');
    }
    case 'prepaymentKinds':
      return readKinds(text);
    case 'payoutLimits': {
      const rows = readLimits(text, currency);
      return rows === null ? fault('settings.fault.limits') : value(rows);
    }
    case 'accountNames': {
      const names = readAccounts(text);
      return names === null ? fault('settings.fault.accounts') : value(names);
    }
    case 'rules':
      return readRules(text);
    case 'amounts':
      return readAmounts(text, form.max, currency);
    case 'percent': {
      const read = parseQuantity(text.replace(/[%％]$/, ''), { source: 'person' });
      const whole = read.ok && read.value % PER_BASIS_POINT === 0 ? read.value / PER_BASIS_POINT : -1;
      return whole >= 0 && whole <= 10_000 ? value(whole) : fault('settings.fault.notPercent');
    }
    case 'number': {
      const whole = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
      return whole >= form.min && whole <= form.max ? value(whole) : fault('settings.fault.notInRange');
    }
    case 'image': {
      const wrong = pngFault(text, form.maxBytes);
      return wrong === null ? value(text) : fault(`settings.fault.${wrong}`);
    }
    default:
      return value(text);
  }
}

// What a rule may be, its own schema says in the ledger; here only that it is a table at all.
function readRules(text: string): Read {
  try {
    const read: unknown = JSON.parse(text);
    return Array.isArray(read) ? value(read) : fault('settings.fault.notRules');
  } catch {
    return fault('settings.fault.notRules');
  }
}

function readAmounts(text: string, max: number, currency: Currency): Read {
  const read = text.split(/[\s;；、]+/).map((one) => parseAmount(one, { currency, source: 'person' }));
  const all = read.flatMap((one) => (one.ok && one.value > 0 ? [one.value] : []));
  if (all.length !== read.length) return fault('settings.fault.notAmounts');
  const sorted = [...new Set(all)].sort((one, other) => other - one);
  return sorted.length <= max ? value(sorted) : fault('settings.fault.tooMany');
}

/** Words between separators, none twice. */
function listed(text: string): string[] {
  const words = text.split(/[、,，;；]/).map((one) => one.trim());
  return [...new Set(words.filter((one) => one !== ''))];
}

/** Kinds of money held for customers as a draft, and back. */
export const kindsDraft = (kinds: readonly PrepaymentKind[]): string => JSON.stringify(kinds);
export const kindsOfDraft = (draft: string): readonly PrepaymentKind[] =>
  draft === '' ? [] : (JSON.parse(draft) as PrepaymentKind[]);

/** The categories a kind names. */
export function categoriesOf(pays: PrepaymentKind['pays']): string[] {
  return pays.rule === 'all' ? [] : pays.categories;
}

function readKinds(draft: string): Read {
  const kinds = kindsOfDraft(draft).map((kind) => ({
    ...kind,
    name: kind.name.trim(),
    pays: kind.pays.rule === 'all' ? kind.pays : { ...kind.pays, categories: listed(kind.pays.categories.join('、')) },
  }));
  const whole = kinds.every(({ code, name }) => PAYER_CODE.test(code) && name !== '');
  const once = new Set(kinds.map(({ code }) => code)).size === kinds.length;
  return whole && once ? value(kinds) : fault('settings.fault.kinds');
}

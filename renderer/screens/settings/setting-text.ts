// Between a value of a setting and what stands in a form's fields. Pure; the ledger checks the value itself.
import type { SettingNow } from '../../../core/contract/procedures/settings.ts';
import { formatAmount } from '../../../core/money/format-amount.ts';
import type { AccountName } from '../../../core/accounts/account-names.ts';
import type { Currency, Minor } from '../../../core/money/money.ts';
import { parseAmount } from '../../../core/money/parse-amount.ts';
import { pngFault } from '../../../core/settings/png-image.ts';
import { draftOfAccounts, readAccounts } from './account-text.ts';
import { fault, type Read, readShare, value } from './rows/row-reader.ts';
import { rowsText } from './rows/rows-text.ts';

export type SettingField = SettingNow['fields'][number];
export type SettingForm = SettingField['form'];
/** What a field holds while it is being edited: typed text, a choice, several choices, yes or no, a picture in base64, rows. */
export type Draft = string | readonly string[] | boolean | readonly object[];

/** What the form shows for `value`. */
export function draftOf(form: SettingForm, value: unknown, currency: Currency): Draft {
  const table = rowsText(form);
  if (table !== null) return table.rowsOf(value ?? [], currency);
  switch (form.kind) {
    case 'yesNo':
      return value === true;
    case 'choices':
      return (value as readonly string[] | null) ?? [];
    case 'amount':
      return value === null ? '' : formatAmount(value as Minor, currency);
    case 'amounts':
      return ((value as readonly Minor[] | null) ?? []).map((one) => shortAmount(one, currency)).join('  ');
    case 'accountNames':
      return draftOfAccounts((value as readonly AccountName[] | null) ?? []);
    case 'percent':
      return value === null ? '' : String((value as number) / 100);
    default:
      return value === null ? '' : String(value);
  }
}

/** "100" for a hundred, "0.50" for half: faces of notes and coins as people say them. */
export function shortAmount(amount: Minor, currency: Currency): string {
  const text = formatAmount(amount, currency);
  return amount % 10 ** currency.exponent === 0 ? (text.split('.')[0] ?? text) : text;
}

/** The value that stands in a field, or the sentence about it. */
export function readDraft({ form, optional }: SettingField, draft: Draft, currency: Currency): Read {
  if (typeof draft === 'boolean') return value(draft);
  const table = rowsText(form);
  if (table !== null) return table.read(typeof draft === 'string' ? [] : (draft as readonly object[]), currency);
  if (typeof draft !== 'string') {
    return form.kind === 'choices' && draft.length < form.min ? fault('settings.fault.chooseMore') : value(draft);
  }
  const text = draft.trim();
  if (text === '') return optional ? value(null) : fault('settings.fault.required');
  switch (form.kind) {
    case 'amount': {
      const read = parseAmount(text, { currency, source: 'person' });
      return read.ok && read.value >= 0 ? value(read.value) : fault('settings.fault.notAmount');
    }
    case 'accountNames': {
      const names = readAccounts(text);
      return names === null ? fault('settings.fault.accounts') : value(names);
    }
    case 'amounts':
      return readAmounts(text, form.max, currency);
    case 'percent': {
      const share = readShare(text);
      return share === null ? fault('settings.fault.notPercent') : value(share);
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

function readAmounts(text: string, max: number, currency: Currency): Read {
  const read = text.split(/[\s;；、]+/).map((one) => parseAmount(one, { currency, source: 'person' }));
  const all = read.flatMap((one) => (one.ok && one.value > 0 ? [one.value] : []));
  if (all.length !== read.length) return fault('settings.fault.notAmounts');
  const sorted = [...new Set(all)].sort((one, other) => other - one);
  return sorted.length <= max ? value(sorted) : fault('settings.fault.tooMany');
}

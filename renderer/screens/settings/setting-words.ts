// What a setting, its fields and its values are called. The names follow from the registry's own, so that a setting that
// is added there needs only its words; a test asks for every one of them.
import type { AccountName } from '../../../core/accounts/account-names.ts';
import type { SettingNow } from '../../../core/contract/procedures/settings.ts';
import { formatAmount } from '../../../core/money/format-amount.ts';
import type { Minor } from '../../../core/money/money.ts';
import type { WordKey } from '../../i18n/i18n.ts';
import type { Context } from './rows/row-reader.ts';
import { rowsText } from './rows/rows-text.ts';
import { type SettingForm, shortAmount } from './setting-text.ts';

const camel = (text: string): string =>
  text
    .split(/[^A-Za-z0-9]+/)
    .map((part) => part.charAt(0).toUpperCase() + part.slice(1))
    .join('');

/** The word for a field: `settings.field.contactPhone`. The cast is what the test of all words stands for. */
export function fieldWord(key: string, field: string): WordKey {
  return `settings.field.${key}${camel(field)}` as WordKey;
}

/** The word for one of a field's choices: `settings.option.roundingToJiao`. */
export function optionWord(key: string, field: string, option: string): WordKey {
  return `settings.option.${key}${camel(field)}${camel(option)}` as WordKey;
}

function partInWords(key: string, field: string, form: SettingForm, part: unknown, context: Context): string {
  const { say, currency } = context;
  if (part === null) return say('settings.none');
  const table = rowsText(form);
  if (table !== null) return table.lines(part, context).join('\n') || say('settings.none');
  switch (form.kind) {
    case 'choice':
      return say(optionWord(key, field, String(part)));
    case 'choices':
      return (part as readonly string[]).map((one) => say(optionWord(key, field, one))).join(' · ');
    case 'amount':
      return formatAmount(part as Minor, currency);
    case 'amounts':
      return (part as readonly Minor[]).map((one) => shortAmount(one, currency)).join('  ');
    case 'accountNames': {
      const names = (part as readonly AccountName[]).map(({ account, name }) => `${account} ${name}`);
      return names.length === 0 ? say('settings.accounts.usual') : names.join(' · ');
    }
    case 'percent':
      return say('settings.percent', { n: Number(part) / 100 });
    case 'yesNo':
      return say(part === true ? 'settings.yes' : 'settings.no');
    case 'image':
      return say('settings.pictureSet');
    default:
      return String(part);
  }
}

export type ValuePart = {
  readonly name: string;
  readonly label: string;
  readonly words: string;
  readonly set: boolean;
};

/** A value field by field, in words; a table of rows says a line for each. */
export function valueInWords(
  { key, fields }: Pick<SettingNow, 'key' | 'fields'>,
  value: Readonly<Record<string, unknown>>,
  context: Context,
): ValuePart[] {
  return fields.map(({ name, form }) => ({
    name,
    label: context.say(fieldWord(key, name)),
    words: partInWords(key, name, form, value[name] ?? null, context),
    set: (value[name] ?? null) !== null,
  }));
}

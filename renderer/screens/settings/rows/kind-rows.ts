// The kinds of money held for customers as rows; the categories of one stay one text until the whole is read.
import { PAYER_CODE } from '../../../../core/prepayment/payer-kind.ts';
import type { PrepaymentKind } from '../../../../core/prepayment/prepayment-kinds.ts';
import { readRows, type RowsText, twice } from './row-reader.ts';

export type KindRow = {
  readonly code: string;
  readonly name: string;
  readonly purpose: PrepaymentKind['purpose'];
  readonly taken: boolean;
  readonly rule: PrepaymentKind['pays']['rule'];
  readonly categories: string;
};

const NAME = 20;
const CATEGORY = 40;

export const kindRows: RowsText<readonly PrepaymentKind[], KindRow> = {
  rowsOf: (kinds) =>
    kinds.map(({ code, name, purpose, taken, pays }) => ({
      ...{ code, name, purpose, taken, rule: pays.rule },
      categories: pays.rule === 'all' ? '' : pays.categories.join('、'),
    })),
  read(rows, currency) {
    const read = readRows(
      rows,
      currency,
      ({ code, name, purpose, taken, rule, categories }, reader) => {
        if (!PAYER_CODE.test(code)) reader.note('code', 'rules.fault.notCode');
        const words = reader.words('name', name, NAME);
        const names = rule === 'all' ? [] : (reader.names('categories', categories, CATEGORY) ?? []);
        return { code, name: words, purpose, taken, pays: rule === 'all' ? { rule } : { rule, categories: names } };
      },
      ({ name }) => name.trim(),
    );
    return read.ok ? (twice(rows, 'code', ({ code }) => code) ?? read) : read;
  },
  lines: (kinds) => (kinds.length === 0 ? [] : [kinds.map(({ name }) => name).join(' · ')]),
};

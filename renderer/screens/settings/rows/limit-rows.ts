// The limits of payouts as rows: a role or one person, at a time and in a day. Amounts stay as typed until the whole is read.
import { ROLES } from '../../../../core/people/permissions.ts';
import { formatAmount } from '../../../../core/money/format-amount.ts';
import type { PayoutLimitRow } from '../../../../core/tickets/payout-limits.ts';
import { readRows, type RowsText, twice } from './row-reader.ts';

export type LimitRow = {
  readonly of: 'role' | 'person';
  readonly name: string;
  readonly single: string;
  readonly daily: string;
};

const USERNAME = /^[a-z][a-z0-9._-]{1,31}$/;

export const limitRows: RowsText<readonly PayoutLimitRow[], LimitRow> = {
  rowsOf: (rows, currency) =>
    rows.map(({ of, name, single, daily }) => ({
      ...{ of, name },
      ...{ single: formatAmount(single, currency), daily: formatAmount(daily, currency) },
    })),
  read(rows, currency) {
    const read = readRows(rows, currency, ({ of, name, single, daily }, reader) => {
      if (of === 'person' && !USERNAME.test(name.trim())) reader.note('name', 'rules.fault.notUsername');
      return {
        ...{ of, name: name.trim() },
        ...{ single: reader.amount('single', single), daily: reader.amount('daily', daily) },
      };
    });
    return read.ok ? (twice(rows, 'name', ({ of, name }) => `${of} ${name.trim()}`) ?? read) : read;
  },
  lines(rows, { say, currency }) {
    if (rows.length === 0) return [say('settings.limits.none')];
    return rows.map(({ of, name, single, daily }) =>
      say('settings.limits.shown', {
        who: of === 'role' ? say(`frame.role.${name as (typeof ROLES)[number]}`) : name,
        single: formatAmount(single, currency),
        daily: formatAmount(daily, currency),
      }),
    );
  },
};

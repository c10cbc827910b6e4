// The table of approval levels as rows: from which amount, for which categories, on a risk, with a code, within how long.
import { formatAmount } from '../../../../core/money/format-amount.ts';
import type { LevelRule } from '../../../../core/refund/approval-levels.ts';
import { fault, readRows, type RowsText, twice } from './row-reader.ts';

export type LevelRow = {
  readonly level: LevelRule['level'];
  readonly from: string;
  /** Between separators; empty: all. */
  readonly categories: string;
  readonly onRisk: boolean;
  readonly needsTotp: boolean;
  readonly deadlineMinutes: string;
  readonly escalates: boolean;
};

const CATEGORY = 60;
const THIRTY_DAYS = 60 * 24 * 30;

export const levelRows: RowsText<readonly LevelRule[], LevelRow> = {
  rowsOf: (rules, currency) =>
    rules.map(({ level, from, categories, onRisk, needsTotp, deadlineMinutes, escalates }) => ({
      ...{ level, onRisk, needsTotp, escalates },
      from: formatAmount(from, currency),
      categories: categories?.join('、') ?? '',
      deadlineMinutes: String(deadlineMinutes),
    })),
  read(rows, currency) {
    if (rows.length === 0) return fault('rules.fault.noLevel');
    const read = readRows(
      rows,
      currency,
      ({ level, from, categories, onRisk, needsTotp, deadlineMinutes, escalates }, reader) => ({
        level,
        from: reader.amount('from', from),
        categories: reader.names('categories', categories, CATEGORY),
        ...{ onRisk, needsTotp },
        deadlineMinutes: reader.whole('deadlineMinutes', deadlineMinutes, 1, THIRTY_DAYS),
        escalates,
      }),
    );
    if (!read.ok) return read;
    const rules = read.value as readonly LevelRule[];
    return twice(rules, 'from', ({ level, from, categories }) => JSON.stringify([level, from, categories])) ?? read;
  },
  lines: (rules, { say, currency }) =>
    rules.map(({ level, from, categories, onRisk, needsTotp, deadlineMinutes, escalates }) =>
      [
        say('rules.level.shown', { level: say(`caseFile.level.${level}`), from: formatAmount(from, currency) }),
        ...(categories === null ? [] : [categories.join('、')]),
        ...(onRisk ? [say('rules.level.onRisk')] : []),
        ...(needsTotp ? [say('rules.level.needsTotp')] : []),
        say('rules.level.within', { n: deadlineMinutes }),
        ...(escalates ? [say('rules.level.escalates')] : []),
      ].join(' · '),
    ),
};

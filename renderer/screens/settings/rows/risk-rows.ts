// The risk rules as rows: which rule, its figures as typed, and what it decides. Which figures a rule has is a table.
import { formatAmount } from '../../../../core/money/format-amount.ts';
import type { Currency, Minor } from '../../../../core/money/money.ts';
import type { RiskRule, RiskVerdict } from '../../../../core/refund/risk-rules.ts';
import { readRows, type RowReader, type RowsText } from './row-reader.ts';

export type RiskKind = RiskRule['kind'];
type Unit = 'amount' | 'count' | 'days' | 'minutes' | 'time' | 'share' | 'documents';
type Figure = 'over' | 'times' | 'days' | 'minutes' | 'from' | 'until' | 'least' | 'limit' | 'threshold' | 'within';
export type RiskPart = { readonly field: Figure; readonly unit: Unit };

export type RiskRow = {
  readonly kind: RiskKind;
  /** Every figure by its name; those the rule has none of stay empty. */
  readonly parts: Readonly<Record<string, string>>;
  readonly verdict: RiskVerdict;
};

const part = (field: Figure, unit: Unit): RiskPart => ({ field, unit });

/** The figures of each rule, in the order in which they are said. */
export const RISK_PARTS: Readonly<Record<RiskKind, readonly RiskPart[]>> = {
  customerSingle: [part('over', 'amount')],
  customerDaySum: [part('over', 'amount')],
  customerDayCount: [part('over', 'count')],
  sameAmount: [part('days', 'days'), part('times', 'count')],
  soonAfterCharge: [part('minutes', 'minutes')],
  afterHours: [part('from', 'time'), part('until', 'time')],
  cashierRate: [part('over', 'share'), part('least', 'documents')],
  splitUnderLimit: [part('limit', 'amount'), part('times', 'count')],
  balanceNear: [part('threshold', 'amount'), part('within', 'amount')],
};

const MOST = 10_000;
const YEAR = 366;

function shown(figure: number, unit: Unit, currency: Currency): string {
  if (unit === 'amount') return formatAmount(figure as Minor, currency);
  if (unit === 'share') return String(figure / 100);
  if (unit !== 'time') return String(figure);
  return `${String(Math.floor(figure / 60)).padStart(2, '0')}:${String(figure % 60).padStart(2, '0')}`;
}

function figures(rule: RiskRule, currency: Currency): Record<string, string> {
  const all = rule as unknown as Readonly<Record<string, number>>;
  return Object.fromEntries(
    RISK_PARTS[rule.kind].map(({ field, unit }) => [field, shown(all[field] ?? 0, unit, currency)]),
  );
}

function readPart({ field, unit }: RiskPart, text: string, reader: RowReader): number {
  if (unit === 'amount') return reader.amount(field, text);
  if (unit === 'share') return reader.share(field, text);
  if (unit === 'time') return reader.time(field, text);
  return reader.whole(field, text, 1, unit === 'days' ? YEAR : MOST);
}

export const riskRows: RowsText<readonly RiskRule[], RiskRow> = {
  rowsOf: (rules, currency) =>
    rules.map((rule) => ({ kind: rule.kind, verdict: rule.verdict, parts: figures(rule, currency) })),
  read: (rows, currency) =>
    readRows(rows, currency, ({ kind, parts, verdict }, reader) => {
      const read = Object.fromEntries(
        RISK_PARTS[kind].map((one) => [one.field, readPart(one, parts[one.field] ?? '', reader)]),
      );
      // From eight to eight is never, and a rule that never speaks looks like one that watches.
      if (kind === 'afterHours' && read['from'] === read['until']) reader.note('until', 'rules.fault.noHours');
      return { kind, ...read, verdict };
    }),
  lines: (rules, { say, currency }) =>
    rules.length === 0
      ? [say('rules.risk.none')]
      : rules.map((rule) =>
          say('rules.risk.line', {
            rule: say(`rules.risk.shown.${rule.kind}`, figures(rule, currency)),
            verdict: say(`approval.riskVerdict.${rule.verdict}`),
          }),
        ),
};

// Between the limits of payouts and what stands in their form. Pure; the ledger checks the value itself.
// Amounts stay as they were typed until the whole is read.
import { formatAmount } from '../../../core/money/format-amount.ts';
import type { Currency } from '../../../core/money/money.ts';
import { parseAmount } from '../../../core/money/parse-amount.ts';
import { payoutLimits, type PayoutLimitRow } from '../../../core/tickets/payout-limits.ts';

export type LimitDraft = {
  readonly of: 'role' | 'person';
  readonly name: string;
  readonly single: string;
  readonly daily: string;
};

export const limitsDraft = (rows: readonly LimitDraft[]): string => JSON.stringify(rows);
export const limitsOfDraft = (draft: string): readonly LimitDraft[] =>
  draft === '' ? [] : (JSON.parse(draft) as LimitDraft[]);

export function draftOfLimits(rows: readonly PayoutLimitRow[], currency: Currency): string {
  return limitsDraft(
    rows.map(({ of, name, single, daily }) => ({
      ...{ of, name },
      ...{ single: formatAmount(single, currency), daily: formatAmount(daily, currency) },
    })),
  );
}

/** The rows as a value, or null when one of them cannot stand. */
export function readLimits(draft: string, currency: Currency): readonly PayoutLimitRow[] | null {
  const amount = (text: string): number | null => {
    const read = parseAmount(text, { currency, source: 'person' });
    return read.ok ? read.value : null;
  };
  const rows = limitsOfDraft(draft).map(({ of, name, single, daily }) => ({
    ...{ of, name: name.trim() },
    ...{ single: amount(single), daily: amount(daily) },
  }));
  const read = payoutLimits.safeParse(rows);
  return read.success ? read.data : null;
}

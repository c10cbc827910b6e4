// How offices call what a price is to them; one table for every list that has such a column.
import { CREDIT_KINDS, type CreditKind } from '../accounts/chart.ts';

const KINDS: Readonly<Record<string, CreditKind>> = {
  收入: 'revenue',
  自有收入: 'revenue',
  代收: 'agency',
  代收代付: 'agency',
  财政: 'treasury',
  应缴财政: 'treasury',
  递延: 'deferred',
  递延收益: 'deferred',
  ...Object.fromEntries(CREDIT_KINDS.map((kind) => [kind, kind])),
};

/** The kind of credit called `name`, or null. */
export function creditKindNamed(name: string): CreditKind | null {
  const key = name.toLowerCase();
  return Object.hasOwn(KINDS, key) ? (KINDS[key] ?? null) : null;
}

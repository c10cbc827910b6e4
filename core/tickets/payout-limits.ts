// Who may pay how much from a ticket without asking anybody 工单打款限额: a table the office keeps, a row for a role or for one
// person by name. What is above goes to a second person.
import { z } from 'zod';
import { amountFromZero, username } from '../contract/scalars.ts';
import { type Minor, minor, ZERO } from '../money/money.ts';
import { ROLES, type Role } from '../people/permissions.ts';

/** Amounts in minor units; 0: nothing without asking. */
export interface PayoutLimit {
  /** One payout. */
  readonly single: Minor;
  /** All that one person has paid on one business date without asking, this one included. */
  readonly daily: Minor;
}

export type PayoutLimitRow = PayoutLimit &
  ({ readonly of: 'role'; readonly name: Role } | { readonly of: 'person'; readonly name: string });

const amounts = { single: amountFromZero, daily: amountFromZero };

export const payoutLimits = z
  .array(
    z.discriminatedUnion('of', [
      z.strictObject({ of: z.literal('role'), name: z.enum(ROLES), ...amounts }),
      z.strictObject({ of: z.literal('person'), name: username, ...amounts }),
    ]),
  )
  .max(200)
  .refine((all) => new Set(all.map(({ of, name }) => `${of} ${name}`)).size === all.length, {
    error: 'each once',
  }) as unknown as z.ZodType<readonly PayoutLimitRow[], readonly PayoutLimitRow[]>;

/** 100.00 at a time and 300.00 a day for a cashier, 500.00 and 2,000.00 for finance. */
export const INITIAL_PAYOUT_LIMITS: readonly PayoutLimitRow[] = [
  { of: 'role', name: 'cashier', single: minor(10_000), daily: minor(30_000) },
  { of: 'role', name: 'finance', single: minor(50_000), daily: minor(200_000) },
];

export const INITIAL_TICKET_CATEGORIES: readonly string[] = ['投诉', '补偿', '差错', '垫付', '咨询', '其他'];

/** What `person` may pay without asking: their own row, or else the widest of their roles; none: nothing. */
export function payoutLimitOf(
  rows: readonly PayoutLimitRow[],
  person: { readonly username: string; readonly roles: readonly Role[] },
): PayoutLimit {
  const own = rows.find(({ of, name }) => of === 'person' && name === person.username);
  if (own) return { single: own.single, daily: own.daily };
  const held = rows.filter((row) => row.of === 'role' && person.roles.includes(row.name));
  const widest = (of: keyof PayoutLimit): Minor => held.reduce((most, row) => (row[of] > most ? row[of] : most), ZERO);
  return { single: widest('single'), daily: widest('daily') };
}

/** Whether `amount` goes out without asking, when `spent` has gone out so on the same date. */
export function isWithinLimit({ single, daily }: PayoutLimit, amount: Minor, spent: Minor): boolean {
  return amount <= single && spent + amount <= daily;
}

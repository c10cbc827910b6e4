// The first set-up of a ledger, step by step, and what its administrator may do until it is over. Duty separation has to
// begin somewhere: before the first shift there is nobody else, and no money has moved that a price could be bent for.
// Everything done meanwhile stands in the journal under the administrator's name.
import type { Permission } from '../people/permissions.ts';

/** In the order they are offered; `finish` ends it. Each may be skipped and taken up again. */
export const SETUP_STEPS = [
  'seal',
  'people',
  'numbers',
  'denominations',
  'rounding',
  'accounts',
  'tariff',
  'customers',
  'finish',
] as const;
export type SetupStep = (typeof SETUP_STEPS)[number];

export const SETUP_OUTCOMES = ['done', 'skipped'] as const;
export type SetupOutcome = (typeof SETUP_OUTCOMES)[number];

/** What an IT administrator may do on top of the role while set-up is open, and never again. */
export const SETUP_GRANTS: readonly Permission[] = [
  'setup.work',
  'tariff.read',
  'tariff.write',
  'customer.read',
  'customer.write',
  'settings.money',
];

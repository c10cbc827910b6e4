// Screens that the visit of every screen (every-screen.spec.ts) does not come to, each with its reason, and what else it has
// to know to recognise one. A reason that names a test is checked: that test asks the same of the screen.

/** Another test that asks axe about the screen under this name. */
export type AskedIn = { readonly spec: string; readonly asks: string };
/** By file: where it is asked about, or why it cannot be. */
export const ELSEWHERE: Readonly<Record<string, AskedIn | string>> = {};

/** Dialogs whose heading is the name of what was chosen: what it is here. */
export const NAMED: Readonly<Record<string, RegExp>> = {
  'screens/vouchers/map-dialog.tsx': /^1001\.1\.1 /,
  'screens/claims/collect-dialog.tsx': /市医/,
  // The question and the heading are told by who asks: here the other cashier, who does not take the drawer.
  'screens/shift/cash/reason-dialog.tsx': /^拒收$/,
};

export const JOBS_ELSEWHERE: Readonly<Record<string, AskedIn>> = {
  // Only a ledger without sample data has a set-up; that test asks the same of each of its steps.
  setup: { spec: 'setup.spec.ts', asks: 'setup-first' },
};

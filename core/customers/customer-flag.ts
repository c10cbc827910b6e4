// Warnings on a customer's file that a cashier must see before charging. A closed list: every window has words for each,
// and what needs more words is the note.
export const CUSTOMER_FLAGS = ['callSupervisor', 'checkIdentity', 'badCheque', 'disputes', 'needsHelp'] as const;
export type CustomerFlag = (typeof CUSTOMER_FLAGS)[number];

/** The flags in a stored cell, in the order of the list; unknown words of a newer program are left out. */
export function flagsOf(cell: string | null): CustomerFlag[] {
  const words = new Set((cell ?? '').split(' '));
  return CUSTOMER_FLAGS.filter((flag) => words.has(flag));
}

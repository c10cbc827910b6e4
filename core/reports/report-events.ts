// What a report counts besides money, and which acts of the journal count as what: a new kind of act is one word here.

export const REPORT_EVENTS = [
  'reprints',
  'spoiled',
  'drawerOpenings',
  'counterfeits',
  'discarded',
  'suspended',
  'recounts',
  'handoversRejected',
  'closedByOther',
  'rejected',
  'forbidden',
] as const;
export type ReportEvent = (typeof REPORT_EVENTS)[number];

/** What the cashier of a shift does: kinds of links of the chain. What others do to a shift is read from its rows. */
export const EVENT_ACTS: Readonly<Partial<Record<ReportEvent, readonly string[]>>> = {
  reprints: ['receipt.copy', 'slip.copy', 'prepayment.copy', 'cash.copy'],
  spoiled: ['receipt.spoiled', 'stock.spoiled'],
  drawerOpenings: ['drawer.opened'],
  counterfeits: ['cash.counterfeit'],
  discarded: ['bill.discarded'],
  suspended: ['shift.suspended'],
  forbidden: ['call.forbidden'],
};

/** How often each event happened, by the links of the journal and by what was counted elsewhere; what did not is left out. */
export function countEvents(
  acts: readonly { readonly kind: string; readonly count: number }[],
  elsewhere: (event: ReportEvent) => number,
): { event: ReportEvent; count: number }[] {
  return REPORT_EVENTS.flatMap((event) => {
    const own = EVENT_ACTS[event] ?? [];
    const done = acts.filter(({ kind }) => own.includes(kind)).reduce((sum, { count }) => sum + count, 0);
    const count = done + elsewhere(event);
    return count === 0 ? [] : [{ event, count }];
  });
}

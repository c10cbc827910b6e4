// What a report counts besides money, and which acts of the journal count as what: a new kind of act is one word here.

export const REPORT_EVENTS = [
  'reprints',
  'spoiled',
  'drawerOpenings',
  'counterfeits',
  'discarded',
  'rejected',
  'forbidden',
] as const;
export type ReportEvent = (typeof REPORT_EVENTS)[number];

/** Kinds of links of the chain. */
export const EVENT_ACTS: Readonly<Record<ReportEvent, readonly string[]>> = {
  reprints: ['receipt.copy', 'slip.copy'],
  spoiled: ['receipt.spoiled', 'stock.spoiled'],
  drawerOpenings: ['drawer.opened'],
  counterfeits: ['cash.counterfeit'],
  discarded: ['bill.discarded'],
  rejected: ['approval.rejected', 'approval.returned'],
  forbidden: ['call.forbidden'],
};

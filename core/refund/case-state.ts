// The states of a refund application and what leads from one to the next: one table, asked by every use case, drawn into
// the docs from itself. A step that is not in the table does not exist.

export const CASE_STATES = [
  /** Waits for the department to say what was not carried out or came back. */
  'awaitingUse',
  /** Waits for the second person to type the payee, or the amount. */
  'awaitingSecondEntry',
  'awaitingApproval',
  /** Sent back to whoever applied. */
  'returned',
  'rejected',
  'withdrawn',
  /** Every level has said yes: the red postings stand, money is owed. */
  'approved',
  /** At least one payout is under way and not known to have arrived. */
  'paying',
  /** A payout failed, came back or bounced: somebody must choose another way. */
  'payoutFailed',
  /** All money has left; the signature or the notice is missing. */
  'paid',
  'closed',
] as const;
export type CaseState = (typeof CASE_STATES)[number];

export const CASE_STEPS = [
  'useConfirmed',
  'secondEntryAgreed',
  /** One level said yes and another is to follow. */
  'levelApproved',
  'lastLevelApproved',
  'sentBack',
  'resubmitted',
  'reject',
  'withdraw',
  'payoutStarted',
  'payoutFailed',
  'rerouted',
  'allPaid',
  'close',
  /** 退汇, a reversal that the channel rejects later, a cheque that bounces after all. */
  'moneyCameBack',
] as const;
export type CaseStep = (typeof CASE_STEPS)[number];

type Steps = Partial<Readonly<Record<CaseStep, CaseState | 'bySubmission'>>>;

/**
 * What may follow. bySubmission: where a new application would begin, because what was corrected may need other
 * confirmations (see `firstState`).
 */
export const CASE_TABLE: Readonly<Record<CaseState, Steps>> = {
  awaitingUse: { useConfirmed: 'bySubmission', sentBack: 'returned', reject: 'rejected', withdraw: 'withdrawn' },
  awaitingSecondEntry: { secondEntryAgreed: 'bySubmission', sentBack: 'returned', withdraw: 'withdrawn' },
  awaitingApproval: {
    levelApproved: 'awaitingApproval',
    lastLevelApproved: 'approved',
    sentBack: 'returned',
    reject: 'rejected',
    withdraw: 'withdrawn',
  },
  returned: { resubmitted: 'bySubmission', withdraw: 'withdrawn' },
  rejected: {},
  withdrawn: {},
  approved: { payoutStarted: 'paying', allPaid: 'paid' },
  paying: { payoutFailed: 'payoutFailed', allPaid: 'paid', payoutStarted: 'paying' },
  payoutFailed: { rerouted: 'approved', payoutFailed: 'payoutFailed' },
  paid: { close: 'closed', moneyCameBack: 'payoutFailed' },
  closed: { moneyCameBack: 'payoutFailed' },
};

/** What still has to happen before an application can be decided. */
export interface Missing {
  readonly use: boolean;
  readonly secondEntry: boolean;
  /** How many levels must decide; 0: approved by rule. */
  readonly levels: number;
}

/** Where an application stands that has just been made, corrected or confirmed. */
export function firstState({ use, secondEntry, levels }: Missing): CaseState {
  if (use) return 'awaitingUse';
  if (secondEntry) return 'awaitingSecondEntry';
  return levels > 0 ? 'awaitingApproval' : 'approved';
}

/** The state after `step`, or null when it cannot happen there. `missing` is what is missing once the step is done. */
export function nextState(state: CaseState, step: CaseStep, missing: Missing): CaseState | null {
  const next = CASE_TABLE[state][step];
  if (next === undefined) return null;
  return next === 'bySubmission' ? firstState(missing) : next;
}

/** Nothing more happens by itself: no money is owed and nobody is waited for. */
export function isOver(state: CaseState): boolean {
  return state === 'rejected' || state === 'withdrawn' || state === 'closed';
}

/** Whether the amount of a case in this state counts as being refunded, and so cannot be refunded again. */
export function isInProgress(state: CaseState): boolean {
  return (
    state === 'awaitingUse' || state === 'awaitingSecondEntry' || state === 'awaitingApproval' || state === 'returned'
  );
}

/** The table as a Mermaid state diagram, for docs/refunds.md; a test compares the two. */
export function caseDiagram(): string {
  const begins = ['awaitingUse', 'awaitingSecondEntry', 'awaitingApproval', 'approved'];
  const lines = begins.map((state) => `  [*] --> ${state}`);
  for (const state of CASE_STATES) {
    for (const step of CASE_STEPS) {
      const next = CASE_TABLE[state][step];
      if (next === undefined) continue;
      const targets = next === 'bySubmission' ? begins.filter((one) => one !== state) : [next];
      for (const target of targets) lines.push(`  ${state} --> ${target}: ${step}`);
    }
    if (isOver(state)) lines.push(`  ${state} --> [*]`);
  }
  return ['stateDiagram-v2', ...lines].join('\n');
}

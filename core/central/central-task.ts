// What central refused, or counts otherwise, is a task until somebody says how it ended. Nothing closes by itself.

/** rejected: a voucher or a package; difference: a balance that is not ours. */
export const CENTRAL_TASK_KINDS = ['rejected', 'difference'] as const;
export type CentralTaskKind = (typeof CENTRAL_TASK_KINDS)[number];

export const CENTRAL_STEPS = ['assign', 'note', 'resolve', 'reopen'] as const;
export type CentralStep = (typeof CENTRAL_STEPS)[number];

/** corrected: handed in again, right; central: the fault was central's; explained: it is as it should be, and why. */
export const CENTRAL_OUTCOMES = ['corrected', 'central', 'explained'] as const;
export type CentralOutcome = (typeof CENTRAL_OUTCOMES)[number];

/** Whether a task may take `step` after `last`: a resolved one only be reopened, an open one not. */
export function mayStep(last: CentralStep | null, step: CentralStep): boolean {
  return (last === 'resolve') === (step === 'reopen');
}

// Moves a case by one step of its table (core/refund/case-state.ts) inside a running act.
import { type CaseState, type CaseStep, firstState, type Missing, nextState } from '../../core/refund/case-state.ts';
import { refuse } from '../../core/contract/errors.ts';
import type { Act } from '../ledger/act.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { refundStep } from '../schema-refund.ts';

/** The case as it stands inside this transaction. */
export interface CaseNow {
  readonly id: number;
  readonly number: string;
  readonly state: CaseState;
  readonly version: number;
}

const NOW = `
  SELECT c.id, c.number, s.state, s.version FROM refund_case c JOIN refund_now s ON s.case_id = c.id WHERE c.id = ?`;

export function caseNow(ledger: Ledger, id: number): CaseNow {
  const found = ledger.one<CaseNow>(NOW, id);
  if (!found) throw new Error(`case ${id} stands nowhere`);
  return found;
}

export interface StepToTake {
  readonly personId: number;
  readonly text?: string | null;
  /** What is missing once the step is done; nothing when left out. */
  readonly missing?: Missing;
}

const NOTHING_MISSING: Missing = { use: false, secondEntry: false, levels: 0 };

/** Takes `step` and answers the state it led to. Throws Refused REFUND_STATE where it cannot be taken. */
export function moveCase(
  ledger: Ledger,
  act: Act,
  id: number,
  step: CaseStep,
  { personId, text = null, missing = NOTHING_MISSING }: StepToTake,
): CaseState {
  const now = caseNow(ledger, id);
  const to = nextState(now.state, step, missing);
  if (to === null) return refuse('REFUND_STATE', { number: now.number, state: now.state });
  insertStep(ledger, act, { ...now, step, to, personId, text });
  return to;
}

/** Writes the first step of a case. */
export function beginCase(
  ledger: Ledger,
  act: Act,
  id: number,
  missing: Missing,
  { personId }: { readonly personId: number },
): CaseState {
  const to = firstState(missing);
  const { version } = caseNow(ledger, id);
  insertStep(ledger, act, { id, version, state: null, step: 'applied', to, personId, text: null });
  return to;
}

interface NewStep {
  readonly id: number;
  readonly version: number;
  readonly state: CaseState | null;
  readonly step: CaseStep | 'applied';
  readonly to: CaseState;
  readonly personId: number;
  readonly text: string | null;
}

function insertStep(ledger: Ledger, act: Act, { id, version, state, step, to, personId, text }: NewStep): void {
  const last = ledger.one<{ n: number | null }>('SELECT max(n) AS n FROM refund_step WHERE case_id = ?', id)?.n ?? 0;
  act.insert(refundStep, {
    ...{ caseId: id, n: last + 1, version, step, fromState: state, toState: to },
    ...{ at: act.at, personId, text },
  });
}

// The table of a case has no dead end and no way round: every state is reached, and money is owed only after approval.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  CASE_STATES,
  CASE_STEPS,
  CASE_TABLE,
  type CaseState,
  caseDiagram,
  firstState,
  isInProgress,
  isOver,
  type Missing,
  nextState,
} from '../../../core/refund/case-state.ts';

const anyMissing = fc.record({ use: fc.boolean(), secondEntry: fc.boolean(), levels: fc.integer({ min: 0, max: 3 }) });

function follow(state: CaseState): CaseState[] {
  return CASE_STEPS.flatMap((step) => {
    const target = CASE_TABLE[state][step];
    if (target === undefined) return [];
    return target === 'bySubmission'
      ? ['awaitingUse', 'awaitingSecondEntry', 'awaitingApproval', 'approved']
      : [target];
  }) as CaseState[];
}

function reached(from: readonly CaseState[]): Set<CaseState> {
  const seen = new Set(from);
  for (const state of seen) for (const next of follow(state)) seen.add(next);
  return seen;
}

describe('the states of a case', () => {
  it('are all reached from an application', () => {
    expect([...reached(['awaitingUse'])].sort()).toEqual([...CASE_STATES].sort());
  });

  it('can all come to an end', () => {
    for (const state of CASE_STATES) expect([...reached([state])].some(isOver), state).toBe(true);
  });

  it('end for good where a case was refused or taken back', () => {
    expect(CASE_TABLE.rejected).toEqual({});
    expect(CASE_TABLE.withdrawn).toEqual({});
  });

  it('pay nothing before the last level has said yes', () => {
    const paying: readonly CaseState[] = ['approved', 'paying', 'payoutFailed', 'paid', 'closed'];
    fc.assert(
      fc.property(anyMissing, fc.array(fc.constantFrom(...CASE_STEPS), { maxLength: 20 }), (missing, steps) => {
        let state = firstState(missing);
        let approved = state === 'approved';
        for (const step of steps) {
          const now: Missing = { ...missing, use: false, secondEntry: false };
          const next = nextState(state, step, now);
          if (next === null) continue;
          if (step === 'lastLevelApproved' || (next === 'approved' && now.levels === 0)) approved = true;
          state = next;
          if (paying.includes(state)) expect(approved).toBe(true);
          expect(isInProgress(state) && paying.includes(state)).toBe(false);
        }
      }),
    );
  });

  it('count an amount exactly once: in progress, owed or paid, or free again', () => {
    for (const state of CASE_STATES) {
      const isFree = state === 'rejected' || state === 'withdrawn';
      const isOwedOrPaid = ['approved', 'paying', 'payoutFailed', 'paid', 'closed'].includes(state);
      expect(Number(isInProgress(state)) + Number(isFree) + Number(isOwedOrPaid), state).toBe(1);
    }
  });

  it('are drawn whole', () => {
    const drawing = caseDiagram();
    for (const state of CASE_STATES) expect(drawing).toContain(state);
    for (const step of CASE_STEPS) expect(drawing).toContain(`: ${step}`);
  });

  it('stand in the docs as they are drawn', () => {
    const docs = readFileSync(join(import.meta.dirname, '../../../docs/refunds.md'), 'utf8');
    expect(docs).toContain(caseDiagram());
  });
});

// The rule of the second person: who may decide and for how long it holds, for every order of events there is.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { APPROVAL_KINDS, approvalPermission } from '../../../core/approval/approval-kind.ts';
import { type ApprovalMatter, matterText } from '../../../core/approval/approval-matter.ts';
import {
  APPROVAL_MS,
  type ApprovalHistory,
  approvalState,
  type Decision,
  decisionFault,
  msLeft,
  stillHolds,
  useFault,
  VERDICTS,
} from '../../../core/approval/approval-rule.ts';
import { minor } from '../../../core/money/money.ts';
import { permissionsOf, ROLES } from '../../../core/people/permissions.ts';

const moment = fc.record({ at: fc.integer({ min: 0, max: 10 * APPROVAL_MS }), tick: fc.nat(10 * APPROVAL_MS) });
const person = fc.integer({ min: 1, max: 4 });
const decision: fc.Arbitrary<Decision> = fc
  .tuple(moment, fc.constantFrom(...VERDICTS), person)
  .map(([when, verdict, personId]) => ({ ...when, verdict, personId, level: 1 }));
const history: fc.Arbitrary<ApprovalHistory> = fc.record({
  kind: fc.constantFrom(...APPROVAL_KINDS),
  requesterId: person,
  levels: fc.integer({ min: 1, max: 3 }),
  decisions: fc.array(decision, { maxLength: 3 }).map((all) => all.map((one, n) => ({ ...one, level: n + 1 }))),
  used: fc.boolean(),
});
const same = { asked: 'd', now: 'd' };

describe('a decision', () => {
  it('holds exactly while both clocks say that between 0 and 60 seconds have passed', () => {
    fc.assert(
      fc.property(moment, moment, (decided, now) => {
        const [wall, ticks] = [now.at - decided.at, now.tick - decided.tick];
        const holds = wall >= 0 && wall <= 60_000 && ticks >= 0 && ticks <= 60_000;
        expect(stillHolds(decided, now)).toBe(holds);
        expect(msLeft(decided, now)).toBe(holds ? 60_000 - Math.max(wall, ticks) : 0);
      }),
    );
  });

  it('that has run out never holds again, wherever the wall clock is set', () => {
    const later = fc.tuple(moment, fc.integer({ min: APPROVAL_MS + 1, max: 10 * APPROVAL_MS }), fc.integer());
    fc.assert(
      fc.property(later, ([decided, passed, wall]) => {
        expect(stillHolds(decided, { at: wall, tick: decided.tick + passed })).toBe(false);
      }),
    );
  });

  it('is nobody’s on their own request, whatever their rights, and needs the right of its kind', () => {
    fc.assert(
      fc.property(history, person, fc.subarray([...ROLES]), moment, (asked, personId, roles, now) => {
        const fault = decisionFault(asked, { personId, permissions: permissionsOf(roles) }, same, now);
        if (fault !== null) return;
        expect(personId).not.toBe(asked.requesterId);
        expect(permissionsOf(roles)).toContain(approvalPermission(asked.kind));
        expect(asked.decisions.every((one) => one.verdict === 'approved' && one.personId !== personId)).toBe(true);
        expect(asked.decisions.length).toBeLessThan(asked.levels);
      }),
    );
  });

  it('is not made at two levels by one person', () => {
    const first: Decision = { level: 1, verdict: 'approved', personId: 2, at: 0, tick: 0 };
    const asked: ApprovalHistory = { kind: 'refund', requesterId: 1, levels: 2, decisions: [first], used: false };
    const permissions = permissionsOf(['supervisor']);
    const now = { at: 0, tick: 0 };
    expect(decisionFault(asked, { personId: 2, permissions }, same, now)).toBe('sameAsBefore');
    expect(decisionFault(asked, { personId: 3, permissions }, same, now)).toBeNull();
  });

  it('is not taken on a matter that has changed', () => {
    const asked: ApprovalHistory = { kind: 'void', requesterId: 1, levels: 1, decisions: [], used: false };
    const approver = { personId: 2, permissions: permissionsOf(['supervisor']) };
    const now = { at: 0, tick: 0 };
    expect(decisionFault(asked, approver, same, now)).toBeNull();
    expect(decisionFault(asked, approver, { asked: 'd', now: 'e' }, now)).toBe('changed');
  });
});

describe('a use', () => {
  it('is allowed only to whoever asked, for the same matter, once, in time, after every level', () => {
    fc.assert(
      fc.property(history, person, fc.constantFrom(...APPROVAL_KINDS), moment, (asked, personId, kind, now) => {
        if (useFault(asked, { personId, kind }, same, now) !== null) return;
        const last = asked.decisions.at(-1) as Decision;
        expect([personId, kind, asked.used]).toEqual([asked.requesterId, asked.kind, false]);
        expect(last.verdict).toBe('approved');
        expect(asked.decisions.length).toBeGreaterThanOrEqual(asked.levels);
        expect(stillHolds(last, now)).toBe(true);
      }),
    );
  });

  it('says what is wrong', () => {
    const now = { at: 1_000, tick: 1_000 };
    const given: Decision = { level: 1, verdict: 'approved', personId: 2, ...now };
    const asked: ApprovalHistory = { kind: 'void', requesterId: 1, levels: 1, decisions: [given], used: false };
    const use = { personId: 1, kind: 'void' as const };
    expect(useFault(asked, use, same, now)).toBeNull();
    expect(useFault({ ...asked, used: true }, use, same, now)).toBe('used');
    expect(useFault({ ...asked, decisions: [] }, use, same, now)).toBe('notGiven');
    expect(useFault({ ...asked, levels: 2 }, use, same, now)).toBe('notGiven');
    expect(useFault({ ...asked, decisions: [{ ...given, verdict: 'rejected' }] }, use, same, now)).toBe('notGiven');
    expect(useFault(asked, use, same, { at: 61_001, tick: 61_001 })).toBe('expired');
    expect(useFault(asked, { ...use, kind: 'discount' }, same, now)).toBe('mismatch');
    expect(useFault(asked, { ...use, personId: 3 }, same, now)).toBe('mismatch');
    expect(useFault(asked, use, { asked: 'd', now: 'e' }, now)).toBe('mismatch');
    expect(approvalState(asked, { at: 61_001, tick: 61_001 })).toBe('expired');
  });
});

describe('the text of a matter', () => {
  const matter: ApprovalMatter = {
    kind: 'void',
    subject: { kind: 'void', receipt: 'A01-R-0000001', reason: 'mistyped', text: null },
    amount: minor(15851),
    facts: [{ kind: 'text', label: 'receipt', text: 'A01-R-0000001' }],
    version: '7',
  };

  it('is the same for the same matter, in whatever order its fields come', () => {
    const shuffled = Object.fromEntries(Object.entries(matter).reverse()) as unknown as ApprovalMatter;
    const subject = Object.fromEntries(Object.entries(matter.subject as object).reverse());
    expect(matterText({ ...shuffled, subject })).toBe(matterText(matter));
  });

  it.each([
    { kind: 'discount' as const },
    { subject: { kind: 'void', receipt: 'A01-R-0000002', reason: 'mistyped', text: null } },
    { subject: { kind: 'void', receipt: 'A01-R-0000001', reason: 'mistyped', text: '' } },
    { amount: minor(15852) },
    { facts: [] },
    { version: '8' },
  ])('is another one with %j', (change) => {
    expect(matterText({ ...matter, ...change })).not.toBe(matterText(matter));
  });

  it('tells any two subjects apart', () => {
    const json = fc
      .jsonValue({ maxDepth: 2 })
      .filter((value) => !/[.e]|-0|\d{15}/.test(JSON.stringify(value)))
      // What came over a port has no −0 any more.
      .map((value) => JSON.parse(JSON.stringify(value)) as unknown);
    fc.assert(
      fc.property(json, json, (one, other) => {
        const texts = [one, other].map((subject) => matterText({ ...matter, subject }));
        const sorted = [one, other].map((value) => JSON.stringify(value, sortedKeys));
        expect(texts[0] === texts[1]).toBe(sorted[0] === sorted[1]);
      }),
    );
  });

  it('holds no fraction and no minus zero', () => {
    for (const subject of [0.5, -0, Number.NaN, 2 ** 53]) expect(() => matterText({ ...matter, subject })).toThrow();
  });
});

function sortedKeys(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)));
}

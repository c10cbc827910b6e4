// A second person's approval, asked of the real server: what the till cannot do, what the approver must be, and that a
// decision holds once, for this matter, for a minute, on a clock that nobody sets.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ApprovalSubject } from '../../core/contract/approval-subjects.ts';
import type { Procedure } from '../../core/contract/procedure.ts';
import { CONTRACT, type Method } from '../../core/contract/contract.ts';
import { matterOf } from '../../db/approval/matters.ts';
import { takeApproval } from '../../db/approval/take-approval.ts';
import { Act } from '../../db/ledger/act.ts';
import type { Caller } from '../../db/ledger/command.ts';
import { personRole } from '../../db/schema.ts';
import { Refused } from '../../core/contract/errors.ts';
import { Counter, decide, op, refusalOf, type TestClock, type Window } from './support/counter.ts';
import { looks } from './support/fast-passwords.ts';
import { LedgerTemplate, workedDay } from './support/sample-ledger.ts';

let template: LedgerTemplate;
let counter: Counter;
let clock: TestClock;
let till: Window;
/** The first receipt of the worked day, in the open shift of cashier1. */
const RECEIPT = 'A01-R-0000001';
const SUBJECT: ApprovalSubject = { kind: 'void', receipt: RECEIPT, reason: 'mistyped', text: null };

beforeAll(async () => {
  template = await LedgerTemplate.make(workedDay);
});
beforeEach(async () => {
  counter = await template.counter();
  clock = counter.clock;
  till = counter.window();
  await till.signIn('cashier1');
});
afterEach(() => {
  counter.stop();
  template.forgetCopies();
});
afterAll(() => template.remove());

const ask = async (subject: ApprovalSubject = SUBJECT): Promise<string> =>
  (await till.call('approval.request', { operationId: op(), subject })).request;

function callerOf(username: string): Caller {
  const row = counter.ledger.one<{ id: number }>('SELECT id FROM person WHERE username = ?', username);
  return { personId: row?.id ?? 0, username, name: username };
}

/** Uses `request` as a command would; 'done' or the refusal. */
function use(request: string | null, subject = SUBJECT, username = 'cashier1'): string {
  const { ledger } = counter;
  const caller = callerOf(username);
  try {
    ledger.transact(
      () => {
        const { digest } = matterOf(ledger, caller, subject);
        const act = new Act(ledger);
        takeApproval(ledger, act, caller, { request, kind: subject.kind, digest });
        act.seal({ kind: 'test.used', ref: null, businessDate: ledger.businessDate(), personId: caller.personId });
      },
      () => undefined,
    );
    return 'done';
  } catch (error) {
    if (error instanceof Refused) return error.refusal.code;
    throw error;
  }
}

const stateOf = async (request: string): Promise<string> => (await till.call('approval.state', { request })).state;

describe('the windows', () => {
  const OF_APPROVAL: readonly Method[] = (Object.keys(CONTRACT) as Method[]).filter(
    (one) => (CONTRACT[one] as Procedure).window === 'approval',
  );

  it('of a till get no answer to what belongs to the approval window, whoever is signed in there', async () => {
    const request = await ask();
    for (const username of ['cashier1', 'supervisor1', 'it1', null]) {
      const window = counter.window();
      if (username) await window.signIn(username);
      for (const method of OF_APPROVAL) {
        for (const params of [
          {},
          { request },
          { username: 'supervisor1', password: 'supervisor1-2026', verdict: 'approved', opinion: null },
        ])
          expect(await refusalOf(window.call(method, params as never)), method).toBe('WRONG_WINDOW');
      }
    }
    expect(await stateOf(request)).toBe('open');
  });

  it('of an approval get nothing else, not even who is there', async () => {
    const window = counter.approvalWindow(await ask());
    const others = [...Object.keys(CONTRACT), 'nothing', '__proto__'].filter(
      (one) => !(OF_APPROVAL as readonly string[]).includes(one),
    );
    for (const method of others) {
      expect(await refusalOf(window.call(method as Method, {} as never)), method).toBe('WRONG_WINDOW');
    }
    // Nor can somebody sign in there.
    const params = { username: 'supervisor1', password: 'supervisor1-2026' };
    expect(await refusalOf(window.call('session.signIn', params))).toBe('WRONG_WINDOW');
  });

  it('of an approval see the one request they were opened for, and no other', async () => {
    const [one, other] = [await ask(), await ask({ ...SUBJECT, reason: 'duplicate' } as ApprovalSubject)];
    const window = counter.approvalWindow(one);
    expect((await window.call('approval.show', {})).request).toBe(one);
    expect(await refusalOf(window.call('approval.show', { request: other } as never))).toBe('INVALID_INPUT');
    const stranger = counter.approvalWindow('0193a000-0000-7000-8000-000000000000');
    expect(await refusalOf(stranger.call('approval.show', {}))).toBe('UNKNOWN_APPROVAL');
  });

  it('show what the ledger holds: amount, lines, tenders, who asked', async () => {
    const shown = await counter.approvalWindow(await ask()).call('approval.show', {});
    expect(shown).toMatchObject({ kind: 'void', state: 'open', unchanged: true, amount: 15851, holdsMs: 60_000 });
    expect(shown.askedBy).toMatchObject({ username: 'cashier1' });
    expect(shown.facts).toContainEqual({
      kind: 'tender',
      label: 'tender',
      method: 'card',
      amount: 8000,
      reference: '004512',
    });
    expect(shown.facts.filter((fact) => fact.kind === 'line')).toHaveLength(2);
  });
});

describe('a decision', () => {
  it('lets the command through, once', async () => {
    const request = await ask();
    expect(use(request)).toBe('APPROVAL_NOT_GIVEN');
    expect(await decide(counter, request, 'supervisor1')).toMatchObject({ state: 'approved' });
    expect(await till.call('approval.state', { request })).toMatchObject({ state: 'approved', msLeft: 60_000 });
    expect(use(request)).toBe('done');
    expect(await stateOf(request)).toBe('used');
    expect(use(request)).toBe('APPROVAL_USED');
    expect(counter.verify()).toMatchObject({ ok: true });
  });

  it('signs nobody in and counts every try as the sign-in does', async () => {
    const request = await ask();
    const window = counter.approvalWindow(request);
    const sessions = counter.ledger.one('SELECT count(*) AS n FROM session');
    const wrong = { username: 'supervisor1', password: 'guess', verdict: 'approved' as const, opinion: null };
    for (let n = 0; n < 5; n += 1)
      expect(await refusalOf(window.call('approval.decide', wrong))).toBe('BAD_CREDENTIALS');
    expect(await refusalOf(decide(counter, request, 'supervisor1'))).toBe('LOCKED_OUT');
    expect(await refusalOf(counter.window().signIn('supervisor1'))).toBe('LOCKED_OUT');
    clock.pass(60_000);
    await decide(counter, request, 'supervisor1');
    expect(counter.ledger.one('SELECT count(*) AS n FROM session')).toEqual(sessions);
    expect([...counter.tickets.keys()]).toEqual([till.channel]);
  });

  it('is refused to whoever asked, even with the right', async () => {
    const own = counter.window();
    await own.signIn('supervisor1');
    // A supervisor has no shift; the request is written as the till of a supervisor would have it.
    const request = await ask();
    counter.ledger.db.exec('DROP TRIGGER approval_request_no_update');
    counter.ledger.db
      .prepare('UPDATE approval_request SET person_id = ? WHERE id = ?')
      .run(callerOf('supervisor1').personId, request);
    expect(await refusalOf(decide(counter, request, 'supervisor1'))).toBe('APPROVAL_OWN');
    expect(await refusalOf(decide(counter, await ask(), 'cashier1'))).toBe('APPROVAL_OWN');
  });

  it.each(['cashier2', 'finance1', 'it1', 'auditor1'])('is refused to %s, who has no right to it', async (username) => {
    const request = await ask();
    expect(await refusalOf(decide(counter, request, username))).toBe('FORBIDDEN');
    expect(await stateOf(request)).toBe('open');
    const noted = counter.ledger.db.prepare(
      "SELECT p.username FROM chain c JOIN person p ON p.id = c.person_id WHERE c.kind = 'approval.refused'",
    );
    expect(noted.pluck().all()).toEqual([username]);
  });

  it('is refused to whoever lost the role a second before, or has a first password', async () => {
    const request = await ask();
    const { ledger } = counter;
    const { personId } = callerOf('supervisor1');
    ledger.transact(
      () => {
        const act = new Act(ledger);
        act.insert(personRole, { personId, n: 2, role: 'supervisor', granted: 0 });
        act.seal({ kind: 'person.changed', ref: null, businessDate: ledger.businessDate(), personId: null });
      },
      () => undefined,
    );
    expect(await refusalOf(decide(counter, request, 'supervisor1'))).toBe('BAD_CREDENTIALS');
    const it1 = counter.window();
    await it1.signIn('it1');
    await it1.call('people.reset', { operationId: op(), username: 'supervisor2', password: 'known to IT' });
    const known = { password: 'known to IT' };
    expect(await refusalOf(decide(counter, request, 'supervisor2', known))).toBe('PASSWORD_MUST_CHANGE');
    expect(await stateOf(request)).toBe('open');
  });

  it('is refused to whoever lost the right while the password was looked at', async () => {
    const request = await ask();
    const { ledger } = counter;
    const { personId } = callerOf('supervisor1');
    looks.before = () => {
      looks.before = () => undefined;
      ledger.transact(
        () => {
          const act = new Act(ledger);
          act.insert(personRole, { personId, n: 2, role: 'supervisor', granted: 0 });
          act.insert(personRole, { personId, n: 3, role: 'finance', granted: 1 });
          act.seal({ kind: 'person.changed', ref: null, businessDate: ledger.businessDate(), personId: null });
        },
        () => undefined,
      );
    };
    expect(await refusalOf(decide(counter, request, 'supervisor1'))).toBe('FORBIDDEN');
    expect(await stateOf(request)).toBe('open');
  });

  it('of two at once is one', async () => {
    const request = await ask();
    const both = await Promise.allSettled([
      decide(counter, request, 'supervisor1'),
      decide(counter, request, 'supervisor2', { verdict: 'rejected', opinion: '不同意' }),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    // By the rule, not by a fault that the file had to stop.
    expect(both.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'APPROVAL_DECIDED' } });
    expect(counter.faults).toEqual([]);
    const count = counter.ledger.db.prepare(
      'SELECT count(*) FROM approval_decision d JOIN approval_request r ON r.seq = d.request_seq WHERE r.id = ?',
    );
    expect(count.pluck().get(request)).toBe(1);
    expect(await refusalOf(decide(counter, request, 'supervisor1'))).toBe('APPROVAL_DECIDED');
  });

  it('to reject or return says why and ends it', async () => {
    for (const verdict of ['rejected', 'returned'] as const) {
      const request = await ask();
      expect(await refusalOf(decide(counter, request, 'supervisor1', { verdict }))).toBe('OPINION_REQUIRED');
      await decide(counter, request, 'supervisor1', { verdict, opinion: '请先退货' });
      expect(await till.call('approval.state', { request })).toMatchObject({ state: verdict, opinion: '请先退货' });
      expect(use(request)).toBe('APPROVAL_NOT_GIVEN');
      expect(await refusalOf(decide(counter, request, 'supervisor2'))).toBe('APPROVAL_DECIDED');
    }
  });

  it('comes too late for what was withdrawn, and only its asker withdraws', async () => {
    const request = await ask();
    const other = counter.window();
    await other.signIn('cashier2');
    expect(await refusalOf(other.call('approval.withdraw', { operationId: op(), request }))).toBe('UNKNOWN_APPROVAL');
    expect(await refusalOf(other.call('approval.state', { request }))).toBe('UNKNOWN_APPROVAL');
    expect(await till.call('approval.withdraw', { operationId: op(), request })).toMatchObject({ state: 'withdrawn' });
    expect(await refusalOf(decide(counter, request, 'supervisor1'))).toBe('APPROVAL_DECIDED');
    expect(counter.verify()).toMatchObject({ ok: true });
  });

  it('of a window that went away while the password was looked at is none', async () => {
    const request = await ask();
    const window = counter.approvalWindow(request);
    const input = { username: 'supervisor1', password: 'supervisor1-2026', verdict: 'approved', opinion: null };
    const running = counter.server.receive(
      window.channel,
      JSON.stringify({ id: 1, method: 'approval.decide', params: input }),
    );
    counter.server.close(window.channel);
    await running;
    expect(await stateOf(request)).toBe('open');
  });
});

describe('an approval', () => {
  const approved = async (): Promise<string> => {
    const request = await ask();
    await decide(counter, request, 'supervisor1');
    return request;
  };

  it('holds for sixty seconds and not for one millisecond more', async () => {
    const [one, other] = [await approved(), await approved()];
    clock.pass(60_000);
    expect(use(one)).toBe('done');
    clock.pass(1);
    expect(use(other)).toBe('APPROVAL_EXPIRED');
    expect(await stateOf(other)).toBe('expired');
  });

  it('is not reopened by a clock set back, in this process or the next', async () => {
    const request = await approved();
    clock.pass(600_000);
    clock.wall -= 600_000;
    expect(use(request)).toBe('APPROVAL_EXPIRED');
    clock.wall += 30_000;
    expect(use(request)).toBe('APPROVAL_EXPIRED');
    counter.stop(false);
    await counter.start();
    expect(use(request)).toBe('APPROVAL_EXPIRED');
  });

  it('survives a restart of the ledger within its minute, and no restart of the machine', async () => {
    const [one, other] = [await approved(), await approved()];
    counter.stop(false);
    clock.pass(20_000);
    await counter.start();
    expect(use(one)).toBe('done');
    clock.mono = 5;
    expect(use(other)).toBe('APPROVAL_EXPIRED');
  });

  it('is for its matter: another receipt, reason or kind, or another person, does not fit', async () => {
    const request = await approved();
    expect(use(request, { ...SUBJECT, receipt: 'A01-R-0000002' })).toBe('APPROVAL_MISMATCH');
    expect(use(request, { ...SUBJECT, reason: 'duplicate' })).toBe('APPROVAL_MISMATCH');
    expect(use(null)).toBe('APPROVAL_REQUIRED');
    expect(use('0193a000-0000-7000-8000-000000000000')).toBe('UNKNOWN_APPROVAL');
    expect(use(request)).toBe('done');
  });

  it('does not fit what changed after it: the receipt was printed meanwhile', async () => {
    const request = await approved();
    const waiting = await ask();
    await till.call('receipt.print', { operationId: op(), number: RECEIPT, locale: 'zh-CN', reason: '丢失' });
    expect(use(request)).toBe('APPROVAL_MISMATCH');
    expect(await counter.approvalWindow(waiting).call('approval.show', {})).toMatchObject({
      unchanged: false,
      facts: [],
    });
    expect(await refusalOf(decide(counter, waiting, 'supervisor1'))).toBe('APPROVAL_MISMATCH');
  });

  it('is not given for what could not be done anyway', async () => {
    const refused = (subject: ApprovalSubject) =>
      refusalOf(till.call('approval.request', { operationId: op(), subject }));
    expect(await refused({ ...SUBJECT, receipt: 'A01-R-0009999' })).toBe('UNKNOWN_RECEIPT');
    expect(await refused({ ...SUBJECT, reason: 'other' })).toBe('REASON_TEXT_REQUIRED');
    expect(await refused({ ...SUBJECT, text: '卡 4111111111111111' })).toBe('CARD_NUMBER_NOT_ALLOWED');
    // Backfilled: of another shift.
    expect(await refused({ ...SUBJECT, receipt: 'A01-R-0000003' })).toBe('RECEIPT_NOT_IN_SHIFT');
  });

  it('is asked for once per operation', async () => {
    const operationId = op();
    const first = await till.call('approval.request', { operationId, subject: SUBJECT });
    expect(await till.call('approval.request', { operationId, subject: SUBJECT })).toEqual(first);
  });
});

describe('the database itself refuses', () => {
  const rows = (request: string) =>
    counter.ledger.one<{ seq: number; digest: string }>(
      'SELECT seq, digest FROM approval_request WHERE id = ?',
      request,
    );
  const decision = (request: string, over: Record<string, unknown> = {}): string | null => {
    const { seq, digest } = rows(request) ?? { seq: 0, digest: '' };
    const row = {
      request_seq: seq,
      level: 1,
      verdict: 'approved',
      at: clock.wall,
      tick: clock.mono,
      person_id: callerOf('supervisor1').personId,
      opinion: null,
      digest,
      ...over,
    };
    return raw('approval_decision', row);
  };
  const raw = (table: string, row: Record<string, unknown>): string | null => {
    const { db } = counter.ledger;
    const next = Number(db.prepare('SELECT max(seq) + 1 FROM chain').pluck().get());
    const full: Record<string, unknown> = { ...row, seq: next };
    db.exec('BEGIN');
    try {
      db.prepare(
        `INSERT INTO ${table} (${Object.keys(full).join(', ')}) VALUES (${Object.keys(full)
          .map(() => '?')
          .join(', ')})`,
      ).run(...Object.values(full));
      return null;
    } catch (error) {
      return (error as Error).message;
    } finally {
      db.exec('ROLLBACK');
    }
  };

  it('a decision of the asker, on another matter, at another level, a second one, or without its opinion', async () => {
    const request = await ask();
    expect(decision(request)).toBeNull();
    expect(decision(request, { person_id: callerOf('cashier1').personId })).toMatch(/own request/);
    expect(decision(request, { verdict: 'withdrawn' })).toMatch(/own request/);
    expect(decision(request, { digest: 'f'.repeat(64) })).toMatch(/another matter/);
    expect(decision(request, { level: 2 })).toMatch(/must follow/);
    expect(decision(request, { verdict: 'rejected' })).toMatch(/CHECK/);
    await decide(counter, request, 'supervisor2', { verdict: 'rejected', opinion: '不' });
    expect(decision(request, { level: 2 })).toMatch(/must follow|was decided/);
  });

  it('a use before approval, after a minute, by another, on another matter, and twice', async () => {
    const request = await ask();
    const { seq, digest } = rows(request) ?? { seq: 0, digest: '' };
    const row = () => ({
      request_seq: seq,
      at: clock.wall,
      tick: clock.mono,
      person_id: callerOf('cashier1').personId,
      digest,
    });
    expect(raw('approval_use', row())).toMatch(/was not approved/);
    await decide(counter, request, 'supervisor1');
    expect(raw('approval_use', row())).toBeNull();
    expect(raw('approval_use', { ...row(), person_id: callerOf('cashier2').personId })).toMatch(
      /another matter or person/,
    );
    expect(raw('approval_use', { ...row(), digest: 'f'.repeat(64) })).toMatch(/another matter or person/);
    expect(raw('approval_use', { ...row(), at: clock.wall + 60_001 })).toMatch(/run out/);
    expect(raw('approval_use', { ...row(), at: clock.wall - 1 })).toMatch(/run out/);
    expect(raw('approval_use', { ...row(), tick: clock.mono + 60_001 })).toMatch(/run out/);
    expect(use(request)).toBe('done');
    expect(raw('approval_use', row())).toMatch(/UNIQUE/);
  });
});

// The second factor, asked of the real server with a telephone of our own: enrolled by its person only, each code once, no
// clock reopens one, guessing is counted with the passwords, and no answer, link or log ever holds a secret again.
import { Secret, TOTP } from 'otpauth';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { totpEnd, totpEnrolment, totpRecovery, totpRecoveryUse, totpUse } from '../../db/schema-totp.ts';
import { Act } from '../../db/ledger/act.ts';
import { type Role } from '../../core/people/permissions.ts';
import { STEP_MS, stepAt } from '../../core/people/second-factor.ts';
import { Counter, decide, MORNING, op, refusalOf, type TestClock, type Window } from './support/counter.ts';
import { dump } from './support/raw-sql.ts';
import { type Forger, verdictOn } from './support/forged-acts.ts';
import { LedgerTemplate, workedDay } from './support/sample-ledger.ts';

let template: LedgerTemplate;
let counter: Counter;
let clock: TestClock;

beforeAll(async () => {
  template = await LedgerTemplate.make(workedDay);
});
beforeEach(async () => {
  counter = await template.counter();
  clock = counter.clock;
  // The day that was worked took its time.
  clock.wall = counter.ledger.head.at;
});
afterEach(() => {
  counter.stop();
  template.forgetCopies();
});
afterAll(() => template.remove());

const PASSWORD = 'supervisor2-2026';

class Phone {
  readonly totp: TOTP;
  constructor(uri: string) {
    const secret = new URL(uri).searchParams.get('secret') ?? '';
    this.totp = new TOTP({ secret: Secret.fromBase32(secret) });
  }
  /** What the telephone shows, its own clock being right: `at` ms since 1970. */
  code(at: number = clock.wall): string {
    return this.totp.generate({ timestamp: at });
  }
}

interface Enrolled {
  readonly phone: Phone;
  readonly codes: readonly string[];
  readonly uri: string;
  readonly window: Window;
}

/** supervisor2 enrols in their own session; the next code is of the next step. */
async function enrol(username = 'supervisor2'): Promise<Enrolled> {
  const window = await counter.signedIn(username);
  const { uri } = await window.call('code.begin', { password: `${username}-2026` });
  const phone = new Phone(uri);
  const { codes } = await window.call('code.confirm', { code: phone.code() });
  clock.pass(STEP_MS);
  return { phone, codes, uri, window };
}

async function require_(value: { roles?: readonly Role[]; approvals?: boolean }): Promise<void> {
  const it1 = await counter.signedIn('it1');
  const { settings } = await it1.call('settings.read', { keys: ['secondFactor'], date: null });
  const fromDate = counter.ledger.businessDate();
  expect(settings).toHaveLength(1);
  const full = { roles: [], approvals: false, ...value };
  await it1.call('settings.change', { operationId: op(), key: 'secondFactor', fromDate, value: full as never });
}

const signIn = (code?: string, username = 'supervisor2') =>
  counter
    .window()
    .call('session.signIn', { username, password: `${username}-2026`, ...(code === undefined ? {} : { code }) });

const kinds = (like: string): string[] =>
  counter.ledger.db.prepare('SELECT kind FROM chain WHERE kind LIKE ? ORDER BY seq').pluck().all(like) as string[];

describe('enrolling', () => {
  it('shows a secret once, counts only when a first code confirms it, and says so in the journal', async () => {
    const window = await counter.signedIn('supervisor2');
    expect(await window.call('code.state', {})).toEqual({ since: null, recoveryLeft: null, required: false });
    expect(await refusalOf(window.call('code.begin', { password: 'guess' }))).toBe('BAD_CREDENTIALS');
    const { uri, secret } = await window.call('code.begin', { password: PASSWORD });
    expect(uri).toMatch(/^otpauth:\/\/totp\/.*secret=/);
    expect(uri).toContain(secret);
    expect(await window.call('code.state', {})).toMatchObject({ since: null });
    expect(await refusalOf(window.call('code.confirm', { code: '000000' }))).toBe('CODE_WRONG');
    const phone = new Phone(uri);
    const { codes } = await window.call('code.confirm', { code: phone.code().replace(/^(...)/, '$1 ') });
    expect(new Set(codes).size).toBe(8);
    expect(codes[0]).toMatch(/^[A-Z2-7]{4}(-[A-Z2-7]{4}){3}$/);
    expect(await window.call('code.state', {})).toMatchObject({ since: clock.wall, recoveryLeft: 8 });
    // The secret is gone from memory: nothing confirms it again.
    expect(await refusalOf(window.call('code.confirm', { code: phone.code(clock.wall + STEP_MS) }))).toBe(
      'CODE_NOT_BEGUN',
    );
    expect(kinds('code.%').slice(-2)).toEqual(['code.begun', 'code.enrolled']);
    expect(counter.verify()).toMatchObject({ ok: true });
  });

  it('belongs to its window and person, and lasts ten minutes', async () => {
    const window = await counter.signedIn('supervisor2');
    const phone = new Phone((await window.call('code.begin', { password: PASSWORD })).uri);
    const other = await counter.signedIn('supervisor1');
    expect(await refusalOf(other.call('code.confirm', { code: phone.code() }))).toBe('CODE_NOT_BEGUN');
    // Another person at the same window.
    await window.call('session.signIn', { username: 'supervisor1', password: 'supervisor1-2026' });
    expect(await refusalOf(window.call('code.confirm', { code: phone.code() }))).toBe('CODE_NOT_BEGUN');
    const late = await counter.signedIn('supervisor2');
    const again = new Phone((await late.call('code.begin', { password: PASSWORD })).uri);
    for (let minute = 0; minute < 11; minute += 1) {
      clock.pass(60_000);
      await late.call('code.state', {});
    }
    expect(await refusalOf(late.call('code.confirm', { code: again.code() }))).toBe('CODE_NOT_BEGUN');
  });

  it('anew needs a code of what is there: a password alone does not move the factor to another telephone', async () => {
    const { window, phone, codes } = await enrol();
    expect(await refusalOf(window.call('code.begin', { password: PASSWORD }))).toBe('CODE_REQUIRED');
    expect(await refusalOf(window.call('code.begin', { password: PASSWORD, code: '123456' }))).toBe('CODE_WRONG');
    const next = new Phone((await window.call('code.begin', { password: PASSWORD, code: phone.code() })).uri);
    await window.call('code.confirm', { code: next.code() });
    clock.pass(STEP_MS);
    await require_({ roles: ['supervisor'] });
    // The old telephone and its recovery codes open nothing any more.
    expect(await refusalOf(signIn(phone.code()))).toBe('CODE_WRONG');
    expect(await refusalOf(signIn(codes[0]))).toBe('CODE_WRONG');
    await signIn(next.code());
    expect(counter.verify()).toMatchObject({ ok: true });
  });
});

describe('signing in', () => {
  it('asks for the code where the role needs one, and asking is no failed try', async () => {
    const { phone } = await enrol();
    await signIn();
    await require_({ roles: ['supervisor'] });
    for (let n = 0; n < 12; n += 1) expect(await refusalOf(signIn())).toBe('CODE_REQUIRED');
    const session = await signIn(phone.code());
    expect(session).toMatchObject({ failuresSince: 0, mustEnrol: false });
    // Who has another role is not asked.
    expect(await signIn(undefined, 'finance1')).toMatchObject({ mustEnrol: false });
  });

  it('lets somebody who lacks one do nothing but enrol', async () => {
    await require_({ roles: ['supervisor'] });
    const window = await counter.signedIn('supervisor2');
    expect(await window.call('session.current', {})).toMatchObject({ session: { mustEnrol: true } });
    for (const method of ['people.list', 'code.state'] as const)
      expect(await refusalOf(window.call(method, {} as never))).toBe('CODE_MUST_ENROL');
    const phone = new Phone((await window.call('code.begin', { password: PASSWORD })).uri);
    await window.call('code.confirm', { code: phone.code() });
    await window.call('people.list', {});
  });

  it('takes each code once, none before one that was taken, and one step around now', async () => {
    const { phone } = await enrol();
    await require_({ roles: ['supervisor'] });
    const before = phone.code(clock.wall - STEP_MS);
    await signIn(phone.code());
    expect(await refusalOf(signIn(phone.code()))).toBe('CODE_USED');
    expect(await refusalOf(signIn(before))).toBe('CODE_USED');
    // A clock that is a little behind the telephone.
    await signIn(phone.code(clock.wall + STEP_MS));
    clock.pass(2 * STEP_MS);
    expect(await refusalOf(signIn(phone.code(clock.wall - 2 * STEP_MS)))).toBe('CODE_WRONG');
    expect(await refusalOf(signIn(phone.code(clock.wall + 2 * STEP_MS)))).toBe('CODE_WRONG');
    await signIn(phone.code());
    // Not after a restart either.
    counter.stop(false);
    await counter.start();
    expect(await refusalOf(signIn(phone.code()))).toBe('CODE_USED');
  });

  it('of two with one code at the same moment lets one in', async () => {
    const { phone } = await enrol();
    await require_({ roles: ['supervisor'] });
    const both = await Promise.allSettled([signIn(phone.code()), signIn(phone.code())]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(counter.faults).toEqual([]);
  });

  it('counts wrong codes with wrong passwords: five, then waiting, over restarts', async () => {
    const { phone } = await enrol();
    await require_({ roles: ['supervisor'] });
    let looked = 0;
    for (let guess = 0; guess < 200; guess += 1) {
      const code = String(guess).padStart(6, '0');
      const answer = await refusalOf(signIn(code === phone.code() ? '999999' : code));
      if (answer !== 'LOCKED_OUT') looked += 1;
      if (guess % 20 === 19) {
        counter.stop(false);
        clock.wall += (guess % 3) * 3_600_000;
        await counter.start();
      }
    }
    expect(looked).toBe(5);
    expect(await refusalOf(signIn(phone.code()))).toBe('LOCKED_OUT');
  });
});

describe('a clock set back', () => {
  it('reopens no code that was seen and not used, without a link in between, and over a restart', async () => {
    const { phone } = await enrol();
    await require_({ roles: ['supervisor'] });
    const seen = phone.code();
    const then = clock.wall;
    clock.pass(20 * 60_000);
    clock.wall = then;
    expect(await refusalOf(signIn(seen))).toBe('CODE_CLOCK_BACK');
    clock.wall = then + 20 * 60_000;
    await signIn(undefined, 'finance1');
    counter.stop(false);
    clock.wall = then;
    await counter.start();
    expect(await refusalOf(signIn(seen))).toBe('CODE_CLOCK_BACK');
    // Links written under the wrong clock do not make it right.
    await signIn(undefined, 'finance1');
    expect(await refusalOf(signIn(seen))).toBe('CODE_CLOCK_BACK');
    clock.wall = then + 21 * 60_000;
    await signIn(phone.code());
  });

  it.each([
    ['an hour', -3_600_000],
    ['to 1970', -MORNING],
  ])('%s takes no codes, but recovery codes', async (_name, by) => {
    const { phone, codes } = await enrol();
    await require_({ roles: ['supervisor'] });
    clock.wall += by;
    expect(await refusalOf(signIn(phone.code()))).toBe('CODE_CLOCK_BACK');
    await signIn(codes[3]);
  });

  it('after one that was ten years ahead is believed once an administrator says so', async () => {
    const { phone } = await enrol();
    await require_({ roles: ['supervisor'] });
    const it1 = await counter.signedIn('it1');
    const right = clock.wall;
    clock.wall += 10 * 365 * 86_400_000;
    await it1.call('session.lock', {});
    clock.wall = right + STEP_MS;
    await it1.call('session.unlock', { password: 'it1-2026' });
    expect(await refusalOf(signIn(phone.code()))).toBe('CODE_CLOCK_BACK');
    expect((await it1.call('clock.state', {})).behindMs).toBeGreaterThan(9 * 365 * 86_400_000);
    await it1.call('clock.confirm', { operationId: op() });
    expect(await it1.call('clock.state', {})).toEqual({ behindMs: 0 });
    await signIn(phone.code());
    expect(counter.verify()).toMatchObject({ ok: true });
  });
});

describe('recovery codes', () => {
  it('count once each, and a new set ends the old one', async () => {
    const { window, codes, phone } = await enrol();
    await require_({ roles: ['supervisor'] });
    await signIn((codes[0] ?? '').toLowerCase());
    expect(await refusalOf(signIn(codes[0]))).toBe('CODE_USED');
    expect(await window.call('code.state', {})).toMatchObject({ recoveryLeft: 7 });
    const { codes: next } = await window.call('code.renew', { password: PASSWORD, code: phone.code() });
    expect(await window.call('code.state', {})).toMatchObject({ recoveryLeft: 8 });
    expect(await refusalOf(signIn(codes[1]))).toBe('CODE_WRONG');
    await signIn(next[7]);
    expect(counter.verify()).toMatchObject({ ok: true });
  });
});

describe('an administrator', () => {
  it('takes it away from somebody else, once, and not from themselves', async () => {
    const { phone } = await enrol();
    await require_({ roles: ['supervisor'] });
    const resets = kinds('code.reset').length;
    const it1 = await counter.signedIn('it1');
    const reset = { operationId: op(), username: 'supervisor2' };
    expect(await it1.call('people.resetCode', reset)).toMatchObject({ secondFactor: false });
    expect(await it1.call('people.resetCode', reset)).toMatchObject({ secondFactor: false });
    expect(await refusalOf(it1.call('people.resetCode', { ...reset, operationId: op() }))).toBe('CODE_NOT_ENROLLED');
    await enrol('it1');
    expect(await refusalOf(it1.call('people.resetCode', { operationId: op(), username: 'it1' }))).toBe(
      'CODE_RESET_OWN',
    );
    expect(kinds('code.reset').length).toBe(resets + 1);
    expect(await signIn(phone.code())).toMatchObject({ mustEnrol: true });
    expect(counter.verify()).toMatchObject({ ok: true });
  });
});

describe('a decision', () => {
  let till: Window;
  const SUBJECT = { kind: 'void', receipt: 'A01-R-0000001', reason: 'mistyped', text: null } as const;
  const ask = async (): Promise<string> =>
    (await till.call('approval.request', { operationId: op(), subject: SUBJECT })).request;
  beforeEach(async () => {
    till = await counter.signedIn('cashier1');
  });

  it('needs a code where the office says so: shown, asked for, taken once', async () => {
    const { phone } = await enrol();
    const request = await ask();
    const shown = () => counter.approvalWindow(request).call('approval.show', {});
    expect(await shown()).toMatchObject({ needsCode: false });
    await require_({ approvals: true });
    expect(await shown()).toMatchObject({ needsCode: true });
    expect(await refusalOf(decide(counter, request, 'supervisor2'))).toBe('CODE_REQUIRED');
    expect(await refusalOf(decide(counter, request, 'supervisor1'))).toBe('CODE_NOT_ENROLLED');
    expect(await refusalOf(decide(counter, request, 'supervisor2', { code: '000000' }))).toBe('CODE_WRONG');
    const code = phone.code();
    await decide(counter, request, 'supervisor2', { code });
    expect(await refusalOf(decide(counter, await ask(), 'supervisor2', { code }))).toBe('CODE_USED');
    expect(counter.verify()).toMatchObject({ ok: true });
  });

  it('that was refused has used the code up, and two requests cannot share one', async () => {
    const { phone } = await enrol('finance1');
    await require_({ approvals: true });
    const code = phone.code();
    expect(await refusalOf(decide(counter, await ask(), 'finance1', { code }))).toBe('FORBIDDEN');
    expect(await refusalOf(decide(counter, await ask(), 'finance1', { code }))).toBe('CODE_USED');
    const other = await enrol();
    const requests = [await ask(), await ask()];
    const shared = other.phone.code();
    const both = await Promise.allSettled(requests.map((one) => decide(counter, one, 'supervisor2', { code: shared })));
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(counter.faults).toEqual([]);
    expect(counter.verify()).toMatchObject({ ok: true });
  });
});

describe('no secret', () => {
  it('stands in a row, an answer after the first, an event, or the log', async () => {
    const heard: string[] = [];
    const { uri, codes, phone, window } = await enrol();
    await require_({ roles: ['supervisor'] });
    const typed = phone.code();
    await signIn(typed);
    await signIn(codes[2]);
    const it1 = await counter.signedIn('it1');
    heard.push(JSON.stringify(await window.call('code.state', {})));
    heard.push(JSON.stringify(await it1.call('people.list', {})));
    heard.push(JSON.stringify(counter.events), ...counter.faults.map(String), dump(counter.ledger.db));
    const secret = phone.totp.secret;
    const secrets = [secret.base32, secret.hex, Buffer.from(secret.bytes).toString('base64'), uri, ...codes];
    for (const text of heard) {
      for (const one of secrets) {
        expect(text.includes(one)).toBe(false);
        expect(text.includes(one.replaceAll('-', ''))).toBe(false);
      }
    }
  });

  it('opens in another row than its own', async () => {
    await enrol();
    const { secrets, db } = counter.ledger;
    const sealed = db.prepare('SELECT sealed FROM totp_enrolment ORDER BY seq DESC LIMIT 1').pluck().get() as string;
    expect(() => secrets.open(sealed, 'totp 1.1')).toThrow();
  });
});

describe('verify names', () => {
  const SUPERVISOR = 4;
  const step = stepAt(MORNING) + 10_000;
  type Rows = (act: Act) => void;
  type Link = { readonly personId: number; readonly rows: Rows };
  const verdict = (...links: readonly Link[]) =>
    verdictOn(template, (forger: Forger) => {
      const { ledger } = forger;
      const triggers = ledger.all<{ name: string; sql: string }>(
        "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND tbl_name LIKE 'totp%'",
      );
      for (const { name } of triggers) ledger.db.exec(`DROP TRIGGER ${name}`);
      for (const { personId: by, rows } of links) {
        const act = new Act(ledger);
        rows(act);
        act.seal({ kind: 'code.forged', ref: null, businessDate: ledger.businessDate(), personId: by });
      }
      for (const { sql } of triggers) ledger.db.exec(sql);
    });
  const personId = SUPERVISOR;
  const n = 9;
  const enrolment: Rows = (act) => {
    act.insert(totpEnrolment, { personId, n: 1, sealed: 'x'.repeat(60) });
    act.insert(totpRecovery, { personId, n: 1, batch: 1, place: 1, mark: 'f'.repeat(64) });
    act.insert(totpUse, { personId, n: 1, step, purpose: 'enrol' });
  };
  const use =
    (over: Partial<{ step: number; n: number }> = {}): Rows =>
    (act) =>
      act.insert(totpUse, { personId, n: 1, step: step + 1, purpose: 'signIn', ...over });
  const recovery: Rows = (act) =>
    act.insert(totpRecoveryUse, { personId, n: 1, batch: 1, place: 1, purpose: 'signIn' });
  const end =
    (byPersonId: number): Rows =>
    (act) =>
      act.insert(totpEnd, { personId, n: 1, byPersonId });

  it('nothing in what is right', () => {
    expect(verdict({ personId, rows: enrolment }, { personId, rows: use() }, { personId, rows: recovery })).toBe('ok');
  });
  it.each<[string, RegExp, Link[]]>([
    ['an enrolment by another', /totp_enrolment: person is not/, [{ personId: 3, rows: enrolment }]],
    [
      'an enrolment that no code confirmed',
      /totp_enrolment: was not confirmed/,
      [{ personId, rows: (act) => act.insert(totpEnrolment, { personId, n: 1, sealed: 'x'.repeat(60) }) }],
    ],
    [
      'an enrolment out of order',
      /totp_enrolment: follows/,
      [{ personId, rows: (act) => act.insert(totpEnrolment, { personId, n, sealed: 'x'.repeat(60) }) }],
    ],
    [
      'a step used before',
      /totp_use: this step or a later/,
      [
        { personId, rows: enrolment },
        { personId, rows: use({ step: step - 1 }) },
      ],
    ],
    [
      'a code of another person',
      /totp_use: person is not/,
      [
        { personId, rows: enrolment },
        { personId: 3, rows: use() },
      ],
    ],
    [
      'a recovery code of a set before',
      /totp_recovery_use: is not of the newest set/,
      [
        { personId, rows: enrolment },
        {
          personId,
          rows: (act) => act.insert(totpRecovery, { personId, n: 1, batch: 2, place: 1, mark: 'e'.repeat(64) }),
        },
        { personId, rows: recovery },
      ],
    ],
    [
      'a set of recovery codes left out',
      /totp_recovery: is not of set 2/,
      [
        { personId, rows: enrolment },
        {
          personId,
          rows: (act) => act.insert(totpRecovery, { personId, n: 1, batch: 3, place: 1, mark: 'e'.repeat(64) }),
        },
      ],
    ],
    [
      'an end by oneself',
      /totp_end: nobody takes/,
      [
        { personId, rows: enrolment },
        { personId, rows: end(personId) },
      ],
    ],
    [
      'an end in another’s name',
      /totp_end: person is not/,
      [
        { personId, rows: enrolment },
        { personId: 3, rows: end(1) },
      ],
    ],
    [
      'a code after the end',
      /totp_use: is of no enrolment/,
      [
        { personId, rows: enrolment },
        { personId: 1, rows: end(1) },
        { personId, rows: use() },
      ],
    ],
  ])('%s', (_name, words, links) => {
    expect(verdict(...links)).toMatch(words);
  });
});

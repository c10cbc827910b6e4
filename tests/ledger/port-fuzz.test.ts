// Whatever comes in at a window's port: the ledger lives, answers everything with a code of its contract, changes nothing
// by what it refuses, and has no fault of its own to report.
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { COMMON_ERRORS, CONTRACT, type Method } from '../../core/contract/contract.ts';
import { ERROR_PARAMS, type ErrorCode } from '../../core/contract/errors.ts';
import { MAX_FRAME, MAX_PENDING } from '../../core/contract/frame.ts';
import { LedgerServer } from '../../db/server/serve.ts';
import { dose } from '../fixtures/dose.ts';
import { contractCalls, METHODS, wrongMessages } from './support/any-call.ts';
import { Counter, op, paperOf } from './support/counter.ts';
import { mixedCharge } from './support/charges.ts';

interface Answer {
  readonly id: number | null;
  readonly result?: unknown;
  readonly error?: { readonly code: ErrorCode; readonly params: unknown };
}

/** One channel per kind of person, and one where nobody is signed in. */
const PEOPLE = ['cashier1', 'supervisor1', 'finance1', 'it1', 'auditor1', null, 'cashier2'] as const;
/** Where the cashier who takes drawers over works. */
const NEXT = PEOPLE.indexOf('cashier2');

let counter: Counter;
let server: LedgerServer;
const answers: Answer[] = [];
const faults: unknown[] = [];

beforeAll(async () => {
  counter = await Counter.withSample();
  server = new LedgerServer(
    counter.keeper,
    {
      send: (_channel, text) => {
        const frame = JSON.parse(text) as Answer;
        if ('id' in frame) answers.push(frame);
      },
      ticket: () => undefined,
      print: () => undefined,
      fault: (_incident, error) => faults.push(error),
    },
    {
      verify: { run: () => Promise.resolve(counter.verify()), cancel: () => false },
      drawPaper: (layout) => Promise.resolve(paperOf(layout)),
      packages: {
        run: (job) => Promise.resolve(counter.writePackage(job)),
        check: () => Promise.resolve({ ok: true, links: 0, faults: [] }),
      },
    },
  );
  // Thousands of commits; that they are durable is proved elsewhere.
  counter.ledger.db.pragma('synchronous = OFF');
  for (const channel of PEOPLE.keys()) server.open(channel, null);
});
afterAll(() => counter.stop());

/** Sends one message and answers what came back; there is exactly one answer to each. */
async function send(channel: number, message: unknown): Promise<Answer> {
  answers.length = 0;
  await server.receive(channel, message);
  expect(answers).toHaveLength(1);
  return answers[0] as Answer;
}

async function ensureSignedIn(channel: number): Promise<void> {
  const username = PEOPLE[channel];
  if (!username) return;
  const current = await send(channel, '{"id":0,"method":"session.current","params":{}}');
  const { state, session } = current.result as { state: string; session?: { user: { username: string } } };
  if (state === 'active' && session?.user.username === username) return;
  // Guessed at by wrong unlocks and changes of password; how that is slowed is proved elsewhere.
  counter.ledger.db.exec('UPDATE signin_guard SET failures = 0, wait_ms = 0');
  const params = { username, password: `${username}-2026` };
  const answer = await send(channel, JSON.stringify({ id: 0, method: 'session.signIn', params }));
  expect(answer.error).toBeUndefined();
}

async function openShift(): Promise<void> {
  await ensureSignedIn(0);
  const params = { operationId: op(), drawer: '1', float: 20000, counted: null };
  await send(0, JSON.stringify({ id: 0, method: 'shift.open', params }));
}

/** The drawer may be counted by anybody and any way: what a difference asks for is proved elsewhere. */
async function tolerateAll(): Promise<void> {
  await ensureSignedIn(2);
  const value = { tolerance: 100_000_000_000 };
  const params = { operationId: op(), key: 'overShort', fromDate: '2026-11-23', value };
  expect((await send(2, JSON.stringify({ id: 0, method: 'settings.change', params }))).error).toBeUndefined();
}

/** A shift that the calls before it have suspended or offered goes on; where neither is so, this changes nothing. */
async function resumeShift(): Promise<boolean> {
  await ensureSignedIn(0);
  const resumed = await send(0, JSON.stringify({ id: 0, method: 'shift.resume', params: { operationId: op() } }));
  const listed = await send(0, '{"id":0,"method":"handover.list","params":{}}');
  const offer = (listed.result as { mine: { offer: number } | null } | undefined)?.mine?.offer;
  const params = { operationId: op(), offer };
  if (offer !== undefined) await send(0, JSON.stringify({ id: 0, method: 'handover.withdraw', params }));
  return resumed.result !== undefined;
}

/** What one person asks, done or refused. */
async function ask(channel: number, method: Method, params: object): Promise<Answer> {
  await ensureSignedIn(channel);
  return send(channel, JSON.stringify({ id: 0, method, params }));
}

/**
 * `text` with the offer that waits and what was counted for it: chance never guesses an act's number. Cashier1 offers the
 * drawer anew for it; whatever the next cashier still had open is closed.
 */
async function takingOver(text: string): Promise<string> {
  await ask(NEXT, 'shift.close', { operationId: op(), counted: 0 });
  await openShift();
  await resumeShift();
  const counted = 20_000;
  const { result } = await ask(0, 'handover.offer', { operationId: op(), counted });
  const { offer } = (result ?? { offer: null }) as { offer: number | null };
  const frame = JSON.parse(text) as { params: Record<string, unknown> };
  const right = { operationId: op(), offer: offer ?? 1, counted, pieces: [] };
  return JSON.stringify({ ...frame, params: { ...frame.params, ...right, dateConfirmed: undefined } });
}

const kindsSince = (seq: number): unknown[] =>
  counter.ledger.db.prepare('SELECT kind FROM chain WHERE seq > ?').pluck().all(seq);

/** What a refused call may leave in the journal: that it was refused, or that time came for the session. */
const NOTED = /^(call\.forbidden|recovery\.failed|signin\.(failed|unknown|lockedOut))$/;

function checkRefusal(answer: Answer, method: Method | null, before: number): void {
  const { code, params } = answer.error ?? { code: 'INTERNAL' as const, params: null };
  expect(code).not.toBe('INTERNAL');
  expect(Object.hasOwn(ERROR_PARAMS, code), code).toBe(true);
  expect(ERROR_PARAMS[code].safeParse(params).success, `${code} ${JSON.stringify(params)}`).toBe(true);
  if (method) expect([...CONTRACT[method].errors, ...COMMON_ERRORS], `${method} does not name it`).toContain(code);
  for (const kind of kindsSince(before)) expect(kind).toMatch(NOTED);
}

describe('fuzzed', () => {
  it('messages that are no request are answered and change nothing', async () => {
    const property = fc.asyncProperty(wrongMessages, fc.nat(PEOPLE.length - 1), async (message, channel) => {
      const before = counter.ledger.head.seq;
      const answer = await send(channel, message);
      if (answer.error) checkRefusal(answer, null, before);
    });
    await fc.assert(property, { numRuns: dose(2_000, 40_000), seed: 20261123 });
    expect(faults).toEqual([]);
  });

  it('calls by the contract are done or refused by a code of their method, and never half', async () => {
    const done = new Map<Method, number>();
    const codes = new Set<string>();
    await tolerateAll();
    await openShift();
    let calls = 0;
    const property = fc.asyncProperty(
      contractCalls,
      fc.constantFrom(0, 0, 0, 1, 2, 3, 4, 5, NEXT),
      async (call, channel) => {
        const takes = call.method === 'handover.accept' && channel === NEXT;
        const text = takes ? await takingOver(call.text) : call.text;
        await ensureSignedIn(channel);
        if ((calls += 1) % 50 === 0) await openShift();
        // A suspended shift is mostly taken up again here, before chance asks for it.
        if (!takes && calls % 10 === 0 && (await resumeShift()))
          done.set('shift.resume', (done.get('shift.resume') ?? 0) + 1);
        counter.clock.pass(10);
        const before = counter.ledger.head.seq;
        const answer = await send(channel, text);
        expect(answer.id).toBe(call.id);
        if (answer.error) {
          codes.add(answer.error.code);
          checkRefusal(answer, call.method, before);
          return;
        }
        done.set(call.method, (done.get(call.method) ?? 0) + 1);
        const parsed = CONTRACT[call.method].output.safeParse(answer.result);
        expect(parsed.success ? '' : `${call.method}: ${parsed.error.message}`).toBe('');
        // Looking at what is masked elsewhere is written into the journal; every other query leaves it as it was.
        const looks = ['customer.reveal', 'attachment.open'].includes(call.method) ? 1 : 0;
        if (CONTRACT[call.method].kind === 'query') expect(counter.ledger.head.seq).toBe(before + looks);
      },
    );
    await fc.assert(property, { numRuns: dose(100 * METHODS.length, 60_000), seed: 20261123 });
    expect(faults).toEqual([]);
    // A fuzzer that never gets anywhere proves nothing.
    const reached = METHODS.filter((method) => (done.get(method) ?? 0) > 0);
    expect(reached).toEqual(expect.arrayContaining(['charge.post', 'shift.open', 'shift.close', 'backfill.post']));
    expect(reached).toEqual(expect.arrayContaining(['people.create', 'receipt.print', 'operation.find']));
    expect(reached).toEqual(expect.arrayContaining(['customer.stage', 'customer.preview', 'customer.import']));
    expect(reached).toEqual(expect.arrayContaining(['receipt.spoil', 'stock.take', 'invoice.record']));
    expect(reached).toEqual(expect.arrayContaining(['hold.park', 'hold.recall', 'refusal.record', 'bill.enter']));
    expect(reached).toEqual(expect.arrayContaining(['cash.paidIn', 'cash.counterfeit', 'cash.offerFromSafe']));
    expect(reached).toEqual(
      expect.arrayContaining(['handover.offer', 'handover.accept', 'shift.suspend', 'shift.resume']),
    );
    expect([...codes]).toEqual(
      expect.arrayContaining(['INVALID_INPUT', 'FORBIDDEN', 'OPERATION_REUSED', 'TENDER_SHORT']),
    );
    expect(counter.verify()).toMatchObject({ ok: true, firstBad: null });
    // A hundred calls of every procedure there is: what takes half a minute alone takes longer beside others.
  }, 600_000);
});

describe('the limits of a port', () => {
  it('a request of the longest length is read, one character more is refused', async () => {
    const frame = (length: number): string => {
      const text = JSON.stringify({ id: 5, method: 'tariff.find', params: { text: '', limit: 1 } });
      return text + ' '.repeat(length - text.length);
    };
    await ensureSignedIn(0);
    expect((await send(0, frame(MAX_FRAME))).error).toBeUndefined();
    expect(await send(0, frame(MAX_FRAME + 1))).toMatchObject({ id: null, error: { code: 'TOO_LARGE' } });
  });

  it('more calls at once than may wait are refused at once, and all are answered', async () => {
    answers.length = 0;
    const text = (id: number): string =>
      JSON.stringify({ id, method: 'session.signIn', params: { username: `nobody${id}`, password: 'x' } });
    const calls = MAX_PENDING + 44;
    await Promise.all(Array.from({ length: calls }, (_, id) => server.receive(5, text(id))));
    expect(answers).toHaveLength(calls);
    expect(new Set(answers.map(({ id }) => id)).size).toBe(calls);
    expect(answers.filter(({ error }) => error?.code === 'TOO_MANY')).toHaveLength(44);
    // And afterwards the window works as before.
    expect((await send(5, '{"id":1,"method":"ledger.status","params":{}}')).error).toBeUndefined();
  });

  it('a channel that was never opened, or is closed, is not answered at all', async () => {
    answers.length = 0;
    await server.receive(999, '{"id":1,"method":"ledger.status","params":{}}');
    server.open(50, null);
    server.close(50);
    await server.receive(50, '{"id":1,"method":"ledger.status","params":{}}');
    expect(answers).toEqual([]);
  });

  it('a window that is closed while its call runs hurts nobody', async () => {
    server.open(60, null);
    const running = server.receive(
      60,
      '{"id":1,"method":"session.signIn","params":{"username":"cashier2","password":"cashier2-2026"}}',
    );
    server.close(60);
    await running;
    await server.receive(60, '{"id":2,"method":"shift.current","params":{}}');
    expect(faults).toEqual([]);
    server.open(60, null);
    expect((await send(60, '{"id":3,"method":"shift.current","params":{}}')).error?.code).toBe('NOT_SIGNED_IN');
  });

  it('two hundred lines and ten tenders are posted, one more is refused', async () => {
    // The calls before may have handed the first drawer to somebody: then it is the other one; refused where one is open.
    await openShift();
    await ask(0, 'shift.open', { operationId: op(), drawer: '2', float: 20000, counted: null });
    await resumeShift();
    const line = { item: '5002001', quantity: 1000, price: null };
    const charge = (lines: number, tenders: number): string => {
      const due = lines * 300;
      const part = Math.floor(due / tenders);
      const list = Array.from({ length: tenders }, (_, n) => ({
        method: 'transfer',
        given: n === 0 ? due - part * (tenders - 1) : part,
        reference: null,
      }));
      const params = {
        ...mixedCharge(),
        lines: Array.from({ length: lines }, () => line),
        tenders: list,
        expectedTotal: due,
      };
      return JSON.stringify({ id: 9, method: 'charge.post', params });
    };
    expect((await send(0, charge(200, 10))).error).toBeUndefined();
    expect((await send(0, charge(201, 10))).error?.code).toBe('INVALID_INPUT');
    expect((await send(0, charge(200, 11))).error?.code).toBe('INVALID_INPUT');
  });
});

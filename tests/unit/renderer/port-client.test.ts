// The port client against real message ports: answers, refusals, time-outs, a dying ledger, and commands that happen once.
import fc from 'fast-check';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { CallFailed, type Fault } from '../../../renderer/port/call-fault.ts';
import { Ledger } from '../../../renderer/port/ledger.ts';
import { type DoubtNews, PortClient, type PortLike, type PortSource } from '../../../renderer/port/port-client.ts';

type Request = { readonly id: number; readonly method: string; readonly params: Record<string, unknown> };
/** What a ledger does with one request: answer it, refuse it, die, or keep silent. */
type Reaction = { readonly result: unknown } | { readonly refuse: Fault } | 'die' | 'silence';

/** A ledger at the other end of real ports, which can die and come back. */
class FakeLedger implements PortSource {
  readonly seen: Request[] = [];
  react: (request: Request) => Reaction = () => ({ result: {} });
  /** Who is signed in at this window; a locked session keeps its person. */
  person: string | null = 'cashier1';
  locked = false;
  /** A sign-in takes this long: its password is hashed. In ms. */
  signInMs = 0;
  #port: MessagePort | null = null;
  #listener: ((port: PortLike) => void) | null = null;
  #gone: (() => void) | null = null;
  alive = true;

  connect(): void {
    if (!this.alive) return;
    const { port1, port2 } = new MessageChannel();
    this.#port = port1;
    port1.onmessage = ({ data }: MessageEvent<string>) => this.#receive(port1, data);
    this.#listener?.(port2 as unknown as PortLike);
  }
  onPort(listener: (port: PortLike) => void): () => void {
    this.#listener = listener;
    return () => (this.#listener = null);
  }
  onGone(listener: () => void): () => void {
    this.#gone = listener;
    return () => (this.#gone = null);
  }
  say(message: unknown): void {
    this.#port?.postMessage(message);
  }
  die(): void {
    this.alive = false;
    this.#port?.close();
    this.#gone?.();
  }
  #receive(port: MessagePort, data: string): void {
    const request = JSON.parse(data) as Request;
    this.seen.push(request);
    if (request.method.startsWith('session.')) return this.#session(port, request);
    const reaction = this.react(request);
    if (reaction === 'silence') return;
    if (reaction === 'die') return this.die();
    const { id } = request;
    port.postMessage(
      JSON.stringify('refuse' in reaction ? { id, error: reaction.refuse } : { id, result: reaction.result }),
    );
  }
  #session(port: MessagePort, { id, method, params }: Request): void {
    const answer = (result: unknown): void => port.postMessage(JSON.stringify({ id, result }));
    const session = { user: { username: this.person } };
    if (method === 'session.current') {
      const state = this.person === null ? 'none' : this.locked ? 'locked' : 'active';
      return answer(state === 'none' ? { state } : { state, session });
    }
    if (method === 'session.signOut') this.person = null;
    if (method === 'session.signOut') return answer({});
    if (method === 'session.unlock') this.locked = false;
    if (method === 'session.unlock') return answer(session);
    setTimeout(() => {
      this.person = String(params['username']);
      this.locked = false;
      answer({ user: { username: this.person } });
    }, this.signInMs);
  }
}

const stops: (() => void)[] = [];
afterEach(() => {
  for (const stop of stops.splice(0)) stop();
});

function started(): { readonly fake: FakeLedger; readonly client: PortClient } {
  const fake = new FakeLedger();
  const client = new PortClient(fake);
  stops.push(client.start());
  return { fake, client };
}

const faultOf = async (sent: Promise<unknown>): Promise<Fault> =>
  sent.then(
    () => expect.fail('was answered'),
    (thrown: unknown) => (thrown as CallFailed).fault,
  );
const OPERATION = '019a0000-0000-7000-8000-000000000001';
const soon = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describe('calls', () => {
  test('each answer finds its own call, in whatever order answers come', async () => {
    const { fake, client } = started();
    const held: number[] = [];
    fake.react = ({ id }) => {
      held.push(id);
      return 'silence';
    };
    const calls = [1, 2, 3].map((n) => client.call('tariff.find', { n }));
    await vi.waitFor(() => expect(held).toHaveLength(3));
    for (const id of held.toReversed()) fake.say(JSON.stringify({ id, result: { id } }));
    expect(await Promise.all(calls)).toEqual([{ id: 1 }, { id: 2 }, { id: 3 }]);
    expect(fake.seen.map(({ params }) => params['n'])).toEqual([1, 2, 3]);
  });

  test('a refusal rejects with its code and parameters', async () => {
    const { fake, client } = started();
    fake.react = () => ({ refuse: { code: 'TENDER_SHORT', params: { missing: 1 } } as Fault });
    expect(await faultOf(client.call('charge.post', {}))).toEqual({ code: 'TENDER_SHORT', params: { missing: 1 } });
  });

  test('silence ends in a time-out, and the late answer is nobody’s', async () => {
    const { fake, client } = started();
    fake.react = () => 'silence';
    expect(await faultOf(client.call('tariff.find', {}, 10))).toEqual({
      code: 'TIMED_OUT',
      params: { method: 'tariff.find' },
    });
    fake.say(JSON.stringify({ id: 1, result: 'late' }));
    fake.react = () => ({ result: 'mine' });
    expect(await client.call('tariff.find', {})).toBe('mine');
  });

  test('a message that is too large is refused here', async () => {
    const { fake, client } = started();
    const fault = await faultOf(client.call('tariff.find', { text: 'x'.repeat(262_144) }));
    expect(fault).toEqual({ code: 'TOO_LARGE', params: { limit: 262_144 } });
    expect(fake.seen).toEqual([]);
  });

  test('no message from the port, whatever it is, harms the next call', async () => {
    const { fake, client } = started();
    fake.react = () => ({ result: 'ok' });
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.string(), fc.json(), fc.anything().map(String)), async (noise) => {
        fake.say(noise);
        expect(await client.call('tariff.find', {})).toBe('ok');
      }),
      { numRuns: 50 },
    );
  });

  test('events reach their listeners until they stop listening', async () => {
    const { fake, client } = started();
    const heard: unknown[] = [];
    const off = new Ledger(client).on('changed', ({ topics }) => heard.push(topics));
    fake.say(JSON.stringify({ event: 'changed', data: { topics: ['receipts'] } }));
    // Answers come behind the events that were said before.
    await client.call('tariff.find', {});
    off();
    fake.say(JSON.stringify({ event: 'changed', data: { topics: ['shift'] } }));
    await client.call('tariff.find', {});
    expect(heard).toEqual([['receipts']]);
  });
});

describe('a ledger that dies', () => {
  test('every pending call rejects at once, the port comes back, calls work again', async () => {
    const { fake, client } = started();
    const states: string[] = [];
    client.onState((state) => states.push(state));
    fake.react = () => 'silence';
    const pending = [client.call('tariff.find', {}), client.call('customer.find', {})].map(faultOf);
    await vi.waitFor(() => expect(fake.seen).toHaveLength(2));
    fake.die();
    expect(await Promise.all(pending)).toEqual([
      { code: 'LEDGER_GONE', params: {} },
      { code: 'LEDGER_GONE', params: {} },
    ]);
    expect(await faultOf(client.call('tariff.find', {}))).toMatchObject({ code: 'LEDGER_GONE' });
    fake.alive = true;
    fake.react = () => ({ result: 'back' });
    await vi.waitFor(() => expect(client.state).toBe('open'), { timeout: 5_000 });
    expect(states).toEqual(['gone', 'open']);
    expect(await client.call('tariff.find', {})).toBe('back');
  });
});

describe('a command happens once', () => {
  /** A ledger that keeps what it posted by operation id and dies at the moments it is told to. */
  function posting(dieAt: (nth: number) => 'before' | 'after' | null) {
    const world = started();
    const posted = new Map<unknown, number>();
    let received = 0;
    let doubled = 0;
    world.fake.react = ({ method, params }) => {
      const id = params['operationId'];
      if (method === 'operation.find') {
        return {
          result: posted.has(id) ? { found: true, method: 'charge.post', result: posted.get(id) } : { found: false },
        };
      }
      received += 1;
      const moment = dieAt(received);
      if (moment !== null) setTimeout(() => (world.fake.alive = true), 30);
      if (moment === 'before') return 'die';
      if (posted.has(id)) doubled += 1;
      posted.set(id, posted.size + 1);
      return moment === 'after' ? 'die' : { result: posted.get(id) };
    };
    return { ...world, posted, doubledTimes: () => doubled };
  }

  test('the ledger died before it: it is asked, knows nothing, and gets the same command again', async () => {
    const { fake, client, posted } = posting((nth) => (nth === 1 ? 'before' : null));
    const news: DoubtNews['phase'][] = [];
    const result = await client.command(
      'charge.post',
      { operationId: OPERATION },
      { onDoubt: ({ phase }) => news.push(phase) },
    );
    expect([result, posted.size]).toEqual([1, 1]);
    expect(news).toEqual(['asking', 'resent', 'settled']);
    const ids = fake.seen.filter(({ method }) => method === 'charge.post').map(({ params }) => params['operationId']);
    expect(ids).toEqual([OPERATION, OPERATION]);
  });

  test('the ledger died after it: the look-up finds it and it is not sent again', async () => {
    const { fake, client, posted } = posting((nth) => (nth === 1 ? 'after' : null));
    const news: DoubtNews['phase'][] = [];
    client.onDoubt(({ phase }) => news.push(phase));
    expect(await client.command('charge.post', { operationId: OPERATION })).toBe(1);
    expect(posted.size).toBe(1);
    expect(news).toEqual(['asking', 'found', 'settled']);
    expect(fake.seen.filter(({ method }) => method === 'charge.post')).toHaveLength(1);
  });

  test('whenever the ledger dies, every command is posted once and answered', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom('before', 'after', null), { minLength: 1, maxLength: 3 }),
        async (moments) => {
          const { client, posted, doubledTimes } = posting((nth) => moments[nth - 1] ?? null);
          for (let n = 0; n < 2; n += 1) {
            await client.command('charge.post', { operationId: `${OPERATION}-${n}` });
          }
          expect([posted.size, doubledTimes()]).toEqual([2, 0]);
        },
      ),
      { numRuns: 6 },
    );
  });

  test('a definite refusal is not asked about', async () => {
    const { fake, client } = started();
    fake.react = () => ({ refuse: { code: 'NO_OPEN_SHIFT', params: {} } });
    expect(await faultOf(client.command('charge.post', { operationId: OPERATION }))).toMatchObject({
      code: 'NO_OPEN_SHIFT',
    });
    expect(fake.seen).toHaveLength(1);
  });
});

describe('a command in doubt belongs to its person', () => {
  const IN_DOUBT: Reaction = { refuse: { code: 'COMMIT_IN_DOUBT', params: { operationId: OPERATION } } };
  const sent = (fake: FakeLedger, method: string) => fake.seen.filter((one) => one.method === method).length;
  const signIn = (ledger: Ledger, username: string) =>
    ledger.ask('session.signIn', { username, password: 'river stone 42' });

  /** cashier1 is signed in and has given a count; the ledger died with it and is not back yet. */
  async function lostClose() {
    const { fake, client } = started();
    const ledger = new Ledger(client);
    await signIn(ledger, 'cashier1');
    const closedBy: (string | null)[] = [];
    let dead = false;
    fake.react = ({ method }) => {
      if (!dead) {
        dead = true;
        return 'die';
      }
      if (fake.person === null) return { refuse: { code: 'NOT_SIGNED_IN', params: {} } };
      if (fake.locked) return { refuse: { code: 'SESSION_LOCKED', params: {} } };
      if (method === 'operation.find') return { result: { found: false } };
      closedBy.push(fake.person);
      return { result: { number: 'S-1' } };
    };
    const phases: DoubtNews['phase'][] = [];
    const leftBy: (string | null)[] = [];
    client.onDoubt((news) => {
      phases.push(news.phase);
      leftBy.push(news.leftBy);
    });
    const close = ledger.act('shift.close', { counted: 0 as never });
    const outcome = close.then(
      () => 'closed',
      (thrown: unknown) => (thrown as CallFailed).fault.code,
    );
    await vi.waitFor(() => expect(fake.alive).toBe(false));
    /** The ledger comes back, and the window has found it and asked what it could. */
    const back = async (): Promise<void> => {
      fake.alive = true;
      await vi.waitFor(() => expect(client.state).toBe('open'), { timeout: 5_000 });
      await soon(250);
    };
    return { back, fake, ledger, closedBy, outcome, phases, leftBy };
  }

  test('another person signs in: it ends, and is not sent in the other’s name', async () => {
    const { back, fake, ledger, closedBy, outcome, phases, leftBy } = await lostClose();
    fake.person = null;
    await back();
    await signIn(ledger, 'cashier2');
    expect(await outcome).toBe('LEFT_IN_DOUBT');
    await soon(400);
    expect(closedBy).toEqual([]);
    expect(phases).toEqual(['asking', 'left', 'settled']);
    expect(leftBy).toEqual([null, 'cashier1', null]);
    // What the next person does is theirs.
    await ledger.act('shift.close', { counted: 0 as never });
    expect(closedBy).toEqual(['cashier2']);
  });

  test('nothing is sent while a sign-in is on its way, whatever the look-up answered before', async () => {
    for (const signInMs of [0, 5, 60, 250]) {
      const { fake, ledger, closedBy, outcome } = await lostClose();
      // The ledger is back with cashier1's session, and somebody else signs in at the very same moment.
      fake.signInMs = signInMs;
      const react = fake.react;
      let signedIn: Promise<unknown> = Promise.resolve();
      fake.react = (request) => {
        if (request.method === 'operation.find') {
          signedIn = signIn(ledger, 'cashier2');
          fake.react = react;
        }
        return react(request);
      };
      fake.alive = true;
      expect(await outcome, `${signInMs} ms`).toBe('LEFT_IN_DOUBT');
      await signedIn;
      await soon(250);
      expect(closedBy, `${signInMs} ms`).toEqual([]);
    }
  });

  test('its person signs out: it ends with a sentence of its own', async () => {
    const { back, fake, ledger, closedBy, outcome } = await lostClose();
    fake.locked = true;
    await back();
    await ledger.ask('session.signOut', {});
    expect(await outcome).toBe('LEFT_IN_DOUBT');
    expect([closedBy, sent(fake, 'shift.close')]).toEqual([[], 1]);
  });

  test('the same person unlocks, or signs in again: it goes on, once', async () => {
    const again = [
      ['locked', (ledger: Ledger) => ledger.ask('session.unlock', { password: 'river stone 42' })],
      ['none', (ledger: Ledger) => signIn(ledger, 'cashier1')],
    ] as const;
    for (const [state, enter] of again) {
      const { back, fake, ledger, closedBy, outcome } = await lostClose();
      if (state === 'locked') fake.locked = true;
      else fake.person = null;
      await back();
      expect(closedBy, state).toEqual([]);
      await enter(ledger);
      expect(await outcome, state).toBe('closed');
      expect(closedBy, state).toEqual(['cashier1']);
    }
  });

  test('in doubt with the port alive: it is looked up after a pause and found', async () => {
    const { fake, client } = started();
    let lost = true;
    fake.react = () => {
      if (lost) return IN_DOUBT;
      return { result: { found: true, method: 'charge.post', result: 'kept' } };
    };
    const kept = client.command('charge.post', { operationId: OPERATION });
    await soon(50);
    lost = false;
    expect(await kept).toBe('kept');
  });
});

test('on a machine so slow that every port comes later than the question is repeated, one of them stays', async () => {
  // As the shell does: a question closes the port of the question before it, and its own comes a while later.
  const LATE = 320;
  let listener: ((port: PortLike) => void) | null = null;
  let last: MessagePort | null = null;
  const slow: PortSource = {
    connect: () =>
      void setTimeout(() => {
        last?.close();
        const { port1, port2 } = new MessageChannel();
        last = port1;
        setTimeout(() => listener?.(port2 as unknown as PortLike), LATE);
      }, LATE),
    onPort: (heard) => {
      listener = heard;
      return () => (listener = null);
    },
    onGone: () => () => undefined,
  };
  const client = new PortClient(slow);
  let turns = 0;
  client.onState(() => (turns += 1));
  const stop = client.start();
  await vi.waitFor(() => expect(client.state).toBe('open'), { timeout: 10_000 });
  await vi.waitFor(
    async () => {
      const before = turns;
      await new Promise((done) => setTimeout(done, 1_500));
      expect(turns).toBe(before);
    },
    { timeout: 12_000 },
  );
  expect(client.state).toBe('open');
  stop();
}, 30_000);

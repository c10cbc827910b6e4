// The ledger's host under a false clock: it starts again, ever more slowly, gives up on the silent, and stops cleanly.
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { FromLedger, ToLedger } from '../../../core/contract/host.ts';
import type { ChildProgram, ProgramListener } from '../../../electron/child-program.ts';
import { LEDGER_TIMES, LedgerHost, restartDelay } from '../../../electron/ledger-host.ts';

/** A ledger that does what the test says. */
class FakeLedger implements ChildProgram {
  readonly pid = 7;
  readonly heard: ToLedger[] = [];
  killed = false;
  readonly #listener: ProgramListener;

  constructor(listener: ProgramListener) {
    this.#listener = listener;
  }

  send(message: unknown): void {
    this.heard.push(message as ToLedger);
  }

  kill(): void {
    if (this.killed) return;
    this.killed = true;
    this.die();
  }

  die(): void {
    this.#listener.exit(null);
  }

  say(message: FromLedger): void {
    this.#listener.message(message);
  }
}

const hello: FromLedger = { k: 'hello', pid: 7 };
let born: FakeLedger[];
let states: string[];
let host: LedgerHost;
const latest = (): FakeLedger => {
  const ledger = born.at(-1);
  if (ledger === undefined) throw new Error('none was started');
  return ledger;
};

beforeEach(() => {
  vi.useFakeTimers();
  born = [];
  states = [];
  host = new LedgerHost({
    spawn: (listener) => {
      const ledger = new FakeLedger(listener);
      born.push(ledger);
      return ledger;
    },
    startMessage: () => ({
      k: 'start',
      dataDir: '/d',
      appVersion: '0',
      keyFile: null,
      osProtection: false,
      heldKey: null,
    }),
    events: {
      state: (state, attempt) => states.push(`${state} ${attempt}`),
      message: () => undefined,
      log: () => undefined,
    },
  });
  host.start();
});
afterEach(() => vi.useRealTimers());

describe('starting', () => {
  test('the first word is start, and it runs when it says hello', () => {
    expect(latest().heard[0]?.k).toBe('start');
    expect(host.send({ k: 'close', ch: 1 })).toBe(false);
    latest().say(hello);
    expect(host.send({ k: 'close', ch: 1 })).toBe(true);
    expect(states).toEqual(['starting 1', 'running 1']);
  });

  test('one that never says hello is killed and started again', () => {
    vi.advanceTimersByTime(LEDGER_TIMES.hello);
    expect(born[0]?.killed).toBe(true);
    vi.advanceTimersByTime(LEDGER_TIMES.firstRestart);
    expect(born).toHaveLength(2);
  });

  test('starting twice starts one', () => {
    host.start();
    expect(born).toHaveLength(1);
  });
});

describe('dying', () => {
  test('windows hear of it before it is started again', () => {
    latest().say(hello);
    latest().die();
    expect(states.at(-1)).toBe('gone 1');
    expect(host.send({ k: 'close', ch: 1 })).toBe(false);
    vi.advanceTimersByTime(LEDGER_TIMES.firstRestart);
    expect(states.at(-1)).toBe('starting 2');
  });

  test('the wait doubles up to five seconds', () => {
    expect([2, 3, 4, 5].map(restartDelay)).toEqual([50, 100, 200, 400]);
    expect(restartDelay(60)).toBe(LEDGER_TIMES.lastRestart);
  });

  test('one that dies at once is not started in a frenzy', () => {
    for (let second = 0; second < 60; second += 1) {
      vi.advanceTimersByTime(1_000);
      if (!latest().killed) latest().kill();
    }
    expect(born.length).toBeLessThan(25);
    expect(born.length).toBeGreaterThan(8);
  });

  test('after running well the next death is the first again', () => {
    for (let round = 0; round < 6; round += 1) {
      latest().die();
      vi.advanceTimersByTime(LEDGER_TIMES.lastRestart);
    }
    expect(host.attempt).toBe(7);
    latest().say(hello);
    answerPings(LEDGER_TIMES.runsWellAfter);
    expect(host.attempt).toBe(1);
  });

  test('the last words of a dead ledger are not heard', () => {
    latest().say(hello);
    const dead = latest();
    dead.die();
    vi.advanceTimersByTime(LEDGER_TIMES.firstRestart);
    dead.say(hello);
    expect(host.state).toBe('starting');
  });
});

describe('silence', () => {
  test('one that answers lives on', () => {
    latest().say(hello);
    answerPings(10 * LEDGER_TIMES.pongWithin);
    expect(born).toHaveLength(1);
  });

  test('one that answers no ping for a minute is killed and replaced', () => {
    latest().say(hello);
    vi.advanceTimersByTime(LEDGER_TIMES.pongWithin);
    expect(born[0]?.killed).toBe(false);
    vi.advanceTimersByTime(2 * LEDGER_TIMES.pingEvery + LEDGER_TIMES.firstRestart);
    expect(born[0]?.killed).toBe(true);
    expect(born).toHaveLength(2);
  });
});

describe('stopping', () => {
  test('it is asked, waited for, and not started again', async () => {
    latest().say(hello);
    const stopped = host.stop();
    expect(latest().heard.at(-1)).toEqual({ k: 'stop' });
    latest().die();
    await stopped;
    vi.advanceTimersByTime(60_000);
    expect(born).toHaveLength(1);
    expect(latest().killed).toBe(false);
  });

  test('one that will not go is killed', async () => {
    latest().say(hello);
    const stopped = host.stop();
    vi.advanceTimersByTime(LEDGER_TIMES.stopWithin);
    await stopped;
    expect(latest().killed).toBe(true);
  });

  test('a restart that was due does not happen any more', async () => {
    latest().die();
    await host.stop();
    vi.advanceTimersByTime(60_000);
    host.start();
    expect(born).toHaveLength(1);
  });
});

/** Lets time pass while the ledger answers every ping. */
function answerPings(millis: number): void {
  const ledger = latest();
  let answered = 0;
  for (let passed = 0; passed < millis; passed += 1_000) {
    vi.advanceTimersByTime(1_000);
    for (; answered < ledger.heard.length; answered += 1) {
      const message = ledger.heard[answered];
      if (message?.k === 'ping') ledger.say({ k: 'pong', n: message.n });
    }
  }
}

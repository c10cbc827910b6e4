// Time as the ledger sees it: passed in, so that a test can set it back, jump it and stop it.

export interface Clock {
  /** Wall clock, ms since 1970 UTC. May lie; nothing orders by it. */
  readonly now: () => number;
  /** Minutes east of UTC at the moment `at` (ms). */
  readonly utcOffset: (at: number) => number;
  /** ms that only grow while this process lives; measures waiting and idleness. */
  readonly monotonic: () => number;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  utcOffset: (at) => -new Date(at).getTimezoneOffset(),
  monotonic: () => performance.now(),
};

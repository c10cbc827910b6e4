// Time as the ledger sees it: passed in, so that a test can set it back, jump it and stop it.

export interface Clock {
  /** Wall clock, ms since 1970 UTC. May lie; nothing orders by it. */
  readonly now: () => number;
  /** Minutes east of UTC at the moment `at` (ms). */
  readonly utcOffset: (at: number) => number;
  /** ms that only grow while this process lives; measures waiting and idleness. */
  readonly monotonic: () => number;
  /** ms since the machine started: goes on when this process is started again, begins anew with the machine, cannot be set. */
  readonly sinceBoot: () => number;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  utcOffset: (at) => -new Date(at).getTimezoneOffset(),
  monotonic: () => performance.now(),
  // CLOCK_MONOTONIC, the performance counter of Windows and mach_absolute_time: all count from the start of the machine.
  sinceBoot: () => Number(process.hrtime.bigint() / 1_000_000n),
};

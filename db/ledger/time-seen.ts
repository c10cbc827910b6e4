// The latest time this ledger has seen. Codes of the second factor are read by the wall clock; one that was set back would
// make old codes good again, so what was seen is never unseen: not by a restart, not by another date.
import type { Ledger } from './ledger.ts';

const CONFIRMED = "SELECT max(seq) AS seq FROM chain WHERE kind = 'clock.confirmed'";
// A link whose clock is behind follows the latest one there was until then.
const PEAKS = `SELECT max(before.at) AS at FROM chain back JOIN chain before ON before.seq = back.seq - 1
  WHERE back.clock_back = 1 AND back.seq > ?`;

/** ms since 1970: of all links since an administrator last said that the clock is right. */
export function timeInChain(ledger: Ledger): number {
  const confirmed = ledger.one<{ seq: number | null }>(CONFIRMED)?.seq ?? 0;
  const peak = ledger.one<{ at: number | null }>(PEAKS, confirmed)?.at ?? 0;
  return Math.max(ledger.head.at, peak);
}

/** Goes on from the chain by a clock that nobody sets, so that hours without a link count as well. */
export class TimeSeen {
  readonly #ledger: Ledger;
  #anchor: { readonly at: number; readonly tick: number };

  constructor(ledger: Ledger) {
    this.#ledger = ledger;
    this.#anchor = this.#now();
  }

  /** ms since 1970. */
  latest(): number {
    const here = this.#anchor.at + this.#ledger.clock.monotonic() - this.#anchor.tick;
    return Math.max(timeInChain(this.#ledger), here);
  }

  /** An administrator said that the clock is right: what this process saw before counts no more. */
  begin(): void {
    this.#anchor = this.#now();
  }

  #now(): { readonly at: number; readonly tick: number } {
    return { at: this.#ledger.clock.now(), tick: this.#ledger.clock.monotonic() };
  }
}

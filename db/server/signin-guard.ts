// Counts tries to sign in before they are answered and makes a guesser wait. The waiting is spent only while the
// program runs, by a clock that cannot be set: neither a restart nor another date shortens it (reliability.md row 17).
import type { Ledger } from '../ledger/ledger.ts';

const MINUTE = 60_000;

/** Wait in ms once `failures` tries in a row have failed; 0 for none. After the 20th a working day of running time. */
export function waitAfter(failures: number): number {
  if (failures >= 20) return 24 * 60 * MINUTE;
  if (failures === 0 || failures % 5 !== 0) return 0;
  return failures === 5 ? MINUTE : failures === 10 ? 5 * MINUTE : 15 * MINUTE;
}

interface GuardRow {
  readonly failures: number;
  readonly waitMs: number;
  readonly lastSigninAt: number | null;
}

export class SigninGuard {
  readonly #ledger: Ledger;
  /** When (monotonic ms) each stored wait began to run in this process. */
  readonly #since = new Map<number, number>();
  readonly #started: number;

  constructor(ledger: Ledger) {
    this.#ledger = ledger;
    this.#started = ledger.clock.monotonic();
  }

  /** Counts one try of `personId`. Answers the ms still to wait: then the password must not be looked at. */
  enter(
    personId: number,
  ):
    | { readonly waitMs: number }
    | { readonly waitMs: 0; readonly failures: number; readonly lastSigninAt: number | null } {
    return this.#ledger.transact(
      () => {
        const row = this.#row(personId);
        const waitMs = this.#remaining(personId, row.waitMs);
        if (waitMs > 0) {
          this.#store(personId, row.failures, waitMs);
          return { waitMs };
        }
        const failures = row.failures + 1;
        this.#store(personId, failures, waitAfter(failures));
        return { waitMs: 0, failures, lastSigninAt: row.lastSigninAt };
      },
      () => undefined,
    );
  }

  /** Inside a transaction: the password was right. Answers the failures since the last success. */
  passed(personId: number): number {
    const { failures } = this.#row(personId);
    this.#since.delete(personId);
    this.#ledger
      .prepared('UPDATE signin_guard SET failures = 0, wait_ms = 0, last_signin_at = ? WHERE person_id = ?')
      .run(this.#ledger.clock.now(), personId);
    return failures - 1;
  }

  #row(personId: number): GuardRow {
    const sql =
      'SELECT failures, wait_ms AS waitMs, last_signin_at AS lastSigninAt FROM signin_guard WHERE person_id = ?';
    return this.#ledger.one<GuardRow>(sql, personId) ?? { failures: 0, waitMs: 0, lastSigninAt: null };
  }

  #remaining(personId: number, stored: number): number {
    const since = this.#since.get(personId) ?? this.#started;
    return Math.max(0, Math.ceil(stored - (this.#ledger.clock.monotonic() - since)));
  }

  #store(personId: number, failures: number, waitMs: number): void {
    this.#since.set(personId, this.#ledger.clock.monotonic());
    this.#ledger
      .prepared(
        `INSERT INTO signin_guard (person_id, failures, wait_ms) VALUES (?, ?, ?)
         ON CONFLICT DO UPDATE SET failures = excluded.failures, wait_ms = excluded.wait_ms`,
      )
      .run(personId, failures, waitMs);
  }
}

// Counts tries to sign in before they are answered and makes a guesser wait. The waiting is spent only while the
// program runs, by a clock that cannot be set: neither a restart nor another date shortens it (reliability.md row 17).
import type { Ledger } from '../ledger/ledger.ts';

const MINUTE = 60_000;

/** Wait in ms once `failures` tries in a row have failed; 0 for none. From the 20th on an hour after every one. */
export function waitAfter(failures: number): number {
  if (failures >= 20) return 60 * MINUTE;
  if (failures === 0 || failures % 5 !== 0) return 0;
  return failures === 5 ? MINUTE : failures === 10 ? 5 * MINUTE : 15 * MINUTE;
}

interface GuardRow {
  readonly failures: number;
  readonly waitMs: number;
  readonly lastSigninAt: number | null;
}

export type Try =
  | { readonly waitMs: number }
  | { readonly waitMs: 0; readonly failures: number; readonly lastSigninAt: number | null };

/** Names nobody has are remembered in memory only, and not without bound. */
const MOST_STRANGERS = 1_000;

export class SigninGuard {
  readonly #ledger: Ledger;
  /** Monotonic ms up to which the waits in the file have been spent. */
  #spentUntil: number;
  readonly #strangers = new Map<string, { failures: number; waitUntil: number }>();

  constructor(ledger: Ledger) {
    this.#ledger = ledger;
    this.#spentUntil = ledger.clock.monotonic();
  }

  /** Counts one try of `personId`. Answers the ms still to wait: then the password must not be looked at. */
  enter(personId: number): Try {
    return this.#ledger.transact<Try>(
      () => {
        this.#spend();
        const row = this.#row(personId);
        if (row.waitMs > 0) return { waitMs: row.waitMs };
        const failures = row.failures + 1;
        this.#ledger
          .prepared(
            `INSERT INTO signin_guard (person_id, failures, wait_ms) VALUES (?, ?, ?)
             ON CONFLICT DO UPDATE SET failures = excluded.failures, wait_ms = excluded.wait_ms`,
          )
          .run(personId, failures, waitAfter(failures));
        return { waitMs: 0, failures, lastSigninAt: row.lastSigninAt };
      },
      () => undefined,
    );
  }

  /** The same for a name nobody has, so that neither the answer nor its tries left tell which names exist. */
  enterUnknown(username: string): Try {
    const now = this.#ledger.clock.monotonic();
    const known = this.#strangers.get(username) ?? { failures: 0, waitUntil: now };
    if (known.waitUntil > now) return { waitMs: Math.ceil(known.waitUntil - now) };
    if (this.#strangers.size >= MOST_STRANGERS) this.#strangers.clear();
    const failures = known.failures + 1;
    this.#strangers.set(username, { failures, waitUntil: now + waitAfter(failures) });
    return { waitMs: 0, failures, lastSigninAt: null };
  }

  /** Inside a transaction: the password was right. Answers the failures since the last success. */
  passed(personId: number): number {
    const { failures } = this.#row(personId);
    this.#ledger
      .prepared('UPDATE signin_guard SET failures = 0, wait_ms = 0, last_signin_at = ? WHERE person_id = ?')
      .run(this.#ledger.clock.now(), personId);
    return failures - 1;
  }

  /** Inside a transaction: the password was right, but nobody signs in; when that happened last stays as it was. */
  proved(personId: number): void {
    this.#ledger.prepared('UPDATE signin_guard SET failures = 0, wait_ms = 0 WHERE person_id = ?').run(personId);
  }

  /** The try that made it `failures` was none after all: the password was right, and more is asked for. */
  forgive(personId: number, failures: number): void {
    this.#ledger.transact(
      () => {
        this.#ledger
          .prepared(
            `UPDATE signin_guard SET wait_ms = CASE WHEN failures = ? THEN 0 ELSE wait_ms END,
             failures = max(0, failures - 1) WHERE person_id = ?`,
          )
          .run(failures, personId);
      },
      () => undefined,
    );
  }

  /** Writes down, once a minute, how much of every wait is over, so that a program closed every evening does not begin them anew. */
  spend(): void {
    if (this.#ledger.clock.monotonic() - this.#spentUntil < MINUTE) return;
    if (this.#ledger.one('SELECT 1 FROM signin_guard WHERE wait_ms > 0') === undefined) return;
    this.#ledger.transact(
      () => this.#spend(),
      () => undefined,
    );
  }

  #spend(): void {
    const passed = Math.floor(this.#ledger.clock.monotonic() - this.#spentUntil);
    if (passed <= 0) return;
    this.#spentUntil += passed;
    this.#ledger.prepared('UPDATE signin_guard SET wait_ms = max(0, wait_ms - ?) WHERE wait_ms > 0').run(passed);
  }

  #row(personId: number): GuardRow {
    const sql =
      'SELECT failures, wait_ms AS waitMs, last_signin_at AS lastSigninAt FROM signin_guard WHERE person_id = ?';
    return this.#ledger.one<GuardRow>(sql, personId) ?? { failures: 0, waitMs: 0, lastSigninAt: null };
  }
}

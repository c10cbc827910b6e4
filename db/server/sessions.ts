// Who is signed in at which window. A session hangs on the channel the shell gave to the window; no message can name
// another one. It locks when idle, ends after a working day, and survives a restart of this process by a ticket that
// only the shell holds (architecture.md decision 3).
import { createHash, randomBytes } from 'node:crypto';
import type { OutputOf } from '../../core/contract/contract.ts';
import { refuse } from '../../core/contract/errors.ts';
import type { SignedIn } from '../../core/contract/procedures/session.ts';
import type { Permission } from '../../core/people/permissions.ts';
import { Act } from '../ledger/act.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { rightsOf } from '../ledger/rights.ts';
import { settingOn } from '../ledger/settings.ts';
import { checkNobody, checkPassword, hashPassword } from '../keys/password-hash.ts';
import {
  insertCredential,
  personByUsername,
  type PersonRow,
  refuseBadPassword,
  rolesOf,
} from '../use-cases/manage-people.ts';
import { SigninGuard } from './signin-guard.ts';

/** A session ends after a working day whatever happens; how long it may idle is the setting `idleLock`. */
export const ABSOLUTE_MS = 12 * 60 * 60_000;
const TOUCH_MS = 60_000;
const NOTE_MS = 60_000;

export interface Session {
  readonly rowId: number;
  readonly person: PersonRow;
  permissions: ReadonlySet<Permission>;
  locked: boolean;
  mustChangePassword: boolean;
  readonly lastSignInAt: number | null;
  readonly failuresSince: number;
  /** Monotonic ms: when it began (moved back by what earlier processes used of it), and the last call. */
  readonly begun: number;
  touched: number;
  stored: number;
}

/** Somebody who proved who they are without being signed in. */
export interface Identified {
  readonly person: PersonRow;
  /** Inside a transaction: forgets the tries that failed before. */
  readonly proved: () => void;
}

export type TicketSink = (channel: number, ticket: string | null) => void;

export class Sessions {
  readonly #ledger: Ledger;
  readonly #guard: SigninGuard;
  readonly #tickets: TicketSink;
  readonly #byChannel = new Map<number, Session>();
  readonly #noted = new Map<number, number>();
  /** Asked of the settings now and then, not at every call. */
  #idleMs: number;

  constructor(ledger: Ledger, tickets: TicketSink) {
    this.#ledger = ledger;
    this.#guard = new SigninGuard(ledger);
    this.#tickets = tickets;
    this.#idleMs = idleMs(ledger);
  }

  /** A new idle time was set, or another day began: it holds from now on. */
  refreshIdle(): void {
    this.#idleMs = idleMs(this.#ledger);
  }

  /** The session of `channel` after limits were applied, or undefined. `touch`: a person is at work. */
  at(channel: number, touch: boolean): Session | undefined {
    const session = this.#byChannel.get(channel);
    if (!session) return undefined;
    const now = this.#ledger.clock.monotonic();
    if (now - session.begun >= ABSOLUTE_MS) {
      this.end(channel, 'session.expired');
      return undefined;
    }
    if (!session.locked && now - session.touched >= this.#idleMs) this.lock(channel, 'session.idle');
    if (touch && !session.locked) session.touched = now;
    if (now - session.stored >= TOUCH_MS) this.#store(session, now);
    return session;
  }

  /** Signs in on `channel`. Throws Refused BAD_CREDENTIALS or LOCKED_OUT. */
  async signIn(channel: number, username: string, password: string): Promise<SignedIn> {
    const known = personByUsername(this.#ledger, username);
    if (!known || rolesOf(this.#ledger, known.id).length === 0) {
      return this.#refuseUnknown(username, password);
    }
    const tried = await this.#prove(known, password);
    this.end(channel, 'session.replaced');
    const ticket = randomBytes(32).toString('base64url');
    const session = this.#ledger.transact(
      () => {
        const failuresSince = this.#guard.passed(known.id);
        this.#seal('signin.passed', known.username, known.id);
        return this.#insert(known, ticket, tried.lastSigninAt, failuresSince);
      },
      () => undefined,
    );
    this.#byChannel.set(channel, session);
    this.#tickets(channel, ticket);
    return this.describe(session);
  }

  /**
   * Proves who somebody is for one decision; no session begins. Tries are counted as at the sign-in. Throws Refused
   * BAD_CREDENTIALS, LOCKED_OUT, or PASSWORD_MUST_CHANGE: a first password is known to whoever set it.
   */
  async identify(username: string, password: string): Promise<Identified> {
    const known = personByUsername(this.#ledger, username);
    if (!known || rolesOf(this.#ledger, known.id).length === 0) return this.#refuseUnknown(username, password);
    await this.#prove(known, password);
    if (this.#mustChange(known.id)) return refuse('PASSWORD_MUST_CHANGE', {});
    return { person: known, proved: () => this.#guard.proved(known.id) };
  }

  /** Unlocks the session of `channel` with its own person's password. */
  async unlock(channel: number, password: string): Promise<SignedIn> {
    const session = this.at(channel, false) ?? refuse('NOT_SIGNED_IN', {});
    await this.#prove(session.person, password);
    // The session may have ended while the password was being checked.
    const still = this.at(channel, false);
    if (still !== session) return refuse('SESSION_EXPIRED', {});
    this.#ledger.transact(
      () => {
        this.#guard.passed(session.person.id);
        this.#ledger.prepared('UPDATE session SET locked = 0 WHERE id = ?').run(session.rowId);
        this.#seal('session.unlocked', session.person.username, session.person.id);
      },
      () => undefined,
    );
    session.locked = false;
    session.touched = this.#ledger.clock.monotonic();
    return this.describe(session);
  }

  /** Changes the password of the session's person. Throws Refused BAD_CREDENTIALS, LOCKED_OUT or PASSWORD_REFUSED. */
  async changePassword(session: Session, old: string, next: string): Promise<void> {
    refuseBadPassword(next, session.person.username);
    if (old === next) refuse('PASSWORD_REFUSED', { reason: 'unchanged' });
    await this.#prove(session.person, old);
    const phc = await hashPassword(next);
    const { id, username } = session.person;
    this.#ledger.transact(
      () => {
        this.#guard.passed(id);
        const act = new Act(this.#ledger);
        insertCredential(this.#ledger, act, id, phc, false);
        act.seal({ kind: 'password.changed', ref: username, businessDate: this.#ledger.businessDate(), personId: id });
      },
      () => undefined,
    );
    session.mustChangePassword = false;
  }

  /** Locks; what was typed stays in the window. */
  lock(channel: number, why: 'session.locked' | 'session.idle'): void {
    const session = this.#byChannel.get(channel);
    if (!session || session.locked) return;
    session.locked = true;
    this.#ledger.transact(
      () => {
        this.#ledger.prepared('UPDATE session SET locked = 1 WHERE id = ?').run(session.rowId);
        this.#seal(why, session.person.username, session.person.id);
      },
      () => undefined,
    );
  }

  /** Ends the session of `channel`, if there is one. */
  end(
    channel: number,
    why: 'session.signedOut' | 'session.expired' | 'session.windowGone' | 'session.replaced' | 'session.deactivated',
  ): void {
    const session = this.#byChannel.get(channel);
    if (!session) return;
    this.#byChannel.delete(channel);
    this.#tickets(channel, null);
    this.#ledger.transact(
      () => {
        this.#ledger.prepared('DELETE FROM session WHERE id = ?').run(session.rowId);
        this.#seal(why, session.person.username, session.person.id);
      },
      () => undefined,
    );
  }

  /** Takes a session up again after a restart; answers whether the ticket was good. */
  resume(channel: number, ticket: string): boolean {
    interface Row {
      readonly id: number;
      readonly personId: number;
      readonly touchedAt: number;
      readonly usedMs: number;
      readonly locked: number;
      readonly lastSigninAt: number | null;
      readonly failuresSince: number;
    }
    const row = this.#ledger.one<Row>(
      `SELECT id, person_id AS personId, touched_at AS touchedAt, used_ms AS usedMs, locked, last_signin_at AS lastSigninAt,
       failures_since AS failuresSince FROM session WHERE ticket_hash = ?`,
      ticketHash(ticket),
    );
    if (!row || row.usedMs >= ABSOLUTE_MS) return false;
    const person = this.#ledger.one<PersonRow>('SELECT id, username, name FROM person WHERE id = ?', row.personId);
    if (!person || rolesOf(this.#ledger, person.id).length === 0) return false;
    const now = this.#ledger.clock.monotonic();
    // Away longer than idle allows, or a clock that went back meanwhile: taken up, but locked.
    const away = this.#ledger.clock.now() - row.touchedAt;
    const session: Session = {
      rowId: row.id,
      person,
      permissions: rightsOf(this.#ledger, person.id),
      locked: row.locked === 1 || away < 0 || away > this.#idleMs + TOUCH_MS,
      mustChangePassword: this.#mustChange(person.id),
      lastSignInAt: row.lastSigninAt,
      failuresSince: row.failuresSince,
      begun: now - row.usedMs - Math.max(0, away),
      touched: now,
      stored: now,
    };
    this.#byChannel.set(channel, session);
    return true;
  }

  /** Rights changed: every running session sees it at its next call, and one without any role ends. Answers their channels. */
  refreshRights(): readonly number[] {
    const ended: number[] = [];
    for (const [channel, session] of [...this.#byChannel]) {
      if (rolesOf(this.#ledger, session.person.id).length === 0) {
        this.end(channel, 'session.deactivated');
        ended.push(channel);
        continue;
      }
      session.permissions = rightsOf(this.#ledger, session.person.id);
      session.mustChangePassword = this.#mustChange(session.person.id);
    }
    return ended;
  }

  /** The channels whose session locks or ends by time now; the server tells their windows. */
  sweep(): { readonly channel: number; readonly state: 'locked' | 'ended' }[] {
    this.#spendWaits();
    this.refreshIdle();
    const changed: { channel: number; state: 'locked' | 'ended' }[] = [];
    for (const [channel, before] of [...this.#byChannel]) {
      const wasLocked = before.locked;
      const after = this.#atWhateverHappens(channel);
      if (!after) changed.push({ channel, state: 'ended' });
      else if (after.locked && !wasLocked) changed.push({ channel, state: 'locked' });
    }
    return changed;
  }

  // On a full disk a wait is not shortened in the file; it is tried again at the next sweep.
  #spendWaits(): void {
    try {
      this.#guard.spend();
    } catch {
      return;
    }
  }

  // On a full disk the journal cannot say that a session was locked or ended; it is locked or ended all the same.
  #atWhateverHappens(channel: number): Session | undefined {
    try {
      return this.at(channel, false);
    } catch {
      return this.#byChannel.get(channel);
    }
  }

  describe(session: Session): SignedIn {
    const { username, name, id } = session.person;
    return {
      user: { username, name, roles: rolesOf(this.#ledger, id), permissions: [...session.permissions] },
      lastSignInAt: session.lastSignInAt,
      failuresSince: session.failuresSince,
      mustChangePassword: session.mustChangePassword,
      idleMs: this.#idleMs,
      absoluteMs: ABSOLUTE_MS,
    };
  }

  /** Counts as work: a window asks it while somebody types a long bill, never on a timer. */
  current(channel: number): OutputOf<'session.current'> {
    const session = this.at(channel, true);
    if (!session) return { state: 'none' };
    return { state: session.locked ? 'locked' : 'active', session: this.describe(session) };
  }

  // Counts the try, then looks at the password; a wrong one is written into the journal.
  async #prove(person: PersonRow, password: string): Promise<{ readonly lastSigninAt: number | null }> {
    const tried = this.#guard.enter(person.id);
    if (!('failures' in tried)) {
      this.#noteLockout(person);
      return refuse('LOCKED_OUT', { retryInMs: tried.waitMs });
    }
    const sql = 'SELECT phc FROM credential WHERE person_id = ? ORDER BY n DESC LIMIT 1';
    const phc = this.#ledger.one<{ phc: string }>(sql, person.id)?.phc ?? '';
    if (await checkPassword(password, phc)) return tried;
    this.#write('signin.failed', person.username, person.id);
    return refuse('BAD_CREDENTIALS', { triesLeft: (5 - (tried.failures % 5)) % 5 });
  }

  // As for a known name, in time and words; the name is not written down, it may be a password in the wrong field.
  async #refuseUnknown(username: string, password: string): Promise<never> {
    const tried = this.#guard.enterUnknown(username);
    this.#noteOnceAMinute(0, () => this.#write('signin.unknown', null, null));
    if (!('failures' in tried)) return refuse('LOCKED_OUT', { retryInMs: tried.waitMs });
    await checkNobody(password);
    return refuse('BAD_CREDENTIALS', { triesLeft: (5 - (tried.failures % 5)) % 5 });
  }

  // Tries during a lockout are in the journal, one row a minute: they show that somebody goes on, and fill nothing.
  #noteLockout(person: PersonRow): void {
    this.#noteOnceAMinute(person.id, () => this.#write('signin.lockedOut', person.username, person.id));
  }

  // 0 stands for all names nobody has: ids of people begin at 1.
  #noteOnceAMinute(id: number, note: () => void): void {
    const now = this.#ledger.clock.monotonic();
    if (now - (this.#noted.get(id) ?? Number.NEGATIVE_INFINITY) < NOTE_MS) return;
    this.#noted.set(id, now);
    note();
  }

  #mustChange(personId: number): boolean {
    const sql = 'SELECT must_change AS must FROM credential WHERE person_id = ? ORDER BY n DESC LIMIT 1';
    return this.#ledger.one<{ must: number }>(sql, personId)?.must === 1;
  }

  #insert(person: PersonRow, ticket: string, lastSignInAt: number | null, failuresSince: number): Session {
    const { clock } = this.#ledger;
    const { lastInsertRowid } = this.#ledger
      .prepared(
        `INSERT INTO session (ticket_hash, person_id, started_at, touched_at, used_ms, locked, last_signin_at, failures_since)
         VALUES (?, ?, ?, ?, 0, 0, ?, ?)`,
      )
      .run(ticketHash(ticket), person.id, clock.now(), clock.now(), lastSignInAt, failuresSince);
    const now = clock.monotonic();
    return {
      rowId: Number(lastInsertRowid),
      person,
      permissions: rightsOf(this.#ledger, person.id),
      locked: false,
      mustChangePassword: this.#mustChange(person.id),
      lastSignInAt,
      failuresSince,
      begun: now,
      touched: now,
      stored: now,
    };
  }

  #store(session: Session, now: number): void {
    try {
      this.#ledger
        .prepared('UPDATE session SET touched_at = ?, used_ms = ? WHERE id = ?')
        .run(this.#ledger.clock.now(), Math.round(now - session.begun), session.rowId);
      session.stored = now;
    } catch {
      // A full disk must not keep people from reading. The time is kept here, and written with the next call.
    }
  }

  #write(kind: string, ref: string | null, personId: number | null): void {
    this.#ledger.transact(
      () => this.#seal(kind, ref, personId),
      () => undefined,
    );
  }

  #seal(kind: string, ref: string | null, personId: number | null): void {
    new Act(this.#ledger).seal({ kind, ref, businessDate: this.#ledger.businessDate(), personId });
  }
}

function idleMs(ledger: Ledger): number {
  return settingOn(ledger, 'idleLock', ledger.businessDate()).minutes * 60_000;
}

function ticketHash(ticket: string): Buffer {
  return createHash('sha256').update(ticket).digest();
}

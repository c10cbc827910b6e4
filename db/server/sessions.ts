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
import { hashPassword } from '../keys/password-hash.ts';
import {
  insertCredential,
  personByUsername,
  type PersonRow,
  refuseBadPassword,
  rolesOf,
} from '../use-cases/manage-people.ts';
import { Prover } from './prove-person.ts';
import type { CodeProof } from './second-factor.ts';

/** A session ends after a working day whatever happens; how long it may idle is the setting `idleLock`. */
export const ABSOLUTE_MS = 12 * 60 * 60_000;
const TOUCH_MS = 60_000;

export interface Session {
  readonly rowId: number;
  readonly person: PersonRow;
  permissions: ReadonlySet<Permission>;
  locked: boolean;
  mustChangePassword: boolean;
  /** The role needs a second factor and there is none: nothing else can be done first. */
  mustEnrol: boolean;
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
  /** The code that was asked for, to be used up in the act it is for; null when none was. */
  readonly code: CodeProof | null;
}

export type TicketSink = (channel: number, ticket: string | null) => void;

export class Sessions {
  readonly #ledger: Ledger;
  readonly prover: Prover;
  readonly #tickets: TicketSink;
  readonly #byChannel = new Map<number, Session>();
  /** Asked of the settings now and then, not at every call. */
  #idleMs: number;

  constructor(ledger: Ledger, tickets: TicketSink) {
    this.#ledger = ledger;
    this.prover = new Prover(ledger);
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

  /** Signs in on `channel`. Throws Refused BAD_CREDENTIALS, LOCKED_OUT, or of the code where the role needs one. */
  async signIn(channel: number, username: string, password: string, typed?: string): Promise<SignedIn> {
    const known = personByUsername(this.#ledger, username);
    if (!known || rolesOf(this.#ledger, known.id).length === 0) {
      return this.prover.unknown(username, password);
    }
    const tried = await this.prover.password(known, password);
    const { factor } = this.prover;
    const required = factor.requiredOf(rolesOf(this.#ledger, known.id));
    const enrolled = factor.enrolled(known.id) !== null;
    const code = required && enrolled ? this.prover.code(known, tried, typed, 'signIn') : null;
    this.end(channel, 'session.replaced');
    const ticket = randomBytes(32).toString('base64url');
    const session = this.#ledger.transact(
      () => {
        const failuresSince = this.prover.guard.passed(known.id);
        this.#seal('signin.passed', known.username, known.id, code);
        return this.#insert(known, ticket, { lastSignInAt: tried.lastSigninAt, failuresSince });
      },
      () => undefined,
    );
    this.#byChannel.set(channel, session);
    this.#tickets(channel, ticket);
    return this.describe(session);
  }

  /**
   * Proves who somebody is for one decision; no session begins. Tries are counted as at the sign-in. Throws Refused
   * BAD_CREDENTIALS, LOCKED_OUT, PASSWORD_MUST_CHANGE (a first password is known to whoever set it), or of the code where
   * `needsCode`.
   */
  async identify(username: string, password: string, needsCode: boolean, typed?: string): Promise<Identified> {
    const known = personByUsername(this.#ledger, username);
    if (!known || rolesOf(this.#ledger, known.id).length === 0) return this.prover.unknown(username, password);
    const tried = await this.prover.password(known, password);
    if (this.#mustChange(known.id)) return refuse('PASSWORD_MUST_CHANGE', {});
    const code = needsCode ? this.prover.code(known, tried, typed, 'approval') : null;
    return { person: known, proved: () => this.prover.guard.proved(known.id), code };
  }

  /** Unlocks the session of `channel` with its own person's password. */
  async unlock(channel: number, password: string): Promise<SignedIn> {
    const session = this.at(channel, false) ?? refuse('NOT_SIGNED_IN', {});
    await this.prover.password(session.person, password);
    this.refuseGone(channel, session);
    this.#ledger.transact(
      () => {
        this.prover.guard.passed(session.person.id);
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
    await this.prover.password(session.person, old);
    const phc = await hashPassword(next);
    const { id, username } = session.person;
    this.#ledger.transact(
      () => {
        this.prover.guard.passed(id);
        const act = new Act(this.#ledger);
        insertCredential(this.#ledger, act, id, phc, false);
        act.seal({ kind: 'password.changed', ref: username, businessDate: this.#ledger.businessDate(), personId: id });
      },
      () => undefined,
    );
    session.mustChangePassword = false;
  }

  /** Throws Refused SESSION_EXPIRED when `session` ended while a password was being looked at. */
  refuseGone(channel: number, session: Session): void {
    if (this.at(channel, false) !== session) refuse('SESSION_EXPIRED', {});
  }

  /** One act of the session's own person, with the rows of `work`. */
  write(session: Session, kind: string, work: (act: Act) => void): void {
    const { id, username } = session.person;
    this.#ledger.transact(
      () => {
        const act = new Act(this.#ledger);
        work(act);
        act.seal({ kind, ref: username, businessDate: this.#ledger.businessDate(), personId: id });
      },
      () => undefined,
    );
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
    this.prover.factor.forget(channel);
    this.#tickets(channel, null);
    this.#ledger.transact(
      () => {
        this.#ledger.prepared('DELETE FROM session WHERE id = ?').run(session.rowId);
        this.#seal(why, session.person.username, session.person.id);
      },
      () => undefined,
    );
  }

  /** The channel is no longer that of its session, which waits for its ticket. */
  leave(channel: number): void {
    this.#byChannel.delete(channel);
    this.prover.factor.forget(channel);
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
      ...this.#obliged(person.id),
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
      this.prover.guard.spend();
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
      mustEnrol: session.mustEnrol,
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

  // From the next sign-in on: nobody is stopped in the middle of a bill because a setting was changed.
  #obliged(personId: number): Pick<Session, 'mustChangePassword' | 'mustEnrol'> {
    const { factor } = this.prover;
    const lacks = factor.requiredOf(rolesOf(this.#ledger, personId)) && factor.enrolled(personId) === null;
    return { mustChangePassword: this.#mustChange(personId), mustEnrol: lacks };
  }

  #mustChange(personId: number): boolean {
    const sql = 'SELECT must_change AS must FROM credential WHERE person_id = ? ORDER BY n DESC LIMIT 1';
    return this.#ledger.one<{ must: number }>(sql, personId)?.must === 1;
  }

  #insert(person: PersonRow, ticket: string, before: Pick<Session, 'lastSignInAt' | 'failuresSince'>): Session {
    const { clock } = this.#ledger;
    const { lastSignInAt, failuresSince } = before;
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
      ...this.#obliged(person.id),
      ...before,
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

  #seal(kind: string, ref: string, personId: number, code: CodeProof | null = null): void {
    const act = new Act(this.#ledger);
    code?.spend(act);
    const detail = code === null ? {} : { detail: { by: code.by } };
    act.seal({ kind, ref, businessDate: this.#ledger.businessDate(), personId, ...detail });
  }
}

function idleMs(ledger: Ledger): number {
  return settingOn(ledger, 'idleLock', ledger.businessDate()).minutes * 60_000;
}

function ticketHash(ticket: string): Buffer {
  return createHash('sha256').update(ticket).digest();
}

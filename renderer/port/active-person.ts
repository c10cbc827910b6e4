// Whose session the port carries, read from the session procedures as they are sent and answered.
// A command in doubt belongs to the person who gave it: it must never be sent again in the next person's name.

type Known =
  /** A new port, a sign-in on its way, or a refusal for want of a session: only the ledger's next answer tells. */
  | 'unknown'
  /** Nobody may act: signed out, or locked. */
  | 'nobody'
  | 'active';

const CHANGING: ReadonlySet<string> = new Set(['session.signIn', 'session.unlock', 'session.signOut']);

type SessionAnswer = {
  readonly state?: unknown;
  readonly user?: { readonly username?: unknown };
  readonly session?: { readonly user?: { readonly username?: unknown } };
};

export class ActivePerson {
  #known: Known = 'unknown';
  /** The last person the ledger named; stays over locks, restarts and an expired session, until another signs in. */
  #username: string | null = null;
  /** How many calls that may change the person are on their way. */
  #changing = 0;
  #turn = new AbortController();

  /** Aborts, with their user name as the reason, when the person of now signs out or another person signs in. */
  get turn(): AbortSignal {
    return this.#turn.signal;
  }

  /** True when the ledger has said that the person of `turn` acts at this window, and nothing on its way can change that. */
  acts(turn: AbortSignal): boolean {
    return !turn.aborted && this.#changing === 0 && this.#known === 'active';
  }

  /** True when asking `session.current` would tell something new. */
  get askable(): boolean {
    return this.#changing === 0 && this.#known === 'unknown';
  }

  /** The port is gone or new: what the ledger said on the old one is no longer certain. */
  lost(): void {
    this.#known = 'unknown';
  }

  sending(method: string): void {
    if (!CHANGING.has(method)) return;
    this.#changing += 1;
    if (method === 'session.signOut') this.#next(null);
  }

  /** The call did not change anything, or nobody knows (`certain` false). */
  failed(method: string, certain: boolean): void {
    if (!CHANGING.has(method)) return;
    this.#changing -= 1;
    if (!certain) this.#known = 'unknown';
  }

  /** Reads the answer of a session procedure; true when the ledger has just named somebody who may act. */
  answered(method: string, result: unknown): boolean {
    const answer = (result ?? {}) as SessionAnswer;
    if (CHANGING.has(method)) this.#changing -= 1;
    if (method === 'session.signOut') this.#known = 'nobody';
    else if (CHANGING.has(method)) this.#named(answer.user?.username, 'active');
    else if (method === 'session.current') {
      this.#named(answer.session?.user?.username, answer.state === 'active' ? 'active' : 'nobody');
    } else return false;
    return this.#known === 'active';
  }

  #named(username: unknown, known: Known): void {
    if (typeof username === 'string' && username !== this.#username) this.#next(username);
    this.#known = known;
  }

  #next(username: string | null): void {
    const before = this.#turn;
    const left = this.#username;
    this.#username = username;
    // The first person of this window ends nobody's commands.
    if (left === null) return;
    this.#turn = new AbortController();
    before.abort(left);
  }
}

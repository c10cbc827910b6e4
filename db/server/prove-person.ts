// Proves who somebody is: the password, and the code of the second factor. Every try is counted before it is looked at, for
// both alike, and what fails is written into the journal (reliability.md row 17).
import { refuse } from '../../core/contract/errors.ts';
import type { CodePurpose } from '../../core/people/second-factor.ts';
import { checkNobody, checkPassword } from '../keys/password-hash.ts';
import { Act } from '../ledger/act.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { PersonRow } from '../use-cases/manage-people.ts';
import { type CodeProof, SecondFactor } from './second-factor.ts';
import { SigninGuard } from './signin-guard.ts';

const NOTE_MS = 60_000;

/** A try whose password was right. */
export interface Tried {
  /** Tries in a row, this one counted. */
  readonly failures: number;
  readonly lastSigninAt: number | null;
}

const left = (failures: number): { readonly triesLeft: number } => ({ triesLeft: (5 - (failures % 5)) % 5 });

export class Prover {
  readonly guard: SigninGuard;
  readonly factor: SecondFactor;
  readonly #ledger: Ledger;
  readonly #noted = new Map<number, number>();

  constructor(ledger: Ledger) {
    this.#ledger = ledger;
    this.guard = new SigninGuard(ledger);
    this.factor = new SecondFactor(ledger);
  }

  /** Counts the try, then looks at the password. Throws Refused BAD_CREDENTIALS or LOCKED_OUT. */
  async password(person: PersonRow, password: string): Promise<Tried> {
    const tried = this.guard.enter(person.id);
    if (!('failures' in tried)) {
      this.#noteLockout(person);
      return refuse('LOCKED_OUT', { retryInMs: tried.waitMs });
    }
    const sql = 'SELECT phc FROM credential WHERE person_id = ? ORDER BY n DESC LIMIT 1';
    const phc = this.#ledger.one<{ phc: string }>(sql, person.id)?.phc ?? '';
    if (await checkPassword(password, phc)) return tried;
    this.#write('signin.failed', person.username, person.id);
    return refuse('BAD_CREDENTIALS', left(tried.failures));
  }

  /** As for a known name, in time and words; the name is not written down, it may be a password in the wrong field. */
  async unknown(username: string, password: string): Promise<never> {
    const tried = this.guard.enterUnknown(username);
    this.#noteOnceAMinute(0, () => this.#write('signin.unknown', null, null));
    if (!('failures' in tried)) return refuse('LOCKED_OUT', { retryInMs: tried.waitMs });
    await checkNobody(password);
    return refuse('BAD_CREDENTIALS', left(tried.failures));
  }

  /**
   * Looks at the code typed beside a right password; the try stays counted until the act it was for forgets it. Throws
   * Refused CODE_NOT_ENROLLED, CODE_REQUIRED, CODE_WRONG, CODE_USED, CODE_CLOCK_BACK.
   */
  code(person: PersonRow, tried: Tried, typed: string | undefined, purpose: CodePurpose): CodeProof {
    const enrolled = this.factor.enrolled(person.id) !== null;
    if (!enrolled || typed === undefined) {
      // Half-way is no failed try: whoever knows the password is asked for the rest, as often as they like.
      this.guard.forgive(person.id, tried.failures);
      return refuse(enrolled ? 'CODE_REQUIRED' : 'CODE_NOT_ENROLLED', {});
    }
    const judged = this.factor.judge(person.id, typed, purpose);
    if (typeof judged !== 'string') return judged;
    return this.codeFailed(person, tried, judged);
  }

  /** A code was not taken: said in the journal, and to whoever typed it. */
  codeFailed(person: PersonRow, { failures }: Tried, fault: 'CODE_WRONG' | 'CODE_USED' | 'CODE_CLOCK_BACK'): never {
    this.#write('signin.codeFailed', person.username, person.id);
    return fault === 'CODE_WRONG' ? refuse(fault, left(failures)) : refuse(fault, {});
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

  #write(kind: string, ref: string | null, personId: number | null): void {
    this.#ledger.transact(
      () => new Act(this.#ledger).seal({ kind, ref, businessDate: this.#ledger.businessDate(), personId }),
      () => undefined,
    );
  }
}

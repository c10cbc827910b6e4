// Enrolment and use of the second factor 动态码. A secret is answered once, to its own person's window, while it is only
// held in memory; it is written, sealed, when a first code proves that the phone has it. Recovery codes likewise.
import { randomBytes } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';
import { refuse } from '../../core/contract/errors.ts';
import type { Role } from '../../core/people/permissions.ts';
import {
  type CodePurpose,
  codeFault,
  readCode,
  RECOVERY_CODES,
  recoveryGroups,
  STEP_MS,
  stepAt,
  STEPS_AROUND,
} from '../../core/people/second-factor.ts';
import type { Act } from '../ledger/act.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { settingOn } from '../ledger/settings.ts';
import { enrolmentOf, newestBatch, recoveryUsed } from '../readers/read-factor.ts';
import { TimeSeen } from '../ledger/time-seen.ts';
import { totpEnrolment, totpRecovery, totpRecoveryUse, totpUse } from '../schema-totp.ts';
import type { PersonRow } from '../use-cases/manage-people.ts';

/** A secret that was shown and not confirmed is forgotten after this. */
const PENDING_MS = 10 * 60_000;
/** 160 bits, as RFC 4226 recommends. */
const SECRET_BYTES = 20;

/** What a code proved: to be spent inside the act it was asked for, which is where it is used up. */
export interface CodeProof {
  readonly by: 'code' | 'recovery';
  /** Inside a transaction. Throws Refused CODE_USED when another act took it meanwhile. */
  readonly spend: (act: Act) => void;
}

export interface Begun {
  readonly uri: string;
  readonly secret: string;
}

interface Pending {
  readonly personId: number;
  readonly secret: Secret;
  readonly until: number;
}

export type Fault = 'CODE_WRONG' | 'CODE_USED' | 'CODE_CLOCK_BACK';
const FAULT = { wrong: 'CODE_WRONG', used: 'CODE_USED', clockBack: 'CODE_CLOCK_BACK' } as const;

export class SecondFactor {
  readonly #ledger: Ledger;
  readonly #seen: TimeSeen;
  readonly #pending = new Map<number, Pending>();

  constructor(ledger: Ledger) {
    this.#ledger = ledger;
    this.#seen = new TimeSeen(ledger);
  }

  /** The number of the enrolment of `personId` that counts, or null. */
  enrolled(personId: number): number | null {
    return enrolmentOf(this.#ledger, personId);
  }

  /** Whether somebody with these roles needs a code to sign in, by today's setting. */
  requiredOf(roles: readonly Role[]): boolean {
    const { roles: needing } = settingOn(this.#ledger, 'secondFactor', this.#ledger.businessDate());
    return roles.some((role) => needing.includes(role));
  }

  /** How far the clock of this machine is behind what the ledger has seen, ms; 0 when codes can be taken. */
  clockBehind(): number {
    const behind = this.#seen.latest() - this.#ledger.clock.now();
    return behind > STEP_MS * STEPS_AROUND ? Math.ceil(behind) : 0;
  }

  /** After the act that says so: the clock is right as it is. */
  clockConfirmed(): void {
    this.#seen.begin();
  }

  /** Looks at what `personId`, who is enrolled, typed. Nothing is written; the caller counts. */
  judge(personId: number, typed: string, purpose: CodePurpose): CodeProof | Fault {
    const n = this.enrolled(personId);
    if (n === null) throw new Error('judge needs an enrolment');
    const code = readCode(typed);
    if (code === null) return 'CODE_WRONG';
    if (code.kind === 'recovery') return this.#judgeRecovery(personId, n, code.code, purpose);
    const step = this.#matched(this.#secretOf(personId, n), code.digits);
    const fault = this.#faultOf(step, this.#lastUsed(personId, n));
    if (fault !== null || step === null) return FAULT[fault ?? 'wrong'];
    const spend = (act: Act): void => {
      if (step <= (this.#lastUsed(personId, n) ?? 0)) refuse('CODE_USED', {});
      act.insert(totpUse, { personId, n, step, purpose });
    };
    return { by: 'code', spend };
  }

  /** Makes a secret for the window `channel` of `person` and holds it in memory. */
  begin(channel: number, person: PersonRow): Begun {
    const secret = new Secret({ buffer: new Uint8Array(randomBytes(SECRET_BYTES)).buffer });
    const until = this.#ledger.clock.monotonic() + PENDING_MS;
    this.#pending.set(channel, { personId: person.id, secret, until });
    // Plain letters and short: the symbol stays coarse enough for any telephone off any screen.
    const totp = new TOTP({ issuer: `Counterfoil ${this.#ledger.meta.counterCode}`, label: person.username, secret });
    return { uri: totp.toString(), secret: secret.base32 };
  }

  /** Nobody is left at `channel` who was shown a secret. */
  forget(channel: number): void {
    this.#pending.delete(channel);
  }

  /**
   * What confirming the secret shown at `channel` with `typed` writes, or why it is not confirmed. Throws Refused
   * CODE_NOT_BEGUN when none was shown, or too long ago.
   */
  confirm(channel: number, personId: number, typed: string): ((act: Act) => readonly string[]) | Fault {
    const pending = this.#pending.get(channel);
    const late = pending === undefined || pending.until < this.#ledger.clock.monotonic();
    if (late || pending.personId !== personId) return refuse('CODE_NOT_BEGUN', {});
    const code = readCode(typed);
    const step = code?.kind === 'digits' ? this.#matched(pending.secret, code.digits) : null;
    const fault = this.#faultOf(step, null);
    if (fault !== null || step === null) return FAULT[fault ?? 'wrong'];
    return (act) => {
      const n = this.#enrolments(personId) + 1;
      const sealed = this.#ledger.secrets.seal(pending.secret.base32, placeOf(personId, n));
      act.insert(totpEnrolment, { personId, n, sealed });
      const codes = this.#insertRecovery(act, personId, n, 1);
      act.insert(totpUse, { personId, n, step, purpose: 'enrol' });
      return codes;
    };
  }

  /** A new set of recovery codes into a running act; the set before counts no more. Answers them as they are shown. */
  renew(act: Act, personId: number): readonly string[] {
    const n = this.enrolled(personId);
    if (n === null) return refuse('CODE_NOT_ENROLLED', {});
    return this.#insertRecovery(act, personId, n, (newestBatch(this.#ledger, personId, n) ?? 0) + 1);
  }

  #insertRecovery(act: Act, personId: number, n: number, batch: number): readonly string[] {
    return Array.from({ length: RECOVERY_CODES }, (_, index) => {
      // Sixteen signs of five bits each.
      const code = new Secret({ buffer: new Uint8Array(randomBytes(10)).buffer }).base32;
      const mark = this.#ledger.secrets.mark(code, placeOf(personId, n));
      act.insert(totpRecovery, { personId, n, batch, place: index + 1, mark });
      return recoveryGroups(code);
    });
  }

  #judgeRecovery(personId: number, n: number, code: string, purpose: CodePurpose): CodeProof | Fault {
    const mark = this.#ledger.secrets.mark(code, placeOf(personId, n));
    const batch = newestBatch(this.#ledger, personId, n) ?? 0;
    const place = this.#ledger.one<{ place: number }>(
      'SELECT place FROM totp_recovery WHERE person_id = ? AND n = ? AND batch = ? AND mark = ?',
      ...[personId, n, batch, mark],
    )?.place;
    if (place === undefined) return 'CODE_WRONG';
    const used = (): boolean => recoveryUsed(this.#ledger, personId, n, batch).includes(place);
    if (used()) return 'CODE_USED';
    const spend = (act: Act): void => {
      if (used()) refuse('CODE_USED', {});
      act.insert(totpRecoveryUse, { personId, n, batch, place, purpose });
    };
    return { by: 'recovery', spend };
  }

  #faultOf(matched: number | null, lastUsed: number | null) {
    const now = stepAt(this.#ledger.clock.now());
    return codeFault({ matched, now, lastUsed, seen: stepAt(this.#seen.latest()) });
  }

  // The step `digits` are the code of, or null. The library compares in constant time.
  #matched(secret: Secret, digits: string): number | null {
    const timestamp = this.#ledger.clock.now();
    const delta = new TOTP({ secret }).validate({ token: digits, timestamp, window: STEPS_AROUND });
    return delta === null ? null : stepAt(timestamp) + delta;
  }

  #secretOf(personId: number, n: number): Secret {
    const sql = 'SELECT sealed FROM totp_enrolment WHERE person_id = ? AND n = ?';
    const sealed = this.#ledger.one<{ sealed: string }>(sql, personId, n)?.sealed ?? '';
    return Secret.fromBase32(this.#ledger.secrets.open(sealed, placeOf(personId, n)));
  }

  #lastUsed(personId: number, n: number): number | null {
    const sql = 'SELECT max(step) AS step FROM totp_use WHERE person_id = ? AND n = ?';
    return this.#ledger.one<{ step: number | null }>(sql, personId, n)?.step ?? null;
  }

  #enrolments(personId: number): number {
    const sql = 'SELECT count(*) AS n FROM totp_enrolment WHERE person_id = ?';
    return this.#ledger.one<{ n: number }>(sql, personId)?.n ?? 0;
  }
}

// Bound into what is sealed and marked: a row copied to another person proves nothing there.
const placeOf = (personId: number, n: number): string => `totp ${personId}.${n}`;

// The second factor 动态码: six digits of a time step (RFC 6238, as every authenticator makes them), or one of the printed
// recovery codes. What may still be taken is decided here; time and secrets are passed in.

export const STEP_MS = 30_000;
/** Steps before and after the present one that are taken as well: clocks differ, and people type slowly. */
export const STEPS_AROUND = 1;
/** How many recovery codes one set has. */
export const RECOVERY_CODES = 8;

/** The time step of a moment, ms since 1970. */
export function stepAt(at: number): number {
  return Math.floor(at / STEP_MS);
}

export type TypedCode =
  | { readonly kind: 'digits'; readonly digits: string }
  | { readonly kind: 'recovery'; readonly code: string }
  | null;

/** What somebody typed as a code, with blanks, hyphens and full-width signs as they come; null: neither form. */
export function readCode(typed: string): TypedCode {
  const plain = typed.normalize('NFKC').replaceAll(/[\s-]/g, '').toUpperCase();
  if (/^\d{6}$/.test(plain)) return { kind: 'digits', digits: plain };
  return /^[A-Z2-7]{16}$/.test(plain) ? { kind: 'recovery', code: plain } : null;
}

/** A recovery code as it is shown and printed: four groups of four. */
export function recoveryGroups(code: string): string {
  return code.replaceAll(/(.{4})(?=.)/g, '$1-');
}

/** wrong: of no step around now. used: of one that was taken before, or of an earlier one. clockBack: see `seen`. */
export type CodeFault = 'wrong' | 'used' | 'clockBack';

/** What is known where a code of six digits is looked at; all but the first are time steps. */
export interface CodeMoment {
  /** The step the digits belong to, or null when they belong to none around `now`. */
  readonly matched: number | null;
  readonly now: number;
  /** The last step this enrolment was used with; null before the first. */
  readonly lastUsed: number | null;
  /** The latest time the ledger has seen: a clock behind it was set back, and codes of the past are read again. */
  readonly seen: number;
}

/** Why a code is not taken, or null. Each step counts once, and none before one that was used. */
export function codeFault({ matched, now, lastUsed, seen }: CodeMoment): CodeFault | null {
  if (now < seen - STEPS_AROUND) return 'clockBack';
  if (matched === null || Math.abs(matched - now) > STEPS_AROUND) return 'wrong';
  return lastUsed !== null && matched <= lastUsed ? 'used' : null;
}

/** What a code was taken for; enrol: it confirmed the enrolment itself. */
export const CODE_PURPOSES = ['enrol', 'signIn', 'renew', 'approval'] as const;
export type CodePurpose = (typeof CODE_PURPOSES)[number];

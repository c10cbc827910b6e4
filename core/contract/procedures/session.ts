// People signing in and out. The session belongs to the port: nothing a window sends can name a user or a role.
import { z } from 'zod';
import { PERMISSIONS, ROLES } from '../../people/permissions.ts';
import { operationId, password, typedText, username } from '../scalars.ts';
import { procedure } from '../procedure.ts';

const signedInUser = z.strictObject({
  username: z.string(),
  name: z.string(),
  roles: z.array(z.enum(ROLES)),
  permissions: z.array(z.enum(PERMISSIONS)),
});

const signedIn = z.strictObject({
  user: signedInUser,
  /** When this person last signed in, ms since 1970; null the first time. */
  lastSignInAt: z.int().nullable(),
  failuresSince: z.int(),
  mustChangePassword: z.boolean(),
  /** This role needs a second factor and there is none yet: enrolling comes before everything else. */
  mustEnrol: z.boolean(),
  /** ms without a call after which the session locks, and ms after which it ends whatever happens. */
  idleMs: z.int(),
  absoluteMs: z.int(),
});
export type SignedIn = z.infer<typeof signedIn>;

const empty = z.strictObject({});
/** Six digits, or a recovery code, as typed (core/people/second-factor.ts). */
export const typedCode = z.string().min(1).max(40);
/** What a code that was asked for may be refused with. */
export const CODE_ERRORS = ['CODE_REQUIRED', 'CODE_WRONG', 'CODE_USED', 'CODE_CLOCK_BACK'] as const;
const recoveryCodes = z.strictObject({ codes: z.array(z.string()) });
const person = z.strictObject({
  username: z.string(),
  name: z.string(),
  roles: z.array(z.enum(ROLES)),
  active: z.boolean(),
  lockedOut: z.boolean(),
  /** Has a second factor. */
  secondFactor: z.boolean(),
  /** Number of the shift that is open under this name, which outlives the right to work on it; null: none. */
  openShift: z.string().nullable(),
});

export const sessionProcedures = {
  'session.current': procedure({
    kind: 'query',
    access: 'anyone',
    summary: 'Who is signed in at this window, and whether the session is locked.',
    input: empty,
    output: z.discriminatedUnion('state', [
      z.strictObject({ state: z.literal('none') }),
      z.strictObject({ state: z.literal('active'), session: signedIn }),
      z.strictObject({ state: z.literal('locked'), session: signedIn }),
    ]),
    errors: [],
  }),
  'session.signIn': procedure({
    kind: 'session',
    access: 'anyone',
    summary:
      'Sign in with name and password, and the code where the role needs one. Every try is counted before it is answered.',
    input: z.strictObject({ username, password, code: typedCode.optional() }),
    output: signedIn,
    errors: ['BAD_CREDENTIALS', 'LOCKED_OUT', ...CODE_ERRORS],
  }),
  'session.signOut': procedure({
    kind: 'session',
    access: 'anyone',
    summary: 'End the session of this window.',
    input: empty,
    output: empty,
    errors: [],
  }),
  'session.lock': procedure({
    kind: 'session',
    access: 'signedIn',
    summary: 'Lock the session; the half-typed bill stays in the window.',
    input: empty,
    output: empty,
    errors: [],
  }),
  'session.unlock': procedure({
    kind: 'session',
    access: 'anyone',
    summary: 'Unlock the session of this window with the same person’s password.',
    input: z.strictObject({ password }),
    output: signedIn,
    errors: ['NOT_SIGNED_IN', 'BAD_CREDENTIALS', 'LOCKED_OUT', 'SESSION_EXPIRED'],
  }),
  'session.changePassword': procedure({
    kind: 'session',
    access: 'signedIn',
    summary: 'Change my own password.',
    input: z.strictObject({ old: password, next: password }),
    output: empty,
    errors: ['BAD_CREDENTIALS', 'LOCKED_OUT', 'PASSWORD_REFUSED'],
  }),
  'session.recover': procedure({
    kind: 'session',
    access: 'anyone',
    summary:
      'Set a new first password for an administrator with the recovery key. Tries slow down, and are journalled.',
    input: z.strictObject({ username, recoveryKey: z.string().min(1).max(200), password }),
    output: empty,
    errors: ['WRONG_KEY', 'LOCKED_OUT', 'UNKNOWN_USER', 'PASSWORD_REFUSED', 'DISK_FULL'],
  }),
  'code.state': procedure({
    kind: 'query',
    access: 'signedIn',
    summary: 'Whether I have a second factor, and whether my role needs one to sign in.',
    input: empty,
    output: z.strictObject({
      /** ms since 1970; null: not enrolled. */
      since: z.int().nullable(),
      /** Recovery codes of the newest set that were not used; null: not enrolled. */
      recoveryLeft: z.int().nullable(),
      required: z.boolean(),
    }),
    errors: [],
  }),
  'code.begin': procedure({
    kind: 'session',
    access: 'signedIn',
    summary:
      'Show me a new secret for my authenticator, once, for ten minutes. Nothing counts until a first code confirms it. Whoever has a factor needs a code of it.',
    input: z.strictObject({ password, code: typedCode.optional() }),
    output: z.strictObject({
      /** otpauth://, to be scanned. */
      uri: z.string(),
      /** The same by hand, base32. */
      secret: z.string(),
    }),
    errors: ['BAD_CREDENTIALS', 'LOCKED_OUT', ...CODE_ERRORS],
  }),
  'code.confirm': procedure({
    kind: 'session',
    access: 'signedIn',
    summary: 'Confirm the secret with a first code. Answers the recovery codes, once.',
    input: z.strictObject({ code: typedCode }),
    output: recoveryCodes,
    errors: ['LOCKED_OUT', 'CODE_NOT_BEGUN', 'CODE_WRONG', 'CODE_CLOCK_BACK', 'DISK_FULL'],
  }),
  'code.renew': procedure({
    kind: 'session',
    access: 'signedIn',
    summary: 'Make new recovery codes; all earlier ones count no more.',
    input: z.strictObject({ password, code: typedCode.optional() }),
    output: recoveryCodes,
    errors: ['BAD_CREDENTIALS', 'LOCKED_OUT', 'CODE_NOT_ENROLLED', 'DISK_FULL', ...CODE_ERRORS],
  }),
  'people.resetCode': procedure({
    kind: 'command',
    access: 'people.manage',
    summary: 'Take the second factor from somebody whose telephone is lost. Nobody does it for themselves.',
    input: z.strictObject({ operationId, username }),
    output: person,
    errors: ['UNKNOWN_USER', 'CODE_RESET_OWN', 'CODE_NOT_ENROLLED', 'DISK_FULL'],
  }),
  'clock.state': procedure({
    kind: 'query',
    access: 'people.manage',
    summary:
      'How far the clock of this machine is behind the latest time the ledger has seen; codes are not taken meanwhile.',
    input: empty,
    output: z.strictObject({ behindMs: z.int() }),
    errors: [],
  }),
  'clock.confirm': procedure({
    kind: 'command',
    access: 'people.manage',
    summary: 'Say that the clock is right as it is: an earlier one was ahead. Stands in the journal.',
    input: z.strictObject({ operationId }),
    output: z.strictObject({ behindMs: z.int() }),
    errors: ['DISK_FULL'],
  }),
  'people.list': procedure({
    kind: 'query',
    access: 'people.read',
    summary: 'Everybody who may sign in.',
    input: empty,
    output: z.strictObject({ people: z.array(person) }),
    errors: [],
  }),
  'people.create': procedure({
    kind: 'command',
    access: 'people.manage',
    summary: 'Add a person with roles and a first password that must be changed at the first sign-in.',
    input: z.strictObject({
      operationId,
      username,
      name: typedText(40),
      roles: z.array(z.enum(ROLES)).min(1).max(ROLES.length),
      password,
    }),
    output: person,
    errors: ['USERNAME_TAKEN', 'ROLES_CONFLICT', 'PASSWORD_REFUSED', 'CARD_NUMBER_NOT_ALLOWED'],
  }),
  'people.reset': procedure({
    kind: 'command',
    access: 'people.manage',
    summary: 'Give a person a new first password and lift a lockout.',
    input: z.strictObject({ operationId, username, password }),
    output: person,
    errors: ['UNKNOWN_USER', 'PASSWORD_REFUSED'],
  }),
  'people.deactivate': procedure({
    kind: 'command',
    access: 'people.manage',
    summary: 'Take all roles from a person; their sessions end at once. The last administrator stays.',
    input: z.strictObject({ operationId, username }),
    output: person,
    errors: ['UNKNOWN_USER', 'LAST_ADMIN', 'PERSON_UNCHANGED'],
  }),
  'people.reactivate': procedure({
    kind: 'command',
    access: 'people.manage',
    summary: 'Give roles again to a person who has none; the password is the last one they had.',
    input: z.strictObject({ operationId, username, roles: z.array(z.enum(ROLES)).min(1).max(ROLES.length) }),
    output: person,
    errors: ['UNKNOWN_USER', 'ROLES_CONFLICT', 'PERSON_UNCHANGED'],
  }),
};

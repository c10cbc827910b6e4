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
  /** ms without a call after which the session locks, and ms after which it ends whatever happens. */
  idleMs: z.int(),
  absoluteMs: z.int(),
});
export type SignedIn = z.infer<typeof signedIn>;

const empty = z.strictObject({});
const person = z.strictObject({
  username: z.string(),
  name: z.string(),
  roles: z.array(z.enum(ROLES)),
  active: z.boolean(),
  lockedOut: z.boolean(),
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
    summary: 'Sign in with name and password. Every try is counted before it is answered.',
    input: z.strictObject({ username, password }),
    output: signedIn,
    errors: ['BAD_CREDENTIALS', 'LOCKED_OUT'],
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

// Making, unlocking and proving the ledger itself.
import { z } from 'zod';
import { CURRENCY_CODES } from '../../money/money.ts';
import { operationId, password, typedText, username } from '../scalars.ts';
import { procedure } from '../procedure.ts';

/** How the data key will be protected on this workstation (architecture.md decision 8). */
const protection = z.enum(['os', 'passphrase', 'keyFile']);

export const counterCode = z.string().regex(/^[A-Z][A-Z0-9]{1,7}$/);

export const ledgerStatus = z.discriminatedUnion('state', [
  z.strictObject({ state: z.literal('new'), protection }),
  z.strictObject({ state: z.literal('locked'), slots: z.array(z.enum(['passphrase', 'recovery'])) }),
  z.strictObject({
    state: z.literal('ready'),
    organisation: z.string(),
    counter: z.strictObject({ code: z.string(), name: z.string() }),
    currency: z.string(),
    businessDate: z.string(),
    /** True: its people, tariff and customers are samples to try things with. */
    sample: z.boolean(),
  }),
  z.strictObject({
    state: z.literal('refused'),
    error: z.strictObject({ code: z.string(), params: z.record(z.string(), z.unknown()) }),
  }),
]);
export type LedgerStatus = z.infer<typeof ledgerStatus>;

export const verifyResult = z.strictObject({
  ok: z.boolean(),
  /** The first bad row, in words a technician can act on; null when everything holds. */
  firstBad: z.strictObject({ check: z.string(), table: z.string(), row: z.string(), detail: z.string() }).nullable(),
  head: z.strictObject({ seq: z.int(), hash: z.string() }),
  counts: z.record(z.string(), z.int()),
  rows: z.int(),
  millis: z.int(),
  rowsPerSecond: z.int(),
});
export type VerifyResult = z.infer<typeof verifyResult>;

export const ledgerProcedures = {
  'ledger.status': procedure({
    kind: 'query',
    access: 'anyone',
    summary: 'Whether there is a ledger, and whether it is open.',
    input: z.strictObject({}),
    output: ledgerStatus,
    errors: [],
  }),
  'ledger.create': procedure({
    kind: 'session',
    access: 'anyone',
    summary: 'First run: make the encrypted ledger, its first administrator, and the recovery key (shown once).',
    input: z.strictObject({
      organisation: typedText(60),
      counter: z.strictObject({ code: counterCode, name: typedText(40) }),
      admin: z.strictObject({ username, name: typedText(40), password }),
      passphrase: z.string().min(8).max(512).nullable(),
      /** ISO 4217; every amount of the ledger is in its minor unit. Cannot be changed later. */
      currency: z.enum(CURRENCY_CODES),
      demo: z.boolean(),
    }),
    output: z.strictObject({
      recoveryKey: z.string(),
      /** User name → first password of the sample people; empty without sample data. */
      users: z.record(z.string(), z.string()),
    }),
    errors: [
      'LEDGER_EXISTS',
      'KEY_PROTECTION_REQUIRED',
      'PASSWORD_REFUSED',
      'DISK_FULL',
      'NOT_WRITABLE',
      'WRITER_BUSY',
    ],
  }),
  'ledger.unlock': procedure({
    kind: 'session',
    access: 'anyone',
    summary: 'Open a ledger whose key the operating system does not hold, by passphrase or recovery key.',
    input: z.discriminatedUnion('by', [
      z.strictObject({ by: z.literal('passphrase'), passphrase: z.string().min(1).max(512) }),
      z.strictObject({ by: z.literal('recovery'), recoveryKey: z.string().min(1).max(200) }),
    ]),
    output: ledgerStatus,
    errors: [
      'WRONG_KEY',
      'LEDGER_NEW',
      'LEDGER_NEWER',
      'LEDGER_DAMAGED',
      'SCHEMA_ALTERED',
      'WRITER_BUSY',
      'LOCKED_OUT',
    ],
  }),
  'ledger.verify': procedure({
    kind: 'query',
    access: 'ledger.verify',
    summary:
      'Re-derive chain, balances, limits and numbers from the rows, in a process of its own; progress comes as `verify.progress` events.',
    input: z.strictObject({}),
    output: verifyResult,
    errors: ['TOO_MANY'],
  }),
  'ledger.verifyCancel': procedure({
    kind: 'query',
    access: 'ledger.verify',
    summary: 'Stop a running verification.',
    input: z.strictObject({}),
    output: z.strictObject({ stopped: z.boolean() }),
    errors: [],
  }),
  'operation.find': procedure({
    kind: 'query',
    access: 'signedIn',
    summary: 'What became of a command of mine whose answer was lost.',
    input: z.strictObject({ operationId }),
    output: z.discriminatedUnion('found', [
      z.strictObject({ found: z.literal(false) }),
      z.strictObject({ found: z.literal(true), method: z.string(), result: z.unknown() }),
    ]),
    errors: [],
  }),
};

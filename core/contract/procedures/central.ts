// What comes back from central finance, and how things get there: answers 回执, tasks, the delivery queue.
import { z } from 'zod';
import { CENTRAL_OUTCOMES, CENTRAL_STEPS, CENTRAL_TASK_KINDS } from '../../central/central-task.ts';
import { ACK_FAULTS } from '../../central/read-acknowledgement.ts';
import { procedure } from '../procedure.ts';
import { dateText, minorAmount, operationId, typedText, username } from '../scalars.ts';
import { voucherFormat } from './voucher.ts';

const file = z.string().regex(/^[0-9a-f]{64}$/);
const name = typedText(120);

const taken = z.strictObject({
  n: z.int(),
  name: z.string(),
  sha256: z.string(),
  made: dateText,
  at: z.int(),
  by: z.string(),
  accepted: z.int(),
  rejected: z.int(),
  balances: z.int(),
  /** Balances that are not ours. */
  differences: z.int(),
});
export type AcknowledgementView = z.infer<typeof taken>;

const difference = z.strictObject({
  asOf: dateText,
  code: z.string(),
  theirs: minorAmount,
  /** null: none of our accounts is mapped to it. */
  ours: minorAmount.nullable(),
});

const task = z.strictObject({
  id: z.int(),
  kind: z.enum(CENTRAL_TASK_KINDS),
  /** rejected: the business date, and the voucher's number (null: the package). */
  businessDate: dateText.nullable(),
  voucher: z.int().nullable(),
  reason: z.string().nullable(),
  difference: difference.nullable(),
  acknowledgement: z.int(),
  opened: z.int(),
  /** Whole days since it was opened. */
  age: z.int(),
  owner: z.string().nullable(),
  state: z.enum(['open', 'resolved']),
  outcome: z.enum(CENTRAL_OUTCOMES).nullable(),
  /** Central has accepted since what it rejected then: said, and closes nothing. */
  acceptedSince: z.boolean(),
});
export type CentralTask = z.infer<typeof task>;

const step = z.strictObject({
  n: z.int(),
  act: z.enum(CENTRAL_STEPS),
  owner: z.string().nullable(),
  outcome: z.enum(CENTRAL_OUTCOMES).nullable(),
  text: z.string().nullable(),
  at: z.int(),
  by: z.string(),
});
const taskWithSteps = z.strictObject({ task, steps: z.array(step) });
export type CentralTaskFile = z.infer<typeof taskWithSteps>;

/** Why something is not there yet. */
export const DELIVERY_FAULTS = [
  'FOLDER_MISSING',
  'NOT_WRITABLE',
  'DISK_FULL',
  'SOURCE_MISSING',
  'HASH_DIFFERS',
  'TIMED_OUT',
  'FAILED',
] as const;
export type DeliveryFault = (typeof DELIVERY_FAULTS)[number];

const queued = z.strictObject({
  kind: z.enum(['package', 'voucher']),
  businessDate: dateText,
  revision: z.int(),
  format: voucherFormat.nullable(),
  state: z.enum(['waiting', 'delivered', 'failed']),
  /** failed: why, how often it was tried, and in how many ms it is tried again. */
  fault: z.enum(DELIVERY_FAULTS).nullable(),
  tries: z.int(),
  againInMs: z.int().nullable(),
  /** delivered: where to, what was read back, and when. */
  place: z.string().nullable(),
  sha256: z.string().nullable(),
  at: z.int().nullable(),
});
export type QueuedDelivery = z.infer<typeof queued>;

export const centralProcedures = {
  'ack.check': procedure({
    kind: 'query',
    access: 'voucher.write',
    summary: 'What a handed-over answer file of central’s says, before it is taken.',
    input: z.strictObject({ file }),
    output: z.discriminatedUnion('ok', [
      z.strictObject({
        ok: z.literal(true),
        made: dateText,
        accepted: z.int(),
        rejected: z.int(),
        balances: z.int(),
        differences: z.array(difference),
      }),
      z.strictObject({ ok: z.literal(false), line: z.int(), reason: z.enum(ACK_FAULTS) }),
    ]),
    errors: ['ATTACHMENT_NOT_HERE', 'ACK_SEEN'],
  }),
  'ack.take': procedure({
    kind: 'command',
    access: 'voucher.write',
    summary: 'Take a handed-over answer file whole: kept as it came, its rejections and differences become tasks.',
    input: z.strictObject({ operationId, file, name }),
    output: taken,
    errors: ['ATTACHMENT_NOT_HERE', 'ACK_SEEN', 'ACK_REFUSED', 'DISK_FULL', 'DISK_FAILED', 'NOT_WRITABLE'],
  }),
  'ack.list': procedure({
    kind: 'query',
    access: 'voucher.read',
    summary: 'The answer files that were taken, the newest first.',
    input: z.strictObject({ before: z.int().nullable(), limit: z.int().min(1).max(100) }),
    output: z.strictObject({ files: z.array(taken) }),
    errors: [],
  }),
  'central.tasks': procedure({
    kind: 'query',
    access: 'voucher.read',
    summary: 'What central rejected or counts otherwise: open tasks the oldest first, or all the newest first.',
    input: z.strictObject({ state: z.enum(['open', 'all']), limit: z.int().min(1).max(200) }),
    output: z.strictObject({ tasks: z.array(task), open: z.int() }),
    errors: [],
  }),
  'central.task': procedure({
    kind: 'query',
    access: 'voucher.read',
    summary: 'One task with every step that was taken on it.',
    input: z.strictObject({ task: z.int().min(1) }),
    output: taskWithSteps,
    errors: ['UNKNOWN_TASK'],
  }),
  'central.step': procedure({
    kind: 'command',
    access: 'voucher.write',
    summary: 'Give a task to somebody, note on it, resolve it with how it ended, or open it again.',
    input: z.strictObject({
      operationId,
      task: z.int().min(1),
      step: z.discriminatedUnion('act', [
        z.strictObject({ act: z.literal('assign'), username, text: typedText(200).nullable() }),
        z.strictObject({ act: z.literal('note'), text: typedText(200) }),
        z.strictObject({ act: z.literal('resolve'), outcome: z.enum(CENTRAL_OUTCOMES), text: typedText(200) }),
        z.strictObject({ act: z.literal('reopen'), text: typedText(200) }),
      ]),
    }),
    output: taskWithSteps,
    errors: ['UNKNOWN_TASK', 'TASK_RESOLVED', 'TASK_OPEN', 'UNKNOWN_USER', 'CARD_NUMBER_NOT_ALLOWED', 'DISK_FULL'],
  }),
  'report.centralState': procedure({
    kind: 'query',
    access: 'report.read',
    summary: 'The hand-over to central at a glance: what is missing, unanswered, rejected, or not delivered.',
    input: z.strictObject({}),
    output: z.strictObject({
      /** Closed days without vouchers, and without a package, oldest first; at most 20 of each are named. */
      withoutVouchers: z.array(dateText),
      withoutPackage: z.array(dateText),
      /** Handed over longer ago than is set, and central has not answered. */
      unanswered: z.array(dateText),
      /** Packages central has not answered although it answered a later one. */
      gaps: z.array(z.int()),
      openTasks: z.int(),
      oldestTaskDays: z.int().nullable(),
      /** Accounts that moved on the last closed day and are not mapped. */
      unmapped: z.int(),
      delivery: z.strictObject({
        /** null: no folder is set, everything is fetched by hand. */
        folder: z.string().nullable(),
        waiting: z.int(),
        failed: z.int(),
        fault: z.enum(DELIVERY_FAULTS).nullable(),
      }),
    }),
    errors: [],
  }),
  'delivery.queue': procedure({
    kind: 'query',
    access: 'voucher.read',
    summary: 'What is on its way to the folder central fetches from, and what arrived last.',
    input: z.strictObject({ limit: z.int().min(1).max(100) }),
    output: z.strictObject({ folder: z.string().nullable(), items: z.array(queued) }),
    errors: [],
  }),
  'delivery.retry': procedure({
    kind: 'query',
    access: 'voucher.write',
    summary: 'Try everything that waits again now, instead of when its time comes.',
    input: z.strictObject({}),
    output: z.strictObject({ items: z.int() }),
    errors: [],
  }),
};

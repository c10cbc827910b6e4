// What waits for whoever asks, of every kind there is: for the badges of the rail and the reminders of the desktop. Times by
// the ledger's clock, so that no window's clock makes anything late or not. A locked window is told too, by number and nothing
// else: whoever went away from the desk is who must be reminded.
import { z } from 'zod';
import { procedure } from '../procedure.ts';

/** Where it is done. */
export const REMINDER_JOBS = ['desk', 'refunds', 'tickets'] as const;
/**
 * decide: a level; confirmUse: a department's word; secondEntry: typed by a second person; correct: returned to me; pay, failed:
 * money that must leave, or did not arrive; close: paid, the customer has not signed; ticket: mine to see to.
 */
export const REMINDER_KINDS = [
  'decide',
  'confirmUse',
  'secondEntry',
  'correct',
  'pay',
  'failed',
  'close',
  'ticket',
] as const;

const reminder = z.strictObject({
  job: z.enum(REMINDER_JOBS),
  kind: z.enum(REMINDER_KINDS),
  number: z.string(),
  /** ms it has waited. */
  since: z.int(),
  overdue: z.boolean(),
});
export type Reminder = z.infer<typeof reminder>;

export const reminderProcedures = {
  'reminder.waiting': procedure({
    kind: 'query',
    access: 'evenLocked',
    summary:
      'What waits for me, also at a locked window, by number alone: to decide, confirm, type, correct, pay, close or see to; the longest wait first.',
    input: z.strictObject({}),
    output: z.strictObject({ waiting: z.array(reminder) }),
    errors: [],
  }),
};

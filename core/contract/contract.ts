// The whole contract: every business verb there is. The ledger serves exactly these, windows and CLI call exactly these.
import type { z } from 'zod';
import type { ErrorCode } from './errors.ts';
import type { Procedure } from './procedure.ts';
import { approvalProcedures } from './procedures/approval.ts';
import { attachmentProcedures } from './procedures/attachment.ts';
import { followUpProcedures } from './procedures/follow-up.ts';
import { backfillProcedures } from './procedures/backfill.ts';
import { billProcedures } from './procedures/bill.ts';
import { handoverProcedures } from './procedures/handover.ts';
import { cashProcedures } from './procedures/cash.ts';
import { centralProcedures } from './procedures/central.ts';
import { chargeProcedures } from './procedures/charge.ts';
import { customerProcedures } from './procedures/customer.ts';
import { dayProcedures } from './procedures/day.ts';
import { discountProcedures } from './procedures/discount.ts';
import { holdProcedures } from './procedures/hold.ts';
import { ledgerProcedures } from './procedures/ledger.ts';
import { listProcedures } from './procedures/lists.ts';
import { paperProcedures } from './procedures/paper.ts';
import { paperCaseProcedures } from './procedures/paper-case.ts';
import { reminderProcedures } from './procedures/reminder.ts';
import { reportProcedures } from './procedures/report.ts';
import { payoutProcedures } from './procedures/payout.ts';
import { prepaymentProcedures } from './procedures/prepayment.ts';
import { refundProcedures } from './procedures/refund.ts';
import { sessionProcedures } from './procedures/session.ts';
import { settingProcedures } from './procedures/settings.ts';
import { setupProcedures } from './procedures/setup.ts';
import { ticketProcedures } from './procedures/ticket.ts';
import { tariffProcedures } from './procedures/tariff.ts';
import { shiftProcedures } from './procedures/shift.ts';
import { tillReportProcedures } from './procedures/till-report.ts';
import { tenderProcedures } from './procedures/tender.ts';
import { voucherProcedures } from './procedures/voucher.ts';

export const CONTRACT = {
  ...ledgerProcedures,
  ...sessionProcedures,
  ...shiftProcedures,
  ...cashProcedures,
  ...handoverProcedures,
  ...chargeProcedures,
  ...holdProcedures,
  ...reportProcedures,
  ...tillReportProcedures,
  ...dayProcedures,
  ...listProcedures,
  ...tenderProcedures,
  ...prepaymentProcedures,
  ...approvalProcedures,
  ...followUpProcedures,
  ...settingProcedures,
  ...setupProcedures,
  ...tariffProcedures,
  ...paperProcedures,
  ...paperCaseProcedures,
  ...attachmentProcedures,
  ...billProcedures,
  ...backfillProcedures,
  ...customerProcedures,
  ...discountProcedures,
  ...refundProcedures,
  ...reminderProcedures,
  ...payoutProcedures,
  ...voucherProcedures,
  ...centralProcedures,
  ...ticketProcedures,
};

export type Method = keyof typeof CONTRACT;
export type InputOf<M extends Method> = z.infer<(typeof CONTRACT)[M]['input']>;
export type OutputOf<M extends Method> = z.infer<(typeof CONTRACT)[M]['output']>;

/** The methods whose input carries an operation id and that may be looked up when an answer is lost. */
export type CommandMethod = {
  [M in Method]: InputOf<M> extends { operationId: string } ? (M extends 'operation.find' ? never : M) : never;
}[Method];

/** Refusals any call may meet, whatever the procedure names. */
export const COMMON_ERRORS: readonly ErrorCode[] = [
  'MALFORMED',
  'TOO_LARGE',
  'TOO_MANY',
  'UNKNOWN_METHOD',
  'WRONG_WINDOW',
  'INVALID_INPUT',
  'LEDGER_GONE',
  'LEDGER_NEW',
  'LEDGER_LOCKED',
  'NOT_SIGNED_IN',
  'SESSION_LOCKED',
  'SESSION_EXPIRED',
  'PASSWORD_MUST_CHANGE',
  'CODE_MUST_ENROL',
  'FORBIDDEN',
  'OPERATION_REUSED',
  'COMMIT_IN_DOUBT',
  'INTERNAL',
];

/** The procedure called `name`, or null; never reaches a prototype. */
export function procedureNamed(name: string): Procedure | null {
  return Object.hasOwn(CONTRACT, name) ? (CONTRACT[name as Method] as unknown as Procedure) : null;
}

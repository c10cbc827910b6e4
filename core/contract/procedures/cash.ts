// Cash without a receipt: in and out of drawers, the safe, the petty-cash fund and the bank; counterfeit notes; drawers
// opened without a sale.
import { z } from 'zod';
import { PAID_IN_CAUSES, PAID_OUT_CAUSES } from '../../cash/cash-cause.ts';
import { cashDocumentKinds, cashView } from '../cash-view.ts';
import { pieces } from '../count-sheet.ts';
import { bankDepositSubject, safeCountSubject, safeDropSubject, safeFillSubject } from '../approval-subjects.ts';
import { APPROVAL_ERRORS } from '../errors.ts';
import { procedure } from '../procedure.ts';
import { amountAboveZero, dateText, minorAmount, operationId, tenderReference, typedText } from '../scalars.ts';

const approval = z.uuid().nullable();
const documentNumber = z.string().min(1).max(60);
const reason = typedText(100);
/** The receipt, invoice or note behind a payment: its number, and a picture of it that was kept before. */
const papers = { paper: typedText(40).nullable(), attachment: z.string().length(32).nullable() };
const { kind: _drop, ...dropInput } = safeDropSubject.shape;
const { kind: _fill, ...fillInput } = safeFillSubject.shape;
const { kind: _count, ...countInput } = safeCountSubject.shape;
const { kind: _deposit, ...depositInput } = bankDepositSubject.shape;

const AT_MY_DRAWER = [
  'NO_OPEN_SHIFT',
  'SHIFT_SUSPENDED',
  'DAY_CLOSED',
  'CASH_SHORT',
  'AMOUNT_OUT_OF_RANGE',
  'CARD_NUMBER_NOT_ALLOWED',
  'DISK_FULL',
] as const;
const AT_THE_SAFE = [
  'DRAWER_IN_USE',
  'SHIFT_ALREADY_OPEN',
  'DATE_JUMPED',
  'DAY_CLOSED',
  'SHIFT_SUSPENDED',
  'CASH_SHORT',
  'AMOUNT_OUT_OF_RANGE',
  'CARD_NUMBER_NOT_ALLOWED',
  'DISK_FULL',
] as const;

const movementRow = z.strictObject({
  number: z.string(),
  kind: z.enum(cashDocumentKinds),
  amount: minorAmount,
  at: z.int(),
  by: z.string(),
  from: z.string().nullable(),
  to: z.string().nullable(),
  reason: z.string().nullable(),
  /** Id of the document kept with it. */
  attachment: z.string().nullable(),
});
export type CashMovementRow = z.infer<typeof movementRow>;

const offerRow = z.strictObject({
  offer: z.int(),
  amount: minorAmount,
  /** Code of the drawer it comes from; null: the safe. */
  from: z.string().nullable(),
  to: z.string(),
  by: z.string(),
  at: z.int(),
  reason: z.string().nullable(),
});
export type CashOfferRow = z.infer<typeof offerRow>;

export const cashProcedures = {
  'cash.mine': procedure({
    kind: 'query',
    access: 'cash.drawer',
    summary: 'The cash of my shift: its movements, what is offered to my drawer and from it, which drawers are open.',
    input: z.strictObject({}),
    output: z.strictObject({
      movements: z.array(movementRow),
      offeredToMe: z.array(offerRow),
      offeredByMe: z.array(offerRow),
      drawers: z.array(z.strictObject({ code: z.string(), name: z.string(), cashier: z.string() })),
      /** Whether takings may be spent (坐支). */
      spendTakings: z.boolean(),
      denominations: z.array(amountAboveZero),
    }),
    errors: [],
  }),
  'cash.house': procedure({
    kind: 'query',
    access: 'cash.safe',
    summary:
      'What the safe, the petty-cash fund and the bank in transit hold, deposits on their way, shifts still open.',
    input: z.strictObject({}),
    output: z.strictObject({
      safe: minorAmount,
      /** false: nobody has counted it yet, and its balance begins at nothing. */
      safeCounted: z.boolean(),
      pettyCash: minorAmount,
      inTransit: minorAmount,
      deposits: z.array(
        z.strictObject({ number: z.string(), amount: minorAmount, at: z.int(), by: z.string(), bearer: z.string() }),
      ),
      shifts: z.array(
        z.strictObject({
          number: z.string(),
          drawer: z.strictObject({ code: z.string(), name: z.string() }),
          cashier: z.string(),
          businessDate: dateText,
          openedAt: z.int(),
          suspended: z.boolean(),
        }),
      ),
      movements: z.array(movementRow),
      offers: z.array(offerRow),
      denominations: z.array(amountAboveZero),
    }),
    errors: [],
  }),
  'cash.differences': procedure({
    kind: 'query',
    access: 'report.read',
    summary: 'Over and short per cashier in the last days: closes, how many differed, by how much.',
    input: z.strictObject({ days: z.int().min(1).max(366) }),
    output: z.strictObject({
      since: dateText,
      cashiers: z.array(
        z.strictObject({
          username: z.string(),
          name: z.string(),
          closes: z.int(),
          differences: z.int(),
          over: minorAmount,
          /** ≤ 0. */
          short: minorAmount,
          net: minorAmount,
          recounts: z.int(),
        }),
      ),
    }),
    errors: [],
  }),
  'cash.counterfeits': procedure({
    kind: 'query',
    access: 'receipt.read',
    summary: 'The register of counterfeit notes, newest first.',
    input: z.strictObject({ limit: z.int().min(1).max(200) }),
    output: z.strictObject({
      notes: z.array(
        z.strictObject({
          n: z.int(),
          at: z.int(),
          by: z.string(),
          face: minorAmount,
          serial: z.string(),
          outcome: z.enum(['refused', 'kept']),
          note: z.string().nullable(),
        }),
      ),
    }),
    errors: [],
  }),
  'cash.get': procedure({
    kind: 'query',
    access: 'receipt.read',
    summary: 'One document of cash by its number.',
    input: z.strictObject({ number: documentNumber }),
    output: cashView,
    errors: ['UNKNOWN_CASH_DOCUMENT'],
  }),
  'cash.print': procedure({
    kind: 'command',
    access: 'receipt.print',
    summary: 'Put a document of cash on paper: the first time the original, later numbered copies that need a reason.',
    input: z.strictObject({
      operationId,
      number: documentNumber,
      locale: z.enum(['zh-CN', 'zh-TW', 'en']),
      reason: typedText(60).nullable(),
    }),
    output: z.strictObject({
      jobId: z.string(),
      number: z.string(),
      mark: z.enum(['original', 'copy']),
      copyNumber: z.int().nullable(),
    }),
    errors: ['UNKNOWN_CASH_DOCUMENT', 'REPRINT_REASON_REQUIRED', 'CARD_NUMBER_NOT_ALLOWED'],
  }),
  'cash.paidIn': procedure({
    kind: 'command',
    access: 'cash.drawer',
    summary: 'Cash into my drawer that is no receipt 收入, with its reason.',
    input: z.strictObject({
      operationId,
      cause: z.enum(PAID_IN_CAUSES),
      amount: amountAboveZero,
      reason,
      party: typedText(60).nullable(),
      ...papers,
    }),
    output: cashView,
    errors: [...AT_MY_DRAWER, 'UNKNOWN_ATTACHMENT'],
  }),
  'cash.paidOut': procedure({
    kind: 'command',
    access: 'cash.drawer',
    summary: 'Cash out of my drawer that is no refund 支出. An expense only where takings may be spent.',
    input: z.strictObject({
      operationId,
      cause: z.enum(PAID_OUT_CAUSES),
      amount: amountAboveZero,
      reason,
      party: typedText(60).nullable(),
      ...papers,
    }),
    output: cashView,
    errors: [...AT_MY_DRAWER, 'UNKNOWN_ATTACHMENT', 'TAKINGS_NOT_SPENT'],
  }),
  'cash.drop': procedure({
    kind: 'command',
    access: 'cash.drawer',
    summary: 'Cash from my drawer into the safe 缴存, counted by two.',
    input: z.strictObject({ operationId, ...dropInput, approval }),
    output: cashView,
    errors: [...AT_MY_DRAWER, 'PIECES_DIFFER', ...APPROVAL_ERRORS],
  }),
  'cash.exchange': procedure({
    kind: 'command',
    access: 'cash.drawer',
    summary: 'Notes of my drawer for others of the same amount 换零: nothing is posted but which they were.',
    input: z.strictObject({ operationId, out: pieces, in: pieces, party: typedText(60).nullable() }),
    output: cashView,
    errors: [...AT_MY_DRAWER, 'PIECES_DIFFER'],
  }),
  'cash.counterfeit': procedure({
    kind: 'command',
    access: 'cash.drawer',
    summary: 'A note that is counterfeit 假币: refused, or kept against a paper of its own. No money of ours.',
    input: z.strictObject({
      operationId,
      face: amountAboveZero,
      serial: z.string().regex(/^[0-9A-Z]{4,20}$/),
      outcome: z.enum(['refused', 'kept']),
      note: reason.nullable(),
    }),
    output: z.strictObject({ n: z.int() }),
    errors: ['NO_OPEN_SHIFT', 'SHIFT_SUSPENDED', 'DAY_CLOSED', 'CARD_NUMBER_NOT_ALLOWED'],
  }),
  'cash.openDrawer': procedure({
    kind: 'command',
    access: 'cash.drawer',
    summary: 'My drawer is opened without a sale, and why.',
    input: z.strictObject({ operationId, reason }),
    output: z.strictObject({ at: z.int() }),
    errors: ['NO_OPEN_SHIFT', 'SHIFT_SUSPENDED', 'DAY_CLOSED', 'CARD_NUMBER_NOT_ALLOWED'],
  }),
  'cash.offer': procedure({
    kind: 'command',
    access: 'cash.drawer',
    summary: 'Offer cash of my drawer to another one; it moves when whoever works there accepts it.',
    input: z.strictObject({
      operationId,
      to: z.string().min(1).max(8),
      amount: amountAboveZero,
      reason: reason.nullable(),
    }),
    output: offerRow,
    errors: [...AT_MY_DRAWER, 'UNKNOWN_DRAWER', 'SAME_PLACE'],
  }),
  'cash.offerFromSafe': procedure({
    kind: 'command',
    access: 'cash.safe',
    summary: 'Offer cash of the safe to a drawer; it moves when whoever works there accepts it.',
    input: z.strictObject({
      operationId,
      to: z.string().min(1).max(8),
      amount: amountAboveZero,
      reason: reason.nullable(),
    }),
    output: offerRow,
    errors: ['UNKNOWN_DRAWER', 'CASH_SHORT', 'CARD_NUMBER_NOT_ALLOWED'],
  }),
  'cash.answer': procedure({
    kind: 'command',
    access: 'cash.drawer',
    summary: 'Accept cash offered to my drawer, or reject it with a reason; nothing moves until it is accepted.',
    input: z.strictObject({
      operationId,
      offer: z.int().min(1),
      outcome: z.enum(['accepted', 'rejected']),
      /** Needed to reject. */
      reason: reason.nullable(),
    }),
    output: z.strictObject({ outcome: z.enum(['accepted', 'rejected']), number: z.string().nullable() }),
    errors: [...AT_MY_DRAWER, 'UNKNOWN_OFFER', 'OFFER_ENDED', 'OFFER_OWN', 'REASON_TEXT_REQUIRED'],
  }),
  'cash.withdraw': procedure({
    kind: 'command',
    access: 'signedIn',
    summary: 'Take an offer of cash of mine back before it is answered.',
    input: z.strictObject({ operationId, offer: z.int().min(1) }),
    output: z.strictObject({ outcome: z.literal('withdrawn') }),
    errors: ['UNKNOWN_OFFER', 'OFFER_ENDED'],
  }),
  'cash.fillSafe': procedure({
    kind: 'command',
    access: 'cash.safe',
    summary: 'Cash into the safe, fetched from the bank or handed over by central finance, counted by two.',
    input: z.strictObject({ operationId, ...fillInput, approval }),
    output: cashView,
    errors: [...AT_THE_SAFE, 'PIECES_DIFFER', ...APPROVAL_ERRORS],
  }),
  'cash.countSafe': procedure({
    kind: 'command',
    access: 'cash.safe',
    summary:
      'Count the safe by two 盘库. The first time what lies there is taken on; later a difference is over or short.',
    input: z.strictObject({ operationId, ...countInput, approval }),
    output: cashView,
    errors: [...AT_THE_SAFE, 'PIECES_DIFFER', ...APPROVAL_ERRORS],
  }),
  'pettyCash.fill': procedure({
    kind: 'command',
    access: 'cash.safe',
    summary: 'Set the petty-cash fund up, or fill it: from the safe or the bank.',
    input: z.strictObject({
      operationId,
      from: z.enum(['safe', 'bank']),
      amount: amountAboveZero,
      reason: reason.nullable(),
    }),
    output: cashView,
    errors: AT_THE_SAFE,
  }),
  'pettyCash.fromTakings': procedure({
    kind: 'command',
    access: 'cash.drawer',
    summary: 'Fill the petty-cash fund from my drawer: only where takings may be spent.',
    input: z.strictObject({ operationId, amount: amountAboveZero, reason }),
    output: cashView,
    errors: [...AT_MY_DRAWER, 'TAKINGS_NOT_SPENT'],
  }),
  'pettyCash.back': procedure({
    kind: 'command',
    access: 'cash.safe',
    summary: 'Cash of the petty-cash fund back into the safe.',
    input: z.strictObject({ operationId, amount: amountAboveZero, reason: reason.nullable() }),
    output: cashView,
    errors: AT_THE_SAFE,
  }),
  'pettyCash.spend': procedure({
    kind: 'command',
    access: 'cash.safe',
    summary: 'Pay an expense out of the petty-cash fund.',
    input: z.strictObject({
      operationId,
      amount: amountAboveZero,
      reason,
      party: typedText(60),
      ...papers,
    }),
    output: cashView,
    errors: [...AT_THE_SAFE, 'UNKNOWN_ATTACHMENT'],
  }),
  'deposit.make': procedure({
    kind: 'command',
    access: 'cash.safe',
    summary:
      'Cash of the safe goes to the bank 缴款, counted by two; it is in transit until the bank says what it took.',
    input: z.strictObject({ operationId, ...depositInput, approval }),
    output: cashView,
    errors: [...AT_THE_SAFE, 'PIECES_DIFFER', 'BANK_ACCOUNT_NOT_SET', ...APPROVAL_ERRORS],
  }),
  'deposit.settle': procedure({
    kind: 'command',
    access: 'cash.settle',
    summary: 'What became of a deposit: the bank took what it counted, by its slip, or it came back.',
    input: z.strictObject({
      operationId,
      number: documentNumber,
      outcome: z.enum(['confirmed', 'returned']),
      /** What the bank took, or what came back. */
      counted: amountAboveZero,
      /** The bank's slip; only where it took the money. */
      reference: tenderReference.nullable(),
      /** Needed where it came back or where another amount was counted. */
      reason: reason.nullable(),
    }),
    output: cashView,
    errors: [...AT_THE_SAFE, 'UNKNOWN_CASH_DOCUMENT', 'DEPOSIT_ENDED', 'REASON_TEXT_REQUIRED', 'REFERENCE_REQUIRED'],
  }),
};

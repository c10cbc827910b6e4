// What the till may ask an approval for: per kind the input that the later command carries, without operation id and
// approval. The ledger reads everything else from its own rows.
import { z } from 'zod';
import { CORRECTABLE_METHODS } from '../receipts/tender-correction.ts';
import { billToPay } from './procedures/charge.ts';
import { EXCHANGE_REASONS } from '../receipts/exchange-rule.ts';
import { VOID_REASONS } from '../receipts/void-reason.ts';
import { amountAboveZero, amountFromZero, sheetNumber, tenderReference, typedText, username } from './scalars.ts';
import { TICKET_WAYS } from '../tickets/ticket-rule.ts';
import { countSheet, pieces } from './count-sheet.ts';
import { returnPart } from './tender-given.ts';

const documentNumber = z.string().min(1).max(60);

/** 当班作废 of one receipt: as in `receipt.void`. */
export const voidSubject = z.strictObject({
  kind: z.literal('void'),
  receipt: documentNumber,
  reason: z.enum(VOID_REASONS),
  /** In words; `other` needs them. */
  text: typedText(200).nullable(),
});
export type VoidSubject = z.infer<typeof voidSubject>;

/** 换票 of one receipt to another payer: as in `receipt.exchange`. */
export const exchangeSubject = z.strictObject({
  kind: z.literal('exchange'),
  receipt: documentNumber,
  payer: typedText(60),
  reason: z.enum(EXCHANGE_REASONS),
  /** In words; `other` needs them. */
  text: typedText(200).nullable(),
  /** The old paper lies on the desk. */
  originalBack: z.boolean(),
});
export type ExchangeSubject = z.infer<typeof exchangeSubject>;

/** 更正支付方式 of one tender of a receipt: as in `tender.correct`. */
export const correctionSubject = z.strictObject({
  kind: z.literal('tenderCorrection'),
  receipt: documentNumber,
  /** Which tender of the receipt. */
  n: z.int().min(1),
  to: z.enum(CORRECTABLE_METHODS),
  reference: tenderReference.nullable(),
  /** How it came about, in words. */
  text: typedText(200),
});
export type CorrectionSubject = z.infer<typeof correctionSubject>;

/** 冻结 or letting go of one customer: as in `customer.freeze`. */
export const customerFreezeSubject = z.strictObject({
  kind: z.literal('customerFreeze'),
  number: z.string().min(1).max(20),
  frozen: z.boolean(),
  reason: typedText(100),
});
export type CustomerFreezeSubject = z.infer<typeof customerFreezeSubject>;

/** 冻结 or letting go of one receipt: as in `receipt.freeze`. */
export const receiptFreezeSubject = z.strictObject({
  kind: z.literal('receiptFreeze'),
  receipt: documentNumber,
  frozen: z.boolean(),
  reason: typedText(100),
});
export type ReceiptFreezeSubject = z.infer<typeof receiptFreezeSubject>;

/** 核销 of sheets never used: as in `stock.writeOff`. */
export const stockWriteOffSubject = z.strictObject({
  kind: z.literal('stockWriteOff'),
  first: sheetNumber,
  last: sheetNumber,
  reason: typedText(100),
});
export type StockWriteOffSubject = z.infer<typeof stockWriteOffSubject>;

const held = { customer: z.string().min(1).max(20), held: z.string().min(1).max(12) };

/** 退预付款 above the limit: as in `prepayment.return`, whose `kind` is `held` here. */
export const prepaymentReturnSubject = z.strictObject({
  kind: z.literal('prepaymentReturn'),
  ...held,
  backs: z.array(returnPart).min(1).max(50),
  reason: typedText(100).nullable(),
});
export type PrepaymentReturnSubject = z.infer<typeof prepaymentReturnSubject>;

/** 没收押金: as in `prepayment.forfeit`, whose `kind` is `held` here. */
export const depositForfeitSubject = z.strictObject({
  kind: z.literal('depositForfeit'),
  ...held,
  amount: amountAboveZero,
  reason: typedText(100),
});
export type DepositForfeitSubject = z.infer<typeof depositForfeitSubject>;

/** 大额现金双人点验: the cash handed over, and what it is for (a bill's total, or the amount of a prepayment). */
export const largeCashSubject = z.strictObject({
  kind: z.literal('largeCash'),
  customer: z.string().min(1).max(20).nullable(),
  cash: amountAboveZero,
  due: amountFromZero,
});
export type LargeCashSubject = z.infer<typeof largeCashSubject>;

/** 缴存 from a drawer into the safe: as in `cash.drop`. */
export const safeDropSubject = z.strictObject({ kind: z.literal('safeDrop'), amount: amountAboveZero, pieces });
export type SafeDropSubject = z.infer<typeof safeDropSubject>;

/** Cash into the safe, from the bank or from central finance: as in `cash.fillSafe`. */
export const safeFillSubject = z.strictObject({
  kind: z.literal('safeFill'),
  from: z.enum(['bank', 'finance']),
  amount: amountAboveZero,
  pieces,
  /** Number of the bank's or finance's own paper. */
  paper: typedText(40).nullable(),
});
export type SafeFillSubject = z.infer<typeof safeFillSubject>;

/** 盘库: as in `cash.countSafe`. */
export const safeCountSubject = z.strictObject({
  kind: z.literal('safeCount'),
  counted: amountFromZero,
  pieces,
  reason: typedText(100).nullable(),
});
export type SafeCountSubject = z.infer<typeof safeCountSubject>;

/** 缴款 to the bank: as in `deposit.make`. */
export const bankDepositSubject = z.strictObject({
  kind: z.literal('bankDeposit'),
  amount: amountAboveZero,
  pieces,
  /** Who carries it. */
  bearer: typedText(60),
});
export type BankDepositSubject = z.infer<typeof bankDepositSubject>;

/** A drawer counted again after a difference: as in `shift.close` and `handover.offer`. */
export const recountSubject = z.strictObject({
  kind: z.literal('recount'),
  counted: amountFromZero,
  sheet: countSheet.nullable(),
  reason: typedText(100),
});
export type RecountSubject = z.infer<typeof recountSubject>;

/** Taking back what is open of a bill: as in `bill.cancel`. */
export const billCancelSubject = z.strictObject({
  kind: z.literal('billCancel'),
  number: z.string().min(1).max(40),
  /** Which issue of that number; null: the newest. */
  revision: z.int().min(1).nullable(),
  reason: typedText(100),
});
export type BillCancelSubject = z.infer<typeof billCancelSubject>;
const billToApprove = { customer: billToPay.customer, lines: billToPay.lines, discounts: billToPay.discounts };
/** A bill whose discounts are beyond the cashier's limit: as in `charge.post`; who is printed as payer is free. */
export const discountSubject = z.strictObject({ kind: z.literal('discount'), ...billToApprove });
/** A bill with another price than the tariff's, whatever its discounts. */
export const priceOverrideSubject = z.strictObject({ kind: z.literal('priceOverride'), ...billToApprove });
export type BillSubject = z.infer<typeof discountSubject> | z.infer<typeof priceOverrideSubject>;

/**
 * 退费 of one case, decided level by level. Its request is made by the ledger when it is handed in: asking for it here gives
 * that one again.
 */
export const refundSubject = z.strictObject({ kind: z.literal('refund'), case: documentNumber });
export type RefundSubject = z.infer<typeof refundSubject>;

/** Who is paid from a ticket: the ledger reads the names of customers and employees itself. */
export const ticketPayee = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('petitioner') }),
  z.strictObject({ kind: z.literal('customer') }),
  z.strictObject({ kind: z.literal('employee'), username }),
  z.strictObject({ kind: z.literal('supplier'), name: typedText(60) }),
]);
export type TicketPayee = z.infer<typeof ticketPayee>;

/** 工单打款 above the limits of whoever pays: as in `ticket.pay`, without the bank's number, which comes later. */
export const ticketPayoutSubject = z.strictObject({
  kind: z.literal('ticketPayout'),
  ticket: documentNumber,
  payee: ticketPayee,
  way: z.enum(TICKET_WAYS),
  amount: amountAboveZero,
  text: typedText(200),
});
export type TicketPayoutSubject = z.infer<typeof ticketPayoutSubject>;

export const approvalSubject = z.discriminatedUnion('kind', [
  voidSubject,
  correctionSubject,
  customerFreezeSubject,
  stockWriteOffSubject,
  prepaymentReturnSubject,
  depositForfeitSubject,
  largeCashSubject,
  discountSubject,
  priceOverrideSubject,
  refundSubject,
  safeDropSubject,
  safeFillSubject,
  safeCountSubject,
  bankDepositSubject,
  recountSubject,
  exchangeSubject,
  billCancelSubject,
  ticketPayoutSubject,
  receiptFreezeSubject,
]);
export type ApprovalSubject = z.infer<typeof approvalSubject>;
/** The kinds that can be asked for. */
export type SubjectKind = ApprovalSubject['kind'];

// Every refusal the ledger can give, as a closed union of codes with typed parameters.
// Words belong to i18n: a code and its parameters are enough to say in any language what to do next.
import { z } from 'zod';
import { ACK_FAULTS } from '../central/read-acknowledgement.ts';
import { REJECTIONS } from '../lists/list-findings.ts';
import { APPROVAL_KINDS } from '../approval/approval-kind.ts';
import { CASH_PLACES } from '../cash/cash-movement.ts';
import { MERGE_FAULTS } from '../customers/merge-rule.ts';
import { CASE_STATES } from '../refund/case-state.ts';
import { PAYEE_FAULTS } from '../refund/payee.ts';
import { POLICY_RULES } from '../refund/refund-policy.ts';
import { ANSWER_FAULTS } from '../refund/bank-answer.ts';
import { CLOSE_HOWS, PAYOUT_STATES, REFUND_BLOCKS } from '../refund/refund-words.ts';
import { RISK_KINDS } from '../refund/risk-rules.ts';
import { MEDIA_FAULTS } from '../attachments/sniff-media.ts';
import { EXCHANGE_FAULTS } from '../receipts/exchange-rule.ts';
import { REISSUE_FAULTS } from '../receipts/reissue-rule.ts';
import { LOSS_FAULTS } from '../receipts/loss-rule.ts';
import { TICKET_PAYEE_FAULTS, TICKET_STATES } from '../tickets/ticket-rule.ts';

const none = z.strictObject({});
const reason = z.strictObject({ reason: z.string() });
const method = z.strictObject({ method: z.string() });
const amount = (name: string) => z.strictObject({ [name]: z.int() });

/** Code → schema of its parameters. Amounts are minor units, times are milliseconds since 1970 (UTC). */
export const ERROR_PARAMS = {
  // the port
  MALFORMED: reason,
  TOO_LARGE: z.strictObject({ limit: z.int() }),
  TOO_MANY: z.strictObject({ limit: z.int() }),
  UNKNOWN_METHOD: z.strictObject({ method: z.string() }),
  INVALID_INPUT: z.strictObject({ issues: z.array(z.strictObject({ path: z.string(), reason: z.string() })) }),
  LEDGER_GONE: none,
  INTERNAL: z.strictObject({ incident: z.string() }),
  // the file
  LEDGER_NEW: none,
  LEDGER_EXISTS: none,
  LEDGER_LOCKED: none,
  LEDGER_NEWER: z.strictObject({ found: z.int(), supported: z.int() }),
  LEDGER_DAMAGED: reason,
  SCHEMA_ALTERED: reason,
  WRONG_KEY: none,
  KEY_FILE_UNUSABLE: reason,
  KEY_PROTECTION_REQUIRED: none,
  WRITER_BUSY: none,
  DISK_FULL: none,
  DISK_FAILED: none,
  NOT_WRITABLE: z.strictObject({ path: z.string() }),
  COMMIT_IN_DOUBT: z.strictObject({ operationId: z.string() }),
  // people
  NOT_SIGNED_IN: none,
  SESSION_LOCKED: none,
  SESSION_EXPIRED: none,
  FORBIDDEN: z.strictObject({ permission: z.string() }),
  BAD_CREDENTIALS: z.strictObject({ triesLeft: z.int() }),
  LOCKED_OUT: z.strictObject({ retryInMs: z.int().nullable() }),
  PASSWORD_REFUSED: reason,
  PASSWORD_MUST_CHANGE: none,
  // the second factor
  CODE_REQUIRED: none,
  CODE_WRONG: z.strictObject({ triesLeft: z.int() }),
  CODE_USED: none,
  CODE_CLOCK_BACK: none,
  CODE_NOT_ENROLLED: none,
  CODE_NOT_BEGUN: none,
  CODE_MUST_ENROL: none,
  CODE_RESET_OWN: none,
  USERNAME_TAKEN: z.strictObject({ username: z.string() }),
  UNKNOWN_USER: z.strictObject({ username: z.string() }),
  LAST_ADMIN: none,
  PERSON_UNCHANGED: z.strictObject({ username: z.string() }),
  ROLES_CONFLICT: z.strictObject({ one: z.string(), other: z.string() }),
  // operations
  OPERATION_REUSED: z.strictObject({ operationId: z.string() }),
  // shift
  NO_OPEN_SHIFT: none,
  SHIFT_NOT_OPEN: z.strictObject({ shift: z.string() }),
  SHIFT_ALREADY_OPEN: z.strictObject({ shift: z.string() }),
  DRAWER_IN_USE: z.strictObject({ drawer: z.string(), cashier: z.string() }),
  UNKNOWN_DRAWER: z.strictObject({ drawer: z.string() }),
  DATE_JUMPED: z.strictObject({ last: z.string(), today: z.string() }),
  FLOAT_MISCOUNTED: z.strictObject({ float: z.int(), counted: z.int() }),
  DAY_CLOSED: z.strictObject({ businessDate: z.string() }),
  SHIFT_SUSPENDED: none,
  SHIFT_PAST_CUT: z.strictObject({ shift: z.string(), businessDate: z.string() }),
  SHIFT_NOT_SUSPENDED: none,
  SHIFT_IS_YOURS: none,
  RECEIPTS_DIFFER: z.strictObject({ first: z.string().nullable(), last: z.string().nullable() }),
  // cash between drawers, safe, petty cash and bank; handovers
  CASH_SHORT: z.strictObject({ place: z.enum(CASH_PLACES) }),
  TAKINGS_NOT_SPENT: none,
  PIECES_DIFFER: z.strictObject({ amount: z.int(), counted: z.int() }),
  SAME_PLACE: none,
  UNKNOWN_OFFER: none,
  OFFER_ENDED: none,
  OFFER_OWN: none,
  HANDOVER_OPEN: none,
  COUNT_STALE: none,
  UNKNOWN_CASH_DOCUMENT: z.strictObject({ number: z.string() }),
  DEPOSIT_ENDED: z.strictObject({ number: z.string() }),
  // charge
  UNKNOWN_ITEM: z.strictObject({ code: z.string() }),
  ITEM_NOT_ON_SALE: z.strictObject({ code: z.string() }),
  PRICE_REQUIRED: z.strictObject({ code: z.string() }),
  PRICE_NOT_OPEN: z.strictObject({ code: z.string() }),
  QUANTITY_INVALID: z.strictObject({ n: z.int() }),
  INPUTS_REQUIRED: z.strictObject({ n: z.int() }),
  READING_INVALID: z.strictObject({ n: z.int() }),
  NOTHING_USED: z.strictObject({ n: z.int() }),
  PERIOD_INVALID: z.strictObject({ n: z.int() }),
  PRICE_OUTSIDE_LIMITS: z.strictObject({ code: z.string(), least: z.int().nullable(), most: z.int().nullable() }),
  PACKAGE_INCOMPLETE: z.strictObject({ code: z.string(), component: z.string() }),
  TOO_MANY_LINES: z.strictObject({ limit: z.int() }),
  UNKNOWN_CUSTOMER: z.strictObject({ number: z.string() }),
  AMOUNT_OUT_OF_RANGE: none,
  TOTAL_CHANGED: z.strictObject({ expected: z.int(), actual: z.int() }),
  TENDER_SHORT: amount('missing'),
  TENDER_OVER: amount('excess'),
  TENDER_EMPTY: method,
  REFERENCE_REQUIRED: method,
  REFERENCE_INVALID: method,
  REFERENCE_USED: z.strictObject({ method: z.string(), receipt: z.string() }),
  TENDER_DETAIL_WRONG: method,
  CARD_NUMBER_NOT_ALLOWED: none,
  // cheques, third parties, prepayments and deposits
  UNKNOWN_SHIFT: z.strictObject({ number: z.string() }),
  UNKNOWN_PAYER: z.strictObject({ code: z.string() }),
  UNKNOWN_TENDER: z.strictObject({ number: z.string() }),
  TENDER_PROVED: z.strictObject({ number: z.string() }),
  DEBT_OVERPAID: amount('owed'),
  DEBT_PAID: z.strictObject({ payer: z.string(), owed: z.int() }),
  TENDER_NEEDS_NONE: method,
  CHEQUE_ENDED: z.strictObject({ number: z.string() }),
  CUSTOMER_REQUIRED: none,
  PREPAYMENT_KIND_UNKNOWN: z.strictObject({ kind: z.string() }),
  PREPAYMENT_KIND_OFF: z.strictObject({ kind: z.string() }),
  PREPAYMENT_NOT_FOR_ITEMS: amount('payable'),
  PREPAYMENT_SHORT: amount('available'),
  LOAD_NOT_RETURNABLE: z.strictObject({ load: z.string() }),
  UNKNOWN_PREPAYMENT: z.strictObject({ number: z.string() }),
  BANK_ACCOUNT_NOT_SET: none,
  // discounts and other prices
  PRICE_NOT_FIXED: z.strictObject({ code: z.string() }),
  PRICE_UNCHANGED: z.strictObject({ code: z.string() }),
  UNKNOWN_POLICY: z.strictObject({ policy: z.string() }),
  POLICY_NOT_GIVEN: z.strictObject({ policy: z.string() }),
  POLICY_STANDS_ALONE: z.strictObject({ policy: z.string() }),
  POLICY_NOT_FOR_CUSTOMER: z.strictObject({ policy: z.string() }),
  POLICY_DATES: z.strictObject({ today: z.string() }),
  POLICY_BENEFIT: none,
  POLICY_UNCHANGED: none,
  DISCOUNT_LINE_UNKNOWN: z.strictObject({ n: z.int() }),
  DISCOUNT_TWICE: none,
  DISCOUNT_TOO_LARGE: amount('most'),
  WAIVER_EXPIRED: z.strictObject({ until: z.string() }),
  // receipts
  UNKNOWN_RECEIPT: z.strictObject({ number: z.string() }),
  RECEIPT_NOT_IN_SHIFT: z.strictObject({ receipt: z.string(), shift: z.string() }),
  RECEIPT_VOIDED: z.strictObject({ receipt: z.string(), by: z.string() }),
  RECEIPT_NOT_VOIDABLE: z.strictObject({ receipt: z.string() }),
  RECEIPT_FROZEN: z.strictObject({ receipt: z.string(), reason: z.string() }),
  RECEIPT_FREEZE_SAME: z.strictObject({ receipt: z.string() }),
  REISSUE_REFUSED: z.strictObject({ receipt: z.string(), reason: z.enum(REISSUE_FAULTS) }),
  RECEIPT_EXCHANGED: z.strictObject({ receipt: z.string(), replacement: z.string() }),
  EXCHANGE_REFUSED: z.strictObject({ receipt: z.string(), reason: z.enum(EXCHANGE_FAULTS) }),
  LOSS_REFUSED: z.strictObject({ receipt: z.string(), reason: z.enum(LOSS_FAULTS) }),
  CHEQUE_SETTLED: z.strictObject({ receipt: z.string(), cheque: z.string() }),
  LOAD_BOUNCED: z.strictObject({ receipt: z.string(), load: z.string() }),
  REVERSAL_REQUIRED: z.strictObject({ n: z.int() }),
  REVERSAL_INVALID: z.strictObject({ n: z.int() }),
  TENDER_NOT_CORRECTABLE: none,
  DRAWER_COUNTED: none,
  REPRINT_REASON_REQUIRED: none,
  RECEIPT_REFUNDED: z.strictObject({ receipt: z.string() }),
  RECEIPT_NOT_PRINTED: z.strictObject({ number: z.string() }),
  SHEET_SPOILED: z.strictObject({ number: z.string() }),
  INVOICE_STATUS: z.strictObject({ from: z.string(), to: z.string() }),
  INVOICE_NUMBER: z.strictObject({ kind: z.enum(['digital', 'fiscal']), part: z.enum(['code', 'number']) }),
  // numbered paper
  STOCK_RANGE: z.strictObject({ reason: z.enum(['notANumber', 'formsDiffer', 'backwards', 'tooLong']) }),
  STOCK_TAKEN: z.strictObject({ first: z.string(), last: z.string() }),
  STOCK_NOT_TAKEN: z.strictObject({ first: z.string(), last: z.string() }),
  STOCK_SPENT: z.strictObject({ number: z.string() }),
  STOCK_NOT_NEXT: z.strictObject({ next: z.string() }),
  GLYPH_MISSING: z.strictObject({ characters: z.array(z.string()) }),
  // bills set aside, bills not paid
  UNKNOWN_PARKED_BILL: z.strictObject({ number: z.string() }),
  PARKED_BILL_RECALLED: z.strictObject({ number: z.string(), by: z.string() }),
  PARKED_BILL_DISCARDED: z.strictObject({ number: z.string(), by: z.string() }),
  REASON_TEXT_REQUIRED: none,
  // a second person's approval
  WRONG_WINDOW: z.strictObject({ method: z.string() }),
  UNKNOWN_APPROVAL: none,
  APPROVAL_REQUIRED: z.strictObject({ kind: z.enum(APPROVAL_KINDS) }),
  APPROVAL_NOT_GIVEN: none,
  APPROVAL_EXPIRED: none,
  APPROVAL_USED: none,
  APPROVAL_MISMATCH: none,
  APPROVAL_DECIDED: none,
  APPROVAL_OWN: none,
  APPROVAL_NOT_TOGETHER: none,
  OPINION_REQUIRED: none,
  // backfill
  PAPER_NO_USED: z.strictObject({ paperNo: z.string(), receipt: z.string() }),
  PAPER_NO_NOT_TAKEN: z.strictObject({ paperNo: z.string() }),
  PAPER_NO_SPENT: z.strictObject({ paperNo: z.string(), state: z.enum(['spoiled', 'voided', 'writtenOff']) }),
  PAPER_DATE_IN_FUTURE: z.strictObject({ paperDate: z.string() }),
  // bills
  UNKNOWN_BILL: z.strictObject({ number: z.string() }),
  BILL_NUMBER_TAKEN: z.strictObject({ number: z.string() }),
  BILL_LINE_NAMELESS: z.strictObject({ n: z.int() }),
  BILL_NOT_OPEN: z.strictObject({ number: z.string() }),
  BILL_OVERPAID: z.strictObject({ number: z.string(), rest: z.int() }),
  BILL_TWICE: z.strictObject({ number: z.string() }),
  NOTHING_CHARGED: none,
  // lists
  LIST_TOO_LARGE: z.strictObject({ limit: z.int() }),
  LIST_BROKEN: none,
  LIST_NOT_HERE: none,
  LIST_UNREADABLE: z.strictObject({
    reason: z.enum(['empty', 'spreadsheet', 'notText', 'notCsv', 'tooManyRows', 'tooManyColumns', 'tooHeavy']),
  }),
  LIST_COLUMNS: z.strictObject({ missing: z.array(z.string()), twice: z.array(z.string()) }),
  LIST_CANCELLED: none,
  LIST_REJECTED: z.strictObject({ rows: z.int() }),
  // settings
  SETTING_DATE_PAST: z.strictObject({ earliest: z.string() }),
  SETTING_UNCHANGED: none,
  // the tariff, item by item
  TARIFF_CELL: z.strictObject({ field: z.string(), reason: z.enum(REJECTIONS) }),
  TARIFF_CODE_USED: z.strictObject({ code: z.string() }),
  TARIFF_DATE_PAST: z.strictObject({ earliest: z.string() }),
  TARIFF_UNCHANGED: none,
  // customers
  CUSTOMER_FROZEN: z.strictObject({ number: z.string(), reason: z.string() }),
  CUSTOMER_FREEZE_SAME: z.strictObject({ number: z.string() }),
  CUSTOMER_MERGED: z.strictObject({ number: z.string(), into: z.string() }),
  CUSTOMER_NOT_MERGED: z.strictObject({ number: z.string() }),
  CUSTOMER_CHANGED: z.strictObject({ number: z.string() }),
  CUSTOMER_NUMBER_TAKEN: z.strictObject({ number: z.string() }),
  CUSTOMER_FIELD: z.strictObject({ field: z.string(), reason: z.string() }),
  ID_NUMBER_TAKEN: z.strictObject({ number: z.string() }),
  MERGE_REFUSED: z.strictObject({ from: z.string(), into: z.string(), reason: z.enum(MERGE_FAULTS) }),
  UNMERGE_REFUSED: z.strictObject({ from: z.string(), into: z.string(), reason: z.enum(['charged', 'changed']) }),
  ATTACHMENT_IN_USE: z.strictObject({ attachment: z.string() }),
  // the end of a day
  DAY_NOT_OPEN: z.strictObject({ businessDate: z.string() }),
  DAY_NOT_CLOSED: z.strictObject({ businessDate: z.string() }),
  DAY_BLOCKED: z.strictObject({ shifts: z.int(), parked: z.int(), earlier: z.int() }),
  PACKAGE_BEFORE_MISSING: z.strictObject({ businessDate: z.string() }),
  // refunds and payouts
  UNKNOWN_REFUND: z.strictObject({ number: z.string() }),
  REFUND_STATE: z.strictObject({ number: z.string(), state: z.enum(CASE_STATES) }),
  REFUND_BLOCKED: z.strictObject({ reason: z.enum(REFUND_BLOCKS), by: z.string() }),
  REFUND_LINE_UNKNOWN: z.strictObject({ n: z.int() }),
  REFUND_EXCEEDS: z.strictObject({ n: z.int(), refundable: z.int() }),
  REFUND_NOTHING: none,
  REFUND_TENDER_UNREADY: method,
  REFUND_REASON_UNKNOWN: reason,
  REFUND_POLICY: z.strictObject({ rule: z.enum(POLICY_RULES), detail: z.string() }),
  REFUND_RISK: z.strictObject({ rule: z.enum(RISK_KINDS) }),
  REFUND_OWN_CASE: z.strictObject({ fault: z.enum(['OWN_CASE', 'DECIDED_BEFORE', 'TYPED_IT']) }),
  REFUND_CLOSE_HOW: z.strictObject({ how: z.enum(CLOSE_HOWS) }),
  PAYEE_REQUIRED: none,
  PAYEE_INVALID: z.strictObject({ fault: z.enum(PAYEE_FAULTS) }),
  DELEGATE_REFUSED: z.strictObject({ reason: z.enum(['self', 'role', 'dates', 'long', 'none']) }),
  UNKNOWN_PAYOUT: z.strictObject({ n: z.int() }),
  PAYOUT_STATE: z.strictObject({ n: z.int(), state: z.enum(PAYOUT_STATES) }),
  PAYOUT_METHOD: method,
  TENDER_NOT_READY: method,
  WAY_NOT_ALLOWED: z.strictObject({ method: z.string(), way: z.string() }),
  UNKNOWN_BATCH: z.strictObject({ number: z.string() }),
  UNKNOWN_BANK_ANSWER: z.strictObject({ n: z.int() }),
  BANK_ANSWER: z.strictObject({ row: z.int(), reason: z.enum(ANSWER_FAULTS) }),
  BANK_ANSWER_SEEN: z.strictObject({ name: z.string(), n: z.int() }),
  /** What was chosen comes to this, and not to what was said. */
  BATCH_TOTALS: z.strictObject({ count: z.int(), total: z.int() }),
  /** The bank says that the money of payout `n` has left: nothing else may leave in its place. */
  PAYOUT_SAID_PAID: z.strictObject({ n: z.int(), reference: z.string() }),
  PACKAGE_NOT_WRITTEN: z.strictObject({ businessDate: z.string() }),
  /** The bytes are not those of the first time: another program, another ledger, or a ledger that was altered. */
  PACKAGE_DIFFERS: z.strictObject({ number: z.int() }),
  // the hand-over to central finance
  UNKNOWN_ACCOUNT: z.strictObject({ account: z.string() }),
  MAPPING_UNCHANGED: none,
  VOUCHERS_NONE: z.strictObject({ businessDate: z.string() }),
  VOUCHERS_REFUSED: z.strictObject({ faults: z.int() }),
  VOUCHERS_CHANGED: none,
  VOUCHERS_ACCEPTED: z.strictObject({ businessDate: z.string() }),
  VOUCHERS_NOT_WRITTEN: z.strictObject({ businessDate: z.string() }),
  ACK_REFUSED: z.strictObject({ line: z.int(), reason: z.enum(ACK_FAULTS) }),
  ACK_SEEN: z.strictObject({ name: z.string(), n: z.int() }),
  UNKNOWN_TASK: z.strictObject({ task: z.int() }),
  TASK_RESOLVED: z.strictObject({ task: z.int() }),
  TASK_OPEN: z.strictObject({ task: z.int() }),
  // tickets and the small payouts from them
  UNKNOWN_TICKET: z.strictObject({ number: z.string() }),
  TICKET_STATE: z.strictObject({ number: z.string(), state: z.enum(TICKET_STATES) }),
  TICKET_CATEGORY: z.strictObject({ category: z.string() }),
  TICKET_ASSIGNEE: z.strictObject({ username: z.string() }),
  TICKET_PAYEE: z.strictObject({ fault: z.enum(TICKET_PAYEE_FAULTS) }),
  TICKET_CASH_OFF: none,
  TICKET_RETURNED: z.strictObject({ n: z.int() }),
  TICKET_SAMPLE_EMPTY: none,
  TICKET_NOT_DRAWN: z.strictObject({ document: z.string() }),
  TICKET_REVIEWED: z.strictObject({ document: z.string() }),
  TICKET_REVIEW_OWN: z.strictObject({ document: z.string() }),
  // kept files
  ATTACHMENT_REFUSED: z.strictObject({ reason: z.enum(MEDIA_FAULTS) }),
  ATTACHMENT_BROKEN: none,
  ATTACHMENT_NOT_HERE: none,
  UNKNOWN_ATTACHMENT: z.strictObject({ attachment: z.string() }),
  ATTACHMENT_DAMAGED: z.strictObject({ attachment: z.string(), reason: z.enum(['missing', 'altered']) }),
  ATTACHMENT_NOT_OPEN: z.strictObject({ attachment: z.string() }),
} as const satisfies Record<string, z.ZodType>;

export type ErrorCode = keyof typeof ERROR_PARAMS;

/** What taking an approval may be refused with. */
export const APPROVAL_ERRORS = [
  'APPROVAL_REQUIRED',
  'UNKNOWN_APPROVAL',
  'APPROVAL_NOT_GIVEN',
  'APPROVAL_EXPIRED',
  'APPROVAL_USED',
  'APPROVAL_MISMATCH',
] as const satisfies readonly ErrorCode[];
export type ErrorParams<C extends ErrorCode> = z.infer<(typeof ERROR_PARAMS)[C]>;
export type Refusal = { [C in ErrorCode]: { readonly code: C; readonly params: ErrorParams<C> } }[ErrorCode];

/** A refusal on its way out of a rule or a use case; never a crash. `refuse` makes one. */
export class Refused extends Error {
  readonly refusal: Refusal;
  constructor(refusal: Refusal) {
    super(refusal.code);
    this.name = 'Refused';
    this.refusal = refusal;
  }
}

/** Throws the refusal `code` with its parameters. */
export function refuse<C extends ErrorCode>(code: C, params: ErrorParams<C>): never {
  throw new Refused({ code, params } as unknown as Refusal);
}

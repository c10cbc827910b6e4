// What an approval of each kind is about, read by the ledger from its own rows. The only place that knows the kinds.
//
// A new kind:
// 1. core/contract/approval-subjects.ts: its subject, the input of the later command without operation id and approval,
//    added to `approvalSubject`. (A kind that is not in core/approval/approval-kind.ts yet is added there, with its right
//    in core/people/permissions.ts and its name in renderer/i18n/*/approval.ts.) The type checker then asks for the rest:
// 2. a describer in a file of its own here, named in DESCRIBERS below. It refuses what the command would refuse (so that
//    nobody is asked to approve the impossible) and answers what is at stake (minor units ≥ 0), the facts the approver
//    reads, and a `version` that changes whenever the subject changes in the ledger. It must read only: it is asked again
//    when the window shows the request, when somebody decides, and when the command uses it. Nothing in its answer may
//    depend on the clock, or the approval would not fit any more a second later.
// 3. the command takes `approval: z.uuid().nullable()` and calls, inside its transaction and before `act.seal`,
//      const { digest } = matterOf(ledger, caller, { kind: 'discount', ...subject });
//      takeApproval(ledger, act, caller, { request: input.approval, kind: 'discount', digest });
//    with the same subject, when its rule says that an approval is needed. `takeApproval` refuses or writes the use.
// 4. the screen: `const approval = useApproval()` (renderer/approving; 'dialog' inside a dialog), `{approval.bar}` where it
//    is to be seen, and `const request = await approval.ask({ kind: 'discount', ...subject })`. null means: not approved,
//    the bar says why. Else post with `approval: request` within sixty seconds.
import { hash } from 'node:crypto';
import type { ApprovalFact } from '../../core/approval/approval-fact.ts';
import { matterText } from '../../core/approval/approval-matter.ts';
import type { ApprovalSubject, SubjectKind } from '../../core/contract/approval-subjects.ts';
import { refuse } from '../../core/contract/errors.ts';
import type { Minor } from '../../core/money/money.ts';
import { containsCardNumber } from '../../core/text/card-number.ts';
import type { Caller } from '../ledger/command.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { describeCorrection } from './correction-matter.ts';
import { describeCustomerFreeze } from './customer-freeze-matter.ts';
import { describeDepositForfeit, describeLargeCash, describePrepaymentReturn } from './held-money-matters.ts';
import {
  describeBankDeposit,
  describeRecount,
  describeSafeCount,
  describeSafeDrop,
  describeSafeFill,
} from './cash-matters.ts';
import { describeBillCancel } from './bill-cancel-matter.ts';
import { describeBill } from './bill-matter.ts';
import { describeRefund } from './refund-matter.ts';
import { describeExchange } from './exchange-matter.ts';
import { describeStockWriteOff } from './stock-matter.ts';
import { describeTicketPayout } from './ticket-payout-matter.ts';
import { describeReceiptFreeze } from './receipt-freeze-matter.ts';
import { describeVoid } from './void-matter.ts';

/** What a describer answers; see core/approval/approval-matter.ts for the fields. */
export interface MatterRead {
  readonly amount: Minor;
  readonly facts: readonly ApprovalFact[];
  readonly version: string;
}

/** Reads what `subject` of `caller` is about. Throws the refusals of the command that will carry it. */
export type Describer<K extends SubjectKind> = (
  ledger: Ledger,
  caller: Caller,
  subject: Extract<ApprovalSubject, { readonly kind: K }>,
) => MatterRead;

const DESCRIBERS: { readonly [K in SubjectKind]: Describer<K> } = {
  void: describeVoid,
  tenderCorrection: describeCorrection,
  customerFreeze: describeCustomerFreeze,
  stockWriteOff: describeStockWriteOff,
  prepaymentReturn: describePrepaymentReturn,
  depositForfeit: describeDepositForfeit,
  largeCash: describeLargeCash,
  discount: describeBill,
  priceOverride: describeBill,
  refund: describeRefund,
  safeDrop: describeSafeDrop,
  safeFill: describeSafeFill,
  safeCount: describeSafeCount,
  bankDeposit: describeBankDeposit,
  recount: describeRecount,
  exchange: describeExchange,
  billCancel: describeBillCancel,
  ticketPayout: describeTicketPayout,
  receiptFreeze: describeReceiptFreeze,
};

export interface Matter extends MatterRead {
  /** SHA-256, hex, of the whole matter. */
  readonly digest: string;
}

/** The matter of `subject`, asked for by `caller`, as the ledger reads it now. Throws Refused. */
export function matterOf(ledger: Ledger, caller: Caller, subject: ApprovalSubject): Matter {
  if (holdsCardNumber(subject)) refuse('CARD_NUMBER_NOT_ALLOWED', {});
  const describe = DESCRIBERS[subject.kind] as Describer<SubjectKind>;
  const read = describe(ledger, caller, subject);
  const digest = hash('sha256', matterText({ kind: subject.kind, subject, ...read }), 'hex');
  return { ...read, digest };
}

// The subject is kept in a chained row: no card number may stand anywhere in it.
function holdsCardNumber(value: unknown): boolean {
  if (typeof value === 'string') return containsCardNumber(value);
  return typeof value === 'object' && value !== null && Object.values(value).some(holdsCardNumber);
}

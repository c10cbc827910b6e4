// The closed lists a refund is told with: who asked and how, which way money goes, what a payout may be.
// Apart from the rules and the schemas, so that a window knows them without either.

/** 申请渠道: how the wish to have money back reached us. */
export const REFUND_CHANNELS = ['counter', 'phone', 'online', 'letter', 'department'] as const;
export type RefundChannel = (typeof REFUND_CHANNELS)[number];

/** 申请人与客户的关系. */
export const REFUND_RELATIONS = ['self', 'family', 'agent', 'company'] as const;
export type RefundRelation = (typeof REFUND_RELATIONS)[number];

/** original: the way it came. The other two need a reason that is approved with the case. */
export const REFUND_WAYS = ['original', 'cash', 'transfer'] as const;
export type RefundWay = (typeof REFUND_WAYS)[number];

/** 科室确认: the order was never carried out, or the goods are back. */
export const USE_KINDS = ['notCarriedOut', 'returned'] as const;
export type UseKind = (typeof USE_KINDS)[number];

/**
 * approved: may be paid. sent: on its way. unknown: nobody knows whether it arrived. confirmed: the customer has it.
 * failed: it did not arrive, or came back; another payout of the same amount may take its place, once.
 */
export const PAYOUT_STATES = ['approved', 'sent', 'unknown', 'confirmed', 'failed'] as const;
export type PayoutState = (typeof PAYOUT_STATES)[number];

export const PAYOUT_STEPS = ['sent', 'unknown', 'confirmed', 'failed', 'cameBack'] as const;
export type PayoutStep = (typeof PAYOUT_STEPS)[number];

/** What leads from one state of a payout to the next; a step that is not here does not exist. */
export const PAYOUT_TABLE: Readonly<Record<PayoutState, Partial<Readonly<Record<PayoutStep, PayoutState>>>>> = {
  // failed: given up before it was sent, because the money has left by another, or the cheque that paid has bounced 退票.
  approved: { sent: 'sent', failed: 'failed' },
  sent: { unknown: 'unknown', confirmed: 'confirmed', failed: 'failed' },
  unknown: { confirmed: 'confirmed', failed: 'failed' },
  confirmed: { cameBack: 'failed' },
  failed: {},
};

/** The state after `step`, or null when it cannot happen there. */
export function nextPayoutState(state: PayoutState, step: PayoutStep): PayoutState | null {
  return PAYOUT_TABLE[state][step] ?? null;
}

/** 退汇: a transfer came back. 冲正被拒: the channel took back its yes. 退票: the cheque it was paid with bounced after all. */
export const CAME_BACK_REASONS = ['transferReturned', 'reversalRejected', 'chequeBounced'] as const;
export type CameBackReason = (typeof CAME_BACK_REASONS)[number];

/** How a case ends: the customer signed, or was told that the money is on its way. */
export const CLOSE_HOWS = ['signed', 'notified'] as const;

/** What a step begins with that the ledger says of itself, before what somebody said: "notified: ..." */
export const STEP_NOTES = [...CAME_BACK_REASONS, ...CLOSE_HOWS] as const;
export type StepNote = (typeof STEP_NOTES)[number];

/** The text of a step that says why in one word of ours and then in theirs. */
export function noteText(note: StepNote, said: string): string {
  return `${note}: ${said}`;
}

const NOTE = new RegExp(`^(${STEP_NOTES.join('|')}): ?`);

/** The two parts of such a text; `note` null where all of it is somebody's own words. */
export function readNote(text: string): { readonly note: StepNote | null; readonly said: string } {
  const found = NOTE.exec(text);
  return found === null
    ? { note: null, said: text }
    : { note: found[1] as StepNote, said: text.slice(found[0].length) };
}

/** Why nothing of a receipt can be refunded now. `by` of the refusal says which paper or who. */
export const REFUND_BLOCKS = [
  'voided',
  'exchanged',
  'reissued',
  'lostRegistered',
  'invoiceNotRed',
  'invoiceRequested',
  'receiptFrozen',
  'customerFrozen',
  'nothingLeft',
] as const;
export type RefundBlock = (typeof REFUND_BLOCKS)[number];

/** The fields of a double entry that can differ. */
export const ENTRY_FIELDS = ['name', 'account', 'bank', 'amount'] as const;
export type EntryField = (typeof ENTRY_FIELDS)[number];

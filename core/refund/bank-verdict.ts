// What a bank's word about a transfer comes to, where that transfer stands: pure, so that the preview, the taking and `verify`
// judge alike. An answer may be late, come twice, or say otherwise than an earlier one: none of that may pay twice.
import type { PayoutState } from './refund-words.ts';

/** paid: the payee has it. refused: it never left. returned 退汇: it left and is back. pending: the bank does not know yet. */
export const BANK_WORDS = ['paid', 'refused', 'returned', 'pending'] as const;
export type BankWord = (typeof BANK_WORDS)[number];

/**
 * arrives, fails, comesBack, waits: the payout moves. late: it was taken for failed and arrived after all, so whatever was
 * to take its place need not be paid. known: nothing new. conflict: the money may have left twice, or the bank takes back
 * its yes without saying that the money is here: people have to look, nothing moves. notOurs: no transfer of this ledger.
 */
export const BANK_VERDICTS = [
  'arrives',
  'fails',
  'comesBack',
  'waits',
  'late',
  'known',
  'conflict',
  'notOurs',
] as const;
export type BankVerdict = (typeof BANK_VERDICTS)[number];

/** A transfer as far as a bank's word about it is concerned. */
export interface TransferNow {
  readonly state: PayoutState;
  /** Whether it was once known to have arrived: then it failed by coming back. */
  readonly wasConfirmed: boolean;
  /** Where the payout stands that is last in its place: its own state while nothing has replaced it. */
  readonly last: PayoutState;
}

/** What `said` comes to; `transfer` null: there is none of that number. */
export function bankVerdict(said: BankWord, transfer: TransferNow | null): BankVerdict {
  if (transfer === null) return 'notOurs';
  const { state, wasConfirmed, last } = transfer;
  const isOut = state === 'sent' || state === 'unknown';
  switch (said) {
    case 'pending':
      return state === 'sent' ? 'waits' : 'known';
    case 'paid':
      if (isOut) return 'arrives';
      if (state !== 'failed' || wasConfirmed) return 'known';
      return last === 'approved' || last === 'failed' ? 'late' : 'conflict';
    case 'refused':
      if (isOut) return 'fails';
      return state === 'confirmed' ? 'conflict' : 'known';
    case 'returned':
      if (isOut) return 'fails';
      return state === 'confirmed' ? 'comesBack' : 'known';
  }
}

/** Whether a payout moves by it. */
export function isMoving(verdict: BankVerdict): boolean {
  return verdict !== 'known' && verdict !== 'conflict' && verdict !== 'notOurs';
}

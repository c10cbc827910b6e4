// 遗失/损坏补办: what may be registered of a receipt whose paper is gone or spoiled in the customer's hands.
// Lost: a proof of payment is issued, and the paper that may turn up again gives no money back. Damaged: what is left of the
// paper is taken back, and a copy that names the register takes its place.

export const LOSS_KINDS = ['lost', 'damaged'] as const;
export type LossKind = (typeof LOSS_KINDS)[number];

/** How whoever reports it showed that it is theirs. */
export const LOSS_IDENTIFIED = ['idPaper', 'phone', 'payment', 'known', 'other'] as const;
export type LossIdentified = (typeof LOSS_IDENTIFIED)[number];

/**
 * neverPrinted: there was no paper to lose. lostBefore: its proof of payment is issued; print that again.
 * originalMissing: what is damaged lies on the desk, or it is lost.
 */
export const LOSS_FAULTS = ['neverPrinted', 'lostBefore', 'originalMissing'] as const;
export type LossFault = (typeof LOSS_FAULTS)[number];

/** Why it cannot be registered, or null. */
export function lossFault(
  receipt: { readonly printed: boolean; readonly lost: boolean },
  wanted: { readonly kind: LossKind; readonly originalBack: boolean },
): LossFault | null {
  if (!receipt.printed) return 'neverPrinted';
  if (receipt.lost) return 'lostBefore';
  return wanted.kind === 'damaged' && !wanted.originalBack ? 'originalMissing' : null;
}

export type RefundBlock = 'exchanged' | 'lost';

/**
 * Why money of a receipt may not go back on this paper, or null. A lost receipt is refunded only through its registered
 * case: whoever applies names the register's number, which only the proof of payment carries.
 */
export function refundBlockedByPaper(
  receipt: { readonly exchanged: boolean; readonly lossRegister: string | null },
  named: string | null,
): RefundBlock | null {
  if (receipt.exchanged) return 'exchanged';
  return receipt.lossRegister !== null && receipt.lossRegister !== named ? 'lost' : null;
}

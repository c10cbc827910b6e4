// Why a bill was not paid: a closed list, because the day report counts by it. Words belong to i18n.

/** noMoney: cannot pay. refuses: does not want to. otherPayer: somebody else shall pay. comesBack: later. other: said in words. */
export const REFUSAL_REASONS = ['noMoney', 'refuses', 'otherPayer', 'comesBack', 'other'] as const;
export type RefusalReason = (typeof REFUSAL_REASONS)[number];

// Why a receipt is taken back within its shift: a closed list, because risk rules and reports count by it. Words belong to i18n.

/** mistyped: wrong item, quantity or amount. wrongCustomer: made out to somebody else. duplicate: charged twice. changedMind: the customer does not want it after all. other: said in words. */
export const VOID_REASONS = ['mistyped', 'wrongCustomer', 'duplicate', 'changedMind', 'other'] as const;
export type VoidReason = (typeof VOID_REASONS)[number];

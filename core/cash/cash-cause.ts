// Why cash goes into or out of a drawer or the petty-cash fund without a receipt, and which account the other side is on.
// A closed list: a free choice of account would be a way to book anything anywhere from the window.

/**
 * fromFinance, toFinance: the counter's own imprest 拨入备用金. found: cash that belongs to nobody yet 待认款; returned: given
 * back to whom it belongs. repaid: an advance comes back. expense: spent.
 */
export const PAID_IN_CAUSES = ['fromFinance', 'found', 'repaid'] as const;
export type PaidInCause = (typeof PAID_IN_CAUSES)[number];
export const PAID_OUT_CAUSES = ['toFinance', 'returned', 'expense'] as const;
export type PaidOutCause = (typeof PAID_OUT_CAUSES)[number];

export const CASH_CAUSES = [...PAID_IN_CAUSES, ...PAID_OUT_CAUSES] as const;
export type CashCause = (typeof CASH_CAUSES)[number];

export const CAUSE_ACCOUNT: Readonly<Record<CashCause, string>> = {
  fromFinance: '2241.imprest',
  toFinance: '2241.imprest',
  found: '2241.suspense',
  returned: '2241.suspense',
  repaid: '6602.payout',
  expense: '6602.payout',
};

/** Spending straight out of takings is 坐支: only where finance has allowed it. */
export function spendsTakings(cause: CashCause): boolean {
  return cause === 'expense';
}

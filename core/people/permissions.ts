// Roles as sets of permissions, and which roles one person may not hold together.
// The ledger process asks this table on every call; screens read it only to hide what would be refused.

/** What a person may do. A procedure of the contract names exactly one of these, or says that it needs none. */
export const PERMISSIONS = [
  'shift.work',
  'charge.post',
  'backfill.post',
  'tariff.read',
  'tariff.write',
  'customer.read',
  'customer.write',
  'receipt.read',
  'receipt.print',
  'report.read',
  'day.close',
  'people.read',
  'people.manage',
  'ledger.verify',
  'audit.read',
  // Asking for a second person's decision, and deciding (core/approval/approval-kind.ts: one right per kind).
  'approval.request',
  'approval.discount',
  'approval.priceOverride',
  'approval.void',
  'approval.tenderCorrection',
  'approval.depositForfeit',
  'approval.customerFreeze',
  'approval.stockWriteOff',
  'approval.prepaymentReturn',
  'approval.largeCash',
  'approval.safeDrop',
  'approval.safeFill',
  'approval.safeCount',
  'approval.bankDeposit',
  'approval.recount',
  // Cash without a receipt: at one's own drawer; in the safe and the petty-cash fund; what the bank did with a deposit.
  'cash.drawer',
  'cash.safe',
  'cash.settle',
  // Closing a shift that somebody else left open.
  'shift.closeOther',
  'approval.exchange',
  'approval.billCancel',
  // Taking back a receipt of the same shift, and putting right by which way it was paid.
  'receipt.void',
  'tender.correct',
  // Making a receipt out to another payer, and registering one whose paper is lost or damaged.
  'receipt.exchange',
  'receipt.registerLoss',
  'setup.work',
  'settings.change',
  'settings.money',
  'settings.machine',
  'stock.read',
  'stock.write',
  'invoice.record',
  'attachment.write',
  'attachment.read',
  'payer.write',
  'cheque.settle',
  'tender.prove',
  'claim.collect',
  'bill.read',
  'bill.write',
  'bill.cancel',
  'customer.reveal',
  'customer.merge',
  'policy.read',
  'policy.write',
  // The hand-over to central finance: seeing it, and mapping, writing, taking answers, settling what came back.
  'voucher.read',
  'voucher.write',
] as const;
export type Permission = (typeof PERMISSIONS)[number];

/** cashier 收费员, supervisor 审核人/主管, finance 财务, it 管理员, auditor 审计 (product.md "Who uses it"). */
export const ROLES = ['cashier', 'supervisor', 'finance', 'it', 'auditor'] as const;
export type Role = (typeof ROLES)[number];

// Prices are finance's: whoever charges or overrides must not also make the tariff. The customer file is the counter's own
// register and moves no money, so everybody who serves customers keeps it. IT and auditors write neither.
// Of the settings finance changes what money and paper do, IT what the workstation does: `settings.change` opens the door,
// the other two say which ones. `setup.work` is no role's: it is IT's until set-up is over (core/settings/setup-steps.ts).
const GRANTS: Readonly<Record<Role, readonly Permission[]>> = {
  cashier: [
    'shift.work',
    'charge.post',
    'backfill.post',
    'tariff.read',
    'customer.read',
    'customer.write',
    'receipt.read',
    'receipt.print',
    'tender.prove',
    'claim.collect',
    'stock.read',
    'invoice.record',
    'approval.request',
    'receipt.void',
    'tender.correct',
    'receipt.exchange',
    'receipt.registerLoss',
    'attachment.write',
    'attachment.read',
    'bill.read',
    'bill.write',
    'customer.reveal',
    'policy.read',
    // Whoever stands beside may count a drop as the second one; nobody approves their own.
    'approval.safeDrop',
    'cash.drawer',
  ],
  supervisor: [
    'backfill.post',
    'tariff.read',
    'customer.read',
    'customer.write',
    'receipt.read',
    'receipt.print',
    'report.read',
    'people.read',
    'stock.read',
    'stock.write',
    'invoice.record',
    'approval.request',
    'approval.discount',
    'approval.priceOverride',
    'approval.void',
    'approval.tenderCorrection',
    'approval.depositForfeit',
    'approval.customerFreeze',
    'approval.stockWriteOff',
    'approval.prepaymentReturn',
    'approval.largeCash',
    'approval.safeDrop',
    'approval.safeFill',
    'approval.safeCount',
    'approval.bankDeposit',
    'approval.recount',
    'cash.safe',
    'shift.closeOther',
    'approval.exchange',
    'receipt.registerLoss',
    'approval.billCancel',
    'attachment.write',
    'attachment.read',
    'bill.read',
    'bill.write',
    'bill.cancel',
    'customer.reveal',
    'customer.merge',
    'policy.read',
  ],
  finance: [
    'backfill.post',
    'tariff.read',
    'tariff.write',
    'customer.read',
    'customer.write',
    'receipt.read',
    'receipt.print',
    'report.read',
    'day.close',
    'ledger.verify',
    'audit.read',
    'approval.request',
    'approval.safeFill',
    'approval.safeCount',
    'approval.bankDeposit',
    'cash.safe',
    'cash.settle',
    'settings.change',
    'settings.money',
    'payer.write',
    'cheque.settle',
    'tender.prove',
    'claim.collect',
    'stock.read',
    'stock.write',
    'invoice.record',
    'attachment.write',
    'attachment.read',
    'bill.read',
    'bill.write',
    'bill.cancel',
    'customer.reveal',
    'customer.merge',
    'policy.read',
    'policy.write',
    'voucher.read',
    'voucher.write',
  ],
  it: ['people.read', 'people.manage', 'ledger.verify', 'audit.read', 'settings.change', 'settings.machine'],
  auditor: [
    'tariff.read',
    'customer.read',
    'receipt.read',
    'report.read',
    'people.read',
    'ledger.verify',
    'audit.read',
    'stock.read',
    'attachment.read',
    'bill.read',
    'customer.reveal',
    'policy.read',
    'voucher.read',
  ],
};

/** The permissions of somebody who holds `roles`, each once. */
export function permissionsOf(roles: readonly Role[]): Permission[] {
  return PERMISSIONS.filter((permission) => roles.some((role) => GRANTS[role].includes(permission)));
}

/**
 * The pair of roles in `roles` that duty separation forbids, or null. IT takes no part in money operations and an
 * auditor writes nothing, so both stand alone; a cashier may not also be the one who approves or who reconciles.
 */
export function conflictingRoles(roles: readonly Role[]): readonly [Role, Role] | null {
  for (const [index, one] of roles.entries()) {
    for (const other of roles.slice(index + 1)) {
      if (one === other) continue;
      const pair = [one, other];
      if (pair.includes('it') || pair.includes('auditor') || pair.includes('cashier')) return [one, other];
    }
  }
  return null;
}

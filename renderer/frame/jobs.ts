// The jobs of the window: which screens there are, their keys, and the permission that makes each appear.

import type { Permission } from '../../core/people/permissions.ts';
import type { KeyAction } from '../keys/key-map.ts';

export const JOBS = [
  { id: 'setup', action: 'goSetup', permission: 'setup.work' },
  { id: 'till', action: 'goTill', permission: 'charge.post' },
  // What the house did today comes before what waits, so that it is the first thing finance sees.
  { id: 'today', action: 'goToday', permission: 'report.read' },
  { id: 'days', action: 'goDays', permission: 'report.read' },
  { id: 'shift', action: 'goShift', permission: ['shift.work', 'cash.safe'] },
  { id: 'desk', action: 'goDesk', permission: ['approval.refund', 'refund.return'] },
  { id: 'refunds', action: 'goRefunds', permission: 'refund.read' },
  { id: 'bank', action: 'goBank', permission: 'payout.bank' },
  { id: 'tickets', action: 'goTickets', permission: 'ticket.read' },
  { id: 'receipts', action: 'goReceipts', permission: 'receipt.read' },
  { id: 'claims', action: 'goClaims', permission: ['tender.prove', 'cheque.settle', 'payer.write'] },
  { id: 'paper', action: 'goPaper', permission: 'stock.read' },
  { id: 'customers', action: 'goCustomers', permission: 'customer.read' },
  { id: 'backfill', action: 'goBackfill', permission: 'backfill.post' },
  { id: 'people', action: 'goPeople', permission: 'people.read' },
  {
    id: 'import',
    action: 'goImport',
    permission: ['tariff.write', 'customer.write', 'bill.write', 'refund.confirmUse'],
  },
  { id: 'ledger', action: 'goLedger', permission: ['ledger.verify', 'report.read'] },
  { id: 'tariff', action: 'goTariff', permission: 'tariff.read' },
  { id: 'settings', action: 'goSettings', permission: ['settings.change', 'report.read', 'charge.post'] },
  { id: 'vouchers', action: 'goVouchers', permission: 'voucher.read' },
  { id: 'policies', action: 'goPolicies', permission: ['policy.write', 'report.read'] },
  // Everybody's own.
  { id: 'account', action: 'goAccount', permission: [] },
] as const satisfies readonly { id: string; action: KeyAction; permission: Permission | readonly Permission[] }[];

export type Job = (typeof JOBS)[number]['id'];

/** The jobs somebody with these permissions sees, in the order of the rail. The ledger asks for the permission again. */
export function jobsFor(permissions: readonly Permission[]): readonly (typeof JOBS)[number][] {
  return JOBS.filter(({ permission }) => {
    const needed: readonly Permission[] = [permission].flat();
    return needed.length === 0 || needed.some((one) => permissions.includes(one));
  });
}

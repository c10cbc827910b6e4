// The hand-over to central finance at a glance, for the screens finance begins the day with.
import type { OutputOf } from '../../core/contract/contract.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { settingOn } from '../ledger/settings.ts';
import { unmappedMoved } from './read-accounts.ts';
import { ageInDays, openTasks } from './read-central-tasks.ts';

/** Most days named of each kind; the oldest are what matters. */
const MOST = 20;

const WITHOUT_VOUCHERS = `
  SELECT z.business_date AS d FROM z_report z WHERE z.control > 0
    AND NOT EXISTS (SELECT 1 FROM voucher_set s WHERE s.business_date = z.business_date) ORDER BY d LIMIT ?`;
const WITHOUT_PACKAGE = `
  SELECT z.business_date AS d FROM z_report z
  WHERE NOT EXISTS (SELECT 1 FROM day_package p WHERE p.business_date = z.business_date) ORDER BY d LIMIT ?`;
const UNANSWERED = `
  SELECT p.business_date AS d, c.at FROM day_package p JOIN chain c ON c.seq = p.seq
  WHERE NOT EXISTS (SELECT 1 FROM ack_answer a WHERE a.package = p.n) ORDER BY p.n`;
const GAPS = `
  SELECT p.n FROM day_package p WHERE p.n < (SELECT max(package) FROM ack_answer)
    AND NOT EXISTS (SELECT 1 FROM ack_answer a WHERE a.package = p.n) ORDER BY p.n LIMIT ?`;

type CentralState = OutputOf<'report.centralState'>;

/** `delivery` as the courier has it. Without a single answer central does not answer by file, and nothing is missing. */
export function readCentralState(ledger: Ledger, delivery: CentralState['delivery']): CentralState {
  const days = (sql: string): string[] => ledger.all<{ d: string }>(sql, MOST).map(({ d }) => d);
  const { open, oldest } = openTasks(ledger);
  return {
    withoutVouchers: days(WITHOUT_VOUCHERS),
    withoutPackage: days(WITHOUT_PACKAGE),
    unanswered: unanswered(ledger),
    gaps: ledger.all<{ n: number }>(GAPS, MOST).map(({ n }) => n),
    openTasks: open,
    oldestTaskDays: oldest === null ? null : ageInDays(ledger, oldest),
    unmapped: unmappedMoved(ledger),
    delivery,
  };
}

function unanswered(ledger: Ledger): string[] {
  if (!ledger.one('SELECT 1 FROM acknowledgement')) return [];
  const { answerDays } = settingOn(ledger, 'vouchers', ledger.businessDate());
  return ledger
    .all<{ d: string; at: number }>(UNANSWERED)
    .filter(({ at }) => ageInDays(ledger, at) >= answerDays)
    .slice(0, MOST)
    .map(({ d }) => d);
}

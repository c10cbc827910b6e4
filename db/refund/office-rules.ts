// What the office has set for refunds on a business date: policies by category, levels, risk rules, how it is paid.
import type { LevelTable } from '../../core/refund/approval-levels.ts';
import type { RefundPolicy } from '../../core/refund/refund-policy.ts';
import { ANY_CATEGORY, INITIAL_POLICIES } from '../../core/refund/refund-settings.ts';
import type { RiskRule } from '../../core/refund/risk-rules.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { settingOn } from '../ledger/settings.ts';

/** The policy of `category` on `date`, or the one for all that have none of their own. */
export function policyOf(ledger: Ledger, category: string, date: string): RefundPolicy {
  const { policies } = settingOn(ledger, 'refundPolicy', date);
  const own = policies.find((one) => one.category === category);
  const any = policies.find((one) => one.category === ANY_CATEGORY);
  return own ?? any ?? (INITIAL_POLICIES[0] as RefundPolicy);
}

export function levelTable(ledger: Ledger, date: string): LevelTable {
  return settingOn(ledger, 'refundLevels', date);
}

export function riskRules(ledger: Ledger, date: string): readonly RiskRule[] {
  return settingOn(ledger, 'refundRisk', date).rules;
}

/** Whether banks work on `date`: not on Saturdays, Sundays and the days that are set, unless set to work (`+date`). */
export function workdays(ledger: Ledger, today: string): (date: string) => boolean {
  const { holidays } = settingOn(ledger, 'refundPaying', today);
  return (date) => {
    if (holidays.includes(`+${date}`)) return true;
    const day = new Date(`${date}T00:00:00Z`).getUTCDay();
    return day !== 0 && day !== 6 && !holidays.includes(date);
  };
}

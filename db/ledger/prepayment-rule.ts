// The office's rules for prepayments and deposits as they hold on a business date.
import type { PrepaymentSetting } from '../../core/prepayment/prepayment-kinds.ts';
import type { Ledger } from './ledger.ts';
import { settingOn } from './settings.ts';

/** The kinds and limits in force on `date`. */
export function prepaymentRule(ledger: Ledger, date: string): PrepaymentSetting {
  return settingOn(ledger, 'prepayment', date);
}

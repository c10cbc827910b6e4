// The office's rules for prepayments and deposits as they hold on a business date.
import { INITIAL_PREPAYMENT, type PrepaymentSetting } from '../../core/prepayment/prepayment-kinds.ts';
import type { Ledger } from './ledger.ts';

/** The kinds and limits in force on `date`. */
export function prepaymentRule(_ledger: Ledger, _date: string): PrepaymentSetting {
  return INITIAL_PREPAYMENT;
}

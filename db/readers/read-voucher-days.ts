// Closed days with their vouchers, and what central has said of them.
import type { OutputOf } from '../../core/contract/contract.ts';
import type { VoucherDay } from '../../core/contract/procedures/voucher.ts';
import type { Minor } from '../../core/money/money.ts';
import type { VoucherFormat } from '../../core/vouchers/voucher-form.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { newestSet } from '../vouchers/plan-vouchers.ts';
import { answersOf } from '../vouchers/read-answers.ts';

const DAYS = `
  SELECT z.business_date AS businessDate, z.n AS z, z.control,
    EXISTS (SELECT 1 FROM day_package p WHERE p.business_date = z.business_date) AS packaged
  FROM z_report z WHERE z.business_date < ? ORDER BY z.business_date DESC LIMIT ?`;
const FORMATS = 'SELECT format FROM voucher_file WHERE business_date = ? AND n = ? ORDER BY seq';

/** Closed days before `before`, the newest first. */
export function readVoucherDays(ledger: Ledger, before: string | null, limit: number): OutputOf<'voucher.days'> {
  const rows = ledger.all<{ businessDate: string; z: number; control: Minor; packaged: number }>(
    DAYS,
    before ?? '9999-12-31',
    limit,
  );
  return { days: rows.map(({ packaged, ...row }) => dayOf(ledger, { ...row, packaged: packaged === 1 })) };
}

function dayOf(ledger: Ledger, row: Pick<VoucherDay, 'businessDate' | 'z' | 'control' | 'packaged'>): VoucherDay {
  const set = newestSet(ledger, row.businessDate);
  const answers = answersOf(ledger, row.businessDate, set);
  if (!set) return { ...row, set: null, ...answers };
  const { n, vouchers, entries, firstNumber, word, debit, reason } = set;
  const formats = ledger.all<{ format: VoucherFormat }>(FORMATS, row.businessDate, n).map(({ format }) => format);
  const last = firstNumber + vouchers - 1;
  const made = { revision: n, vouchers, entries, first: firstNumber, last, word, debit: debit as Minor };
  return { ...row, set: { ...made, formats, reason }, ...answers };
}

// What was paid, what has gone back, what this case takes and what is left, as one bar with its numbers below.
import type { CaseFile } from '../../core/contract/case-file-view.ts';
import { formatAmount } from '../../core/money/format-amount.ts';
import type { Currency, Minor } from '../../core/money/money.ts';
import { isInProgress } from '../../core/refund/case-state.ts';
import { useWords } from '../i18n/i18n.ts';

type RefundableBarProps = { readonly file: CaseFile; readonly currency: Currency };

export function RefundableBar({ file, currency }: RefundableBarProps) {
  const { say } = useWords();
  const { totals } = file;
  const here = file.case.amount;
  // The case itself stands among what is in progress, or, once posted, among what was refunded.
  const pending = isInProgress(file.case.state);
  const other = (totals.inProgress - (pending ? here : 0)) as Minor;
  const before = (totals.refunded - (pending ? 0 : here)) as Minor;
  const share = (amount: number): string => `${totals.paid === 0 ? 0 : (100 * Math.max(0, amount)) / totals.paid}%`;
  const money = (amount: Minor): string => formatAmount(amount, currency);
  const rounding = file.receipt?.rounding ?? 0;
  const words = say('caseFile.bar', {
    paid: money(totals.paid),
    refunded: money(before),
    here: money(here),
    left: money(totals.refundable),
  });
  return (
    <>
      <svg className="case-bar" viewBox="0 0 100 3" preserveAspectRatio="none" aria-hidden="true">
        <rect className="case-bar-paid" width="100" height="3" />
        <rect className="case-bar-before" width={share(before + other)} height="3" />
        <rect className="case-bar-here" x={share(before + other)} width={share(here)} height="3" />
      </svg>
      <div className="case-bar-words">
        {words}
        {other > 0 && ` · ${say('caseFile.otherCases', { amount: money(other) })}`}
        {rounding !== 0 && ` · ${say('caseFile.roundedOff', { amount: money(rounding as Minor) })}`}
      </div>
    </>
  );
}

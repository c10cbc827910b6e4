// Bills that were not paid, day by day and by reason: beside what was taken, so that neither hides the other.
import { useQuery } from '@tanstack/react-query';
import { useId } from 'react';
import { formatAmount } from '../../../core/money/format-amount.ts';
import { useWords } from '../../i18n/i18n.ts';
import { useServices } from '../../services.tsx';
import '../work.css';

export function UnpaidDays() {
  const { ledger, currency } = useServices();
  const { say } = useWords();
  const id = useId();
  const { data } = useQuery({
    queryKey: ['refusals', 'days'],
    queryFn: () => ledger.ask('report.refusals', { from: null, to: null }),
  });
  if (data === undefined || data.days.length === 0) return null;
  return (
    <div className="work-table" data-testid="unpaid-days">
      <table aria-labelledby={id}>
        <thead>
          <tr>
            <th scope="col">{say('work.ledger.day')}</th>
            <th scope="col" id={id}>
              {say('work.ledger.unpaid')}
            </th>
          </tr>
        </thead>
        <tbody>
          {data.days.map((day) => (
            <tr key={day.businessDate}>
              <td>{day.businessDate}</td>
              <td>
                {day.counts.map(({ reason, count, total }) => (
                  <span key={reason} className="work-tag">
                    {say(`till.hold.reason.${reason}`)} {count} · {formatAmount(total, currency)}
                  </span>
                ))}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

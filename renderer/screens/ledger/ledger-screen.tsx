// The ledger itself: proving it from its rows, and what was taken day by day.
import { useQuery } from '@tanstack/react-query';
import { useId } from 'react';
import { formatAmount } from '../../../core/money/format-amount.ts';
import { Notice } from '../../components/notice.tsx';
import { useWords } from '../../i18n/i18n.ts';
import { methodWord } from '../../i18n/method-word.ts';
import { useFaultSentence, useServices } from '../../services.tsx';
import { UnpaidDays } from './unpaid-days.tsx';
import { VerifyLedger } from './verify-ledger.tsx';
import '../work.css';

type LedgerScreenProps = { readonly mayVerify: boolean; readonly mayReadTotals: boolean };

export function LedgerScreen({ mayVerify, mayReadTotals }: LedgerScreenProps) {
  const { say } = useWords();
  return (
    <section className="panel work">
      <h1 className="work-title">{say('work.ledger.title')}</h1>
      {mayVerify && <VerifyLedger />}
      {mayReadTotals && <DayTotals />}
      {mayReadTotals && <UnpaidDays />}
    </section>
  );
}

function DayTotals() {
  const { ledger, currency } = useServices();
  const { say } = useWords();
  const sentence = useFaultSentence();
  const id = useId();
  const { data, error } = useQuery({
    queryKey: ['receipts', 'totals'],
    queryFn: () => ledger.ask('report.totals', { from: null, to: null }),
  });
  if (error !== null) return <Notice tone="fault">{sentence(error)}</Notice>;
  if (data === undefined) return <p className="work-none">{say('work.loading')}</p>;
  if (data.days.length === 0) return <p className="work-none">{say('work.ledger.noDays')}</p>;
  return (
    <div className="work-table">
      <h2 id={id} className="visually-hidden">
        {say('work.ledger.days')}
      </h2>
      <table aria-labelledby={id}>
        <thead>
          <tr>
            <th scope="col">{say('work.ledger.day')}</th>
            <th scope="col" className="work-right">
              {say('work.ledger.receipts')}
            </th>
            <th scope="col">{say('till.money.methods')}</th>
            <th scope="col" className="work-right">
              {say('work.ledger.total')}
            </th>
          </tr>
        </thead>
        <tbody>
          {data.days.map((day) => (
            <tr key={day.businessDate}>
              <td>{day.businessDate}</td>
              <td className="work-right">{day.receipts}</td>
              <td>
                {day.tenders.map((tender) => (
                  <span key={tender.method} className="work-tag">
                    {methodWord(tender.method, say)} {formatAmount(tender.amount, currency)}
                  </span>
                ))}
              </td>
              <td className="work-right work-strong">{formatAmount(day.total, currency)}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <td>{say('work.ledger.sum')}</td>
            <td className="work-right">{data.receipts}</td>
            <td />
            <td className="work-right work-strong">{formatAmount(data.total, currency)}</td>
          </tr>
        </tfoot>
      </table>
    </div>
  );
}

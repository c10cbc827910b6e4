// Beside a case: what the customer has asked back before, and how whoever applied works. Figures first, then the newest cases.
import type { CaseFile, PastCase } from '../../core/contract/case-file-view.ts';
import { formatAmount } from '../../core/money/format-amount.ts';
import type { Currency } from '../../core/money/money.ts';
import { momentThere } from '../i18n/dates.ts';
import { useWords } from '../i18n/i18n.ts';

const FIGURES = ['receipts', 'refunds', 'rejected', 'voids', 'corrections', 'reprints'] as const;

export function CasePast({ file, currency }: { readonly file: CaseFile; readonly currency: Currency }) {
  const { say } = useWords();
  const { applicant, customerPast } = file;
  const customer = file.case.customer;
  return (
    <div className="case-past" data-testid="case-past">
      <section aria-label={say('caseFile.past.customer')}>
        <h3>{customer === null ? say('caseFile.past.customer') : customer.name}</h3>
        {customerPast === null ? (
          <p className="case-past-none">{say('caseFile.past.nobody')}</p>
        ) : (
          <>
            <p>
              {say('caseFile.past.customerIs', {
                n: customerPast.refunds,
                total: formatAmount(customerPast.refunded, currency),
                open: customerPast.open,
              })}
            </p>
            <PastCases cases={customerPast.cases} file={file} currency={currency} withWho />
          </>
        )}
      </section>
      <section aria-label={say('caseFile.past.applicant')}>
        <h3>{say('caseFile.past.applicantIs', { name: applicant.name })}</h3>
        <dl>
          {FIGURES.map((figure) => (
            <div key={figure}>
              <dt>{say(`caseFile.past.figure.${figure}`)}</dt>
              <dd>{applicant[figure]}</dd>
            </div>
          ))}
          <div>
            <dt>{say('caseFile.past.refunded')}</dt>
            <dd>{formatAmount(applicant.refunded, currency)}</dd>
          </div>
        </dl>
        <PastCases cases={applicant.cases} file={file} currency={currency} withWho={false} />
      </section>
    </div>
  );
}

type PastCasesProps = {
  readonly cases: readonly PastCase[];
  readonly file: CaseFile;
  readonly currency: Currency;
  readonly withWho: boolean;
};

function PastCases({ cases, file, currency, withWho }: PastCasesProps) {
  const { say } = useWords();
  if (cases.length === 0) return <p className="case-past-none">{say('caseFile.past.none')}</p>;
  return (
    <ul>
      {cases.map(({ number, at, total, state, reason, by }) => (
        <li key={number} data-state={state}>
          <span>
            {number} <small>{momentThere(at, file.utcOffsetMinutes)}</small>
          </span>
          <b>{formatAmount(total, currency)}</b>
          <small>
            {say(`refunds.state.${state}`)} · {reason}
            {withWho && ` · ${by}`}
          </small>
        </li>
      ))}
    </ul>
  );
}

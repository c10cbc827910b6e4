// A refund case as whoever decides sees it, in the approval window and at the desk: the amount first, then what it is of,
// where it goes, what is left, its papers, and who has said what and how long it took.
import type { ReactNode } from 'react';
import type { CaseFile } from '../../core/contract/case-file-view.ts';
import { amountInWords } from '../../core/money/amount-in-words.ts';
import { formatAmount, formatQuantity } from '../../core/money/format-amount.ts';
import { type Currency, type Minor } from '../../core/money/money.ts';
import { momentThere } from '../i18n/dates.ts';
import { useWords } from '../i18n/i18n.ts';
import { CasePast } from './case-past.tsx';
import { CaseSteps } from './case-steps.tsx';
import { RefundableBar } from './refundable-bar.tsx';
import './case-file.css';

type CaseFileProps = {
  readonly file: CaseFile;
  readonly currency: Currency;
  /** Shows a kept paper; null where none can be shown. */
  readonly onPaper: ((attachment: string, name: string) => void) | null;
};

export function CaseFilePanel({ file, currency, onPaper }: CaseFileProps) {
  const { say } = useWords();
  const one = file.case;
  const money = (amount: Minor): string => formatAmount(amount, currency);
  const there = (at: number): string => momentThere(at, file.utcOffsetMinutes);
  const customer = one.customer;
  return (
    <div className="case-file selectable">
      <div className="case-amount">
        <span>{say('caseFile.back')}</span>
        <strong data-testid="approval-amount">
          <small>{currency.symbol}</small>
          {money(one.total)}
        </strong>
        <span lang="zh-CN">{amountInWords(one.total, currency)}</span>
      </div>
      <dl className="case-facts">
        {file.receipt !== null && (
          <Fact term={say('caseFile.receipt')}>
            {say('caseFile.receiptIs', {
              number: file.receipt.number,
              time: there(file.receipt.postedAt),
              cashier: file.receipt.cashier,
              total: money(file.receipt.total),
            })}
            {' · '}
            {say(one.originalIsBack ? 'caseFile.originalBack' : 'caseFile.originalKept')}
          </Fact>
        )}
        <Fact term={say('caseFile.items')}>
          {one.lines.length === 0
            ? say('caseFile.held')
            : one.lines.map((line) => (
                <div key={line.n} className="case-line">
                  <span>
                    {line.name} {formatQuantity(line.quantity)} {line.unit}
                  </span>
                  <b>{money(line.amount)}</b>
                </div>
              ))}
        </Fact>
        {file.confirmed.length > 0 && (
          <Fact term={say('caseFile.confirmed')}>
            {file.confirmed.map(({ name, quantity, kind, department, at, by }) => (
              <div key={`${name} ${at}`}>
                {say(`caseFile.use.${kind}`, {
                  name,
                  quantity: formatQuantity(quantity),
                  department,
                  by,
                  time: there(at),
                })}
              </div>
            ))}
          </Fact>
        )}
        {customer !== null && (
          <Fact term={say('caseFile.customer')}>
            {customer.name} · {customer.number}
            {file.idNumber !== null && ` · ${file.idNumber}`}
          </Fact>
        )}
        <Fact term={say('caseFile.reason')}>{[one.reason, one.text].filter((text) => text !== null).join(' · ')}</Fact>
        {file.receipt !== null && (
          <Fact term={say('caseFile.paidBy')}>
            {file.receipt.tenders
              .map(({ method, amount, reference }) => {
                const said =
                  reference === null ? money(amount) : say('approval.reference', { amount: money(amount), reference });
                return `${say(`till.money.method.${method}`)} ${said}`;
              })
              .join(' · ')}
          </Fact>
        )}
        <Fact term={say('caseFile.goesBack')}>
          {one.backs.map(({ number, n, method, way, reason, amount }) => (
            <div key={`${number} ${n}`} className={way === 'original' ? '' : 'case-other-way'}>
              {say(`till.money.method.${method}`)} {money(amount)} {say(`caseFile.way.${way}`)}
              {reason !== null && ` · ${reason}`}
            </div>
          ))}
          {one.payee !== null && (
            <div>
              {one.payee.name} · {one.payee.bank} · {one.payee.account}
            </div>
          )}
        </Fact>
        <Fact term={say('caseFile.refundable')}>
          <RefundableBar file={file} currency={currency} />
        </Fact>
      </dl>
      {one.papers.length > 0 && (
        <ul className="case-papers" aria-label={say('caseFile.papers')}>
          {one.papers.map(({ name, attachment }) => (
            <li key={name}>
              {attachment !== null && onPaper !== null ? (
                <button type="button" onClick={() => onPaper(attachment, name)}>
                  <b>{name}</b>
                  <small>{say('caseFile.look')}</small>
                </button>
              ) : (
                <div>
                  <b>{name}</b>
                  <small>{say('caseFile.seen')}</small>
                </div>
              )}
            </li>
          ))}
        </ul>
      )}
      <CaseSteps file={file} />
      <CasePast file={file} currency={currency} />
    </div>
  );
}

function Fact({ term, children }: { readonly term: string; readonly children: ReactNode }) {
  return (
    <>
      <dt>{term}</dt>
      <dd>{children}</dd>
    </>
  );
}

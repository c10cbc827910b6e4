// The rows of an answer: what the bank says of each transfer, and what that comes to. Before it is taken that is what will
// happen, afterwards what has happened and what somebody has to do next.
import type { AnswerRowView } from '../../../core/contract/bank-view.ts';
import type { BankVerdict } from '../../../core/refund/bank-verdict.ts';
import { formatAmount } from '../../../core/money/format-amount.ts';
import { useWords } from '../../i18n/i18n.ts';
import { useServices } from '../../services.tsx';

type AnswerRowsProps = {
  readonly rows: readonly AnswerRowView[];
  readonly taken: boolean;
  readonly onCase: ((number: string) => void) | null;
};

/** What needs somebody, and then everything in the order in which it does. */
export const TO_DO = ['conflict', 'comesBack', 'fails'] as const satisfies readonly BankVerdict[];
export const BY_NEED: readonly BankVerdict[] = [...TO_DO, 'late', 'waits', 'notOurs', 'arrives', 'known'];

export function AnswerRows({ rows, taken, onCase }: AnswerRowsProps) {
  const { currency } = useServices();
  const { say } = useWords();
  const ordered = [...rows].sort(
    (one, other) => BY_NEED.indexOf(one.verdict) - BY_NEED.indexOf(other.verdict) || one.row - other.row,
  );
  return (
    <div className="work-table bank-answer" tabIndex={0}>
      <table>
        <thead>
          <tr>
            <th scope="col">{say('bank.answer.row')}</th>
            <th scope="col">{say('bank.answer.reference')}</th>
            <th scope="col">{say('bank.answer.said')}</th>
            <th scope="col">{say(taken ? 'bank.answer.came' : 'bank.answer.comes')}</th>
            <th scope="col" className="work-right">
              {say('bank.amount')}
            </th>
          </tr>
        </thead>
        <tbody>
          {ordered.map((one) => (
            <tr key={one.row} data-verdict={one.verdict}>
              <td className="work-faint">{one.row}</td>
              <td>
                {one.case === null || onCase === null ? (
                  one.reference
                ) : (
                  <button type="button" className="work-link" onClick={() => onCase(one.case ?? '')}>
                    {one.reference}
                  </button>
                )}
                {one.customer !== null && <span className="work-faint"> {one.customer.name}</span>}
              </td>
              <td>
                {say(`bank.said.${one.said}`)}
                {one.text !== null && <span className="work-faint"> {one.text}</span>}
              </td>
              <td>
                <span className={`bank-verdict bank-verdict-${one.verdict}`}>{say(`bank.verdict.${one.verdict}`)}</span>
                <p className="work-faint">{say(`bank.verdictSay.${one.verdict}`, { n: one.last?.n ?? one.n ?? 0 })}</p>
              </td>
              <td className="work-right">{formatAmount(one.amount, currency)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

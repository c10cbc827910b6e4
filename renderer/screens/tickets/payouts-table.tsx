// The rows of the audit list: what was paid or came back, by whom and how it was judged, and what was signed for it 抽查.
// One is marked where something can be done about it.
import type { TicketPayoutView } from '../../../core/contract/ticket-view.ts';
import { formatAmount } from '../../../core/money/format-amount.ts';
import { moment } from '../../i18n/dates.ts';
import { useWords } from '../../i18n/i18n.ts';
import { useServices } from '../../services.tsx';

type PayoutsTableProps = {
  readonly payouts: readonly TicketPayoutView[];
  /** Document of the marked row; null: none is. */
  readonly marked: string | null;
  readonly onMark: (document: string) => void;
};

export function PayoutsTable({ payouts, marked, onMark }: PayoutsTableProps) {
  const { say } = useWords();
  return (
    <div className="work-table claims-table tickets-audit">
      <table>
        <thead>
          <tr>
            <th scope="col">{say('tickets.audit.document')}</th>
            <th scope="col">{say('tickets.audit.when')}</th>
            <th scope="col">{say('tickets.audit.ticket')}</th>
            <th scope="col">{say('tickets.payeeLabel')}</th>
            <th scope="col">{say('tickets.audit.by')}</th>
            <th scope="col">{say('tickets.audit.approver')}</th>
            <th scope="col">{say('tickets.wayLabel')}</th>
            <th scope="col" className="work-right">
              {say('tickets.audit.amount')}
            </th>
            <th scope="col">{say('tickets.review.label')}</th>
          </tr>
        </thead>
        <tbody>
          {payouts.map((one) => (
            <Row key={one.document} one={one} isMarked={one.document === marked} onMark={onMark} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

type RowProps = {
  readonly one: TicketPayoutView;
  readonly isMarked: boolean;
  readonly onMark: (document: string) => void;
};

function Row({ one, isMarked, onMark }: RowProps) {
  const { currency } = useServices();
  const { say, locale } = useWords();
  return (
    <tr aria-selected={isMarked} data-review={one.review} onMouseDown={() => onMark(one.document)}>
      <td>{one.document}</td>
      <td>{moment(one.at, locale)}</td>
      <td>
        {one.title} <span className="work-faint">{one.ticket}</span>
      </td>
      <td>
        {one.payee} <span className="work-faint">{say(`tickets.payee.${one.payeeKind}`)}</span>
      </td>
      <td>{one.by}</td>
      <td>{one.approvedBy ?? say(one.kind === 'paid' ? 'tickets.audit.direct' : 'tickets.back')}</td>
      <td>{say(`tickets.wayShort.${one.way}`)}</td>
      <td className={one.kind === 'paid' ? 'work-right ticket-out' : 'work-right claims-in'}>
        {one.kind === 'paid' ? '−' : '+'}
        {formatAmount(one.amount, currency)}
      </td>
      <td>
        {one.kind === 'paid' && one.review !== 'none' && (
          <>
            <span className={one.review === 'right' ? 'work-tag' : 'work-tag work-tag-warn'}>
              {say(`tickets.review.state.${one.review}`)}
            </span>{' '}
            <span className="work-faint">{[one.reviewedBy, one.reviewText].filter(Boolean).join(' · ')}</span>
          </>
        )}
      </td>
    </tr>
  );
}

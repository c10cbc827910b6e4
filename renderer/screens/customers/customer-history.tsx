// What happened to a customer: receipts, bills waiting, bills not paid; under any number that means them, newest first.
import { useInfiniteQuery } from '@tanstack/react-query';
import { formatAmount } from '../../../core/money/format-amount.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { moment } from '../../i18n/dates.ts';
import { useWords } from '../../i18n/i18n.ts';
import { useServices } from '../../services.tsx';

const PAGE = 20;

type CustomerHistoryProps = { readonly number: string; readonly onShow: (receipt: string) => void };

export function CustomerHistory({ number, onShow }: CustomerHistoryProps) {
  const { ledger, currency } = useServices();
  const { say, locale } = useWords();
  const { data, hasNextPage, fetchNextPage, isFetching } = useInfiniteQuery({
    queryKey: ['customers', 'history', number],
    queryFn: ({ pageParam }) => ledger.ask('customer.history', { number, before: pageParam, limit: PAGE }),
    initialPageParam: null as number | null,
    getNextPageParam: (page) => page.next,
  });
  const events = data?.pages.flatMap((page) => page.events) ?? [];
  return (
    <section className="customer-part">
      <h3>{say('customers.history')}</h3>
      {data !== undefined && events.length === 0 && <p className="work-faint">{say('customers.historyNone')}</p>}
      {events.length > 0 && (
        <table className="customer-history">
          <tbody>
            {events.map((event) => (
              <tr key={`${event.kind}-${event.number}`}>
                <td>{say(`customers.event.${event.kind}`)}</td>
                <td>
                  {event.kind === 'receipt' ? (
                    <button type="button" className="work-link" onClick={() => onShow(event.number)}>
                      {event.number}
                    </button>
                  ) : (
                    event.number
                  )}
                  {event.under !== null && (
                    <span className="work-faint"> {say('customers.under', { number: event.under })}</span>
                  )}
                </td>
                <td className="work-faint">{moment(event.at, locale)}</td>
                <td className="work-faint">{event.by}</td>
                <td className="work-right work-strong">{formatAmount(event.total, currency)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {hasNextPage && (
        <div className="work-more">
          <ActionButton size="small" busy={isFetching} onPress={() => void fetchNextPage()}>
            {say('work.receipts.more')}
          </ActionButton>
        </div>
      )}
    </section>
  );
}

// What happened to a customer: receipts and what became of them, refunds, money held, bills, what waits and what was not paid;
// under any number that means them, newest first. What left is red.
import { useInfiniteQuery } from '@tanstack/react-query';
import type { CustomerEvent } from '../../../core/contract/procedures/customer.ts';
import { formatAmount } from '../../../core/money/format-amount.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { moment } from '../../i18n/dates.ts';
import { useWords } from '../../i18n/i18n.ts';
import { useServices } from '../../services.tsx';

const PAGE = 20;

/** Money that left is red; what stands no more is struck through. */
function lookOf({ state, total }: CustomerEvent): string {
  if (state === 'voided' || state === 'exchanged' || state === 'reissued' || state === 'cancelled')
    return 'customer-gone';
  return total < 0 ? 'work-strong customer-out' : 'work-strong';
}

type CustomerHistoryProps = { readonly number: string; readonly onShow: (receipt: string) => void };

export function CustomerHistory({ number, onShow }: CustomerHistoryProps) {
  const { ledger, currency } = useServices();
  const { say, locale } = useWords();
  const { data, hasNextPage, fetchNextPage, isFetching } = useInfiniteQuery({
    queryKey: ['customers', 'history', number],
    queryFn: ({ pageParam }) => ledger.ask('customer.history', { number, before: pageParam, limit: PAGE }),
    initialPageParam: null as number | null,
    // What was charged or taken meanwhile on another screen is part of it.
    staleTime: 0,
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
                <td>
                  {say(`customers.event.${event.kind}`)}
                  {event.state !== null && <span className="work-faint"> {say(`customers.state.${event.state}`)}</span>}
                </td>
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
                <td className={`work-right ${lookOf(event)}`}>{formatAmount(event.total, currency)}</td>
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

// 查看记录: who had somebody's numbers shown or opened one of their papers, for those who answer for it. Kept by the journal,
// so that it says also what was taken off the file since.
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { ActionButton } from '../../components/action-button.tsx';
import { Notice } from '../../components/notice.tsx';
import { moment } from '../../i18n/dates.ts';
import { useWords } from '../../i18n/i18n.ts';
import { useFaultSentence, useServices } from '../../services.tsx';

const [FEW, MOST] = [5, 100];

/** The key under which looks are kept, so that a new one is asked for at once. */
export const looksKey = (number: string) => ['customers', 'looks', number] as const;

export function CustomerLooks({ number }: { readonly number: string }) {
  const { ledger } = useServices();
  const { say, locale } = useWords();
  const sentence = useFaultSentence();
  const [limit, setLimit] = useState(FEW);
  const { data, error } = useQuery({
    queryKey: [...looksKey(number), limit],
    queryFn: () => ledger.ask('customer.looks', { number, limit }),
    staleTime: 0,
    placeholderData: (before) => before,
  });
  return (
    <section className="customer-part" data-testid="customer-looks">
      <h3>{say('customers.looks')}</h3>
      {error !== null && <Notice tone="fault">{sentence(error)}</Notice>}
      {data?.looks.length === 0 && <p className="work-faint">{say('customers.looksNone')}</p>}
      <ul className="customer-like">
        {data?.looks.map(({ at, by, what }, n) => (
          // Two looks may be of one moment, person and paper; their order never changes.
          <li key={`${at}-${n}`}>
            {what === 'numbers' ? say('customers.looked.numbers') : say(`customers.shows.${what}`)}{' '}
            <span className="work-faint">
              {moment(at, locale)} · {by}
            </span>
          </li>
        ))}
      </ul>
      {data?.more === true && limit === FEW && (
        <div className="work-more">
          <ActionButton size="small" onPress={() => setLimit(MOST)}>
            {say('work.receipts.more')}
          </ActionButton>
        </div>
      )}
      {data?.more === true && limit === MOST && (
        <p className="work-faint">{say('customers.looksMore', { count: MOST })}</p>
      )}
    </section>
  );
}

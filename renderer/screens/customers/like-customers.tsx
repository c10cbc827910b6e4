// Who may be the same as this customer, each with the reasons in words a clerk can check on the spot.
import { useQuery } from '@tanstack/react-query';
import { useWords } from '../../i18n/i18n.ts';
import { useServices } from '../../services.tsx';

type LikeCustomersProps = { readonly number: string; readonly onOther: (number: string) => void };

export function LikeCustomers({ number, onOther }: LikeCustomersProps) {
  const { ledger } = useServices();
  const { say } = useWords();
  const { data } = useQuery({
    queryKey: ['customers', 'like', number],
    queryFn: () => ledger.ask('customer.duplicates', { number }),
  });
  const like = data?.like ?? [];
  if (like.length === 0) return null;
  return (
    <section className="customer-part" data-testid="like-customers">
      <h3>{say('customers.like')}</h3>
      <ul className="customer-like">
        {like.map(({ customer, why }) => (
          <li key={customer.number}>
            <button type="button" className="work-link" onClick={() => onOther(customer.number)}>
              {customer.number} {customer.name}
            </button>{' '}
            {why.map((one) => (
              <span key={one} className="work-tag work-tag-warn">
                {say(`customers.why.${one}`)}
              </span>
            ))}
          </li>
        ))}
      </ul>
    </section>
  );
}

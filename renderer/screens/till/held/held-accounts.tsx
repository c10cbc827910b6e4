// What lies here, kind by kind, the loads it is made of and the latest movements of the one that is marked.
import { useQuery } from '@tanstack/react-query';
import type { PrepaymentAccountView } from '../../../../core/contract/prepayment-view.ts';
import { formatAmount } from '../../../../core/money/format-amount.ts';
import { moment } from '../../../i18n/dates.ts';
import { useWords } from '../../../i18n/i18n.ts';
import { useServices } from '../../../services.tsx';

const MOVES_SHOWN = 8;

type HeldAccountsProps = {
  readonly customer: string;
  readonly accounts: readonly PrepaymentAccountView[] | null;
  readonly at: number;
  readonly onAt: (at: number) => void;
};

export function HeldAccounts({ customer, accounts, at, onAt }: HeldAccountsProps) {
  const { currency } = useServices();
  const { say } = useWords();
  if (accounts === null) return <p className="dialog-say">{say('prepay.held.loading')}</p>;
  const account = accounts[at];
  if (account === undefined) return <p className="dialog-say">{say('prepay.held.none')}</p>;
  return (
    <div className="held">
      <ul className="held-kinds" aria-label={say('prepay.held.kinds')}>
        {accounts.map((one, index) => (
          <li key={`${one.kind.code} ${one.kind.purpose}`}>
            <button
              type="button"
              className="held-kind"
              aria-current={index === at ? 'true' : undefined}
              onClick={() => onAt(index)}
            >
              <span>{one.kind.name}</span>
              <b>{formatAmount(one.balance, currency)}</b>
              {one.inProgress > 0 && (
                <small className="held-wait">
                  {say('prepay.held.inProgress', { amount: formatAmount(one.inProgress, currency) })}
                </small>
              )}
            </button>
          </li>
        ))}
      </ul>
      <div className="held-facts">
        <Loads account={account} />
        <Moves customer={customer} kind={account.kind.code} />
      </div>
    </div>
  );
}

function Loads({ account }: { readonly account: PrepaymentAccountView }) {
  const { currency } = useServices();
  const { say, locale } = useWords();
  if (account.loads.length === 0) return null;
  return (
    <table className="held-table">
      <caption>{say('prepay.held.loads')}</caption>
      <tbody>
        {account.loads.map((load) => (
          <tr key={`${load.number} ${load.n}`}>
            <td>{say(`till.money.method.${load.method}`)}</td>
            <td>{moment(load.at, locale)}</td>
            <td>{load.number}</td>
            <td className={load.state === 'returnable' ? '' : 'held-wait'}>{say(`prepay.held.state.${load.state}`)}</td>
            <td className="held-amount">{formatAmount(load.left, currency)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Moves({ customer, kind }: { readonly customer: string; readonly kind: string }) {
  const { ledger, currency } = useServices();
  const { say, locale } = useWords();
  const { data } = useQuery({
    queryKey: ['prepayments', 'history', customer, kind],
    queryFn: () => ledger.ask('prepayment.history', { customer, kind, limit: MOVES_SHOWN }),
  });
  const moves = data?.moves ?? [];
  if (moves.length === 0) return null;
  return (
    <table className="held-table">
      <caption>{say('prepay.held.moves')}</caption>
      <tbody>
        {moves.map((move) => (
          <tr key={move.number}>
            <td>{say(`prepay.held.move.${move.move}`)}</td>
            <td>{moment(move.at, locale)}</td>
            <td>{move.number}</td>
            <td className={move.amount < 0 ? 'held-amount held-out' : 'held-amount'}>
              {formatAmount(move.amount, currency)}
            </td>
            <td className="held-amount held-after">{formatAmount(move.balance, currency)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

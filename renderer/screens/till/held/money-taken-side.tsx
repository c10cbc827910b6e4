// The tenders of money that is taken without a charge, and what is missing or goes back: the right half of such a form.
import { MONEY_METHODS, type MoneyMethod } from '../../../../core/charge/tender-method.ts';
import { AmountBig } from '../../../components/amount-big.tsx';
import { TenderKeys } from '../../../components/tender-keys.tsx';
import { TenderList } from '../../../components/tender-list.tsx';
import { useWords } from '../../../i18n/i18n.ts';
import { useServices } from '../../../services.tsx';
import { TENDER_KEYS } from '../use-till-acts.ts';
import type { MoneyTaken } from './use-money-taken.ts';

type MoneyTakenSideProps = { readonly money: MoneyTaken; readonly busy: boolean };

export function MoneyTakenSide({ money, busy }: MoneyTakenSideProps) {
  const { currency } = useServices();
  const { say } = useWords();
  const { reading } = money;
  const { missing } = reading;
  return (
    <div className="held-side">
      <TenderList reading={reading} customer={null} change={money.change} onDone={() => undefined} />
      <TenderKeys
        methods={MONEY_METHODS}
        keys={TENDER_KEYS}
        disabled={busy}
        onAdd={(method) => money.add(method as MoneyMethod)}
      />
      {reading.tenders.length > 0 && (
        <AmountBig
          label={say(missing > 0 ? 'till.money.missing' : 'till.money.change')}
          amount={(missing > 0 ? missing : -missing + 0) as typeof missing}
          currency={currency}
          tone={missing > 0 ? 'warn' : 'go'}
        />
      )}
    </div>
  );
}

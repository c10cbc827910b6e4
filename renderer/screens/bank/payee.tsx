// Whom a transfer goes to, as everybody may see it: the account by its last four.
// Nobody typed yet is said, not left blank.
import type { SentTransfer } from '../../../core/contract/bank-view.ts';
import { useWords } from '../../i18n/i18n.ts';

export function Payee({ payee }: { readonly payee: SentTransfer['payee'] }) {
  const { say } = useWords();
  if (payee === null) return <span className="work-faint">{say('bank.nobody')}</span>;
  return (
    <>
      <b>{payee.name}</b>{' '}
      <span className="work-faint">
        {payee.bank} {payee.account}
      </span>
    </>
  );
}

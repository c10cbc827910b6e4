// What a cashier must know of a customer before charging: frozen, flagged, and the note. Amber, with its sign.
import type { CustomerView } from '../../../core/contract/procedures/charge.ts';
import { Notice } from '../../components/notice.tsx';
import { useWords } from '../../i18n/i18n.ts';
import './customers.css';

type CustomerWarningsProps = { readonly customer: CustomerView };

export function CustomerWarnings({ customer }: CustomerWarningsProps) {
  const { say } = useWords();
  const { frozen, flags, note, was } = customer;
  const alarmed = frozen || flags.length > 0;
  if (!alarmed && note === null && was === null) return null;
  return (
    <div className="customer-warnings" data-testid="customer-warnings">
      {was !== null && <p className="customer-note">{say('customers.wasSay', { number: was })}</p>}
      {alarmed && (
        <Notice tone="warn">
          {[
            ...(frozen ? [say('customers.frozenSay')] : []),
            ...flags.map((flag) => say(`customers.flag.${flag}`)),
          ].join(say('customers.and'))}
        </Notice>
      )}
      {note !== null && <p className="customer-note selectable">{say('customers.noteSay', { note })}</p>}
    </div>
  );
}

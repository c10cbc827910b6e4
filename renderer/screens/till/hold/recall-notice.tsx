// What the left place says of a bill that came back (amber when something changed meanwhile) or that was put away.
import type { RecallChange } from '../../../../core/contract/procedures/hold.ts';
import { formatAmount, formatQuantity } from '../../../../core/money/format-amount.ts';
import type { Currency } from '../../../../core/money/money.ts';
import { Notice } from '../../../components/notice.tsx';
import { type Say, useWords } from '../../../i18n/i18n.ts';
import { useServices } from '../../../services.tsx';
import type { Bill } from '../bill-state.ts';
import type { HoldSaid } from './use-hold.ts';

/** One change as a sentence. */
export function changeSentence(change: RecallChange, say: Say, currency: Currency): string {
  switch (change.kind) {
    case 'price':
    case 'amount':
      return say(`till.hold.change.${change.kind}`, {
        name: change.name,
        from: formatAmount(change.from, currency),
        to: formatAmount(change.to, currency),
      });
    case 'amountNeeded':
      return say('till.hold.change.amountNeeded', { name: change.name, from: formatAmount(change.from, currency) });
    case 'notOnSale':
      return say('till.hold.change.notOnSale', { name: change.name, quantity: formatQuantity(change.quantity) });
    case 'customerFrozen':
      return say('till.hold.change.customerFrozen', { customer: change.customer, reason: change.reason });
    case 'customerMerged':
      return say('till.hold.change.customerMerged', {
        customer: change.customer,
        from: change.from,
        into: change.into,
      });
    case 'customerUnknown':
      return say('till.hold.change.customerUnknown');
    case 'overrideDropped':
      return say('till.hold.change.overrideDropped', { name: change.name, from: formatAmount(change.from, currency) });
    case 'policyDropped':
      return say('till.hold.change.policyDropped', { name: change.name });
    case 'waiverExpired':
      return change.amount === null
        ? say('till.hold.change.waiverAllExpired', { until: change.until })
        : say('till.hold.change.waiverExpired', {
            amount: formatAmount(change.amount, currency),
            until: change.until,
          });
    case 'discountDropped':
      return say('till.hold.change.discountDropped');
  }
}

export function RecallNotice({ bill, said }: { readonly bill: Bill; readonly said: HoldSaid | null }) {
  const { currency } = useServices();
  const { say } = useWords();
  const { recalled } = bill;
  if (recalled === null)
    return said === null ? null : (
      <Notice tone="good">{say(`till.hold.said.${said.kind}`, { number: said.number })}</Notice>
    );
  const { number, changes } = recalled;
  if (changes.length === 0) return <Notice tone="good">{say('till.hold.recalled', { number })}</Notice>;
  return (
    <Notice tone="warn">
      <span data-testid="recall-changes">
        {say('till.hold.changed', { number })}
        <ul className="recall-changes">
          {changes.map((change, index) => (
            // Two lines of one item may have changed alike; their order never does.
            <li key={`${change.kind}-${index}`}>{changeSentence(change, say, currency)}</li>
          ))}
        </ul>
      </span>
    </Notice>
  );
}

// A terminal or a phone has taken more than the bill now asks for: an item was dropped after it had approved.
// The amount is never lowered here, because that would not give the customer anything back; the screen says what does.
import { formatAmount } from '../../../core/money/format-amount.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { Notice } from '../../components/notice.tsx';
import { useWords } from '../../i18n/i18n.ts';
import { useServices } from '../../services.tsx';
import type { BillReading } from './bill-state.ts';
import { takenBeyond } from './read-tenders.ts';

type TakenBeyondProps = {
  readonly reading: BillReading;
  /** What was taken off the bill can come back with its key. */
  readonly canRestore: boolean;
  readonly onReenter: () => void;
  readonly onRestore: () => void;
};

export function TakenBeyond({ reading, canRestore, onReenter, onRestore }: TakenBeyondProps) {
  const { currency } = useServices();
  const { say } = useWords();
  const found = takenBeyond(reading.tenders, reading.settlement);
  if (found === null) return null;
  const { method } = found.tender;
  return (
    <div className="money-taken" data-testid="taken-beyond">
      <Notice tone="warn">
        {say(method === 'card' ? 'till.money.taken.card' : 'till.money.taken.code', {
          method: say(`till.money.method.${method}`),
          taken: formatAmount(found.given, currency),
          excess: formatAmount(found.excess, currency),
        })}
      </Notice>
      <div className="money-taken-acts">
        <ActionButton size="small" action="reenterTender" onPress={onReenter}>
          {say(method === 'card' ? 'till.money.taken.cancelledCard' : 'till.money.taken.cancelledCode')}
        </ActionButton>
        {canRestore && (
          <ActionButton size="small" action="undo" onPress={onRestore}>
            {say('till.money.taken.restore')}
          </ActionButton>
        )}
      </div>
    </div>
  );
}

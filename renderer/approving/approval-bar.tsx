// One line while a supervisor is asked, with the window's key beside it; after a no it says who said it and why.
import { formatAmount } from '../../core/money/format-amount.ts';
import type { Minor } from '../../core/money/money.ts';
import { ActionButton } from '../components/action-button.tsx';
import { Notice } from '../components/notice.tsx';
import { useWords } from '../i18n/i18n.ts';
import { useServices } from '../services.tsx';
import './approval-bar.css';

export type WaitState = {
  /** undecided: its window was closed. refused, busy: it could not be opened. The rest: how the request ended. */
  readonly kind: 'open' | 'undecided' | 'refused' | 'busy' | 'rejected' | 'returned' | 'expired';
  /** Minor units. */
  readonly amount: Minor;
  readonly by: string;
  readonly opinion: string;
};

type ApprovalBarProps = {
  readonly state: WaitState;
  readonly waiting: boolean;
  readonly onFront: () => void;
  readonly onWithdraw: () => void;
};

export function ApprovalBar({ state, waiting, onFront, onWithdraw }: ApprovalBarProps) {
  const { currency } = useServices();
  const { say } = useWords();
  const { kind, by, opinion } = state;
  const words = say(`approval.wait.${kind}`, { amount: formatAmount(state.amount, currency), by, opinion });
  return (
    <div className="approval-bar" data-testid="approval-bar" data-state={kind}>
      <Notice
        tone={kind === 'open' ? 'wait' : 'warn'}
        act={
          waiting && (
            <span className="approval-bar-acts">
              <ActionButton size="small" action="approvalFront" onPress={onFront}>
                {say('approval.wait.front')}
              </ActionButton>
              <ActionButton size="small" tone="quiet" onPress={onWithdraw}>
                {say('approval.wait.withdraw')}
              </ActionButton>
            </span>
          )
        }
      >
        {words}
      </Notice>
    </div>
  );
}

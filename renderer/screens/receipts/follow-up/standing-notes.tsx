// On a receipt: that it was voided, by whom, which of its tenders were corrected, what it was exchanged for, reissued as or took the
// place of, whether its paper is lost; and the way there (F3).
import type { ExchangeView, ReissueView } from '../../../../core/contract/paper-case-view.ts';
import { ActionButton } from '../../../components/action-button.tsx';
import { Notice } from '../../../components/notice.tsx';
import { momentThere } from '../../../i18n/dates.ts';
import { useWords } from '../../../i18n/i18n.ts';
import type { FollowUpKind } from './follow-up-dialog.tsx';
import { useStanding } from './use-standing.ts';

type StandingNotesProps = {
  readonly number: string;
  readonly onFollowUp: ((kind: FollowUpKind | null) => void) | null;
};

export function StandingNotes({ number, onFollowUp }: StandingNotesProps) {
  const { say } = useWords();
  const { standing } = useStanding(number);
  if (standing === null) return null;
  const { voided, corrections, exchanged, replaces, reissued, restOf, frozen, losses } = standing;
  return (
    <>
      {voided !== null && (
        <div data-testid="receipt-voided">
          <Notice tone="warn">
            {say('followUp.stateVoided', {
              number: voided.number,
              cashier: voided.cashier,
              time: momentThere(voided.at, voided.utcOffsetMinutes),
            })}
          </Notice>
        </div>
      )}
      {corrections.map((one) => (
        <div key={one.number} data-testid="tender-corrected">
          <Notice tone="warn">
            {say('followUp.stateCorrected', {
              from: say(`till.money.method.${one.from}`),
              to: say(`till.money.method.${one.to}`),
              number: one.number,
              cashier: one.cashier,
              time: momentThere(one.at, one.utcOffsetMinutes),
            })}
          </Notice>
        </div>
      ))}
      {exchanged !== null && (
        <div data-testid="receipt-exchanged">
          <Notice tone="warn">{say('followUp.stateExchanged', momentOf(exchanged))}</Notice>
        </div>
      )}
      {replaces !== null && (
        <div data-testid="receipt-replaces">
          <Notice tone="wait">{say('followUp.stateReplaces', momentOf(replaces))}</Notice>
        </div>
      )}
      {frozen !== null && (
        <div data-testid="receipt-frozen">
          <Notice tone="warn">{say('followUp.stateFrozen', { reason: frozen.reason, name: frozen.by })}</Notice>
        </div>
      )}
      {reissued !== null && (
        <div data-testid="receipt-reissued">
          <Notice tone="warn">{say('followUp.stateReissued', reissueOf(reissued))}</Notice>
        </div>
      )}
      {restOf !== null && (
        <div data-testid="receipt-rest">
          <Notice tone="wait">{say('followUp.stateRest', reissueOf(restOf))}</Notice>
        </div>
      )}
      {losses.map((one) => (
        <div key={one.number} data-testid="receipt-loss">
          <Notice tone="warn">
            {say(`followUp.stateLoss.${one.kind}`, {
              number: one.number,
              name: one.reportedBy,
              time: momentThere(one.at, one.utcOffsetMinutes),
            })}
          </Notice>
        </div>
      ))}
      {voided === null && exchanged === null && reissued === null && onFollowUp !== null && (
        <>
          {frozen === null && (
            <>
              <ActionButton action="followUp" block onPress={() => onFollowUp(null)}>
                {say('followUp.open')}
              </ActionButton>
              <ActionButton action="exchangeReceipt" block onPress={() => onFollowUp('exchange')}>
                {say('followUp.exchange')}
              </ActionButton>
            </>
          )}
          <div className="viewer-pair">
            <ActionButton action="registerLoss" onPress={() => onFollowUp('loss')}>
              {say('followUp.loss')}
            </ActionButton>
            <ActionButton action="freezeReceipt" onPress={() => onFollowUp('freeze')}>
              {say(frozen === null ? 'followUp.freeze' : 'followUp.unfreeze')}
            </ActionButton>
          </div>
        </>
      )}
    </>
  );
}

function reissueOf({ receipt, replacement, number, case: refund, cashier, at, utcOffsetMinutes }: ReissueView) {
  return { receipt, replacement, number, refund, cashier, time: momentThere(at, utcOffsetMinutes) };
}

function momentOf({ receipt, replacement, number, approver, at, utcOffsetMinutes }: ExchangeView) {
  return { receipt, replacement, number, approver, time: momentThere(at, utcOffsetMinutes) };
}

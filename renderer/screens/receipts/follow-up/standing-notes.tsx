// On a receipt: that it was voided, by whom, and which of its tenders were corrected; and the way there (F3).
import { ActionButton } from '../../../components/action-button.tsx';
import { Notice } from '../../../components/notice.tsx';
import { momentThere } from '../../../i18n/dates.ts';
import { useWords } from '../../../i18n/i18n.ts';
import { useStanding } from './use-standing.ts';

type StandingNotesProps = { readonly number: string; readonly onFollowUp: (() => void) | null };

export function StandingNotes({ number, onFollowUp }: StandingNotesProps) {
  const { say } = useWords();
  const { standing } = useStanding(number);
  if (standing === null) return null;
  const { voided, corrections } = standing;
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
      {voided === null && onFollowUp !== null && (
        <ActionButton action="followUp" block onPress={onFollowUp}>
          {say('followUp.open')}
        </ActionButton>
      )}
    </>
  );
}

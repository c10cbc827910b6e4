// Asks whether the clock is right before a shift is opened far from the last one: the date cannot be taken back.
// F8 says yes, because that is the key that asked; the focus lies on going back.
import { ActionButton } from '../../components/action-button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { useWords } from '../../i18n/i18n.ts';

type DateDialogProps = {
  /** Business dates, YYYY-MM-DD. */
  readonly last: string;
  readonly today: string;
  readonly onYes: () => void;
  readonly onNo: () => void;
};

export function DateDialog({ last, today, onYes, onNo }: DateDialogProps) {
  const { say } = useWords();
  return (
    <Dialog title={say('work.shift.dateAsk', { today })} onClose={onNo} keys={{ post: onYes }}>
      <p className="dialog-say">{say('work.shift.dateAskSay', { last })}</p>
      <div className="dialog-acts">
        <ActionButton action="back" autoFocus onPress={onNo}>
          {say('work.shift.dateNo')}
        </ActionButton>
        <ActionButton tone="ink" action="post" onPress={onYes}>
          {say('work.shift.dateYes', { today })}
        </ActionButton>
      </div>
    </Dialog>
  );
}

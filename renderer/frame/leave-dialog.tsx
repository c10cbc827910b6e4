// Signing out, asked once. Esc and the first button stay; what is lost by leaving is said before.
import { ActionButton } from '../components/action-button.tsx';
import { Dialog } from '../components/dialog.tsx';
import { useWords } from '../i18n/i18n.ts';

type LeaveDialogProps = { readonly lines: number; readonly onStay: () => void; readonly onLeave: () => void };

export function LeaveDialog({ lines, onStay, onLeave }: LeaveDialogProps) {
  const { say } = useWords();
  return (
    <Dialog title={say('frame.leave.title')} onClose={onStay} keys={{ signOut: onLeave }}>
      <p className="dialog-say">
        {lines === 0 ? say('frame.leave.plain') : say('frame.leave.withBill', { count: lines })}
      </p>
      <div className="dialog-acts">
        <ActionButton action="back" autoFocus onPress={onStay}>
          {say('frame.leave.stay')}
        </ActionButton>
        <ActionButton tone="ink" action="signOut" onPress={onLeave}>
          {say('frame.leave.go')}
        </ActionButton>
      </div>
    </Dialog>
  );
}

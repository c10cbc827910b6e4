// Every key of the window on one sheet (F1). The list itself has the focus, so that arrows move it where it is longer than the
// window: it opens at its beginning.
import { ActionButton } from '../components/action-button.tsx';
import { Dialog } from '../components/dialog.tsx';
import { KeyHint } from '../components/key-hint.tsx';
import { useWords } from '../i18n/i18n.ts';
import { KEY_MAP, type KeyAction } from '../keys/key-map.ts';

const ACTIONS = Object.keys(KEY_MAP) as KeyAction[];

export function KeySheet({ onClose }: { readonly onClose: () => void }) {
  const { say } = useWords();
  return (
    <Dialog title={say('frame.keySheet.title')} width="sheet" onClose={onClose} keys={{ help: onClose }}>
      <ul className="key-sheet" tabIndex={0} data-first-focus="" aria-label={say('frame.keySheet.title')}>
        {ACTIONS.map((action) => (
          <li key={action}>
            <span>{say(`frame.keySheet.${action}`)}</span>
            <KeyHint action={action} />
          </li>
        ))}
      </ul>
      <div className="key-sheet-notes">
        <p>{say('frame.keySheet.star')}</p>
        <p>{say('frame.keySheet.scan')}</p>
      </div>
      <div className="dialog-acts">
        <ActionButton action="back" onPress={onClose}>
          {say('frame.close')}
        </ActionButton>
      </div>
    </Dialog>
  );
}

// The keys somebody has a use for on one sheet (F1), by subject: those of the screen in front come first. The ways to other screens
// stand in the rail, with their keys. The list itself has the focus, so that arrows move it where it is longer than the window.
import { useId } from 'react';
import { ActionButton } from '../components/action-button.tsx';
import { Dialog } from '../components/dialog.tsx';
import { KeyHint } from '../components/key-hint.tsx';
import { useWords } from '../i18n/i18n.ts';
import { groupsFor, type GroupedKey } from '../keys/key-groups.ts';
import type { Job } from './jobs.ts';
import './key-sheet.css';

type KeySheetProps = {
  readonly jobs: readonly Job[];
  readonly front: Job;
  readonly onClose: () => void;
};

export function KeySheet({ jobs, front, onClose }: KeySheetProps) {
  const { say } = useWords();
  return (
    <Dialog title={say('frame.keySheet.title')} width="sheet" onClose={onClose} keys={{ help: onClose }}>
      <div
        className="key-sheet"
        role="region"
        tabIndex={0}
        data-first-focus=""
        aria-label={say('frame.keySheet.title')}
      >
        <div className="key-groups">
          {groupsFor(jobs, front).map(({ id, actions }) => (
            <Keys key={id} name={say(`frame.keyGroup.${id}`)} actions={actions} />
          ))}
        </div>
      </div>
      <div className="key-sheet-foot">
        <div className="key-sheet-notes">
          <p>{say('frame.keySheet.star')}</p>
          <p>{say('frame.keySheet.scan')}</p>
        </div>
        <ActionButton action="back" onPress={onClose}>
          {say('frame.close')}
        </ActionButton>
      </div>
    </Dialog>
  );
}

function Keys({ name, actions }: { readonly name: string; readonly actions: readonly GroupedKey[] }) {
  const { say } = useWords();
  const id = useId();
  return (
    <section className="key-group" aria-labelledby={id}>
      <h3 id={id}>{name}</h3>
      <ul>
        {actions.map((action) => (
          <li key={action}>
            <span>{say(`frame.keySheet.${action}`)}</span>
            <KeyHint action={action} />
          </li>
        ))}
      </ul>
    </section>
  );
}

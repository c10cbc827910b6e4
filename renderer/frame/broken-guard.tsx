// What is shown when a screen itself breaks: what is safe, what is not, and the way back. Never an empty window.
// Opening the page anew drops its port, and with it the session: nobody else goes on in this person's name.
import { Component, type ReactNode } from 'react';
import { ActionButton } from '../components/action-button.tsx';
import { Notice } from '../components/notice.tsx';
import { useWords } from '../i18n/i18n.ts';

type BrokenGuardProps = { readonly children: ReactNode; readonly broken: (reload: () => void) => ReactNode };

/** React offers this only to classes. */
export class BrokenGuard extends Component<BrokenGuardProps, { readonly broken: boolean }> {
  override state = { broken: false };

  static getDerivedStateFromError(): { readonly broken: boolean } {
    return { broken: true };
  }

  override render(): ReactNode {
    if (!this.state.broken) return this.props.children;
    return this.props.broken(() => window.location.reload());
  }
}

export function Broken({ onReload }: { readonly onReload: () => void }) {
  const { say } = useWords();
  return (
    <main className="start-sheet start-alone">
      <div className="start-form">
        <h1 className="start-title">{say('frame.broken.title')}</h1>
        <Notice tone="warn">{say('frame.broken.say')}</Notice>
        <ActionButton tone="go" autoFocus onPress={onReload}>
          {say('frame.broken.reload')}
        </ActionButton>
      </div>
    </main>
  );
}

// Everything before the work: one sheet, the organisation's stub on the left, the one thing to do now on the right.
import { type ReactNode, useState } from 'react';
import { counterPlace } from '../../../core/numbers/counter-place.ts';
import { LocaleSwitch } from '../../components/locale-switch.tsx';
import { Notice } from '../../components/notice.tsx';
import type { Gate } from '../../gate.ts';
import { useWords } from '../../i18n/i18n.ts';
import { useKeys } from '../../keys/use-keys.ts';
import { ChangePassword } from './change-password.tsx';
import { FirstRun } from './first-run.tsx';
import { LedgerRefused } from './ledger-refused.tsx';
import { MustEnrol } from './must-enrol.tsx';
import { RecoverAdmin } from './recover-admin.tsx';
import { SessionLocked } from './session-locked.tsx';
import { EMPTY_SIGN_IN, SignIn, type SignInDraft } from './sign-in.tsx';
import { UnlockLedger } from './unlock-ledger.tsx';
import './start-screens.css';

export function StartScreens({ gate }: { readonly gate: Gate }) {
  const { say } = useWords();
  // Kept here: the form comes and goes when the ledger restarts underneath, what was typed into it stays.
  const [draft, setDraft] = useState(EMPTY_SIGN_IN);
  const [recovering, setRecovering] = useState(false);
  // Nothing below the curtain hears a key: F8 on a locked screen posts no bill.
  useKeys('curtain', {});
  return (
    <div className="start">
      <aside className="start-stub on-ink">
        <p className="start-brand">{say('frame.brand')}</p>
        <p className="start-slogan">{say('start.slogan')}</p>
        <div className="start-place">
          {gate.place !== null && (
            <>
              <p className="start-organisation">{gate.place.organisation}</p>
              <p>{counterPlace(gate.place.counter)}</p>
            </>
          )}
        </div>
        <LocaleSwitch tone="onInk" />
      </aside>
      <main className="start-sheet">
        {recovering && gate.front === 'signIn' ? (
          <RecoverAdmin
            onBack={() => setRecovering(false)}
            onDone={(username) => {
              setDraft({ ...EMPTY_SIGN_IN, username, at: 'password' });
              setRecovering(false);
            }}
          />
        ) : (
          contents({
            gate,
            draft,
            setDraft,
            connecting: say('frame.ledger.connecting'),
            onRecover: () => setRecovering(true),
          })
        )}
      </main>
    </div>
  );
}

type Contents = {
  readonly gate: Gate;
  readonly draft: SignInDraft;
  readonly setDraft: (change: (before: SignInDraft) => SignInDraft) => void;
  readonly connecting: string;
  readonly onRecover: () => void;
};

function contents({ gate, draft, setDraft, connecting, onRecover }: Contents): ReactNode {
  switch (gate.front) {
    case 'firstRun':
      return <FirstRun gate={gate} />;
    case 'unlock':
      return <UnlockLedger gate={gate} />;
    case 'refused':
      return <LedgerRefused gate={gate} />;
    case 'signIn':
      return <SignIn gate={gate} draft={draft} setDraft={setDraft} onRecover={onRecover} />;
    case 'sessionLocked':
      return <SessionLocked gate={gate} />;
    case 'changePassword':
      return <ChangePassword gate={gate} />;
    case 'enrol':
      return <MustEnrol gate={gate} />;
    case 'connecting':
    case 'work':
      return (
        <div className="start-form">
          <Notice tone="wait">{connecting}</Notice>
        </div>
      );
  }
}

// What must be said over the work: the ledger went away, it is back and what was found, somebody tried this person's password.
// It floats above the foot, so that the three places of the till never move.
import { useState } from 'react';
import type { SignedIn } from '../../core/contract/procedures/session.ts';
import { Notice } from '../components/notice.tsx';
import type { Gate } from '../gate.ts';
import { useWords } from '../i18n/i18n.ts';
import type { Link } from './use-link.ts';

type LedgerNewsProps = { readonly link: Link; readonly greeting: SignedIn; readonly gate: Gate };

export function LedgerNews({ link, greeting, gate }: LedgerNewsProps) {
  const { say } = useWords();
  const [read, setRead] = useState(false);
  const { failuresSince } = greeting;
  if (link.kind === 'gone') {
    return (
      <div className="news" data-testid="ledger-news">
        <Notice tone="wait">{say('frame.ledger.gone')}</Notice>
      </div>
    );
  }
  if (gate.leftInDoubt !== null) {
    return (
      <div className="news">
        <Notice tone="warn" act={<Close onPress={gate.leftInDoubtRead} />}>
          {say('frame.ledger.leftInDoubt', { username: gate.leftInDoubt })}
        </Notice>
      </div>
    );
  }
  if (link.kind === 'back') {
    return (
      <div className="news" data-testid="ledger-news">
        <Notice tone="good">
          {link.checked === 0 ? say('frame.ledger.backIdle') : say('frame.ledger.back', { count: link.checked })}
        </Notice>
      </div>
    );
  }
  if (read || failuresSince === 0) return null;
  return (
    <div className="news">
      <Notice tone="warn" act={<Close onPress={() => setRead(true)} />}>
        {say('start.signIn.failures', { count: failuresSince })}
      </Notice>
    </div>
  );
}

function Close({ onPress }: { readonly onPress: () => void }) {
  const { say } = useWords();
  return (
    <button type="button" className="news-close" onClick={onPress}>
      {say('frame.close')}
    </button>
  );
}

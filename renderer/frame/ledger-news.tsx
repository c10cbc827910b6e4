// The strip under the head that speaks only when someone must know: the ledger went away, it is back and what was found,
// and right after signing in when that was last done and whether somebody tried in between.
import { useEffect, useState } from 'react';
import type { SignedIn } from '../../core/contract/procedures/session.ts';
import { Notice } from '../components/notice.tsx';
import { moment } from '../i18n/dates.ts';
import { useWords } from '../i18n/i18n.ts';
import type { Link } from './use-link.ts';

const GREETING_SHOWN_MS = 10_000;

export function LedgerNews({ link, greeting }: { readonly link: Link; readonly greeting: SignedIn }) {
  const { say, locale } = useWords();
  const [greeted, setGreeted] = useState(false);
  const failures = greeting.failuresSince;
  useEffect(() => {
    const timer = setTimeout(() => setGreeted(true), GREETING_SHOWN_MS);
    return () => clearTimeout(timer);
  }, []);
  if (link.kind === 'gone') return <Notice tone="wait">{say('frame.ledger.gone')}</Notice>;
  if (link.kind === 'back') {
    return (
      <Notice tone="good">
        {link.checked === 0 ? say('frame.ledger.backIdle') : say('frame.ledger.back', { count: link.checked })}
      </Notice>
    );
  }
  if (greeted) return null;
  const last =
    greeting.lastSignInAt === null
      ? say('start.signIn.lastNever')
      : say('start.signIn.last', { when: moment(greeting.lastSignInAt, locale) });
  if (failures === 0) return <Notice tone="good">{last}</Notice>;
  return (
    <Notice tone="warn">
      {last} · {say('start.signIn.failures', { count: failures })}
    </Notice>
  );
}

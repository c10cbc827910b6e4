// The head: where we are, who works here, which shift, how the ledger is, and the ways out.
import { useEffect, useState } from 'react';
import type { SignedIn } from '../../core/contract/procedures/session.ts';
import { counterPlace } from '../../core/numbers/counter-place.ts';
import type { ShiftView } from '../../core/contract/procedures/shift.ts';
import { KeyHint } from '../components/key-hint.tsx';
import { LocaleSwitch } from '../components/locale-switch.tsx';
import type { Place } from '../gate.ts';
import { clock } from '../i18n/dates.ts';
import { useWords } from '../i18n/i18n.ts';
import { keyShortcuts } from '../keys/key-map.ts';
import type { Link } from './use-link.ts';

type HeaderProps = {
  readonly session: SignedIn;
  readonly place: Place;
  readonly shift: ShiftView | null;
  readonly link: Link;
  readonly onLock: () => void;
  readonly onLeave: () => void;
};

export function Header({ session, place, shift, link, onLock, onLeave }: HeaderProps) {
  const { say, locale } = useWords();
  const now = useNow();
  const worksShift = session.user.permissions.includes('shift.work');
  const away = link.kind === 'gone' || link.kind === 'connecting';
  const linkWords =
    link.kind === 'gone'
      ? 'frame.ledger.starting'
      : link.kind === 'connecting'
        ? 'frame.ledger.connecting'
        : 'frame.ledger.open';
  return (
    <header className="head on-ink">
      <span className="head-brand">{say('frame.brand')}</span>
      <span className="head-place">{counterPlace(place.counter)}</span>
      {place.sample && <span className="head-sample">{say('frame.sample')}</span>}
      <span>
        {session.user.roles.map((role) => say(`frame.role.${role}`)).join(' · ')} {session.user.name}
      </span>
      {worksShift && (
        <span className="head-shift">
          {shift === null ? say('frame.noShift') : say('frame.shift', { number: shift.number })}
        </span>
      )}
      <div className="head-right">
        <span className={away ? 'head-link head-link-away' : 'head-link'} role="status">
          <i className="head-dot" aria-hidden="true" />
          <span className="head-link-words">{say(linkWords)}</span>
        </span>
        <span>{clock(now, locale)}</span>
        <LocaleSwitch tone="onInk" />
        <button type="button" className="head-button" onClick={onLock} aria-keyshortcuts={keyShortcuts('lock')}>
          <span className="head-words">{say('frame.lock')}</span> <KeyHint action="lock" tone="onInk" />
        </button>
        <button type="button" className="head-button" onClick={onLeave} aria-keyshortcuts={keyShortcuts('signOut')}>
          <span className="head-words">{say('frame.signOut')}</span> <KeyHint action="signOut" tone="onInk" />
        </button>
      </div>
    </header>
  );
}

/** The time, refreshed often enough for a clock that shows minutes. */
function useNow(): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 5_000);
    return () => clearInterval(timer);
  }, []);
  return now;
}

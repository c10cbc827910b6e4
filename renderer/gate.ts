// What stands in front of the person: which ledger there is, whether it is open, who is signed in.
// Asked anew whenever the port comes back, a session ends or a call is refused for want of one.
import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { LedgerStatus } from '../core/contract/procedures/ledger.ts';
import type { SignedIn } from '../core/contract/procedures/session.ts';
import { faultOf, outcomeUnknown } from './port/call-fault.ts';
import type { Ledger } from './port/ledger.ts';

/** The ledger that is open: whose it is and which counter. */
export type Place = Omit<Extract<LedgerStatus, { state: 'ready' }>, 'state'>;

export type Front =
  | 'connecting'
  | 'firstRun'
  | 'unlock'
  | 'refused'
  | 'signIn'
  | 'sessionLocked'
  | 'changePassword'
  | 'enrol'
  | 'work';

export type Gate = {
  readonly front: Front;
  readonly status: LedgerStatus | null;
  readonly place: Place | null;
  /** Who works here; kept while the session is locked or the ledger is away, forgotten when they sign out. */
  readonly session: SignedIn | null;
  /** Asks the ledger again where things stand; one refused for a passing reason tries again to open. Never rejects. */
  readonly refresh: () => Promise<void>;
  readonly signedIn: (session: SignedIn) => void;
  readonly signOut: () => Promise<void>;
  readonly lock: () => void;
  /** User name of the last person who left while it was not known what became of an act of theirs; null: nobody. */
  readonly leftInDoubt: string | null;
  readonly leftInDoubtRead: () => void;
  /** Keeps the first run in front although the ledger is made: its recovery key is shown only now. */
  readonly holdFirstRun: (hold: boolean) => void;
};

const ASK_AGAIN_MS = 500;
type SessionState = 'unknown' | 'none' | 'active' | 'locked';

export function useGate(ledger: Ledger): Gate {
  const queries = useQueryClient();
  const [status, setStatus] = useState<LedgerStatus | null>(null);
  const [place, setPlace] = useState<Place | null>(null);
  const [session, setSession] = useState<SignedIn | null>(null);
  const [sessionState, setSessionState] = useState<SessionState>('unknown');
  const [held, setHeld] = useState(false);
  const [leftInDoubt, setLeftInDoubt] = useState<string | null>(null);
  const asking = useRef(0);

  const ask = useCallback(async (): Promise<void> => {
    asking.current += 1;
    const mine = asking.current;
    try {
      const now = await ledger.ask('ledger.status', {});
      if (mine !== asking.current) return;
      setStatus(now);
      if (now.state !== 'ready') return;
      setPlace({
        organisation: now.organisation,
        counter: now.counter,
        currency: now.currency,
        businessDate: now.businessDate,
        sample: now.sample,
      });
      const current = await ledger.ask('session.current', {});
      if (mine !== asking.current) return;
      setSessionState(current.state);
      if (current.state !== 'none') setSession(current.session);
    } catch (thrown) {
      // Without an answer what was known still stands; the next port asks again. A silent ledger is asked again soon.
      const fault = faultOf(thrown);
      if (fault.code !== 'LEDGER_GONE' && outcomeUnknown(fault)) setTimeout(() => void ask(), ASK_AGAIN_MS);
    }
  }, [ledger]);

  useEffect(() => {
    const refresh = (): void => void ask();
    if (ledger.port.state === 'open') refresh();
    const offs = [
      ledger.port.onState((state) => {
        if (state === 'open') refresh();
      }),
      ledger.on('session', refresh),
      ledger.onSessionNeeded(refresh),
      ledger.port.onDoubt(({ leftBy }) => {
        if (leftBy !== null) setLeftInDoubt(leftBy);
      }),
    ];
    return () => {
      for (const off of offs) off();
    };
  }, [ledger, ask]);

  const mayRead = session !== null && !session.mustChangePassword && !session.mustEnrol;
  useEffect(() => {
    // Behind the form for the first password everything was refused; now it can be read.
    if (mayRead) void queries.invalidateQueries();
  }, [mayRead, queries]);

  const signedIn = useCallback(
    (next: SignedIn) => {
      setSession(next);
      setSessionState('active');
      // What one person was shown is not shown to the next from memory.
      void queries.invalidateQueries();
    },
    [queries],
  );
  const signOut = useCallback(async () => {
    await ledger.ask('session.signOut', {}).catch(() => undefined);
    setSession(null);
    setSessionState('none');
    queries.clear();
  }, [ledger, queries]);
  const lock = useCallback(() => {
    setSessionState('locked');
    void ledger.ask('session.lock', {}).catch(() => undefined);
  }, [ledger]);

  const front = held ? 'firstRun' : frontOf(status, session, sessionState);
  const leftInDoubtRead = useCallback(() => setLeftInDoubt(null), []);
  return {
    front,
    status,
    place,
    session,
    refresh: ask,
    signedIn,
    signOut,
    lock,
    leftInDoubt,
    leftInDoubtRead,
    holdFirstRun: setHeld,
  };
}

function frontOf(status: LedgerStatus | null, session: SignedIn | null, state: SessionState): Front {
  if (status === null) return 'connecting';
  if (status.state === 'new') return 'firstRun';
  if (status.state === 'locked') return 'unlock';
  if (status.state === 'refused') return 'refused';
  if (state === 'unknown') return 'connecting';
  if (state === 'none' || session === null) return 'signIn';
  if (state === 'locked') return 'sessionLocked';
  if (session.mustChangePassword) return 'changePassword';
  return session.mustEnrol ? 'enrol' : 'work';
}

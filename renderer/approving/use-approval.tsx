// Asking for a second person's decision from a screen of the till: asks the ledger, has the approval window opened, waits.
// Nothing of the decision comes from that window: the ledger tells where the request stands.
import { type ReactNode, useCallback, useEffect, useRef, useState } from 'react';
import type { ApprovalSubject } from '../../core/contract/approval-subjects.ts';
import type { ApprovalStanding } from '../../core/contract/procedures/approval.ts';
import { useKeys } from '../keys/use-keys.ts';
import { useServices } from '../services.tsx';
import { ApprovalBar, type WaitState } from './approval-bar.tsx';

export type Approval = {
  /**
   * Asks for `subject` and waits for the decision. Answers the request to send with the command, within sixty seconds, or
   * null when it was not approved: the bar then says why. Rejects with `CallFailed` when it cannot even be asked for.
   */
  readonly ask: (subject: ApprovalSubject) => Promise<string | null>;
  readonly waiting: boolean;
  /** What to show while waiting and after a no. Placed by the caller, inside its dialog when it has one. */
  readonly bar: ReactNode;
};

type Asked = {
  readonly request: string;
  readonly resolve: (request: string | null) => void;
  /** Answered, or given up: whatever is heard of it later is for nobody. */
  settled: boolean;
};

/** `layer`: where the asking screen takes its keys; Alt A brings the window to the front from there. */
export function useApproval(layer: 'screen' | 'dialog' = 'screen'): Approval {
  const { ledger, bridge } = useServices();
  const [state, setState] = useState<WaitState | null>(null);
  const asked = useRef<Asked | null>(null);

  const settle = useCallback((one: Asked, request: string | null, then: WaitState | null): void => {
    if (one.settled) return;
    one.settled = true;
    asked.current = null;
    setState(then);
    one.resolve(request);
  }, []);

  const look = useCallback(
    async (one: Asked): Promise<void> => {
      const standing = await ledger.ask('approval.state', { request: one.request }).catch(() => null);
      // Without an answer now there will be news again: the ledger comes back and says that things changed.
      if (standing === null || one.settled || standing.state === 'open') return;
      settle(one, standing.state === 'approved' ? one.request : null, outcome(standing));
    },
    [ledger, settle],
  );

  useEffect(() => {
    const again = (): void => {
      if (asked.current !== null) void look(asked.current);
    };
    const offChanged = ledger.on('changed', ({ topics }) => {
      if (topics.includes('approvals')) again();
    });
    const offState = ledger.port.onState((link) => {
      if (link === 'open') again();
    });
    return () => {
      offChanged();
      offState();
    };
  }, [ledger, look]);

  const show = useCallback(
    async (one: Asked): Promise<void> => {
      setState((before) => (before === null || one.settled ? before : { ...before, kind: 'open' }));
      const closed = await bridge.openApproval(one.request).catch(() => 'refused' as const);
      await look(one);
      if (one.settled) return;
      const kind = closed === 'closed' ? 'undecided' : closed;
      setState((before) => (before === null ? before : { ...before, kind }));
    },
    [bridge, look],
  );

  const withdraw = useCallback((): void => {
    const one = asked.current;
    if (one === null) return;
    settle(one, null, null);
    // Decided in this very moment: then there is nothing to take back, and the approval runs out unused.
    ledger.act('approval.withdraw', { request: one.request }).catch(() => undefined);
  }, [ledger, settle]);

  // Whoever asked is gone (the dialog was closed): nobody is left to use an approval.
  useEffect(() => withdraw, [withdraw]);

  const ask = useCallback(
    async (subject: ApprovalSubject): Promise<string | null> => {
      withdraw();
      setState(null);
      const { request, amount } = await ledger.act('approval.request', { subject });
      return new Promise((resolve) => {
        const one: Asked = { request, resolve, settled: false };
        asked.current = one;
        setState({ kind: 'open', amount, by: '', opinion: '' });
        void show(one);
      });
    },
    [ledger, show, withdraw],
  );

  const front = (): void => {
    if (asked.current !== null) void show(asked.current);
  };
  const waiting = state !== null && !DONE.has(state.kind);
  useKeys(layer, { approvalFront: front }, waiting);
  const bar =
    state === null ? null : <ApprovalBar state={state} waiting={waiting} onFront={front} onWithdraw={withdraw} />;
  return { ask, waiting, bar };
}

const DONE: ReadonlySet<WaitState['kind']> = new Set(['rejected', 'returned', 'expired'] as const);

function outcome({ state, amount, by, opinion }: ApprovalStanding): WaitState | null {
  if (state !== 'rejected' && state !== 'returned' && state !== 'expired') return null;
  return { kind: state, amount, by: by ?? '', opinion: opinion ?? '' };
}

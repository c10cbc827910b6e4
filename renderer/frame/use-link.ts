// How the ledger is: running, away, or just back and with what found. Fed by the port and by commands in doubt.

import { useEffect, useState } from 'react';
import type { LinkState } from '../port/port-client.ts';
import { useServices } from '../services.tsx';

/** `back`: the ledger went away and returned; `checked` commands were in doubt and every one of them is settled. */
export type Link =
  | { readonly kind: 'connecting' | 'running' }
  | { readonly kind: 'gone' }
  | { readonly kind: 'back'; readonly checked: number };

/** How long the good news stays, ms: long enough to be read, and it is on the posted bill as well. */
const BACK_SHOWN_MS = 12_000;

export function useLink(): Link {
  const { ledger } = useServices();
  const [link, setLink] = useState<Link>(() => ({ kind: ledger.port.state === 'open' ? 'running' : 'connecting' }));
  useEffect(() => {
    const open = new Set<string>();
    let checked = 0;
    let wasGone = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const settle = (): void => {
      if (ledger.port.state !== 'open' || open.size > 0) return;
      clearTimeout(timer);
      if (!wasGone && checked === 0) {
        setLink({ kind: 'running' });
        return;
      }
      setLink({ kind: 'back', checked });
      timer = setTimeout(() => {
        wasGone = false;
        checked = 0;
        setLink({ kind: 'running' });
      }, BACK_SHOWN_MS);
    };
    const onState = (state: LinkState): void => {
      if (state === 'gone') {
        wasGone = true;
        clearTimeout(timer);
        setLink({ kind: 'gone' });
      } else settle();
    };
    const offState = ledger.port.onState(onState);
    const offDoubt = ledger.port.onDoubt(({ operationId, phase }) => {
      if (phase === 'asking') open.add(operationId);
      // What was left has not been checked: nothing good is said of it.
      if (phase === 'left') open.delete(operationId);
      if (phase !== 'settled') return;
      if (open.delete(operationId)) checked += 1;
      settle();
    });
    return () => {
      offState();
      offDoubt();
      clearTimeout(timer);
    };
  }, [ledger]);
  return link;
}

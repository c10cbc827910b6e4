// A button's work: one call at a time, busy while it runs, its refusal kept to be shown beside it.

import { useCallback, useRef, useState } from 'react';
import { heldKey } from './keys/held-key.ts';

export type Act = {
  readonly busy: boolean;
  /** What the last try threw, or null. */
  readonly thrown: unknown;
  readonly run: (work: () => Promise<void>) => void;
  readonly forget: () => void;
};

export function useAct(): Act {
  const [busy, setBusy] = useState(false);
  const [thrown, setThrown] = useState<unknown>(null);
  const running = useRef(false);
  const run = useCallback((work: () => Promise<void>) => {
    // A second press while the first is under way is the same wish, not another one.
    if (running.current) return;
    running.current = true;
    heldKey.begin();
    setBusy(true);
    setThrown(null);
    void work()
      .catch((reason: unknown) => setThrown(reason))
      .finally(() => {
        running.current = false;
        heldKey.end(performance.now());
        setBusy(false);
      });
  }, []);
  const forget = useCallback(() => setThrown(null), []);
  return { busy, thrown, run, forget };
}

// Items that were typed and are being looked up: a bill is not posted before they are on it, and what was pressed meanwhile and
// needs them is done after them. Fingers are faster than a ledger that has just been started again.
import { useEffect, useMemo, useRef, useState } from 'react';

export type Lookups<T> = {
  readonly running: () => boolean;
  /** Counts `work` as a look-up until it has ended, well or not; what it finds it has sent to the bill by then. */
  readonly during: (work: Promise<void>) => Promise<void>;
  /** Keeps `what` until nothing is looked up any more, in place of what was kept before. */
  readonly keep: (what: T) => void;
};

/** `perform` is called once with what was kept, after the bill was drawn with everything that had been looked up. */
export function useLookups<T>(perform: (what: T) => void): Lookups<T> {
  const count = useRef(0);
  const kept = useRef<{ readonly what: T } | null>(null);
  // A look-up that finds nothing changes nothing that is drawn here, and what was kept has to go all the same.
  const [, setEnded] = useState(0);
  useEffect(() => {
    if (count.current > 0 || kept.current === null) return;
    const { what } = kept.current;
    kept.current = null;
    perform(what);
  });
  return useMemo(
    () => ({
      running: () => count.current > 0,
      during: (work) => {
        count.current += 1;
        return work.finally(() => {
          count.current -= 1;
          setEnded((before) => before + 1);
        });
      },
      keep: (what) => {
        kept.current = { what };
      },
    }),
    [],
  );
}

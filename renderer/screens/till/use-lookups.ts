// Items that were typed and are being looked up: a bill is not posted before they are on it, and what was pressed meanwhile and
// needs them is done after them. Fingers are faster than a ledger that has just been started again.
import { useEffect, useMemo, useRef, useState } from 'react';

export type Lookups<T> = {
  readonly running: () => boolean;
  readonly begin: () => void;
  /** One look-up has ended; what it found has already been sent to the bill. */
  readonly end: () => void;
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
      begin: () => {
        count.current += 1;
      },
      end: () => {
        count.current -= 1;
        setEnded((before) => before + 1);
      },
      keep: (what) => {
        kept.current = { what };
      },
    }),
    [],
  );
}

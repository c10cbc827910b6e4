// What was drawn last, for what happens later: a key, an answer of the ledger, a timer.
import { type RefObject, useLayoutEffect, useRef } from 'react';

/** `value` of the last drawing. It is there with the drawing and not after it: between the two nothing meets the one before. */
export function useLatest<T>(value: T): RefObject<T> {
  const latest = useRef(value);
  useLayoutEffect(() => {
    latest.current = value;
  });
  return latest;
}

// Catches a scanner's burst wherever the focus is and hands the code to the screen.
// What the burst typed into the field that happened to have the focus is taken back, so no amount or name is spoilt.
import { useEffect, useRef } from 'react';
import { characterOf, feedBurst, NO_BURST } from './scan-burst.ts';

type Before = { readonly field: HTMLInputElement; readonly value: string } | null;

/** Writes a field's value the way a person's typing would, so that React hears of it. */
function restore(before: Before): void {
  if (before === null || before.field.value === before.value) return;
  const setter = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set;
  setter?.call(before.field, before.value);
  before.field.dispatchEvent(new Event('input', { bubbles: true }));
}

/**
 * `accept` is asked once per burst and says whether the code is one the screen knows; if it does not, the keys stay
 * where they were typed and Enter does what Enter does there.
 */
export function useScanner(accept: (text: string) => (() => void) | null, active = true): void {
  const latest = useRef(accept);
  useEffect(() => {
    latest.current = accept;
  });
  useEffect(() => {
    if (!active) return;
    let burst = NO_BURST;
    let before: Before = null;
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.altKey || event.metaKey) return;
      const step = feedBurst(burst, {
        code: event.code,
        key: event.key,
        shiftKey: event.shiftKey,
        at: event.timeStamp,
      });
      const starts = step.state.text.length === 1 && characterOf(event) !== null;
      burst = step.state;
      if (starts) {
        const field = document.activeElement;
        before = field instanceof HTMLInputElement ? { field, value: field.value } : null;
      }
      if (step.done === null) return;
      const take = latest.current(step.done);
      if (take === null) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      const spoilt = before;
      // An IME still holds its composition: leaving the field makes it let go before the value is put back.
      if (event.isComposing) spoilt?.field.blur();
      queueMicrotask(() => {
        restore(spoilt);
        take();
      });
    };
    window.addEventListener('keydown', onKeyDown, { capture: true });
    return () => window.removeEventListener('keydown', onKeyDown, { capture: true });
  }, [active]);
}

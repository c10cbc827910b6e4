// Catches a scanner's burst wherever the focus is and hands the code to the screen.
// What the burst typed into the field that happened to have the focus is taken back, so no amount or name is spoilt.
import { useEffect } from 'react';
import { useLatest } from '../use-latest.ts';
import { characterOf, feedBurst, NO_BURST } from './scan-burst.ts';

const NOT_TYPED: ReadonlySet<string> = new Set(['radio', 'checkbox', 'button', 'submit', 'file', 'range']);

type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;
type Before = { readonly field: Field; readonly value: string } | null;

/** A field that a person types text into. */
export function isTextField(field: Element | null): field is HTMLInputElement | HTMLTextAreaElement {
  return field instanceof HTMLTextAreaElement || (field instanceof HTMLInputElement && !NOT_TYPED.has(field.type));
}

function fieldWithFocus(): Before {
  const field = document.activeElement;
  const typed =
    field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement || field instanceof HTMLSelectElement;
  return typed ? { field, value: field.value } : null;
}

/** Writes a field's value the way a person's typing would, so that React hears of it. */
function restore(before: Before): void {
  if (before === null || before.field.value === before.value) return;
  const setter = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(before.field) as object, 'value')?.set;
  setter?.call(before.field, before.value);
  // A list with the focus jumps to what begins with the digits typed; it tells of a choice by another event.
  const told = before.field instanceof HTMLSelectElement ? 'change' : 'input';
  before.field.dispatchEvent(new Event(told, { bubbles: true }));
}

/**
 * `accept` is asked once per burst and says whether the code is one the screen knows; if it does not, the keys stay
 * where they were typed and Enter does what Enter does there.
 */
export function useScanner(accept: (text: string) => (() => void) | null, active = true): void {
  const latest = useLatest(accept);
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
        before = fieldWithFocus();
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
  }, [active, latest]);
}

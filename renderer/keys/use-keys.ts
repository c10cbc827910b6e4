// Binds actions of the key map to what the screen in front does with them.
// Layers keep a dialog's keys from reaching the screen below, and the screen's from reaching the frame.
import { useLayoutEffect } from 'react';
import { useLatest } from '../use-latest.ts';
import { heldKey } from './held-key.ts';
import { actionOf, type KeyAction, mayRepeat } from './key-map.ts';

/** frame: always there; screen: the job in front; dialog: on top of it; curtain: lock and sign-in, above everything. */
export type KeyLayer = 'frame' | 'screen' | 'dialog' | 'curtain';
/** Return false to say "not mine after all": the key then does what it does without us. */
export type KeyHandler = () => void | false;
export type KeyHandlers = { readonly [A in KeyAction]?: KeyHandler | undefined };

const ORDER: Readonly<Record<KeyLayer, number>> = { frame: 0, screen: 1, dialog: 2, curtain: 3 };
/** A dialog or curtain hides what is below it from the keyboard as it does from the eye. */
const BLOCKS: Readonly<Record<KeyLayer, boolean>> = { frame: false, screen: false, dialog: true, curtain: true };

type Binding = { readonly layer: KeyLayer; readonly current: () => KeyHandlers };
const bindings: Binding[] = [];

function onKeyDown(event: KeyboardEvent): void {
  if (!isTaken(event)) return;
  event.preventDefault();
  event.stopPropagation();
}

/** Whether the key was for us: done, kept until a dialog is gone, or held down where an act is one press. */
function isTaken(event: KeyboardEvent): boolean {
  const action = actionOf(event);
  if (action !== null) {
    // A key held down a little too long would answer the question that its first press has asked.
    if (event.repeat && !mayRepeat(action)) return true;
    if (perform(action)) {
      heldKey.drop();
      return true;
    }
    if (blocked() && heldKey.hold(action, performance.now())) return true;
  }
  if (!MODIFIERS.has(event.key)) heldKey.drop();
  return false;
}

const MODIFIERS: ReadonlySet<string> = new Set(['Control', 'Alt', 'Shift', 'Meta']);
const blocked = (): boolean => bindings.some(({ layer }) => BLOCKS[layer]);

/** Lets the layers in front do `action`; false when none of them knows it. */
function perform(action: KeyAction): boolean {
  const ordered = [...bindings].sort((a, b) => ORDER[b.layer] - ORDER[a.layer]);
  const floor = ordered.find((binding) => BLOCKS[binding.layer]);
  return ordered
    .filter(({ layer }) => floor === undefined || ORDER[layer] >= ORDER[floor.layer])
    .some((binding) => {
      const handler = binding.current()[action];
      return handler !== undefined && handler() !== false;
    });
}

/** A dialog has gone: the way that was pressed while it did its last act is gone now, unless another one has come. */
function release(): void {
  const action = heldKey.take(performance.now());
  if (action !== null && !blocked()) perform(action);
}

/** Handles `handlers` for as long as the component is on screen and `active`. */
export function useKeys(layer: KeyLayer, handlers: KeyHandlers, active = true): void {
  // With the drawing and not after it: between the two a key would go to a dialog that is no longer there, and be lost.
  const latest = useLatest(handlers);
  useLayoutEffect(() => {
    if (!active) return;
    const binding: Binding = { layer, current: () => latest.current };
    if (bindings.length === 0) window.addEventListener('keydown', onKeyDown, { capture: true });
    bindings.push(binding);
    return () => {
      bindings.splice(bindings.indexOf(binding), 1);
      if (bindings.length === 0) window.removeEventListener('keydown', onKeyDown, { capture: true });
      // After whatever is drawn in its place.
      if (BLOCKS[layer]) setTimeout(release);
    };
  }, [layer, active, latest]);
}

/** True when Enter was meant for us and not for the IME to finish its composition. */
export function isPlainEnter(event: {
  readonly code: string;
  readonly nativeEvent?: { readonly isComposing: boolean };
  readonly isComposing?: boolean;
}): boolean {
  const composing = event.nativeEvent?.isComposing ?? event.isComposing ?? false;
  return (event.code === 'Enter' || event.code === 'NumpadEnter') && !composing;
}

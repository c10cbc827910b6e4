// Binds actions of the key map to what the screen in front does with them.
// Layers keep a dialog's keys from reaching the screen below, and the screen's from reaching the frame.
import { useLayoutEffect, useRef } from 'react';
import { heldKeys } from './held-keys.ts';
import { actionOf, type KeyAction, type KeyPress } from './key-map.ts';

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
  const taken = (!replaying && perform(event)) || holds(event);
  if (!taken) return;
  event.preventDefault();
  event.stopPropagation();
}

/** Lets the layers in front do what `press` stands for; false when none of them knows it. */
function perform(press: KeyPress): boolean {
  const action = actionOf(press);
  if (action === null) return false;
  const ordered = [...bindings].sort((a, b) => ORDER[b.layer] - ORDER[a.layer]);
  const floor = ordered.find((binding) => BLOCKS[binding.layer]);
  return ordered
    .filter(({ layer }) => floor === undefined || ORDER[layer] >= ORDER[floor.layer])
    .some((binding) => {
      const handler = binding.current()[action];
      return handler !== undefined && handler() !== false;
    });
}

const dialogsOpen = (): number => bindings.filter(({ layer }) => layer === 'dialog').length;
/** What waited is being pressed again: what comes meanwhile queues behind it. */
let replaying = false;

/** A shortcut that the dialog in front does not know, while it does its last act, waits for what is behind it. */
function holds(event: KeyboardEvent): boolean {
  const now = performance.now();
  if (event.repeat || event.isComposing || actionOf(event) === null) return false;
  if (!replaying && (dialogsOpen() === 0 || !heldKeys.isClosing(now))) return false;
  const { code, ctrlKey, altKey, shiftKey, metaKey, isComposing } = event;
  heldKeys.hold({ code, ctrlKey, altKey, shiftKey, metaKey, isComposing }, now);
  return true;
}

/** A dialog has gone: what was pressed meanwhile is done by whoever is in front now, key by key, each after the last is drawn. */
function release(): void {
  if (replaying || dialogsOpen() > 0) return;
  heldKeys.release(performance.now());
  if (heldKeys.isEmpty) return;
  replaying = true;
  const next = (): void => {
    const press = heldKeys.next();
    if (press === undefined) {
      replaying = false;
      return;
    }
    perform(press);
    setTimeout(next);
  };
  setTimeout(next);
}

/** Handles `handlers` for as long as the component is on screen and `active`. */
export function useKeys(layer: KeyLayer, handlers: KeyHandlers, active = true): void {
  const latest = useRef(handlers);
  // With the drawing and not after it: between the two a key would be heard by what is no longer there.
  useLayoutEffect(() => {
    latest.current = handlers;
  });
  useLayoutEffect(() => {
    if (!active) return;
    const binding: Binding = { layer, current: () => latest.current };
    if (bindings.length === 0) window.addEventListener('keydown', onKeyDown, { capture: true });
    if (layer === 'dialog' && dialogsOpen() === 0) heldKeys.opened(performance.now());
    bindings.push(binding);
    return () => {
      bindings.splice(bindings.indexOf(binding), 1);
      if (layer === 'dialog') release();
      if (bindings.length === 0) window.removeEventListener('keydown', onKeyDown, { capture: true });
    };
  }, [layer, active]);
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

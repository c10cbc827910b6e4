// Shortcuts pressed in the moment in which a dialog does its last act and closes. The dialog has no use for them, and the screen below
// does not hear them yet: they wait here and are pressed again for whoever is in front then, in their order. Nothing waits for
// long: a dialog that is refused and stays drops them, and so does one that asks a second person.

import type { KeyPress } from './key-map.ts';

/** An act that takes longer is seen to be at work, and what is pressed then is meant for what is seen. */
export const HELD_FROM_START_MS = 1_000;
/** React takes the dialog away a moment after the act has ended. */
export const CLOSING_MS = 150;
/** What is older than this is not what somebody still expects to happen. */
export const KEPT_MS = 2_000;

/** The queue; times are milliseconds of one clock. */
export class HeldKeys {
  #acts = 0;
  #startedAt = Number.NEGATIVE_INFINITY;
  #endedAt = Number.NEGATIVE_INFINITY;
  #openedAt = Number.NEGATIVE_INFINITY;
  #presses: { readonly press: KeyPress; readonly at: number }[] = [];

  /** An act of a button begins. */
  begin(now: number): void {
    if (this.#acts === 0) this.#startedAt = now;
    this.#acts += 1;
  }

  /** A dialog has come where none was: what began before is not its act, and its keys are its own. */
  opened(now: number): void {
    this.#openedAt = now;
  }

  end(now: number): void {
    this.#acts -= 1;
    this.#endedAt = now;
  }

  get isEmpty(): boolean {
    return this.#presses.length === 0;
  }

  /** Whether what is in front may be about to close: then a key that it does not know waits. */
  isClosing(now: number): boolean {
    if (this.#startedAt < this.#openedAt) return false;
    return this.#acts > 0 ? now - this.#startedAt < HELD_FROM_START_MS : now - this.#endedAt < CLOSING_MS;
  }

  /** Keeps `press`, a shortcut that nobody in front knows. What types or moves belongs to the dialog, which may stay. */
  hold(press: KeyPress, now: number): void {
    this.#presses.push({ press, at: now });
  }

  /** The dialog is gone. Drops what was meant for it, when it had refused and stayed, and what is too old. */
  release(now: number): void {
    const stayed = this.#acts === 0 && now - this.#endedAt > CLOSING_MS;
    this.#presses = stayed ? [] : this.#presses.filter(({ at }) => now - at <= KEPT_MS);
  }

  /** The next press for whoever is in front now; undefined when there is none. */
  next(): KeyPress | undefined {
    return this.#presses.shift()?.press;
  }
}

/** The window's own. */
export const heldKeys = new HeldKeys();

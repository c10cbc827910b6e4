// A way to another screen that is pressed in the moment in which a dialog does its last act and closes: the dialog has no use for
// it, and what is behind does not hear it yet. It waits here and is done once the dialog is gone. Only ways wait, never an act:
// whatever moves money or answers a question is pressed when what it would do is seen, so that nothing can happen twice.
import type { KeyAction } from './key-map.ts';

/** React takes the dialog away a moment after its act has ended. */
export const CLOSING_MS = 300;
/** What is older than this is not what somebody still expects to happen. */
export const KEPT_MS = 2_000;

/** Times are milliseconds of one clock. */
export class HeldKey {
  #acts = 0;
  #endedAt = Number.NEGATIVE_INFINITY;
  #held: { readonly action: KeyAction; readonly at: number } | null = null;

  /** An act of a button begins. */
  begin(): void {
    this.#acts += 1;
  }

  end(now: number): void {
    this.#acts -= 1;
    this.#endedAt = now;
  }

  /** Keeps `action`, which nobody in front knows, in place of the one before; false when it is none that waits. */
  hold(action: KeyAction, now: number): boolean {
    if (!isWay(action) || !this.#isClosing(now)) return false;
    this.#held = { action, at: now };
    return true;
  }

  /** Another key was pressed: what it meant was said after what waits, and is what somebody wants now. */
  drop(): void {
    this.#held = null;
  }

  /** The dialog is gone: what waits, once; null when there is nothing, or the dialog was closed by something else. */
  take(now: number): KeyAction | null {
    const held = this.#held;
    this.#held = null;
    return held !== null && this.#isClosing(now) && now - held.at <= KEPT_MS ? held.action : null;
  }

  #isClosing(now: number): boolean {
    return this.#acts > 0 || now - this.#endedAt < CLOSING_MS;
  }
}

const isWay = (action: KeyAction): boolean => /^go[A-Z]/.test(action) || ['help', 'lock', 'signOut'].includes(action);

/** The window's own. */
export const heldKey = new HeldKey();

// Tells a scanner from fingers: a scanner "types" a code within milliseconds and ends it with Enter.
// Works from physical keys, so that an open Chinese IME cannot turn the code into characters on the way.

/** A slow scanner's keys are about 20 ms apart and a busy machine stretches that; six in a row that fast are no fingers. */
export const BURST_GAP_MS = 50;
/** Shorter codes are left to the field they were typed in. */
export const BURST_MIN = 6;
const BURST_MAX = 64;

export type BurstKey = { readonly code: string; readonly key: string; readonly shiftKey: boolean; readonly at: number };
export type BurstState = { readonly text: string; readonly startedAt: number; readonly lastAt: number };

export const NO_BURST: BurstState = { text: '', startedAt: 0, lastAt: Number.NEGATIVE_INFINITY };

const SYMBOLS: Readonly<Record<string, readonly [string, string]>> = {
  Minus: ['-', '_'],
  Semicolon: [';', ':'],
  Period: ['.', '>'],
  Slash: ['/', '?'],
  NumpadSubtract: ['-', '-'],
  NumpadDecimal: ['.', '.'],
};

/** The character a key stands for on the US layout that scanners emulate, or null for a key that types nothing. */
export function characterOf(press: {
  readonly code: string;
  readonly key: string;
  readonly shiftKey: boolean;
}): string | null {
  // Without an IME the key itself is right, whatever the layout.
  if (press.key.length === 1) return press.key;
  const letter = /^Key([A-Z])$/.exec(press.code)?.[1];
  if (letter !== undefined) return press.shiftKey ? letter : letter.toLowerCase();
  const digit = /^(?:Digit|Numpad)(\d)$/.exec(press.code)?.[1];
  if (digit !== undefined) return press.shiftKey && press.code.startsWith('Digit') ? null : digit;
  return SYMBOLS[press.code]?.[press.shiftKey ? 1 : 0] ?? null;
}

/** Feeds one key into the burst. `done` carries the scanned text when this key was the Enter that ends a burst. */
export function feedBurst(
  state: BurstState,
  press: BurstKey,
): { readonly state: BurstState; readonly done: string | null } {
  const inTime = press.at - state.lastAt <= BURST_GAP_MS;
  if (press.code === 'Enter' || press.code === 'NumpadEnter') {
    const done = inTime && state.text.length >= BURST_MIN && state.text.length <= BURST_MAX ? state.text : null;
    return { state: NO_BURST, done };
  }
  // Shift goes down before a capital letter and must not end the burst.
  if (press.code.startsWith('Shift')) return { state: inTime ? { ...state, lastAt: press.at } : state, done: null };
  const character = characterOf(press);
  if (character === null) return { state: NO_BURST, done: null };
  if (!inTime) return { state: { text: character, startedAt: press.at, lastAt: press.at }, done: null };
  return { state: { ...state, text: state.text + character, lastAt: press.at }, done: null };
}

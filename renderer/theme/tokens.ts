// Every colour, size and duration of the window, in one place.
// antd's theme and our own style sheets (as CSS variables) are both derived from this table.

/** Colours by meaning. `go` = money comes in, `back` = money goes out, `warn` = look at this; never used for anything else. */
export const COLOURS = {
  ink: '#14211d',
  inkRaised: '#24332e',
  inkSoft: '#c9d4cf',
  soft: '#55625d',
  faint: '#66736d',
  line: '#dfe3dc',
  hair: '#edf0ea',
  paper: '#ffffff',
  rail: '#f8f9f6',
  desk: '#eceee9',
  go: '#0b5d4b',
  goDeep: '#084739',
  goSoft: '#e2efe9',
  goOnInk: '#5fd3a0',
  back: '#a8201a',
  backSoft: '#fbeae8',
  warn: '#875500',
  warnSoft: '#fdf1d8',
  warnOnInk: '#f2c063',
  key: '#f3f5f1',
} as const;

/** Pixels, on a rhythm of 8 (half steps of 4 inside a component). */
export const SIZES = {
  header: 44,
  footer: 36,
  rail: 80,
  who: 280,
  money: 356,
  radius: 8,
  control: 40,
  gap: 8,
} as const;

/** Font sizes in pixels. The two amounts a customer reads across the counter are by far the largest. */
export const TYPE = {
  tiny: 11,
  small: 12.5,
  text: 14,
  read: 15,
  title: 20,
  large: 28,
  amount: 60,
} as const;

/** Milliseconds; motion only shows where something went and is switched off with reduced motion. */
export const MOTION = { quick: 120 } as const;

export const FONT_STACK =
  '"Counterfoil Sans", "Counterfoil Sans JP", "Noto Sans CJK SC", "Microsoft YaHei", sans-serif';

function kebab(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

/** Publishes the tokens as CSS variables (`--go-soft`, `--size-header`, `--type-read`) on the document's root. */
export function applyTokens(root: HTMLElement): void {
  // Through the CSS object model, which a strict style-src allows; a style attribute would be refused.
  for (const [name, value] of Object.entries(COLOURS)) root.style.setProperty(`--${kebab(name)}`, value);
  for (const [name, value] of Object.entries(SIZES)) root.style.setProperty(`--size-${kebab(name)}`, `${value}px`);
  for (const [name, value] of Object.entries(TYPE)) root.style.setProperty(`--type-${kebab(name)}`, `${value}px`);
  root.style.setProperty('--motion', `${MOTION.quick}ms`);
  root.style.setProperty('--font', FONT_STACK);
}

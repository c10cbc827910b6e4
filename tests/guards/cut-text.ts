// Takes guards away from the text of a file, in memory: no file is ever touched.
import type { Cut } from './guard.ts';

/** How often the text of `cut` stands in `source`. */
export function timesFound(source: string, cut: Cut): number {
  return source.split(cut.text).length - 1;
}

/** `source` without what `cuts` take away. Throws unless each is found exactly once. */
export function cutText(source: string, cuts: readonly Cut[]): string {
  return cuts.reduce((text, cut) => {
    const times = timesFound(text, cut);
    if (times !== 1) throw new Error(`${cut.file}: found ${times} times: ${cut.text}`);
    return text.replace(cut.text, () => cut.instead);
  }, source);
}

// Splits a text into stretches that one font can draw, and finds the characters that none can.
// A receipt with an empty box where a name should be is worse than no receipt, so coverage is asked before anything is drawn.
import { type FaceName, type FontWeight, faceFor, paperFont } from './paper-fonts.ts';

export interface FaceRun {
  face: FaceName;
  text: string;
}

/** Thrown before drawing; `characters` holds each undrawable character once, in order of appearance. */
export class GlyphMissingError extends Error {
  readonly characters: string[];
  constructor(characters: string[]) {
    super(`no font draws ${characters.length} of the characters`);
    this.name = 'GlyphMissingError';
    this.characters = characters;
  }
}

// Characters that by their definition draw nothing: joiners, direction marks, variation selectors, soft hyphen, BOM.
const DRAWS_NOTHING =
  /[\u00AD\u034F\u061C\u180B-\u180F\u200B-\u200F\u202A-\u202E\u2060-\u206F\uFE00-\uFE0F\uFEFF\u{E0000}-\u{E0FFF}]/gu;
// Line ends and other controls: a fact is one line of text, only the layout decides where lines end.
const CONTROLS = /[\u0000-\u001F\u007F-\u009F\u2028\u2029]+/g;
const NEEDS_CLEANING =
  /[^\u0020-\u007E\u00A0-\u00AC\u00AE-\u034E\u2010-\u2027\u2030-\u205F\u2070-\uD7FF\uE000-\uFDFF\uFE10-\uFEFE]/;

/** The text as it can stand on paper: controls become one blank, characters that draw nothing are left out. */
export function printable(text: string): string {
  return NEEDS_CLEANING.test(text) ? text.replace(CONTROLS, ' ').replace(DRAWS_NOTHING, '') : text;
}

/** Splits a printable text by face; undrawable characters are added to `missing`. */
export function splitRuns(text: string, missing: Set<string>): FaceRun[] {
  const runs: FaceRun[] = [];
  for (const character of text) {
    const face = faceFor(character.codePointAt(0) ?? 0);
    if (face === null) {
      missing.add(character);
      continue;
    }
    const last = runs.at(-1);
    if (last?.face === face) last.text += character;
    else runs.push({ face, text: character });
  }
  return runs;
}

const advances: Record<FaceName, Record<FontWeight, Map<number, number>>> = {
  Paper: { regular: new Map(), bold: new Map() },
  PaperRare: { regular: new Map(), bold: new Map() },
};

/** Width of the runs set in one line, in points, without kerning (which only ever brings letters closer by a little). */
export function widthOfRuns(runs: readonly FaceRun[], weight: FontWeight, size: number, spacing: number): number {
  let units = 0;
  let count = 0;
  for (const run of runs) {
    const known = advances[run.face][weight];
    for (const character of run.text) {
      const code = character.codePointAt(0) ?? 0;
      let advance = known.get(code);
      if (advance === undefined) {
        const font = paperFont(run.face, weight);
        advance = font.glyphForCodePoint(code).advanceWidth / font.unitsPerEm;
        known.set(code, advance);
      }
      units += advance;
      count += 1;
    }
  }
  return units * size + spacing * count;
}

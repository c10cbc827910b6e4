// The two faces of our paper: where their files are, each parsed once per process, and which of them can draw a character.
// Parsing costs ten times what drawing a receipt costs, and a face that is asked for its shapes twice should not think twice.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

export type FaceName = 'Paper' | 'PaperRare';
export type FontWeight = 'regular' | 'bold';

/** What we use of a fontkit font; fontkit ships no types. */
export interface ParsedFont {
  hasGlyphForCodePoint(codePoint: number): boolean;
  glyphForCodePoint(codePoint: number): { advanceWidth: number; path: GlyphPath };
  layout(text: string, features?: unknown): ShapedRun;
  unitsPerEm: number;
}

/** A TrueType outline: no other commands come from these fonts. */
export interface OutlineStep {
  command: 'moveTo' | 'lineTo' | 'quadraticCurveTo' | 'closePath';
  args: number[];
}

interface GlyphPath {
  transform(a: number, b: number, c: number, d: number, e: number, f: number): GlyphPath;
  commands: OutlineStep[];
}

interface ShapedRun {
  glyphs: unknown[];
  positions: Record<string, number>[];
  advanceWidth: number;
}

/** The fontkit registry that pdfmake's own pdfkit consults: the CommonJS one. An `import 'fontkit'` would be another. */
export interface FontkitRegistry {
  create(data: Uint8Array): ParsedFont;
  openSync(path: string): ParsedFont;
  registerFormat(format: unknown): void;
}

// Simplified Chinese first: it has the rare names of the national register (䶮 㛃 𬭎 𠅤); the Japanese face adds what it lacks (𠮷).
const FILES: Record<FaceName, Record<FontWeight, string>> = {
  Paper: {
    regular: '@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf',
    bold: '@expo-google-fonts/noto-sans-sc/700Bold/NotoSansSC_700Bold.ttf',
  },
  PaperRare: {
    regular: '@expo-google-fonts/noto-sans-jp/400Regular/NotoSansJP_400Regular.ttf',
    bold: '@expo-google-fonts/noto-sans-jp/700Bold/NotoSansJP_700Bold.ttf',
  },
};

export const FACES: readonly FaceName[] = ['Paper', 'PaperRare'];
export const WEIGHTS: readonly FontWeight[] = ['regular', 'bold'];

// Resolved from where this program lies: in the repository, or unpacked beside the archive (plain Node cannot read inside app.asar).
export const programRequire = createRequire(
  import.meta.url.replace(/([\\/])app\.asar([\\/])/, '$1app.asar.unpacked$2'),
);

const pdfmakeRequire = createRequire(programRequire.resolve('pdfmake'));
/** Requires from inside pdfmake's own pdfkit, wherever npm has put it. */
export const pdfkitRequire = createRequire(pdfmakeRequire.resolve('pdfkit'));
export const fontkit = pdfkitRequire('fontkit') as FontkitRegistry;

/** Path of the font file. */
export function fontFile(face: FaceName, weight: FontWeight): string {
  return programRequire.resolve(FILES[face][weight]);
}

const parsed = new Map<string, ParsedFont>();

/** The face in this weight, parsed at the first call and kept. Throws where the font file is missing or damaged. */
export function paperFont(face: FaceName, weight: FontWeight): ParsedFont {
  const key = `${face}/${weight}`;
  const known = parsed.get(key);
  if (known) return known;
  const font = fontkit.create(readFileSync(fontFile(face, weight)));
  rememberShapes(font);
  parsed.set(key, font);
  return font;
}

// Labels, names of items and amounts come again on every receipt. Bounded, since names of people pass through as well.
const MAX_SHAPES = 8_192;
const MAX_SHAPED_TEXT = 64;

/** Lets a font keep what it shaped. pdfkit scales positions in place, so every answer has positions of its own. */
function rememberShapes(font: ParsedFont): void {
  const shape = font.layout.bind(font);
  const shapes = new Map<string, ShapedRun>();
  font.layout = (text, features) => {
    if (features !== undefined || text.length > MAX_SHAPED_TEXT) return shape(text, features);
    let run = shapes.get(text);
    if (!run) {
      const fresh = shape(text);
      run = { glyphs: fresh.glyphs, positions: fresh.positions, advanceWidth: fresh.advanceWidth };
      if (shapes.size >= MAX_SHAPES) shapes.clear();
      shapes.set(text, run);
    }
    return { glyphs: run.glyphs, positions: run.positions.map((p) => ({ ...p })), advanceWidth: run.advanceWidth };
  };
}

const drawnBy = new Map<number, FaceName | null>();

/** The first face that has this character, null if none has. Both weights of a face have the same characters (tested). */
export function faceFor(codePoint: number): FaceName | null {
  const known = drawnBy.get(codePoint);
  if (known !== undefined) return known;
  const face = FACES.find((name) => paperFont(name, 'regular').hasGlyphForCodePoint(codePoint)) ?? null;
  drawnBy.set(codePoint, face);
  return face;
}

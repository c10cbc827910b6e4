// Reads a finished PDF the way a person or a machine would: as text, as boxes on the page, as a picture.
// Uses poppler (pdftotext, pdftoppm), which knows nothing of how the file was made.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import jsqr from 'jsqr';
import { PNG } from 'pngjs';

// jsqr is CommonJS whose module object is also its default export; which of the two arrives depends on the loader.
const readQr = ('default' in jsqr ? jsqr.default : jsqr) as typeof import('jsqr').default;

/** null where poppler is there, else the reason why papers cannot be read back on this machine. */
export const POPPLER_MISSING: string | null =
  spawnSync('pdftoppm', ['-v']).error || spawnSync('pdftotext', ['-v']).error
    ? 'pdftoppm/pdftotext (package poppler-utils) are not installed'
    : null;

function inFolder<T>(pdf: Uint8Array, act: (file: string, folder: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'counterfoil-paper-'));
  try {
    const file = join(folder, 'paper.pdf');
    writeFileSync(file, pdf);
    return act(file, folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function run(program: string, args: string[]): string {
  const done = spawnSync(program, args, { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  if (done.error) throw done.error;
  if (done.status !== 0) throw new Error(`${program}: ${done.stderr}`);
  return done.stdout;
}

/**
 * The text of all pages (a form feed after each): 'lines' as it stands side by side on the paper,
 * 'flow' as it was set, so that a text broken over lines of its column comes in one piece.
 */
export function textOf(pdf: Uint8Array, order: 'lines' | 'flow' = 'flow'): string {
  const mode = order === 'lines' ? '-layout' : '-raw';
  return inFolder(pdf, (file) => run('pdftotext', [mode, '-enc', 'UTF-8', file, '-']));
}

/** What the file consists of, without what its streams and strings say: names, dictionaries, references. */
export function skeletonOf(pdf: Uint8Array): string {
  return Buffer.from(pdf)
    .toString('latin1')
    .replace(/\nstream\n[\s\S]*?\nendstream/g, '')
    .replace(/\((?:\\[\s\S]|[^\\()])*\)/g, '()');
}

/** Text without any white space: what is said, whatever the line breaks. */
export function squeezed(text: string): string {
  return text.replace(/\s+/gu, '');
}

export interface Word {
  page: number;
  text: string;
  left: number;
  top: number;
  right: number;
  bottom: number;
}

const ENTITIES: Record<string, string> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&apos;': "'" };

/** Every word with its box, in points from the top left corner of its page. */
export function wordsOf(pdf: Uint8Array): Word[] {
  const html = inFolder(pdf, (file) => run('pdftotext', ['-bbox', file, '-']));
  const words: Word[] = [];
  let page = 0;
  for (const line of html.split('\n')) {
    if (line.includes('<page ')) page += 1;
    const match = /<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">(.*)<\/word>/.exec(line);
    if (!match) continue;
    const [left = 0, top = 0, right = 0, bottom = 0] = match.slice(1, 5).map(Number);
    const text = (match[5] ?? '').replace(/&(?:amp|lt|gt|quot|apos);/g, (entity) => ENTITIES[entity] ?? entity);
    words.push({ page, text, left, top, right, bottom });
  }
  return words;
}

/** The pages as pictures. */
export function picturesOf(pdf: Uint8Array, dpi: number): PNG[] {
  return inFolder(pdf, (file, folder) => {
    run('pdftoppm', ['-r', String(dpi), '-png', file, join(folder, 'page')]);
    const files = readdirSync(folder).filter((name) => name.endsWith('.png'));
    return files.sort().map((name) => PNG.sync.read(readFileSync(join(folder, name))));
  });
}

/** What a scanner reads from the first page, null if it finds no QR symbol. */
export function scanned(pdf: Uint8Array, dpi: number): string | null {
  const picture = picturesOf(pdf, dpi)[0];
  if (!picture) return null;
  return readQr(new Uint8ClampedArray(picture.data), picture.width, picture.height)?.data ?? null;
}

/** Words that stand over one another. Letters of a seal's ring are outlines, not text, so words are all there is to collide. */
export function collisions(words: readonly Word[]): string[] {
  const found: string[] = [];
  words.forEach((a, i) => {
    for (const b of words.slice(i + 1)) {
      if (a.page !== b.page) continue;
      // A word's box is the height of its line; the letters stand in its middle half.
      const inset = (word: Word) => (word.bottom - word.top) * 0.27;
      const across = Math.min(a.right, b.right) - Math.max(a.left, b.left);
      const down = Math.min(a.bottom - inset(a), b.bottom - inset(b)) - Math.max(a.top + inset(a), b.top + inset(b));
      if (across > 0.6 && down > 0.6) found.push(`${a.text} × ${b.text} (page ${a.page}, y ${Math.round(a.top)})`);
    }
  });
  return found;
}

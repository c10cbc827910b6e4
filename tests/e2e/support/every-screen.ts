// Which screens and dialogs the window has, read from its own sources, and which of them somebody has seen: so that a new one
// cannot be left out of a visit without a word.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { WORDS } from '../../../renderer/i18n/words.ts';
import { ROOT } from './launch-program.ts';

const RENDERER = join(ROOT, 'renderer');

/** The headings that stand on the page now: what is called a screen or a dialog. */
export async function headingsOf(page: Page): Promise<string[]> {
  return page.locator('h1, dialog[open] > h2').allInnerTexts();
}

/** Dialogs whose heading is told by whoever shows them. */
const FRAMES: ReadonlySet<string> = new Set(['components/dialog.tsx', 'components/checked-file.tsx']);

/** Files of the window that show a screen or a dialog of their own, each with what its heading may say in zh-CN. */
export function screenFiles(): { readonly file: string; readonly says: readonly RegExp[] }[] {
  return readdirSync(RENDERER, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.tsx') && !FRAMES.has(file.replaceAll('\\', '/')))
    .map((file) => ({ file: file.replaceAll('\\', '/'), text: readFileSync(join(RENDERER, file), 'utf8') }))
    .filter(({ text }) => /<(?:Dialog|CheckedFile)\b|<h1\b/.test(text))
    .map(({ file, text }) => ({ file, says: headingWords(text) }));
}

/** Sentences of zh-CN that the source names by their key, as patterns: a blank of the sentence stands for anything. */
function headingWords(source: string): RegExp[] {
  const keys = [...source.matchAll(/['`]([a-z]\w*(?:\.[\w$]+)+)\.?(?:\$\{|['`])/gi)].map((match) => match[1] ?? '');
  return keys
    .flatMap((key) => sentencesAt(key))
    .filter((sentence) => sentence.replaceAll(/\{\{\w+\}\}/g, '').trim() !== '')
    .map((sentence) => {
      const parts = sentence.split(/\{\{\w+\}\}/).map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'));
      return new RegExp(`^${parts.join('.+')}( .+)?$`, 'u');
    });
}

/** The sentence of a key, or every one below it. */
function sentencesAt(key: string): string[] {
  let at: unknown = WORDS['zh-CN'];
  for (const part of key.split('.')) at = (at as Record<string, unknown> | undefined)?.[part];
  if (typeof at === 'string') return [at];
  return typeof at === 'object' && at !== null ? Object.values(at).filter((one) => typeof one === 'string') : [];
}

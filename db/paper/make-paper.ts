// Makes one paper: a layout drawn by the documents process and written whole or not at all.
import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { refuse } from '../../core/contract/errors.ts';
import type { DocumentLayout } from '../../core/documents/document-layout.ts';
import type { Renderer } from './render-client.ts';

/** Writes the PDF of `layout` to `path`, readable by this account only; answers its bytes. Throws Refused GLYPH_MISSING, NOT_WRITABLE or an Error. */
export async function makePaper(renderer: Renderer, layout: DocumentLayout, path: string): Promise<number> {
  const outcome = await renderer.render(layout);
  if (!outcome.ok) {
    if (outcome.code === 'GLYPH_MISSING') return refuse('GLYPH_MISSING', outcome.params);
    throw new Error(`no paper: ${outcome.code} ${JSON.stringify(outcome.params)}`);
  }
  const temporary = `${path}.part`;
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    writeFileSync(temporary, outcome.pdf, { mode: 0o600 });
    renameSync(temporary, path);
  } catch {
    return refuse('NOT_WRITABLE', { path });
  }
  return outcome.pdf.byteLength;
}

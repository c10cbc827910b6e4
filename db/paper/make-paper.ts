// Makes one paper: a layout drawn by the documents process and written whole or not at all.
import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { refuse } from '../../core/contract/errors.ts';
import type { DocumentLayout } from '../../core/documents/document-layout.ts';
import type { Renderer } from './render-client.ts';

/** Draws `layout` with `renderer`. Throws Refused GLYPH_MISSING or an Error. */
export async function drawPaper(renderer: Renderer, layout: DocumentLayout): Promise<Uint8Array> {
  const outcome = await renderer.render(layout);
  return outcome.ok ? outcome.pdf : refuseDrawing(outcome);
}

/** What a failed drawing is to whoever asked for it. */
export function refuseDrawing({ code, params }: { readonly code: string; readonly params: object }): never {
  const characters: unknown = 'characters' in params ? params.characters : null;
  if (code === 'GLYPH_MISSING' && Array.isArray(characters))
    return refuse('GLYPH_MISSING', { characters: characters.map(String) });
  throw new Error(`no paper: ${code} ${JSON.stringify(params)}`);
}

/** Writes the PDF of `layout` to `path`, readable by this account only; answers its bytes. Throws Refused GLYPH_MISSING, NOT_WRITABLE or an Error. */
export async function makePaper(renderer: Renderer, layout: DocumentLayout, path: string): Promise<number> {
  const pdf = await drawPaper(renderer, layout);
  const temporary = `${path}.part`;
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    writeFileSync(temporary, pdf, { mode: 0o600 });
    renameSync(temporary, path);
  } catch {
    return refuse('NOT_WRITABLE', { path });
  }
  return pdf.byteLength;
}

// A layout in, a PDF's bytes out, the same bytes every time: what the documents process does with one request.
// Also called directly by tests and the bench; nothing here knows of processes.
import { type DocumentLayout, documentLayout } from '../core/documents/document-layout.ts';
import type { RenderFailure } from '../core/documents/render-protocol.ts';
import { composePage } from './compose-page.ts';
import { drawPdf } from './pdfmake-engine.ts';
import { paperFont } from './paper-fonts.ts';
import { GlyphMissingError } from './split-runs.ts';

export type RenderResult = { ok: true; pdf: Uint8Array } | ({ ok: false } & RenderFailure);

const MAX_ISSUES = 20;

/** Reads a layout that came from elsewhere. */
export function readLayout(value: unknown): { ok: true; layout: DocumentLayout } | ({ ok: false } & RenderFailure) {
  const read = documentLayout.safeParse(value);
  if (read.success) return { ok: true, layout: read.data };
  const issues = read.error.issues.slice(0, MAX_ISSUES).map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  return { ok: false, code: 'LAYOUT_INVALID', params: { issues } };
}

/**
 * Draws a layout as a PDF. Never throws: a bad layout, a character no font has and a fault while drawing are answers.
 * The bytes depend on the layout alone: not on clock, time zone, process, or what was drawn before.
 */
export async function renderDocument(value: unknown): Promise<RenderResult> {
  const read = readLayout(value);
  if (!read.ok) return read;
  try {
    const pdf = await drawPdf(composePage(read.layout));
    return { ok: true, pdf: new Uint8Array(pdf) };
  } catch (error) {
    if (error instanceof GlyphMissingError) {
      return { ok: false, code: 'GLYPH_MISSING', params: { characters: error.characters } };
    }
    return {
      ok: false,
      code: 'RENDER_FAILED',
      params: { reason: error instanceof Error ? error.message : String(error) },
    };
  }
}

/** Parses the everyday faces ahead of the first request (about 50 ms); the face for rare names waits until it is needed. */
export function warmFonts(): void {
  paperFont('Paper', 'regular');
  paperFont('Paper', 'bold');
}
